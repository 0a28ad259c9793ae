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
from ceasefire.allegations.models import (
    Allegation,
    AllegationVersion,
    Notification,
    Response,
)
from ceasefire.incidents.models import (
    ControlClaim,
    Incident,
    IncidentRelation,
    IncidentVersion,
    ReportLink,
)
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import (
    AreaCount,
    Bulletin,
    BulletinSeries,
    CasualtyStatement,
    ContextFigure,
    Coverage,
    MonitorFigure,
    MonitorReport,
    SeriesSide,
    SideCount,
    SideView,
    Source,
    SourceReview,
)
from ceasefire.outbox.models import Letter, LetterAttempt
from ceasefire.parties.models import Liaison, Party, PartyAlias, PartyRelation
from ceasefire.places.models import Area, AreaName, Place, Zone
from ceasefire.publication.models import PublishedVersion
from ceasefire.talks.models import Delegation, Round, RoundItem, Statement
from ceasefire.verification.models import Answer

__all__ = [
    "AccessToken",
    "Agreement",
    "AgreementArea",
    "Allegation",
    "AllegationVersion",
    "Answer",
    "Area",
    "AreaCount",
    "AreaName",
    "AssertedTerm",
    "Bulletin",
    "BulletinSeries",
    "CasualtyStatement",
    "ContextFigure",
    "ControlClaim",
    "Coverage",
    "Delegation",
    "Incident",
    "IncidentRelation",
    "IncidentVersion",
    "Invitation",
    "LedgerEntry",
    "Letter",
    "LetterAttempt",
    "Liaison",
    "Mandate",
    "MonitorFigure",
    "MonitorReport",
    "Notification",
    "Participation",
    "Party",
    "PartyAlias",
    "PartyRelation",
    "Place",
    "Provision",
    "PublishedVersion",
    "ReportLink",
    "Response",
    "Round",
    "RoundItem",
    "SeriesSide",
    "SideCount",
    "SideView",
    "Source",
    "SourceReview",
    "Statement",
    "Team",
    "TeamMembership",
    "User",
    "Zone",
]
