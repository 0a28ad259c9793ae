from datetime import UTC, date, datetime

import pytest

from ceasefire.common.citations import Citation
from ceasefire.common.documents import moment_of_day, named, sourced
from tests.builders.parties import INVENTED, make_party


@pytest.mark.django_db
def test_named_says_id_code_and_all_names():
    party = make_party("NORTH", names={"en": "North", "ar": "الشمال"})

    told = named(party)

    names = {"en": "North", "ar": "الشمال"}
    assert told == {"id": str(party.public_id), "code": "NORTH", "names": names}


def test_named_of_nothing_is_nothing():
    assert named(None) is None


@pytest.mark.django_db
def test_sourced_says_who_says_so_and_where():
    told = sourced(make_party())

    assert told == {
        "asserted_by": "",
        "relayed_by": "",
        "source": {"title": INVENTED.source_title, "url": "", "note": ""},
    }


def test_citation_gives_the_fields_of_a_sourced_row():
    citation = Citation(source_title="A title", asserted_by="A body", relayed_by="An agency")

    assert citation.as_fields() == {
        "source_title": "A title",
        "source_url": "",
        "source_note": "",
        "asserted_by": "A body",
        "relayed_by": "An agency",
    }


def test_dated_record_is_ordered_by_its_day_and_an_undated_one_comes_last():
    assert moment_of_day(date(2017, 2, 10)) == datetime(2017, 2, 10, tzinfo=UTC)
    assert moment_of_day(None) < moment_of_day(date(1971, 1, 1))
