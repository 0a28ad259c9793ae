"""Findings as people work on them: the third question about an incident, and each one's page.

Shown only where the mandate lets the mechanism rule.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import powers_at
from ceasefire.agreements.models import Agreement, Provision
from ceasefire.agreements.scope_words import scope_sentence
from ceasefire.allegations.models import Allegation
from ceasefire.codes.verification import FindingState
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.finding_documents import finding_document, reply_part
from ceasefire.verification.finding_held import moves_of
from ceasefire.verification.finding_states import Move
from ceasefire.verification.models import Finding
from ceasefire.verification.querysets import FindingQuerySet
from ceasefire.verification.scope import scope_of

Shown = dict[str, Any]
DRAFT = "ceasefire.draft_finding"
REVIEW = "ceasefire.review_finding"
ADOPT = "ceasefire.adopt_finding"


@dataclass(frozen=True)
class Row:
    """One provision and one accused, or nobody: what was found, or that nothing is yet."""

    provision: Provision
    accused: Party | None
    finding: Finding | None
    waits_for: str | Promise
    draft_address: str


@dataclass(frozen=True)
class ThirdQuestion:
    """Against which clause? `obstacle`: why nothing can be drafted now, if that is so."""

    rows: list[Row]
    draft_address: str
    obstacle: str | Promise


@dataclass(frozen=True)
class Step:
    """What this person may do next. `is_post`: at once, without a page of its own."""

    address: str
    label: str | Promise
    is_first: bool
    is_post: bool


def findings_of(incident: Incident, user: User) -> ThirdQuestion | None:
    """What `findings/_question.html` shows as `question`; None where the mandate lets nobody rule."""
    if not powers_at(incident.agreement, incident.begins_at).may_rule:
        return None
    obstacle = obstacle_of(incident)
    drafts = user.has_perm(DRAFT) and not obstacle
    address = reverse("web:finding-new", args=[incident.public_id]) if drafts else ""
    rows = [
        Row(each.provision, each.accused, each, waits_for(each), "")
        for each in _standing(incident, user)
    ]
    found = {(row.provision, row.accused) for row in rows}
    for provision, accused in _alleged(incident, user) - found:
        rows.append(Row(provision, accused, None, "", _draft(address, provision, accused)))
    return ThirdQuestion(sorted(rows, key=_place_in(incident.agreement)), address, obstacle)


def obstacle_of(incident: Incident) -> str | Promise:
    """Why no finding can be drafted on an incident as it stands, as the service would say it."""
    if incident.merged_into_id:
        return _("This incident was merged into another: work on that one.")
    if not incident.is_concluded:
        return _("Nothing is found on an incident before its verification ends.")
    if incident.changed_since_verification:
        return _("Something has changed since this was verified: confirm it first.")
    return ""


def visible_findings(user: User) -> FindingQuerySet:
    """Those that this person may see, with all that pages tell of one."""
    return Finding.objects.visible_to(user).select_related(
        "incident__agreement", "incident__area", "incident__place", "provision", "accused",
        "supersedes", "drafted_by", "reviewed_by", "adopted_by", "adopted_with",
    )  # fmt: skip


def waits_for(finding: Finding) -> str | Promise:
    """For what a finding waits, in a few words; nothing once it has ended or was adopted."""
    moves = moves_of(finding)
    return next((words for move, words in WAITS if move in moves), "")


# The first of these that is open is what a finding waits for.
WAITS: tuple[tuple[Move, str | Promise], ...] = (
    (Move.SUBMIT, _("waits to be given to legal review")),
    (Move.REVIEW, _("waits for legal review")),
    (Move.OVERRIDE, _("waits for the reply")),
    (Move.SIGN, _("waits for the first of two to adopt it")),
    (Move.ADOPT, _("waits for the second of two to adopt it")),
    (Move.DELIBERATE, _("waits to be taken into deliberation")),
    (Move.NOTIFY, _("waits to be put to the party")),
)

# What leads on, in the order in which it is done: move, route, words, permission.
LEADING: tuple[tuple[Move, str, str | Promise, str], ...] = (
    (Move.SUBMIT, "finding-submit", _("Give it to legal review"), DRAFT),
    (Move.REVIEW, "finding-review", _("Review its law…"), REVIEW),
    (Move.NOTIFY, "finding-notify", _("Put it to the party…"), DRAFT),
    (Move.DELIBERATE, "finding-deliberate", _("Take it into deliberation…"), REVIEW),
    (Move.SIGN, "finding-sign", _("Adopt it, as the first of two…"), ADOPT),
    (Move.ADOPT, "finding-adopt", _("Adopt it, as the second of two…"), ADOPT),
)
# What is done beside.
ASIDE: tuple[tuple[Move, str, str | Promise, str], ...] = (
    (Move.CHANGE, "finding-change", _("Change…"), DRAFT),
    (Move.CHANGE, "recommendation-new", _("Add a recommendation…"), DRAFT),
    (Move.OVERRIDE, "finding-deliberate", _("Deliberate without awaiting the reply…"), REVIEW),
    (Move.DISSENT, "finding-dissent", _("Dissent…"), ADOPT),
    (Move.RETURN, "finding-return", _("Return it to draft…"), REVIEW),
    (Move.CORRECT, "finding-correct", _("Correct…"), DRAFT),
    (Move.SUPERSEDE, "finding-supersede", _("Draft another in its place…"), DRAFT),
    (Move.WITHDRAW, "finding-withdraw", _("Withdraw…"), "ceasefire.withdraw_finding"),
)
OF_OTHERS = {Move.REVIEW, Move.SIGN, Move.ADOPT}  # never of whoever wrote the text


def steps_of(finding: Finding, user: User) -> list[Step]:
    """What this person may do with a finding as it stands; the services check it again."""
    barred = set(OF_OTHERS) if finding.drafted_by_id == user.pk else set()
    if finding.adopted_by_id == user.pk:
        barred.add(Move.ADOPT)
    if finding.incident.merged_into_id:
        barred = set(Move) - {Move.WITHDRAW}
    moves = moves_of(finding) - barred
    return [
        Step(
            address=reverse(f"web:{route}", args=[finding.public_id]),
            label=label,
            is_first=(move, route, label, permission) in LEADING,
            is_post=move == Move.SUBMIT,
        )
        for move, route, label, permission in (*LEADING, *ASIDE)
        if move in moves and user.has_perm(permission, finding)
    ]


def case(finding: Finding, user: User) -> Shown:
    """All that the pages of staff tell of a finding; `record`: as readers would be shown it now."""
    moves, drafts = moves_of(finding), user.has_perm(DRAFT)
    return {
        **heading(finding),
        "finding": finding,
        "record": finding_document(finding).body,
        "waits_for": waits_for(finding),
        "can_drop": drafts and Move.CHANGE in moves,
        "can_follow_up": drafts and Move.FOLLOW_UP in moves,
        "scope": _scope(finding),
        "successor": finding.successors.exclude(state=FindingState.WITHDRAWN).first(),
    }


def heading(finding: Finding) -> Shown:
    """What stands at the head of every page about one."""
    agreement = finding.agreement
    return {
        "id": str(finding.public_id),
        "reference": finding.reference,
        "agreement": {"code": agreement.code, "names": agreement.names},
        "is_demo": agreement.is_demo,
        "zone": agreement.time_zone,
    }


def for_party(finding: Finding) -> Shown:
    """What the accused is told: what was put to it, its reply, and whether it is decided."""
    return {
        **heading(finding),
        "statement": finding.statement,
        "notified_at": finding.notified_at,
        "due_at": finding.due_at,
        "reply": reply_part(finding),
        "ended": _ended(finding),
    }


def can_reply(finding: Finding, user: User) -> bool:
    return Move.REPLY in moves_of(finding) and user.has_perm("ceasefire.reply_to_finding", finding)


def _ended(finding: Finding) -> str | Promise:
    """How it ended, if it has: nothing is told of what goes on inside before that."""
    if finding.state == FindingState.WITHDRAWN:
        return _("withdrawn")
    return _("adopted") if finding.was_adopted else ""


def _scope(finding: Finding) -> str:
    """What the scope test says of this provision, if the accused did it; nothing if it cannot."""
    for each in scope_of(finding.incident):
        if each.provision == finding.provision and each.accused == finding.accused:
            return scope_sentence(each.result, may_rule=True)
    return ""


def _standing(incident: Incident, user: User) -> FindingQuerySet:
    family = Incident.objects.visible_to(user).family(incident)
    return visible_findings(user).filter(incident__in=family).standing()


def _alleged(incident: Incident, user: User) -> set[tuple[Provision, Party | None]]:
    """The provisions and parties named in what was admitted."""
    family = Incident.objects.visible_to(user).family(incident)
    allegations = Allegation.objects.visible_to(user).filter(incident__in=family).admitted()
    return {
        (provision, allegation.accused)
        for allegation in allegations.select_related("accused").prefetch_related("provisions")
        for provision in allegation.provisions.all()
    }


def _draft(address: str, provision: Provision, accused: Party | None) -> str:
    """Where a finding on this is drafted, if one can be."""
    asked = {"provision": provision.number, "accused": accused.code if accused else ""}
    return f"{address}?{urlencode(asked)}" if address else ""


def _place_in(agreement: Agreement) -> Callable[[Row], tuple[int, ...]]:
    """The order of provisions; of each, that of the parties in the agreement, nobody first."""
    parties = list(dict.fromkeys(agreement.participations.values_list("party", flat=True)))

    def place(row: Row) -> tuple[int, ...]:
        order = -1 if row.accused is None else len(parties)
        if row.accused and row.accused.pk in parties:
            order = parties.index(row.accused.pk)
        drafted = row.finding.pk if row.finding else 0
        return row.provision.position, row.provision.pk, order, drafted

    return place
