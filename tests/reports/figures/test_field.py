import json
from datetime import date

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.services import admit_allegation
from ceasefire.codes.allegations import LodgedAs, ResponseKind
from ceasefire.codes.observations import Hindrance
from ceasefire.codes.roles import Role
from ceasefire.parties.models import Party
from ceasefire.verification.publishing import publish_incident
from reports.figures.field import field_part, read_field
from reports.rollups.services import recount_dirty_days
from reports.statistics.periods import Period, day_of, week_of
from tests.builders.accounts import make_user
from tests.builders.cases import (
    make_admitted,
    make_answered,
    make_claim,
    make_notified,
    make_self_report,
    put,
)
from tests.builders.field import (
    RECORD_ONLY,
    make_coverage,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
)

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 5)


def told(period=None):
    recount_dirty_days()
    return field_part(read_field(Agreement.objects.get(code="DEMO-1"), period or week_of(DAY)))


def test_period_in_which_nothing_was_told():
    make_field()

    part = told()

    assert part["incidents"]["shown"] == 0
    assert (part["scope"], part["casualties"], part["allegations"]["matrix"]) == ([], [], [])
    assert part["coverage"] == {"days": 7, "areas_seen": 0, "areas_in_all": 2, "areas": []}


def test_incidents_by_act_area_and_state():
    make_published()
    make_published(act=None, place=None, place_text="Somewhere", place_precision="governorate")

    incidents = told()["incidents"]

    states = [{"state": "verified", "number": 1}]
    assert (incidents["shown"], incidents["by_state"]) == (2, [{"state": "verified", "number": 2}])
    assert incidents["by_act"] == [
        {"act": "", "total": 1, "by_state": states},
        {"act": "indirect_fire", "total": 1, "by_state": states},
    ]
    assert [each["area"] and each["area"]["code"] for each in incidents["by_area"]] == [
        None,
        "DV-N",
    ]


def test_what_is_not_published_is_told_as_few():
    for _ in range(4):
        make_incident(reports=[make_report()])
    make_admitted(incident=make_verified())

    part = told()

    assert part["incidents"]["being_checked"] == {"number": None, "fewer_than": 5}
    assert part["allegations"]["not_asked"] == {"number": None, "fewer_than": 5}


def test_small_counts_of_what_is_published_are_told():
    make_published(reports=[make_report(killed=(1, 2))])

    assert told()["casualties"] == [
        {
            "known": "verified",
            "outcome": "killed",
            "status": "civilian",
            "incidents": 1,
            "low": 1,
            "high": 2,
        }
    ]


def test_matrix_has_both_directions_in_the_agreements_order():
    make_answered("SOUTH", kind=ResponseKind.ADMIT)

    matrix = told()["allegations"]["matrix"]

    assert [(each["complainant"]["code"], each["accused"]["code"]) for each in matrix] == [
        ("NORTH", "SOUTH"),
        ("SOUTH", "NORTH"),
    ]
    assert [(each["alleged"], each["accepted"]) for each in matrix] == [(0, 0), (1, 1)]


def test_what_others_lodge_and_parties_report_on_themselves_stands_in_no_pair():
    claims = [make_self_report(), make_claim(LodgedAs.MONITOR), make_claim(LodgedAs.OWN_INITIATIVE)]
    for each in claims:
        admit_allegation(allegation=each, by=make_user(Role.OFFICER))
    for each in claims[1:]:
        put(each)

    part = told()["allegations"]

    assert (part["matrix"], part["self_reports"], part["by_others"]) == ([], 1, 2)


def test_scope_counts_provisions_by_outcome_and_reason():
    make_published()

    first, second = told()["scope"]

    assert (first["provision"]["number"], first["in_scope"]) == ("1", 0)
    assert first["undetermined"] == [{"reason": "actor_not_named", "number": 1}]
    assert second["outside"] == [{"reason": "act_not_covered", "number": 1}]


def test_coverage_is_told_by_area_for_a_week_but_not_for_a_day():
    make_coverage(hours=2)
    make_coverage(area="DV-S", hindrance=Hindrance.MINES)

    week, day = told()["coverage"], told(day_of(DAY))["coverage"]

    looked = {each["area"]["code"]: each for each in week["areas"]}
    assert [(looked[code]["days_seen"], looked[code]["days_unseen"]) for code in looked] == [
        (1, 0),
        (0, 1),
    ]
    assert [looked[code]["days_without_word"] for code in looked] == [6, 6]
    assert (looked["DV-N"]["hours_seen"], looked["DV-S"]["hours_unseen"]) == (2, 2)
    assert (day["areas_seen"], day["areas"]) == (1, [])


def test_under_a_mandate_to_record_nothing_says_whether_it_was_verified():
    make_field(acts=(*RECORD_ONLY, "publish"))
    incident = make_incident(reports=[make_report()])
    publish_incident(incident=incident, by=make_user(Role.OFFICER))
    make_notified(incident=incident)

    part = told()

    assert part["may_verify"] is False
    assert part["incidents"]["by_state"] == [{"state": "recorded", "number": 1}]
    assert "verified" not in part["allegations"]["matrix"][0]


def test_exchanged_names_change_nothing_but_the_names():
    make_answered("NORTH", incident=make_published())
    north, south = (Party.objects.get(code=code) for code in ("NORTH", "SOUTH"))
    before = json.dumps(told())
    names = (north.names, south.names)
    Party.objects.filter(pk=north.pk).update(names=names[1], code="X")
    Party.objects.filter(pk=south.pk).update(names=names[0], code="NORTH")
    Party.objects.filter(pk=north.pk).update(code="SOUTH")

    after = json.dumps(told())

    exchanged = {"NORTH": "SOUTH", "SOUTH": "NORTH"}
    for ours, theirs in zip(names[0].values(), names[1].values(), strict=True):
        exchanged |= {json.dumps(ours)[1:-1]: json.dumps(theirs)[1:-1]}
        exchanged |= {json.dumps(theirs)[1:-1]: json.dumps(ours)[1:-1]}
    assert after == _replaced(before, exchanged)


def _replaced(text, exchanged):
    for number, old in enumerate(exchanged):
        text = text.replace(old, f"<{number}>")
    for number, new in enumerate(exchanged.values()):
        text = text.replace(f"<{number}>", new)
    return text


def test_period_outside_the_week_holds_nothing_of_it():
    make_published()

    assert told(Period(date(2021, 4, 1), date(2021, 4, 8)))["incidents"]["shown"] == 0
