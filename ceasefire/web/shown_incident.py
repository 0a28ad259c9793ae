"""An incident as staff work on it: everything that its page shows, and what can be done next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import Powers, powers_at
from ceasefire.agreements.models import Agreement, Provision
from ceasefire.agreements.scope_words import assertion_words, scope_sentence
from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import AnswerStanding
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.roles import Role
from ceasefire.codes.scope import ScopeOutcome
from ceasefire.codes.verification import Question
from ceasefire.common.names import name_in
from ceasefire.incidents.accounts import casualties_of, links_of, severity_now
from ceasefire.incidents.models import Incident, IncidentRelation, ReportLink
from ceasefire.incidents.severity import RULE
from ceasefire.monitoring.models import CasualtyStatement, MonitorReport, SourceReview
from ceasefire.parties.models import Party
from ceasefire.places.redacted import redacted
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.documents import incident_document
from ceasefire.verification.models import Answer
from ceasefire.verification.queries import may_be_shown
from ceasefire.verification.scope import ProvisionScope, scope_of
from ceasefire.verification.states import Move, allowed
from ceasefire.web.incident_forms import RELATIONS

Shown = dict[str, Any]


@dataclass(frozen=True)
class ShownAccount:
    """One report as it stands to an incident, told as closely as its reader may know it."""

    number: int
    link: ReportLink
    report: MonitorReport
    zone: str
    redacted: Shown | None  # in place of when, where and words, for those outside the cell
    shows_source: bool  # the pseudonym and both grades, which never leave the cell
    part_of: Incident | None  # the merged incident that it belongs to
    can_part: bool

    @property
    def casualties(self) -> Iterable[CasualtyStatement]:
        return self.report.casualties.all()

    @property
    def review(self) -> SourceReview | None:
        """A letter proposed for its source that waits to be confirmed."""
        reviews = self.report.source.reviews.all()
        return next((each for each in reviews if each.confirmed_at is None), None)


@dataclass(frozen=True)
class Steps:
    """What this person may do with the incident as it stands; the services check it again.

    A step that the mandate does not give is not among them.
    """

    can_work: bool
    can_undo: bool
    can_take_up: bool
    can_answer: bool
    can_publish: bool
    can_withdraw: bool
    obstacle: str | Promise


@dataclass(frozen=True)
class Publication:
    """What readers are shown of an incident, and whether it says otherwise now."""

    version: PublishedVersion | None
    differs: bool

    @property
    def stands(self) -> bool:
        return self.version is not None and self.version.withdrawn_at is None


def shown_incident(incident: Incident, user: User, version: PublishedVersion | None) -> Shown:
    """All that the page needs. `version`: what readers were shown last, if they were."""
    powers = powers_at(incident.agreement, incident.begins_at)
    casualties = casualties_of(incident)
    publication = publication_of(incident, version)
    accounts = shown_accounts(incident, user)
    answers = shown_answers(incident, accounts) if powers.may_verify else []
    return {
        "incident": incident,
        "zone": incident.agreement.time_zone,
        "powers": powers,
        "publication": publication,
        "steps": steps_of(incident, user, powers, publication),
        "severity": severity_now(incident, casualties),
        "severity_rule": RULE,
        "casualties": [(*sort, found) for sort, found in casualties.items()],
        "accounts": accounts,
        "answer": next((each for each in answers if each.answer.superseded_at is None), None),
        "earlier_answers": [each for each in answers if each.answer.superseded_at],
        **shown_scopes(incident, powers),
        "allegations": allegations_about(incident, user),
        "relations": relations_of(incident),
        "merged": incident.merged.order_by("pk"),
    }


def shown_accounts(incident: Incident, user: User) -> list[ShownAccount]:
    """Every report that belongs to the incident or to what was merged into it, unchanged."""
    links = links_of(incident).select_related(
        "incident", "report__source", "report__place", "report__area", "report__actor",
        "report__target", "report__superseded_by",
    )  # fmt: skip
    zone, is_officer = incident.agreement.time_zone, user.role == Role.OFFICER
    return [
        ShownAccount(
            number=number,
            link=link,
            report=link.report,
            zone=zone,
            redacted=redacted(link.report, zone) if user.role == Role.ADJUDICATOR else None,
            shows_source=is_officer,
            part_of=link.incident if link.incident_id != incident.pk else None,
            can_part=is_officer and link.incident_id == incident.pk and not incident.merged_into,
        )
        for number, link in enumerate(
            links.prefetch_related("report__casualties", "report__source__reviews"), start=1
        )
    ]


@dataclass(frozen=True)
class ShownAnswer:
    """An answer with the accounts that it rests on: those that still belong to the incident, and
    how many do not."""

    answer: Answer
    accounts: list[ShownAccount]
    parted_count: int


def shown_answers(incident: Incident, accounts: list[ShownAccount]) -> list[ShownAnswer]:
    """What was answered to "Did it happen?", the latest first."""
    answers = incident.answers.filter(question=Question.HAPPENED).order_by("-pk")
    found = []
    for answer in answers.select_related("given_by").prefetch_related("rests_on"):
        named = {link.pk for link in answer.rests_on.all()}
        present = [each for each in accounts if each.link.pk in named]
        found.append(ShownAnswer(answer, present, len(named) - len(present)))
    return found


def publication_of(incident: Incident, version: PublishedVersion | None) -> Publication:
    differs = version is not None and version.document != incident_document(incident).body
    return Publication(version, differs)


def steps_of(incident: Incident, user: User, powers: Powers, publication: Publication) -> Steps:
    is_whole, works = incident.merged_into is None, user.has_perm("ceasefire.work_on_incident")
    moves = allowed(IncidentState(incident.state), has_changed=incident.changed_since_verification)
    verifies = is_whole and powers.may_verify and user.has_perm("ceasefire.verify_incident")
    publishes = is_whole and powers.may_publish and user.has_perm("ceasefire.publish_incident")
    obstacle = _obstacle(incident, powers)
    is_news = not publication.stands or publication.differs
    return Steps(
        can_work=works and is_whole,
        can_undo=works and not is_whole,
        can_take_up=verifies and Move.TAKE_UP in moves,
        can_answer=verifies and bool(moves & {Move.ANSWER, Move.CONFIRM}),
        can_publish=publishes and is_news and not obstacle,
        can_withdraw=publishes and publication.stands,
        obstacle=obstacle,
    )


@dataclass(frozen=True)
class ShownScope:
    """The result for one provision, which is the same for these parties accused, if any are;
    `said`: what it rests on, and whose word that is."""

    provision: Provision
    outcome: ScopeOutcome
    sentence: str
    accused: list[Party] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)


def shown_scopes(incident: Incident, powers: Powers) -> Shown:
    """The result for each provision, in their order; those it is outside of stand apart."""
    taking_part = incident.agreement.participations.select_related("party")
    names = {each.party.code: name_in(each.party.names) for each in taking_part}
    found: dict[tuple[int, str], ShownScope] = {}
    for each in _in_party_order(incident):
        sentence = scope_sentence(each.result, may_rule=powers.may_rule)
        first = ShownScope(each.provision, each.result.outcome, sentence)
        shown = found.setdefault((each.provision.pk, sentence), first)
        shown.accused.extend([each.accused] if each.accused else [])
        said = [(assertion_words(word, names), word.who) for word in each.result.assertions]
        shown.said.extend(word for word in said if word not in shown.said)
    scopes = list(found.values())
    outside = [each for each in scopes if each.outcome == ScopeOutcome.OUTSIDE]
    return {"scopes": [each for each in scopes if each not in outside], "outside": outside}


def _in_party_order(incident: Incident) -> list[ProvisionScope]:
    """Results in the order of provisions; of each, by the accused's place in the agreement."""
    order, found = party_order(incident.agreement), scope_of(incident)
    provisions = list(dict.fromkeys(each.provision for each in found))
    return sorted(
        found,
        key=lambda each: (
            provisions.index(each.provision),
            order.get(each.accused.pk, len(order)) if each.accused else 0,
        ),
    )


