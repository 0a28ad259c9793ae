"""The code lists whose words pages show."""

from django.db.models import Choices

from ceasefire.accounts.choices import Scope
from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.codes.agreements import (
    AgreementClass,
    AgreementForm,
    MandateAct,
    ProvisionKind,
    StandardOfProof,
    TextStatus,
)
from ceasefire.codes.parties import AgreementRole, ParticipationStatus, PartyKind
from ceasefire.codes.roles import Role
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
        AgreementClass,
        AgreementForm,
        AgreementRole,
        AliasKind,
        AreaLevel,
        AreaRule,
        ControlKind,
        DateBasis,
        DelegationRole,
        DelegationStatus,
        Direction,
        Flag,
        ItemKind,
        MandateAct,
        ParticipationStatus,
        PartyKind,
        ProvisionKind,
        PublishedKind,
        RelationKind,
        Role,
        RoundKind,
        Scope,
        StandardOfProof,
        StatementKind,
        Term,
        TextStatus,
        ZoneKind,
    )
}
