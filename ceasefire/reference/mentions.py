"""Codes by which one record names another: each must be known before anything is written."""

from dataclasses import dataclass

from ceasefire.agreements.models import Agreement
from ceasefire.agreements.services import AgreementFacts, ParticipationFacts, ProvisionFacts
from ceasefire.incidents.models import ControlClaim
from ceasefire.incidents.services import ControlClaimFacts
from ceasefire.monitoring.models import BulletinSeries
from ceasefire.monitoring.oddities import AreaCountFacts, BulletinFacts, SideFacts, ViewFacts
from ceasefire.monitoring.services import MonitorFigureFacts, SeriesFacts
from ceasefire.parties.models import Party
from ceasefire.parties.services import RelationFacts
from ceasefire.places.models import Area, Place, Zone
from ceasefire.places.services import AreaFacts, PlaceFacts, ZoneFacts
from ceasefire.reference.faults import Spot
from ceasefire.talks.models import Round, Statement
from ceasefire.talks.services import DelegationFacts, ItemFacts, RoundFacts, StatementFacts

KnownBy = type[
    Agreement | Area | BulletinSeries | ControlClaim | Party | Place | Round | Statement | Zone
]

# which fields of which facts name a record of which kind
CODES: dict[KnownBy, dict[type, tuple[str, ...]]] = {
    Party: {
        RelationFacts: ("other", "target"),
        ParticipationFacts: ("party", "answers_for"),
        DelegationFacts: ("party",),
        ItemFacts: ("party",),
        StatementFacts: ("body",),
        ControlClaimFacts: ("parties", "against"),
        SeriesFacts: ("issuer", "sides", "column_authors"),
        MonitorFigureFacts: ("monitor",),
        SideFacts: ("side", "accused"),
        ViewFacts: ("author",),
    },
    Area: {
        AreaFacts: ("parent", "members"),
        PlaceFacts: ("area",),
        ZoneFacts: ("areas",),
        StatementFacts: ("about_area",),
        ControlClaimFacts: ("area",),
        AreaCountFacts: ("area",),
    },
    Place: {StatementFacts: ("about_place",), ControlClaimFacts: ("place",)},
    Zone: {ProvisionFacts: ("zone",)},
    Agreement: {
        AgreementFacts: ("parent", "supersedes"),
        RoundFacts: ("agreement",),
        StatementFacts: ("agreement",),
        ControlClaimFacts: ("agreement",),
        SeriesFacts: ("agreement",),
        MonitorFigureFacts: ("agreement",),
    },
    Round: {StatementFacts: ("round",)},
    BulletinSeries: {BulletinFacts: ("series",)},
}
KEYS: dict[KnownBy, str] = {Place: "gazetteer_id"}


@dataclass(frozen=True)
class Mention:
    """A code of another record, and where it is written."""

    kind: KnownBy
    code: str
    spot: Spot


def kind_mentioned(facts: type, name: str) -> KnownBy | None:
    """What the field `name` of these facts names by its code, if it does."""
    for kind, by_facts in CODES.items():
        if name in by_facts.get(facts, ()):
            return kind
    return None


def recorded(kind: KnownBy) -> set[str]:
    """The codes already in the record."""
    return set(kind._default_manager.values_list(KEYS.get(kind, "code"), flat=True))
