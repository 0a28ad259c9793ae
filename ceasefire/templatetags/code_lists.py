"""The code lists whose words pages show."""

from django.db.models import Choices

from ceasefire.accounts.choices import Scope
from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.codes.agreements import (
    Act,
    AgreementClass,
    AgreementForm,
    MandateAct,
    ProvisionKind,
    StandardOfProof,
    TextStatus,
)
from ceasefire.codes.allegations import (
    AllegationState,
    AnswerStanding,
    HarmAnswer,
    HarmVerdict,
    LodgedAs,
    ResponseKind,
)
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.grades import Credibility, Reliability
from ceasefire.codes.incidents import (
    IncidentState,
    LinkKind,
    ReportState,
    Severity,
    UnableBecause,
)
from ceasefire.codes.observations import (
    Basis,
    FireSign,
    Hindrance,
    Means,
    PartOfDay,
    PermittedUse,
    PlacePrecision,
    TimePrecision,
    Weapon,
)
from ceasefire.codes.parties import AgreementRole, ParticipationStatus, PartyKind
from ceasefire.codes.roles import Role
from ceasefire.codes.scope import ScopeOutcome, ScopeReason
from ceasefire.codes.verification import (
    AttributionState,
    DeterminationResult,
    EvidenceClass,
    FindingGround,
    FindingOutcome,
    FindingState,
    Question,
    RecommendationState,
)
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.monitoring.choices import DateBasis, Flag
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.places.choices import AreaLevel, ZoneKind
from ceasefire.publication.choices import PublishedKind
from ceasefire.talks.choices import (
    DelegationRole,
    DelegationStatus,
    ItemKind,
    RoundKind,
    StatementKind,
)

CODE_LISTS: dict[str, type[Choices]] = {
    each.__name__: each
    for each in (
        Act,
        AgreementClass,
        AgreementForm,
        AgreementRole,
        AliasKind,
        AllegationState,
        AnswerStanding,
        AreaLevel,
        AreaRule,
        AttributionState,
        Basis,
        CasualtyOutcome,
        CasualtyStatus,
        ControlKind,
        Credibility,
        DateBasis,
        DelegationRole,
        DelegationStatus,
        DeterminationResult,
        Direction,
        EvidenceClass,
        FindingGround,
        FindingOutcome,
        FindingState,
        FireSign,
        Flag,
        HarmAnswer,
        HarmVerdict,
        Hindrance,
        IncidentState,
        ItemKind,
        LinkKind,
        LodgedAs,
        MandateAct,
        Means,
        PartOfDay,
        ParticipationStatus,
        PartyKind,
        PermittedUse,
        PlacePrecision,
        ProvisionKind,
        PublishedKind,
        Question,
        RecommendationState,
        RelationKind,
        Reliability,
        ReportState,
        ResponseKind,
        Role,
        RoundKind,
        Scope,
        ScopeOutcome,
        ScopeReason,
        Severity,
        StandardOfProof,
        StatementKind,
        Term,
        TextStatus,
        TimePrecision,
        UnableBecause,
        Weapon,
        ZoneKind,
    )
}
