"""An incident as staff work on it: everything that its page shows."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from ceasefire.accounts.models import User
from ceasefire.agreements.covering import ProvisionScope
from ceasefire.agreements.mandates import Powers, powers_at
from ceasefire.agreements.models import Agreement, Provision
from ceasefire.agreements.scope_words import assertion_words, scope_sentence
from ceasefire.agreements.taking_part import names_of_participants
from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import AnswerStanding
from ceasefire.codes.scope import ScopeOutcome
from ceasefire.incidents.accounts import casualties_of, severity_now
from ceasefire.incidents.models import Incident, IncidentRelation
from ceasefire.incidents.severity import RULE
from ceasefire.parties.models import Party
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.scope import scope_of
from ceasefire.web.incident_forms import RELATIONS
from ceasefire.web.shown_accounts import ShownAccount, shown_accounts
from ceasefire.web.shown_answers import (
    by_whom_form,
    graded,
    happened_form,
    shown_by_whom,
    shown_happened,
)
from ceasefire.web.shown_findings import findings_of
from ceasefire.web.shown_steps import Steps, publication_of, steps_of

Shown = dict[str, Any]


def shown_incident(incident: Incident, user: User, version: PublishedVersion | None) -> Shown:
    """All that the page needs. `version`: what readers were shown last, if they were."""
    powers = powers_at(incident.agreement, incident.begins_at)
    casualties = casualties_of(incident)
    publication = publication_of(incident, powers, version)
    accounts = shown_accounts(incident, user)
    steps = steps_of(incident, user, powers, publication)
    return {
        "incident": incident,
        "zone": incident.agreement.time_zone,
        "powers": powers,
        "publication": publication,
        "steps": steps,
        "severity": severity_now(incident, casualties),
        "severity_rule": RULE,
        "casualties": [(*sort, found) for sort, found in casualties.items()],
        "accounts": accounts,
        **(_shown_happened(incident, accounts, steps) if powers.may_verify else {}),
        **(_shown_by_whom(incident, user, accounts, steps) if powers.may_attribute else {}),
        "question": findings_of(incident, user),
        **shown_scopes(incident, powers),
        "allegations": allegations_about(incident, user),
        "relations": relations_of(incident),
        "merged": incident.merged.order_by("pk"),
    }


def _shown_happened(incident: Incident, accounts: list[ShownAccount], steps: Steps) -> Shown:
    shown = shown_happened(incident, accounts)
    shown["reopening"] = incident.reopenings.open().select_related("asked_by").first()
    if steps.can_answer:
        shown["happened_form"] = form = happened_form(incident, auto_id="happened-%s")
        shown["happened_graded"] = graded(form, accounts)
    return shown


def _shown_by_whom(
    incident: Incident, user: User, accounts: list[ShownAccount], steps: Steps
) -> Shown:
    """Once somebody is named, or nobody can be, the form for others waits closed."""
    found = shown_by_whom(incident, user, accounts, can_sign=steps.can_sign)
    shown: Shown = {"by_whom": found}
    form = by_whom_form(incident, auto_id="by-whom-%s") if steps.can_answer_by_whom else None
    if form and form.parties:
        shown["by_whom_form"] = form
        shown["by_whom_graded"] = graded(form, accounts)
        shown["asks_by_whom"] = not found.is_answered
    return shown


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
    names = names_of_participants(incident.agreement)
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
