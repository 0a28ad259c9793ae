"""Which claims meet, and how; and that nothing in it tells who began."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.allegations.opposed import NEAR, ONE_EVENT, Claim, opposed
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import MutualKind
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import PlacePrecision, TimePrecision
from ceasefire.places.happening import WIDTHS

SAME, RESPONSE, PARALLEL = MutualKind
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEIR, FAR = (48.0, 12.0), (48.2, 12.0)  # about 22 km apart
NORTHS = Claim(
    complainant="NORTH",
    accused="SOUTH",
    act=Act.INDIRECT_FIRE,
    begins_at=NOON,
    ends_at=NOON + MINUTE,
    time_precision=TimePrecision.MINUTE,
    incident=1,
    point=WEIR,
    area="D1",
    areas=frozenset({"D1", "VALLEY"}),
)
SOUTHS = replace(NORTHS, complainant="SOUTH", accused="NORTH", incident=2)


def at(begins, *, lasting=MINUTE, **facts):
    return {"begins_at": begins, "ends_at": begins + lasting, **facts}


def whole_day(begins):
    return at(begins, lasting=DAY, time_precision=TimePrecision.DAY)


ELSEWHERE = {"point": None, "area": "D2", "areas": frozenset({"D2", "VALLEY"})}
IN_WORDS = {"point": None, "place_text": "Weir Bridge"}
NO_AREA = {**IN_WORDS, "area": None, "areas": frozenset()}
CASES = [
    # what differs in the claim of the North, in that of the South, how their incidents are linked
    ("the same told the other way round", {}, {}, (), SAME),
    ("one incident, whatever they say of it", {}, {"incident": 1, **at(NOON + 9 * DAY)}, (), SAME),
    ("incidents said to be the same", {}, at(NOON + 9 * DAY), {LinkKind.SAME}, SAME),
    ("said to be a response", {}, at(NOON + 9 * DAY), {LinkKind.RESPONSE_TO}, RESPONSE),
    ("said to be both", {}, {}, {LinkKind.RESPONSE_TO, LinkKind.SAME}, SAME),
    ("linked otherwise", {}, at(NOON + 9 * DAY), {LinkKind.CONTRADICTS}, PARALLEL),
    ("6 hours apart", {}, at(NOON + MINUTE + ONE_EVENT), (), SAME),
    ("a minute more", {}, at(NOON + 2 * MINUTE + ONE_EVENT), (), PARALLEL),
    ("a day apart", {}, at(NOON + MINUTE + NEAR), (), PARALLEL),
    ("more than a day apart", {}, at(NOON + 2 * MINUTE + NEAR), (), None),
    ("6 hours after a day that is known as such", whole_day(NOON), at(NOON + 30 * HOUR), (), SAME),
    (
        "a window narrower than its precision",
        at(NOON, time_precision=TimePrecision.DAY),
        at(NOON + 30 * HOUR),
        (),
        SAME,
    ),
    ("shells and harm to civilians", {}, {"act": Act.CIVILIAN_HARM}, (), SAME),
    ("an attack and ground gained", {"act": Act.TERRITORY}, {"act": Act.GROUND_ATTACK}, (), SAME),
    ("shells and incitement", {}, {"act": Act.PROPAGANDA}, (), PARALLEL),
    ("22 km apart in one area", {}, {"point": FAR}, (), PARALLEL),
    (
        "22 km apart, one of them within 25 km",
        {},
        {"point": FAR, "place_precision": PlacePrecision.WITHIN_25_KM},
        (),
        SAME,
    ),
    ("near each other across a border", {}, {**ELSEWHERE, "point": WEIR}, (), SAME),
    (
        "somewhere in the district",
        {},
        {"point": None, "place_precision": PlacePrecision.DISTRICT},
        (),
        SAME,
    ),
    (
        "somewhere in the valley, which holds the district",
        {},
        {"area": "VALLEY", "areas": frozenset({"VALLEY"}), "place_precision": "governorate"},
        (),
        SAME,
    ),
    (
        "somewhere in another district",
        {},
        {**ELSEWHERE, "place_precision": PlacePrecision.DISTRICT},
        (),
        None,
    ),
    ("in another area", {}, ELSEWHERE, (), None),
    ("in another area, linked", {}, ELSEWHERE, {LinkKind.PART_OF}, PARALLEL),
    ("called the same in one area", IN_WORDS, {**IN_WORDS, "place_text": "WEIR bridge "}, (), SAME),
    ("called the same in areas apart", IN_WORDS, {**ELSEWHERE, **NO_AREA, "area": "D2"}, (), None),
    ("called the same, area not told", IN_WORDS, NO_AREA, (), SAME),
    (
        "called otherwise in one area",
        IN_WORDS,
        {**IN_WORDS, "place_text": "the mill"},
        (),
        PARALLEL,
    ),
    (
        "nothing told of where",
        {**NO_AREA, "place_text": ""},
        {**NO_AREA, "place_text": ""},
        (),
        None,
    ),
    ("the accused is left open", {"accused": None}, {}, (), None),
    ("lodged for no party", {"complainant": None}, {}, (), None),
    ("against another party", {}, {"accused": "HILL"}, (), None),
    ("by another party", {}, {"complainant": "HILL"}, (), None),
    ("a party reports on itself", {"accused": "NORTH"}, {"complainant": "NORTH"}, (), None),
]


@pytest.mark.parametrize(
    ("norths", "souths", "linked", "kind"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_claims_meet(norths, souths, linked, kind):
    one, other = replace(NORTHS, **norths), replace(SOUTHS, **souths)

    assert opposed(one, other, linked) == kind
    assert opposed(other, one, linked) == kind


# --- Invented claims ---
parties = st.sampled_from(["NORTH", "SOUTH", "HILL", None])
areas = st.sampled_from([(None, ()), ("D1", ("D1", "V")), ("D2", ("D2", "V")), ("V", ("V",))])


@st.composite
def claims(draw):
    """A claim whose window is as wide as its precision at least."""
    begins = NOON + draw(st.integers(-60, 60)) * HOUR
    precision = draw(st.sampled_from(TimePrecision))
    lasts = WIDTHS[precision] + draw(st.integers(0, 9)) * HOUR
    area, around = draw(areas)
    return Claim(
        complainant=draw(parties),
        accused=draw(parties),
        act=draw(st.sampled_from(Act)),
        begins_at=begins,
        ends_at=begins + lasts,
        time_precision=precision,
        incident=draw(st.integers(1, 3)),
        point=draw(st.sampled_from([None, WEIR, FAR])),
        place_text=draw(st.sampled_from(["", "Weir Bridge"])),
        place_precision=draw(st.sampled_from(PlacePrecision)),
        area=area,
        areas=frozenset(around),
    )


@st.composite
def accusations(draw):
    """Two claims, mostly of parties that accuse each other."""
    one, other = draw(claims()), draw(claims())
    if draw(st.integers(0, 3)):
        other = replace(other, complainant=one.accused, accused=one.complainant)
    return one, other, draw(st.sets(st.sampled_from(LinkKind), max_size=2))


def with_parties(claim, named):
    return replace(claim, complainant=named[claim.complainant], accused=named[claim.accused])


def backwards(claim):
    """The claim as if time ran the other way."""
    return replace(
        claim, begins_at=NOON + (NOON - claim.ends_at), ends_at=NOON + (NOON - claim.begins_at)
    )


@given(accusations())
def test_neither_is_the_first(pair):
    one, other, linked = pair

    assert opposed(one, other, linked) == opposed(other, one, linked)


@given(accusations(), st.permutations(["NORTH", "SOUTH", "HILL"]))
def test_names_of_parties_change_nothing(pair, names):
    one, other, linked = pair
    named = {**dict(zip(["NORTH", "SOUTH", "HILL"], names, strict=True)), None: None}

    exchanged = opposed(with_parties(one, named), with_parties(other, named), linked)

    assert exchanged == opposed(one, other, linked)


@given(accusations())
def test_which_came_first_changes_nothing(pair):
    one, other, linked = pair

    assert opposed(backwards(one), backwards(other), linked) == opposed(one, other, linked)


# --- Real accounts ---
def narrative(name):
    """The claims of one narrative of others, as facts of its source."""
    path = Path(__file__).with_name("narratives.csv")
    with path.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["narrative"] == name]
    return [
        Claim(
            complainant=row["complainant"] or None,
            accused=row["accused"] or None,
            act=Act(row["act"]),
            begins_at=datetime.fromisoformat(row["begins"]),
            ends_at=datetime.fromisoformat(row["ends"]),
            time_precision=TimePrecision(row["precision"]),
            incident=number,
            place_text=row["place"],
            area=row["area"] or None,
            areas=frozenset({row["area"]} - {""}),
        )
        for number, row in enumerate(rows)
    ]


def test_nassir_is_one_event_told_by_both_sides():
    """An hour lies between 05:00 and 06:00. Of the 11th only the day is known: it ends 5 hours
    before, so it may be the same too, and a person decides."""
    oppositions, of_the_day_before, of_that_morning = narrative("N037")

    assert opposed(oppositions, of_that_morning) == SAME
    assert opposed(oppositions, of_the_day_before) == SAME
    assert opposed(of_the_day_before, of_that_morning) is None


def test_two_actors_in_one_report_accuse_nobody_but_by_the_monitor():
    """Had each side lodged its part, they would be two events of one day in one governorate."""
    shelling, rocket = narrative("N003")

    assert opposed(shelling, rocket) is None
    by_factions = replace(shelling, complainant="factions")
    by_regime = replace(rocket, complainant="regime forces")
    assert opposed(by_factions, by_regime) == PARALLEL


def test_who_denies_an_agreement_accuses_nobody():
    """Nobody is said to accuse in turn: that there was no agreement is a statement."""
    sniping, air_strikes = narrative("N009")

    assert opposed(sniping, air_strikes) is None
    assert opposed(sniping, replace(air_strikes, complainant="opposition")) is None