def allegations_about(
    incident: Incident, user: User
) -> list[tuple[Allegation, AnswerStanding | None]]:
    """What is alleged of the incident, by the accusers' order, and how the accused stands to it."""
    order = party_order(incident.agreement)
    family = Incident.objects.visible_to(user).family(incident)
    about = Allegation.objects.visible_to(user).filter(incident__in=family).order_by("pk")
    found = sorted(
        about.select_related("complainant", "accused", "notification", "response"),
        key=lambda each: order.get(each.complainant_id or 0, len(order)),
    )
    now = timezone.now()
    return [(each, standing_at(each, now)) for each in found]


def party_order(agreement: Agreement) -> dict[int, int]:
    """The place of each party in the agreement's list of participants, by key."""
    parties = dict.fromkeys(agreement.participations.values_list("party", flat=True))
    return {party: place for place, party in enumerate(parties)}


@dataclass(frozen=True)
class ShownRelation:
    """How an incident stands to another; `is_from_here`: it is said of this one."""

    relation: IncidentRelation
    other: Incident
    is_from_here: bool

    @property
    def words(self) -> str | Promise:
        return RELATIONS[self.relation.kind]


def relations_of(incident: Incident) -> list[ShownRelation]:
    """What is said of this incident and others, in the order in which it was said."""
    said = incident.relations.present().select_related("incident", "other")
    heard = incident.relations_to.present().select_related("incident", "other")
    found = [ShownRelation(each, each.other, is_from_here=True) for each in said]
    found += [ShownRelation(each, each.incident, is_from_here=False) for each in heard]
    return sorted(found, key=lambda each: each.relation.pk)


def _obstacle(incident: Incident, powers: Powers) -> str | Promise:
    """What stands in the way of publication, as the service would say it."""
    if powers.may_verify and not incident.is_concluded:
        return _("Only an incident whose verification has ended is published.")
    if incident.changed_since_verification:
        return _("Something has changed since this was verified: confirm it first.")
    if not may_be_shown(incident):
        return _(
            "Nobody who told of this allows that it be published, and no party has spoken of it."
        )
    return ""
