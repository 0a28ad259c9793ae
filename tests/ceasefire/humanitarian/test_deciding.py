from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ceasefire.codes.humanitarian import AccessDecisionKind
from ceasefire.codes.roles import Role
from ceasefire.common.citations import Citation
from ceasefire.humanitarian.asking import strike_access_request
from ceasefire.humanitarian.deciding import strike_access_decision
from ceasefire.humanitarian.held import AccessStruckError
from ceasefire.humanitarian.models import AccessDecision, AccessRequest
from tests.builders.access import ASKED_ON, make_access_decision, make_access_request
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
DELAYED, GRANTED, REFUSED = (
    AccessDecisionKind.DELAYED,
    AccessDecisionKind.GRANTED,
    AccessDecisionKind.REFUSED,
)
DAY = timedelta(days=1)


def test_decision_keeps_what_was_decided_by_whom_and_up_to_when():
    asked, officer = make_access_request(), make_user(Role.OFFICER)

    decision = make_access_decision(
        DELAYED, ASKED_ON + DAY, request=asked, until=ASKED_ON + 3 * DAY, words="Later.", by=officer
    )

    decision.refresh_from_db()
    assert (decision.kind, decision.decided_by.code, decision.words) == (
        "delayed",
        "NORTH",
        "Later.",
    )
    assert (decision.decided_on, decision.until) == (ASKED_ON + DAY, ASKED_ON + 3 * DAY)
    assert what_by_whom(asked) == ("access.decided", officer.public_id, "")
    entry = last_entry(asked)
    assert entry.details == {"decision": str(decision.public_id), "decided": "delayed"}
    assert entry.effects == effects("2021-03-05")


def test_later_decision_stands_beside_the_earlier_and_the_same_is_recorded_once():
    asked = make_access_request()
    kinds = (DELAYED, DELAYED, GRANTED)

    decisions = [make_access_decision(kind, request=asked, decided_by=None) for kind in kinds]

    assert decisions[0] == decisions[1]
    assert [each.kind for each in asked.decisions.all()] == ["delayed", "granted"]
    assert kinds_of(asked) == ["access.asked", "access.decided", "access.decided"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": ASKED_ON - DAY}, "decided_on"),
        ({"on": timezone.now().date() + 2 * DAY}, "decided_on"),
        ({"until": ASKED_ON - DAY}, "until"),
        ({"decided_by": "VALLEY-RELIEF"}, "decided_by"),
        ({"citation": Citation()}, "asserted_by"),
        ({"kind": "perhaps"}, "kind"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(facts, field):
    with pytest.raises(ValidationError) as refusal:
        make_access_decision(**facts)

    assert set(refusal.value.message_dict) == {field}
    assert not AccessDecision.objects.exists()


def test_decision_recorded_by_mistake_stays_with_the_reason_and_counts_for_nothing():
    decision, officer = make_access_decision(REFUSED), make_user(Role.OFFICER)
    asked = decision.request
    told = [list(AccessRequest.objects.unanswered())]

    strike_access_decision(decision=decision, reason="Of another.", by=officer)

    decision.refresh_from_db()
    told.append(list(AccessRequest.objects.unanswered()))
    assert (decision.struck_at is None, decision.struck_because) == (False, "Of another.")
    assert what_by_whom(asked) == ("access.struck", officer.public_id, "Of another.")
    assert last_entry(asked).details == {"decision": str(decision.public_id)}
    assert told == [[], [asked]]


def test_decision_is_struck_once_and_with_a_reason():
    decision, officer = make_access_decision(), make_user(Role.OFFICER)

    with pytest.raises(ValidationError):
        strike_access_decision(decision=decision, reason="", by=officer)
    strike_access_decision(decision=decision, reason="Twice.", by=officer)
    with pytest.raises(AccessStruckError):
        strike_access_decision(decision=decision, reason="Again.", by=officer)

    assert kinds_of(decision.request)[-1:] == ["access.struck"]


def test_nothing_is_added_to_a_struck_request():
    decision, officer = make_access_decision(), make_user(Role.OFFICER)
    asked = decision.request
    strike_access_request(request=asked, reason="Twice.", by=officer)

    with pytest.raises(AccessStruckError):
        make_access_decision(REFUSED, request=asked)
    with pytest.raises(AccessStruckError):
        strike_access_decision(decision=decision, reason="Too.", by=officer)

    assert [each.struck_at for each in asked.decisions.all()] == [None]


def test_database_keeps_what_was_decided():
    decision = make_access_decision()

    with pytest.raises(IntegrityError), transaction.atomic():
        AccessDecision._base_manager.filter(pk=decision.pk).update(kind=REFUSED)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_strike_a_request_at_once_the_second_is_told():
    asked, officers = make_access_request(), [make_user(Role.OFFICER) for _ in range(2)]

    def strike(by):
        try:
            return strike_access_request(request=asked, reason="Twice.", by=by).struck_because
        except AccessStruckError as refusal:
            return refusal.code

    told = one_after_the_other(lambda: strike(officers[0]), lambda: strike(officers[1]))

    assert told == ("Twice.", "access_struck")
    assert kinds_of(asked) == ["access.asked", "access.struck"]
