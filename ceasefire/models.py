"""Every model of the record, so that one may move between packages without a migration."""

from ceasefire.accounts.models import AccessToken, Invitation, Team, TeamMembership, User
from ceasefire.agreements.models import (
    Agreement,
    AgreementArea,
    AssertedTerm,
    Mandate,
    Participation,
    Provision,
)
from ceasefire.incidents.models import ControlClaim
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import (
    AreaCount,
    Bulletin,
    BulletinSeries,
    ContextFigure,
    MonitorFigure,
    SeriesSide,
    SideCount,
    SideView,
)
from ceasefire.outbox.models import Letter, LetterAttempt
from ceasefire.parties.models import Liaison, Party, PartyAlias, PartyRelation
from ceasefire.places.models import Area, AreaName, Place, Zone
from ceasefire.publication.models import PublishedVersion
from ceasefire.talks.models import Delegation, Round, RoundItem, Statement

__all__ = [
    "AccessToken",
    "Agreement",
    "AgreementArea",
    "Area",
    "AreaCount",
    "AreaName",
    "AssertedTerm",
    "Bulletin",
    "BulletinSeries",
    "ContextFigure",
    "ControlClaim",
    "Delegation",
    "Invitation",
    "LedgerEntry",
    "Letter",
    "LetterAttempt",
    "Liaison",
    "Mandate",
    "MonitorFigure",
    "Participation",
    "Party",
    "PartyAlias",
    "PartyRelation",
    "Place",
    "Provision",
    "PublishedVersion",
    "Round",
    "RoundItem",
    "SeriesSide",
    "SideCount",
    "SideView",
    "Statement",
    "Team",
    "TeamMembership",
    "User",
    "Zone",
]
