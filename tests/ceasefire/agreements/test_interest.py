"""What a guarantor has at stake: for whom it answers, what is reported of it, and who says so."""

from datetime import date

import pytest
from django.utils.translation import override

from ceasefire.agreements.interest import interest_of
from ceasefire.agreements.interest_words import interest_line
from ceasefire.agreements.models import Participation
from ceasefire.allegations.models import Allegation
from ceasefire.common.citations import Citation
from ceasefire.parties.choices import RelationKind
from ceasefire.parties.models import Party
from tests.builders.cases import make_allegation, make_guarantor
from tests.builders.determinations import relate
from tests.builders.field import make_field
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db
OBSERVERS = Citation(source_title="A day in the valley", asserted_by="Valley Observers")
RELAYED = Citation(asserted_by="Valley Observers", relayed_by="the valley's radio")
GUARANTOR = "GUARANTOR-OF-SOUTH"
SILENT = "of operations of its own around that day the record knows nothing"


@pytest.fixture
def line():
    """`line()`: the interest of the guarantor of the south in a shelling of 5 March."""
    make_field()
    make_guarantor("SOUTH")
    Party.objects.filter(code=GUARANTOR).update(names={"en": "The Coast"})
    make_allegation("NORTH")

    def told():
        allegation = Allegation.objects.select_related("place", "area").get()
        guarantor = Party.objects.get(code=GUARANTOR)
        return interest_line(interest_of(guarantor, allegation.agreement, allegation))

    return told


def answering(words):
    return (
        f"The Coast is guarantor of Southern Command (according to Invented for a test); {words}."
    )


def test_without_relations_says_that_nothing_is_known(line):
    assert line() == answering(SILENT)


def test_operations_at_the_place_are_here_and_dated_by_month(line):
    relate(
        GUARANTOR,
        "SOUTH",
        place_text="Weir bridge (artillery)",
        valid_from=date(2021, 3, 1),
        valid_to=date(2021, 3, 31),
        citation=RELAYED,
    )

    assert line() == answering(
        "The Coast is reported as taking part in operations here alongside Southern Command "
        "(according to Valley Observers, through the valley's radio, March 2021)"
    )


@pytest.mark.parametrize(
    ("kind", "where", "told"),
    [
        ("fights_alongside", "the mill", "taking part in operations alongside"),
        ("joint_operation", "the mill", "taking part in a joint operation with"),
        ("joint_operation", "North Valley", "taking part in a joint operation here with"),
        ("backs", "", "back"),
    ],
)
def test_each_kind_of_relation_has_its_words(line, kind, where, told):
    days = {"valid_from": date(2021, 2, 1), "valid_to": date(2021, 3, 31)}
    relate(GUARANTOR, "SOUTH", kind=kind, place_text=where, citation=OBSERVERS, **days)

    place = f"{where}, " if where == "the mill" else ""
    verb = "to" if kind == "backs" else "as"
    assert line() == answering(
        f"The Coast is reported {verb} {told} Southern Command "
        f"({place}according to Valley Observers, February 2021 – March 2021)"
    )


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({}, "no day is stated"),
        ({"valid_from": date(2021, 4, 5)}, "since April 2021"),
        ({"valid_to": date(2021, 2, 2)}, "until February 2021"),
        ({"valid_from": date(2021, 4, 6)}, None),
        ({"valid_to": date(2021, 2, 1)}, None),
    ],
)
def test_what_is_told_is_near_the_day_or_not_dated(line, days, told):
    relate(GUARANTOR, "SOUTH", kind=RelationKind.BACKS, citation=OBSERVERS, **days)

    backs = (
        f"The Coast is reported to back Southern Command (according to Valley Observers, {told})"
    )
    assert line() == answering(backs if told else SILENT)


def test_forces_that_are_a_part_of_it_are_its_own(line):
    for code, name in (("COAST-GUNS", "The Coast's guns"), ("HILL", "Hill Guard")):
        make_party(code, names={"en": name})
    relate("COAST-GUNS", GUARANTOR, kind=RelationKind.PART_OF)
    relate("HILL", "COAST-GUNS", citation=OBSERVERS)
    relate("NORTH", "HILL", citation=OBSERVERS)
    relate("SOUTH", GUARANTOR, kind=RelationKind.BACKS, citation=OBSERVERS)

    assert line() == answering(
        "Hill Guard is reported as taking part in operations alongside The Coast's guns "
        "(according to Valley Observers, no day is stated)"
    )


def test_guarantor_of_another_time_is_none_then(line):
    Participation.objects.filter(party__code=GUARANTOR).update(valid_to=date(2020, 1, 1))

    assert line() == f"{SILENT}."


def test_line_is_in_the_readers_language(line):
    relate(GUARANTOR, "SOUTH", valid_from=date(2021, 3, 1), citation=OBSERVERS)

    with override("ar"):
        told = line()

    assert "القيادة الجنوبية" in told
