"""A guarantor's word on the other side's record: who may give it, and what it changes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.agreements.mandates import NotInMandateError
from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.held import AllegationClosedError, NotYourPartyError
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.putting import NotNotifiedError
from ceasefire.allegations.services import withdraw_allegation
from ceasefire.codes.allegations import AnswerStanding
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.parties.models import Party
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.determining import NotItsGuarantorError
from ceasefire.verification.models import Determination
from ceasefire.verification.queries import guarantors_of
from tests.builders.accounts import make_user
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_claim,
    make_guarantor,
    make_notified,
)
from tests.builders.determinations import ASIDE, CONFIRMED, NOT_CONFIRMED, determine
from tests.builders.field import make_field

pytestmark = pytest.mark.django_db


@pytest.fixture
def put():
    """An allegation against Southern Command, for which a guarantor answers."""
    make_field()
    make_guarantor("SOUTH")
    return make_notified("NORTH")


def document(allegation):
    public_id = str(allegation.public_id)
    return PublishedVersion.objects.current().get(public_id=public_id).document


def test_guarantor_gives_its_word_in_its_own_name(put):
    told = determine(put, NOT_CONFIRMED, reason="Nobody fired.")

    stored = Determination.objects.get(pk=told.pk)
    assert (stored.guarantor.code, stored.agreement) == ("GUARANTOR-OF-SOUTH", put.agreement)
    assert (stored.result, stored.reason, stored.is_recused) == (
        NOT_CONFIRMED,
        "Nobody fired.",
        False,
    )
    entry = LedgerEntry.objects.get(kind="determination.recorded")
    assert entry.subject_id == str(put.public_id)
    assert entry.details == {"guarantor": "GUARANTOR-OF-SOUTH", "result": "not_confirmed"}
    assert entry.effects == LedgerEntry.objects.get(kind="allegation.notified").effects


def test_readers_are_shown_it_with_its_authors_interest(put):
    determine(put, NOT_CONFIRMED, reason="Nobody fired.")

    [shown] = document(put)["determinations"]
    assert (shown["result"], shown["reason"], shown["made_on"]) == (
        "not_confirmed",
        "Nobody fired.",
        "2021-03-06",
    )
    assert shown["guarantor"]["code"] == "GUARANTOR-OF-SOUTH"
    assert [each["whom"]["code"] for each in shown["interest"]] == ["SOUTH"]


def test_nothing_is_subtracted_by_it(put):
    determine(put, NOT_CONFIRMED)

    put.refresh_from_db()
    assert put.state == "admissible"
    assert standing_at(put, timezone.now()) == AnswerStanding.AWAITED


def test_later_word_takes_the_place_of_the_earlier_which_stays(put):
    first = determine(put, NOT_CONFIRMED)

    second = determine(put, CONFIRMED)

    first.refresh_from_db()
    assert first.superseded_at is not None
    assert list(Determination.objects.standing()) == [second]
    assert [each["result"] for each in document(put)["determinations"]] == ["confirmed"]


def test_guarantor_that_steps_aside_says_why_and_gives_no_result(put):
    told = determine(put, **ASIDE)

    assert (told.is_recused, told.result) == (True, "")
    assert told.recused_because == "Our own guns were at the bridge."
    [shown] = document(put)["determinations"]
    assert (shown["is_recused"], shown["result"]) == (True, None)


def test_officer_takes_it_from_what_was_stated_publicly(put):
    officer = make_user(Role.OFFICER)

    told = determine(put, by=officer, stated_in="Coast Gazette, 6 March 2021")

    assert (told.stated_in, told.recorded_by) == ("Coast Gazette, 6 March 2021", officer)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "stated_in"),
        ({"stated_in": "Gazette", "made_on": date(2100, 1, 1)}, "made_on"),
        ({"stated_in": "Gazette", "result": None}, "recused_because"),
        ({"stated_in": "Gazette", "recused_because": "We were there."}, "recused_because"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(put, facts, field):
    with pytest.raises(ValidationError) as refused:
        determine(put, by=make_user(Role.OFFICER), **facts)

    assert list(refused.value.error_dict) == [field]
    assert not Determination.objects.exists()


def test_today_has_come(put):
    today = timezone.now().date()

    with pytest.raises(ValidationError):
        determine(put, made_on=today + timedelta(days=2))

    assert determine(put, made_on=today).made_on == today


def test_only_its_voice_speaks_for_a_guarantor(put):
    with pytest.raises(NotYourPartyError):
        determine(put, by=make_guarantor("NORTH"))

    assert not Determination.objects.exists()


def test_only_who_answers_for_the_accused_is_asked(put):
    other = make_guarantor("NORTH")
    party = Party.objects.get(code="GUARANTOR-OF-NORTH")

    with pytest.raises(NotItsGuarantorError):
        determine(put, by=other, guarantor=party)


def test_nobody_is_asked_before_it_was_put_to_the_accused(put):
    with pytest.raises(NotNotifiedError):
        determine(make_admitted("NORTH"))


def test_nobody_is_asked_about_what_was_withdrawn(put):
    withdraw_allegation(allegation=put, reason="Mistaken.", by=liaison_of("NORTH"))

    with pytest.raises(AllegationClosedError):
        determine(put)


def test_mandate_that_does_not_show_them_takes_and_tells_none():
    make_field(acts=("record", "verify", "publish"))
    guarantor = make_guarantor("SOUTH")
    put = make_notified("NORTH")

    with pytest.raises(NotInMandateError):
        determine(put, by=guarantor)

    assert "determinations" not in document(put)


def test_nobody_answers_for_whom_nobody_accuses(put):
    open_claim = make_claim(accused=None)

    assert [each.code for each in guarantors_of(put)] == ["GUARANTOR-OF-SOUTH"]
    assert guarantors_of(open_claim) == []


def test_several_stand_in_the_order_of_participants(put):
    determine(put)
    participation = put.agreement.participations.get(role="guarantor")
    put.agreement.participations.filter(party__code="SOUTH").update(position=2)
    participation.pk, participation.public_id = None, Allegation().public_id
    participation.party, participation.position = Party.objects.get(code="NORTH"), 1
    participation.save()

    determine(put, guarantor=participation.party, by=liaison_of("NORTH"))

    order = [each["guarantor"]["code"] for each in document(put)["determinations"]]
    assert order == ["NORTH", "GUARANTOR-OF-SOUTH"]
