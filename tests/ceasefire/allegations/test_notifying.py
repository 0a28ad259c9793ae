"""What is put to the accused, and what it answers: its words in full, its silence as silence."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ceasefire.allegations.documents import statement_of
from ceasefire.allegations.held import AllegationClosedError, NotYourPartyError
from ceasefire.allegations.models import Allegation, Notification, Response
from ceasefire.allegations.notifying import (
    AlreadyAcknowledgedError,
    acknowledge,
    answer_allegation,
    notify_accused,
)
from ceasefire.allegations.putting import (
    AlreadyAnsweredError,
    AlreadyNotifiedError,
    NotAdmittedError,
    NotNotifiedError,
)
from ceasefire.allegations.services import (
    AlreadyHeldBackError,
    hold_back_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.codes.allegations import ResponseKind
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.cases import (
    check_for_harm,
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_liaison,
    make_notified,
    put,
)
from tests.builders.entries import effects, kinds_of
from tests.builders.field import RECORD_ONLY, THAT_DAY, make_field, make_incident
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
NAMES = ("agreement", "complainant", "act", "words", "lodged_by", "state", "incident")
PROOF = "Handed to the duty officer at the bridge."
PUT, DUE = "2021-03-08T10:00:00Z", datetime(2021, 3, 16, 22, tzinfo=UTC)
WORDS = "We fired at nobody.\n\nWe were at the quarry."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def answer(allegation, by, kind=ResponseKind.DENY, words=WORDS, language="en"):
    return answer_allegation(
        allegation=allegation, kind=kind, words=words, language=language, by=by
    )


def withdraw(allegation):
    return withdraw_allegation(
        allegation=allegation, reason="Our own exercise.", by=liaison_of("NORTH")
    )


def hold_back(allegation, by=None):
    by = by or make_user(Role.ADJUDICATOR)
    return hold_back_allegation(allegation=allegation, reason="A witness is in danger.", by=by)


def entry_of(allegation, kind):
    """Its one entry of this kind."""
    return LedgerEntry.objects.about(allegation).get(kind=kind)


def versions_of(allegation):
    return PublishedVersion.objects.filter(public_id=str(allegation.public_id)).order_by("version")


def test_accused_is_put_the_redacted_statement_and_a_day(officer, time_machine):
    time_machine.move_to(PUT, tick=False)
    allegation = make_admitted("NORTH", incident=make_incident(THAT_DAY + timedelta(days=1)))
    check_for_harm(allegation)

    notification = notify_accused(allegation=allegation, proof=PROOF, by=officer)

    assert (notification.party.code, notification.sent_by) == ("SOUTH", officer)
    assert notification.statement == statement_of(allegation)
    assert notification.sent_at == timezone.now()
    assert (notification.proof, notification.due_at) == (PROOF, DUE)
    assert str(notification) == f"notification of {allegation}"
    entry = entry_of(allegation, "allegation.notified")
    assert (entry.actor_id, entry.effects) == (
        officer.public_id,
        effects("2021-03-05", "2021-03-06"),
    )
    assert entry.details == {"due_at": "2021-03-16T22:00:00+00:00"}


@pytest.mark.parametrize(
    "make",
    [
        make_allegation,
        lambda: refuse_allegation(
            allegation=make_allegation(), reason="No", by=make_user(Role.OFFICER)
        ),
        lambda: withdraw(make_admitted()),
    ],
)
def test_only_what_was_admitted_is_put_to_the_accused(make, officer):
    allegation = make()

    with pytest.raises(NotAdmittedError) as error:
        notify_accused(allegation=allegation, proof=PROOF, by=officer)

    assert error.value.code == "allegation_not_admitted"
    assert not Notification.objects.exists()


def test_allegation_against_nobody_is_put_to_nobody(officer):
    admitted = make_admitted()
    facts = {name: getattr(admitted, name) for name in NAMES}
    nameless = Allegation.objects.create(accused=None, **admitted.happening(), **facts)

    with pytest.raises(NotAdmittedError):
        notify_accused(allegation=nameless, proof=PROOF, by=officer)


def test_allegation_is_put_to_the_accused_once(officer):
    allegation = make_notified()

    with pytest.raises(AlreadyNotifiedError) as error:
        notify_accused(allegation=allegation, proof=PROOF, by=officer)

    assert error.value.code == "already_notified"
    assert kinds_of(allegation).count("allegation.notified") == 1


def test_clock_starts_when_the_accused_acknowledges(time_machine):
    time_machine.move_to(PUT, tick=False)
    allegation, liaison = make_notified("NORTH"), make_liaison("SOUTH")
    time_machine.shift(timedelta(hours=3))

    notification = acknowledge(allegation=allegation, by=liaison)

    notification.refresh_from_db()
    due = "2021-03-15T22:00:00+00:00"
    assert (notification.acknowledged_at, notification.acknowledged_by) == (timezone.now(), liaison)
    assert notification.due_at.isoformat() == due
    entry = entry_of(allegation, "allegation.acknowledged")
    assert (entry.actor_id, entry.details) == (liaison.public_id, {"due_at": due})
    assert versions_of(allegation).last().document["due_on"] == "2021-03-15"


def test_to_acknowledge_late_changes_no_deadline(time_machine):
    time_machine.move_to(PUT, tick=False)
    allegation = make_notified("NORTH")
    time_machine.shift(timedelta(days=3))

    notification = acknowledge(allegation=allegation, by=liaison_of("SOUTH"))

    assert notification.due_at == DUE
    assert versions_of(allegation).count() == 1


def test_accused_acknowledges_once():
    allegation = make_notified("NORTH")
    first = acknowledge(allegation=allegation, by=liaison_of("SOUTH"))

    with pytest.raises(AlreadyAcknowledgedError) as error:
        acknowledge(allegation=allegation, by=make_liaison("SOUTH"))

    assert error.value.code == "already_acknowledged"
    assert entry_of(allegation, "allegation.acknowledged").actor_id == (
        first.acknowledged_by.public_id
    )


@pytest.mark.parametrize(
    ("make", "who", "error"),
    [
        (make_admitted, "SOUTH", NotNotifiedError),
        (make_notified, "NORTH", NotYourPartyError),
        (make_answered, "SOUTH", AlreadyAnsweredError),
        (lambda: withdraw(make_notified()), "SOUTH", AllegationClosedError),
    ],
)
def test_only_what_waits_for_ones_answer_is_acknowledged(make, who, error):
    allegation = make()

    with pytest.raises(error):
        acknowledge(allegation=allegation, by=liaison_of(who))


@pytest.mark.parametrize("kind", ResponseKind)
def test_accused_answers_in_its_own_words(kind):
    allegation, liaison = make_notified("NORTH"), make_liaison("SOUTH")

    response = answer(allegation, liaison, kind)

    response.refresh_from_db()
    assert (response.kind, response.words, response.language) == (kind, WORDS, "en")
    assert (response.party.code, response.given_by) == ("SOUTH", liaison)
    assert str(response) == f"Southern Command on {allegation}"
    entry = entry_of(allegation, "allegation.answered")
    assert (entry.actor_id, entry.details) == (liaison.public_id, {"answer": kind})
    assert entry.effects == effects("2021-03-05")


def test_answer_after_the_day_is_taken_all_the_same(time_machine):
    time_machine.move_to(PUT, tick=False)
    allegation = make_notified()
    time_machine.shift(timedelta(days=40))

    assert answer(allegation, liaison_of("SOUTH")).given_at == timezone.now()


def test_only_the_party_that_was_asked_answers(officer):
    allegation = make_notified("NORTH")

    for somebody in (liaison_of("NORTH"), officer, make_user(Role.LIAISON)):
        with pytest.raises(NotYourPartyError) as error:
            answer(allegation, somebody)
        assert error.value.code == "not_your_party"

    assert not Response.objects.exists()


@pytest.mark.parametrize("make", [make_allegation, make_admitted])
def test_what_was_put_to_nobody_is_not_answered(make):
    allegation = make("NORTH")

    with pytest.raises(NotNotifiedError) as error:
        answer(allegation, liaison_of("SOUTH"))

    assert error.value.code == "not_notified"


def test_withdrawn_allegation_needs_no_answer():
    allegation = make_notified("NORTH")
    withdraw(allegation)

    with pytest.raises(AllegationClosedError):
        answer(allegation, liaison_of("SOUTH"))

    assert not Response.objects.exists()


def test_party_answers_once():
    allegation = make_answered("NORTH", words=WORDS)

    with pytest.raises(AlreadyAnsweredError) as error:
        answer(allegation, make_liaison("SOUTH"), ResponseKind.ADMIT, "We did.")

    assert error.value.code == "already_answered"
    assert (Response.objects.get().kind, Response.objects.get().words) == ("deny", WORDS)


def test_readers_are_shown_what_was_put_and_what_was_answered(officer):
    allegation = make_admitted("NORTH")
    before = list(versions_of(allegation))

    put(allegation, by=officer)
    answer(allegation, liaison_of("SOUTH"))

    first, second = versions_of(allegation)
    assert (before, first.by, second.by) == ([], officer, liaison_of("SOUTH"))
    assert first.document["response"] is None
    assert second.document["response"]["words"] == WORDS


@pytest.mark.parametrize("acts", [RECORD_ONLY, ("record", "verify")])
def test_without_a_mandate_to_publish_nothing_is_shown(acts):
    make_field(acts=acts)

    allegation = make_answered("NORTH")

    assert Response.objects.count() == 1
    assert not versions_of(allegation).exists()


def test_allegation_held_back_before_is_put_to_the_accused_but_not_shown(officer):
    allegation, adjudicator = make_admitted("NORTH"), make_user(Role.ADJUDICATOR)

    held = hold_back(allegation, adjudicator)
    put(allegation, by=officer)
    answer(allegation, liaison_of("SOUTH"))

    assert held.held_back_because == "A witness is in danger."
    assert not versions_of(allegation).exists()
    entry = entry_of(allegation, "allegation.held_back")
    words = ("A witness is in danger.", adjudicator.public_id)
    assert (entry.reason, entry.actor_id) == words


def test_what_is_shown_is_withdrawn_when_it_is_held_back():
    allegation, adjudicator = make_notified("NORTH"), make_user(Role.ADJUDICATOR)

    hold_back(allegation, adjudicator)
    answer(allegation, liaison_of("SOUTH"))

    [tombstone] = versions_of(allegation)
    assert tombstone.withdrawn_at is not None
    assert tombstone.withdrawn_because == "A witness is in danger."
    entry = entry_of(allegation, "version.withdrawn")
    assert (entry.actor_id, entry.effects) == (adjudicator.public_id, effects("2021-03-05"))


def test_allegation_is_held_back_once():
    allegation = make_admitted()
    hold_back(allegation)

    with pytest.raises(AlreadyHeldBackError) as error:
        hold_back(allegation)

    assert error.value.code == "already_held_back"
    assert kinds_of(allegation).count("allegation.held_back") == 1


def test_readers_are_told_that_the_party_withdrew_it_and_not_in_its_words():
    allegation = make_answered("NORTH")

    withdraw(allegation)

    last = versions_of(allegation).last()
    assert (last.version, last.reason) == (3, "")
    assert (last.document["state"], last.document["response"]["kind"]) == ("withdrawn", "deny")


@pytest.mark.parametrize("make", [make_admitted, lambda: hold_back(make_notified())])
def test_what_readers_were_not_shown_is_withdrawn_without_a_word_to_them(make):
    allegation = make()

    withdraw(allegation)

    assert not versions_of(allegation).standing().exists()
    assert kinds_of(allegation)[-1] == "allegation.withdrawn"


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_puts_it_to_the_accused():
    allegation, officer = make_admitted(), make_user(Role.OFFICER)
    check_for_harm(allegation)

    def notify():
        return notify_accused(allegation=allegation, proof=PROOF, by=officer).pk

    first, second = one_after_the_other(notify, notify)

    assert (first, second) == (Notification.objects.get().pk, AlreadyNotifiedError)
    assert versions_of(allegation).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_liaisons_at_once_one_answers():
    allegation, liaisons = make_notified("NORTH"), [make_liaison("SOUTH") for _ in range(2)]

    first, second = one_after_the_other(
        lambda: answer(allegation, liaisons[0], ResponseKind.ADMIT).kind,
        lambda: answer(allegation, liaisons[1], ResponseKind.DENY).kind,
    )

    assert (first, second) == ("admit", AlreadyAnsweredError)
    assert Response.objects.get().given_by == liaisons[0]
    assert kinds_of(allegation).count("allegation.answered") == 1


@pytest.mark.django_db(transaction=True)
def test_answer_does_not_overtake_a_withdrawal():
    allegation, south = make_notified("NORTH"), make_liaison("SOUTH")

    first, second = one_after_the_other(
        lambda: withdraw(allegation).state, lambda: answer(allegation, south).kind
    )

    assert (first, second) == ("withdrawn", AllegationClosedError)
    assert not Response.objects.exists()
