"""The first two questions about an incident as its page shows them: what stands, who answered so
on what, and the form of the next answer."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from ceasefire.accounts.models import User
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.verification import AttributionLevel, AttributionState, Question
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.answering import NOBODY
from ceasefire.verification.attributed import (
    answers_that_count,
    attribution_of,
    parties_of,
    parties_to_name,
)
from ceasefire.verification.models import Answer
from ceasefire.verification.queries import settled_by_whom
from ceasefire.verification.states import LEVELS_OF
from ceasefire.web.answer_forms import AnswerForm, ByWhomForm, HappenedForm
from ceasefire.web.shown_accounts import ShownAccount

Shown = dict[str, Any]


@dataclass(frozen=True)
class ShownAnswer:
    """An answer with the accounts that it rests on: those that still belong to the incident, and
    how many do not; `can_sign`: this reader may be its second person."""

    answer: Answer
    accounts: list[ShownAccount]
    parted_count: int
    can_sign: bool = False


@dataclass(frozen=True)
class ShownParty:
    """How one party stands to the incident, with what officers answered, if they did."""

    party: Party
    state: AttributionState
    is_disputed: bool
    given: ShownAnswer | None


@dataclass(frozen=True)
class ByWhom:
    """How an incident stands by whom; `lost`: answers that count no more, since an account that
    they rest on cannot be used."""

    state: AttributionState
    is_disputed: bool
    parties: list[ShownParty]
    nobody: ShownAnswer | None
    lost: list[ShownAnswer]
    earlier: list[ShownAnswer]

    @property
    def is_answered(self) -> bool:
        return self.nobody is not None or any(each.given for each in self.parties)


def shown_happened(incident: Incident, accounts: list[ShownAccount]) -> Shown:
    """The answer that stands to "Did it happen?", and those before it, the latest first."""
    answers = incident.answers.filter(question=Question.HAPPENED).order_by("-pk")
    given = answers.select_related("given_by", "second_by").prefetch_related("rests_on")
    shown = [_shown(each, accounts) for each in given]
    return {
        "answer": next((each for each in shown if each.answer.superseded_at is None), None),
        "earlier_answers": [each for each in shown if each.answer.superseded_at],
    }


def shown_by_whom(
    incident: Incident, user: User, accounts: list[ShownAccount], *, can_sign: bool
) -> ByWhom:
    """All that is answered and claimed of who did it, in the order of the agreement."""
    found = attribution_of(incident)
    parties, counted = parties_of(found), answers_that_count(incident)

    def told(answer: Answer) -> ShownAnswer:
        is_own = answer.given_by_id == user.pk or answer.incident_id != incident.pk
        return _shown(answer, accounts, can_sign=can_sign and not answer.is_signed and not is_own)

    by_key = {answer.pk: told(answer) for answer in counted}
    answers = incident.answers.filter(question=Question.BY_WHOM).order_by("-pk")
    given = answers.select_related("party", "given_by", "second_by").prefetch_related("rests_on")
    others = [_shown(each, accounts) for each in given if each not in counted]
    return ByWhom(
        state=found.state,
        is_disputed=found.is_disputed,
        parties=[
            ShownParty(
                parties[each.party], each.state, each.is_disputed, by_key.get(each.answer or 0)
            )
            for each in found.parties
        ],
        nobody=by_key.get(found.nobody or 0),
        lost=[each for each in others if each.answer.superseded_at is None],
        earlier=[each for each in others if each.answer.superseded_at],
    )


def happened_form(
    incident: Incident, sent: QueryDict | None = None, *, auto_id: str = "id_%s"
) -> HappenedForm:
    """What is asked of whether it happened: of what is concluded only that it be confirmed."""
    stands = IncidentState(incident.state) if incident.is_concluded else None
    links = usable_links_of(incident)
    return HappenedForm(sent, links=links, stands=stands, auto_id=auto_id)


def by_whom_form(
    incident: Incident, sent: QueryDict | None = None, *, auto_id: str = "id_%s"
) -> ByWhomForm:
    """What is asked of who did it, as far as one may go with what is verified, and without what
    is answered on all that is known. What is sent is read whole: the service says why not."""
    levels, parties = tuple(AttributionLevel), parties_to_name(incident)
    if sent is None:
        settled = settled_by_whom(incident)
        levels = LEVELS_OF.get(IncidentState(incident.state), levels)
        levels = tuple(each for each in levels if not (settled and each == NOBODY))
        answered = {answer.party for answer in settled}
        parties = [each for each in parties if None not in answered and each not in answered]
    links = usable_links_of(incident)
    return ByWhomForm(sent, links=links, parties=parties, levels=levels, auto_id=auto_id)


def graded(form: AnswerForm, accounts: list[ShownAccount]) -> list[tuple[Any, ...]]:
    """Each account as it is shown, with its boxes in the form."""
    shown = {each.link.pk: each for each in accounts}
    return [(shown[link.pk], *boxes) for link, *boxes in form.accounts]


def _shown(answer: Answer, accounts: list[ShownAccount], *, can_sign: bool = False) -> ShownAnswer:
    named = {link.pk for link in answer.rests_on.all()}
    present = [each for each in accounts if each.link.pk in named]
    return ShownAnswer(answer, present, len(named) - len(present), can_sign)
