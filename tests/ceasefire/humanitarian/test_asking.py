from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from time_machine import travel

from ceasefire.codes.parties import PartyKind
from ceasefire.codes.roles import Role
from ceasefire.common.citations import Citation
from ceasefire.humanitarian.asking import strike_access_request
from ceasefire.humanitarian.held import AccessStruckError
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.humanitarian.queries import askers
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.submitting import SubmissionDiffersError
from ceasefire.parties.models import Party
from tests.builders.access import ASKED_ON, make_access_request
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import WEIR, make_field
from tests.builders.parties import make_party
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
ONCE = UUID("11111111-1111-4111-8111-111111111111")
DAY = timedelta(days=1)


def test_request_keeps_what_was_asked_by_whom_and_where():
    officer = make_user(Role.OFFICER)

    asked = make_access_request(by=officer, place=WEIR, wanted_on=ASKED_ON + DAY)

    asked.refresh_from_db()
    assert (asked.agreement.code, asked.area.code, asked.place.gazetteer_id) == (
        "DEMO-1", "DV-N", WEIR,
    )  # fmt: skip
    assert (asked.asked_by.code, asked.asked_of.code) == ("VALLEY-RELIEF", "NORTH")
    assert (asked.asked_on, asked.wanted_on) == (ASKED_ON, ASKED_ON + DAY)
    assert (asked.words, asked.asserted_by) == ("Four lorries with flour.", "Valley Relief")
    assert what_by_whom(asked) == ("access.asked", officer.public_id, "")
    assert last_entry(asked).effects == effects("2021-03-05")


def test_request_need_not_say_of_whom_nor_at_which_place():
    asked = make_access_request(asked_of=None)

    assert (asked.asked_of, asked.place, asked.wanted_on) == (None, None, None)


def test_same_submission_is_recorded_once_and_with_other_words_refused():
    again = {"by": make_user(Role.OFFICER), "submission": ONCE}
    requests = [make_access_request(**again), make_access_request(**again)]

    with pytest.raises(SubmissionDiffersError):
        make_access_request(words="Six lorries.", **again)

    assert requests[0] == requests[1]
    assert kinds_of(requests[0]) == ["access.asked"]
    assert make_access_request(submission=ONCE) != requests[0]  # another officer's


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": date(1821, 3, 5)}, "asked_on"),
        ({"wanted_on": ASKED_ON - DAY}, "wanted_on"),
        ({"area": "SY01"}, "area"),
        ({"area": "DV-S", "place": WEIR}, "place"),
        ({"place": "demo:nowhere"}, "place"),
        ({"asked_by": "NOBODY"}, "asked_by"),
        ({"asked_by": "ABROAD"}, "asked_by"),
        ({"asked_of": "NOBODY"}, "asked_of"),
        ({"asked_of": "VALLEY-RELIEF"}, "asked_of"),
        ({"citation": Citation(relayed_by="Somebody")}, "asserted_by"),
        ({"citation": Citation(source_url="javascript:alert(1)")}, "source_url"),
        ({"words": ""}, "words"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(facts, field):
    Party.objects.filter(pk=make_party("ABROAD").pk).update(is_demo=False)

    with pytest.raises(ValidationError) as refusal:
        make_access_request(**facts)

    assert set(refusal.value.message_dict) == {field}
    assert not AccessRequest.objects.exists()
    assert not LedgerEntry.objects.filter(kind="access.asked").exists()


def test_day_is_that_of_the_agreements_clock():
    with travel("2021-03-05T21:59Z", tick=False), pytest.raises(ValidationError) as refusal:
        make_access_request(ASKED_ON + DAY)

    with travel("2021-03-05T22:00Z", tick=False):  # midnight in the valley
        asked = make_access_request(ASKED_ON + DAY)

    assert set(refusal.value.message_dict) == {"asked_on"}
    assert asked.asked_on == date(2021, 3, 6)


def test_place_lies_in_a_part_of_the_area():
    assert make_access_request(area="DV", place=WEIR).area.code == "DV"


def test_address_of_a_page_is_a_source():
    asked = make_access_request(citation=Citation(source_url="https://relief.invalid/letter"))

    assert asked.source_url == "https://relief.invalid/letter"


def test_whoever_takes_part_is_offered_first_and_nobody_real_under_what_is_invented():
    agreement = make_field()
    relief = make_party("RELIEF", kind=PartyKind.HUMANITARIAN)
    Party.objects.filter(pk=make_party("ABROAD").pk).update(is_demo=False)

    offered = askers(agreement)

    assert [each.code for each in offered[:2]] == ["NORTH", "SOUTH"]
    assert offered[2:] == [relief]


def test_request_recorded_by_mistake_stays_with_the_reason():
    asked, officer = make_access_request(), make_user(Role.OFFICER)

    strike_access_request(request=asked, reason="Of another valley.", by=officer)

    asked.refresh_from_db()
    assert (asked.struck_at is None, asked.struck_because) == (False, "Of another valley.")
    assert what_by_whom(asked) == ("access.struck", officer.public_id, "Of another valley.")
    assert last_entry(asked).effects == effects("2021-03-05")
    assert not AccessRequest.objects.not_struck().exists()


def test_request_is_struck_once_and_with_a_reason():
    asked, officer = make_access_request(), make_user(Role.OFFICER)

    with pytest.raises(ValidationError):
        strike_access_request(request=asked, reason=" ", by=officer)
    strike_access_request(request=asked, reason="Twice.", by=officer)
    with pytest.raises(AccessStruckError):
        strike_access_request(request=asked, reason="Again.", by=officer)

    assert kinds_of(asked) == ["access.asked", "access.struck"]


def test_database_keeps_what_was_asked():
    asked = make_access_request()

    with pytest.raises(IntegrityError), transaction.atomic():
        AccessRequest.objects.filter(pk=asked.pk).update(words="Nothing.")


@pytest.mark.django_db(transaction=True)
def test_two_sendings_of_one_form_at_once_record_one_request():
    officer = make_user(Role.OFFICER)

    def send():
        return make_access_request(by=officer, submission=ONCE).pk

    make_field(), make_party("VALLEY-RELIEF")
    first, second = one_after_the_other(send, send)

    assert first == second
    assert AccessRequest.objects.count() == 1
