"""The lists and pages of agreements and their provisions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.agreements.filters import AgreementFilter, ProvisionFilter
from ceasefire.agreements.scope import BINDING, FREE
from ceasefire.codes.agreements import ACTS_OF_KIND, Act, MandateAct, ProvisionKind
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.web.published import PublishedPages, standing

PROVEN = {MandateAct.VERIFY, MandateAct.ATTRIBUTE, MandateAct.RULE}
CONTESTED = {ParticipationStatus.DENIED_BY_ACTOR, ParticipationStatus.DISPUTED}
# Terms of which the record holds a value of its own, by the part of the document it stands in.
RECORDED_TERMS: dict[str, str] = {
    Term.SIGNED: "signed_on",
    Term.IN_FORCE_FROM: "effective_from",
    Term.IN_FORCE_TO: "effective_to",
}
LATEST = 10


@dataclass(frozen=True)
class Participant:
    """Everything that is asserted of one party's part in an agreement."""

    party: dict[str, Any]
    assertions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_disputed(self) -> bool:
        """Whether somebody contests it, or sources say opposite things of one party."""
        statuses = {each["status"] for each in self.assertions}
        roles = {each["role"] for each in self.assertions}
        return bool(statuses & CONTESTED) or bool(roles & BINDING and roles & FREE)


@dataclass(frozen=True)
class Powers:
    """What a mandate lets the mechanism do in a period, and only that."""

    mandate: dict[str, Any]

    @property
    def acts(self) -> list[tuple[str, str]]:
        """Each act with who decides it, if the mandate says."""
        return [(act, self.mandate["decided_by"].get(act, "")) for act in self.mandate["acts"]]

    @property
    def needs_proof(self) -> bool:
        """Whether any of the acts is held to a standard of proof."""
        return bool(PROVEN & set(self.mandate["acts"]))


def participants(participations: Iterable[dict[str, Any]]) -> list[Participant]:
    """One entry per party, in the agreement's order."""
    found: dict[str, Participant] = {}
    for each in participations:
        party = each["party"]
        found.setdefault(party["id"], Participant(party)).assertions.append(each)
    return list(found.values())


def asserted_terms(agreement: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What each source says, by term; the record's own value comes first, with its source."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in agreement["asserted_terms"]:
        found.setdefault(each["term"], []).append(each)
    for term, accounts in found.items():
        recorded = agreement.get(RECORDED_TERMS.get(term, ""))
        if recorded and not any(_says(each, recorded, agreement) for each in accounts):
            accounts.insert(0, {**agreement, "term": term, "value": recorded})
    return found


def _says(account: dict[str, Any], recorded: str, agreement: dict[str, Any]) -> bool:
    """Whether the account is the recorded value from the same source."""
    return (account["value"], account["source"]) == (recorded, agreement["source"])


def around_agreement(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """What else is published about the agreement."""
    code, document = version.public_id, version.document
    agreements = standing(request, PublishedKind.AGREEMENT)
    bulletins = standing(request, PublishedKind.BULLETIN).filter(agreement=code)
    statements = standing(request, PublishedKind.STATEMENT).filter(agreement=code)
    return {
        "participants": participants(document["participations"]),
        "terms": asserted_terms(document),
        "mandates": [Powers(each) for each in document["mandates"]],
        "related": agreements.filter(
            public_id__in=[each for each in (document["parent"], document["supersedes"]) if each]
        ),
        "parts": agreements.filter(document__parent=code).order_by("sort_at", "pk"),
        "rounds": standing(request, PublishedKind.ROUND)
        .filter(agreement=code)
        .order_by("sort_at", "pk"),
        "statements": statements.order_by("-sort_at", "-pk")[:LATEST],
        "statement_count": statements.count(),
        "series": list(bulletins.order_by().values_list("document__series", flat=True).distinct()),
    }


def around_provision(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    """What the provision covers and whom it binds, as the agreement stands now."""
    document = version.document
    provisions = standing(request, PublishedKind.PROVISION).filter(agreement=version.agreement)
    holder = standing(request, PublishedKind.AGREEMENT).filter(public_id=version.agreement).first()
    agreement = holder.document if holder else {"participations": [], "areas": []}
    everybody = participants(agreement["participations"])
    return {
        "agreement": agreement,
        "acts": [act for act in Act if act in ACTS_OF_KIND[ProvisionKind(document["kind"])]],
        "bound": [each for each in everybody if _has_role(each, BINDING)],
        "excluded": [each for each in everybody if _has_role(each, {AgreementRole.EXCLUDED})],
        "zones_outside": [
            each["zone"] for each in agreement["areas"] if each["rule"] == AreaRule.NOT_COVERED
        ],
        "wordings": provisions.filter(document__number=document["number"])
        .exclude(public_id=version.public_id)
        .order_by("pk"),
    }


def _has_role(participant: Participant, roles: set[AgreementRole]) -> bool:
    return any(each["role"] in roles for each in participant.assertions)


agreement_pages = PublishedPages(
    PublishedKind.AGREEMENT,
    "agreements",
    AgreementFilter,
    sorts={
        "in_force": ("-sort_at", "-pk"),
        "code": ("document__code",),
        "class": ("document__class", "pk"),
        "form": ("document__form", "pk"),
    },
    more=around_agreement,
)
provision_pages = PublishedPages(
    PublishedKind.PROVISION,
    "provisions",
    ProvisionFilter,
    sorts={
        "agreement": ("agreement", "length:document__number", "document__number", "pk"),
        "number": ("length:document__number", "document__number", "pk"),
        "kind": ("document__kind", "agreement", "pk"),
    },
    more=around_provision,
)
