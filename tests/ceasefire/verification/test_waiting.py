"""What waits of incidents, and for guarantors. Beside each stands what must not."""

from datetime import timedelta

import pytest

from ceasefire.agreements.models import Mandate
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.observations import PermittedUse
from ceasefire.codes.roles import Role
from ceasefire.incidents.merging import merge_incidents
from ceasefire.verification import waiting
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from ceasefire.verification.reopening import decide_reopening
from ceasefire.verification.services import take_up
from tests.builders.accounts import make_user
from tests.builders.answers import (
    ask_to_reopen,
    attribute,
    confirm,
    establish,
    make_seen_by_two,
    tell_more,
)
from tests.builders.cases import make_admitted, make_guarantor, make_notified
from tests.builders.determinations import determine
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    verify,
)

pytestmark = pytest.mark.django_db
ALONE = {"permitted_use": PermittedUse.SHOW_MECHANISM}
HOUR = timedelta(hours=1)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def refuted():
    incident = make_incident(reports=[make_report()])
    verify(incident, value=IncidentState.REFUTED)
    return incident


def changed(**facts):
    incident = make_verified()
    tell_more(incident, **facts)
    return incident


def test_what_was_taken_up_waits_for_an_answer_since_then(officer, time_machine):
    time_machine.move_to(THAT_DAY, tick=False)
    taken, _reported, _verified = make_incident(), make_incident(), make_verified()
    time_machine.move_to(THAT_DAY + HOUR, tick=False)
    take_up(incident=taken, by=officer)

    found = waiting.to_answer_happened(officer)

    assert [(each, each.waits_since) for each in found] == [(taken, THAT_DAY + HOUR)]


def test_what_happened_waits_to_be_answered_by_whom(officer):
    happened, answered, _refuted, _changed = make_verified(), make_verified(), refuted(), changed()
    attribute(answered)

    assert list(waiting.to_answer_by_whom(officer)) == [happened]


def test_answers_of_others_wait_for_a_second_signature(officer):
    unsigned = establish(make_seen_by_two(), is_signed=False)
    establish(make_seen_by_two())
    attribute(make_verified())
    edited = make_seen_by_two()
    establish(edited, is_signed=False)
    tell_more(edited)

    assert list(waiting.to_sign(officer)) == [unsigned]
    assert list(waiting.to_sign(make_user(Role.ADJUDICATOR))) == [unsigned]
    assert list(waiting.to_sign(unsigned.given_by)) == []


def test_what_has_changed_waits_to_be_confirmed_since_it_first_did(officer, time_machine):
    time_machine.move_to(THAT_DAY, tick=False)
    told, confirmed, asked = make_verified(), changed(), changed()
    confirm(confirmed)
    ask_to_reopen(asked)
    for hours in (1, 2):
        time_machine.move_to(THAT_DAY + hours * HOUR, tick=False)
        tell_more(told)

    found = waiting.to_confirm(officer)

    assert [(each, each.waits_since) for each in found] == [(told, THAT_DAY + HOUR)]


def test_reopening_waits_for_another_than_who_asked(officer):
    own, other, decided = (
        ask_to_reopen(changed(), by=each)
        for each in (officer, make_user(Role.OFFICER), make_user(Role.OFFICER))
    )
    decide_reopening(reopening=decided, allow=True, by=make_user(Role.OFFICER))

    assert list(waiting.reopenings_to_decide(officer)) == [other]
    assert list(waiting.reopenings_to_decide(make_user(Role.ADJUDICATOR))) == [own, other]


def test_what_is_concluded_and_may_be_shown_waits_to_be_published(officer):
    concluded, _open, _changed, _shown = refuted(), make_incident(), changed(), make_published()
    withdrawn, _secret = make_published(), make_verified(reports=[make_report(**ALONE)])
    withdraw_incident(incident=withdrawn, reason="Mistaken", by=officer)

    assert list(waiting.to_publish(officer)) == [concluded]


def test_what_was_merged_is_asked_about_its_use_too(officer):
    whole, part = make_verified(reports=[make_report(**ALONE)]), make_incident()
    inner = make_incident()
    make_admitted(incident=inner)
    for each, into in ((inner, part), (part, whole)):
        merge_incidents(incident=each, into=into, reason="One", by=officer)
    whole.refresh_from_db()
    confirm(whole)

    assert list(waiting.to_publish(officer)) == [whole]
    publish_incident(incident=whole, by=officer)
    assert list(waiting.to_publish(officer)) == []


@pytest.mark.parametrize(
    "rows",
    [
        waiting.to_answer_happened,
        waiting.to_answer_by_whom,
        waiting.to_sign,
        waiting.to_confirm,
        waiting.reopenings_to_decide,
        waiting.to_publish,
    ],
)
def test_nothing_waits_that_the_mandate_does_not_give_any_more(officer, rows):
    take_up(incident=make_incident(), by=officer)
    establish(make_seen_by_two(), is_signed=False)
    changed()
    ask_to_reopen(changed())
    make_verified()
    before = rows(officer).count()

    Mandate.objects.update(acts=list(RECORD_ONLY))

    assert (before > 0, rows(officer).count()) == (True, 0)


def test_where_nobody_verifies_what_is_recorded_waits_to_be_published(officer):
    make_field(acts=("record", "publish"))
    recorded = make_incident(reports=[make_report()])

    [found] = waiting.to_publish(officer)

    assert (found, found.waits_since) == (recorded, recorded.opened_at)


def test_guarantor_has_yet_to_speak_of_what_was_put_to_its_side():
    put, spoken_of, _unput = make_notified(), make_notified(), make_admitted()
    make_notified("SOUTH")
    south = make_guarantor("SOUTH")
    determine(spoken_of, by=south)

    assert list(waiting.to_determine(south)) == [put]
    assert list(waiting.to_determine(make_user(Role.OFFICER))) == []
    Mandate.objects.update(acts=["record"])
    assert list(waiting.to_determine(south)) == []
