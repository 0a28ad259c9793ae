"""Which incidents wait for an answer, a signature, a decision or publication, and which
allegations for a guarantor's word. What the mandate does not give does not wait."""

from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.allegations import FROM_PARTIES
from ceasefire.codes.incidents import CONCLUDED, HAPPENED, IncidentState
from ceasefire.codes.observations import PermittedUse
from ceasefire.codes.verification import Question
from ceasefire.common.waiting import waiting
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.incidents.querysets import IncidentQuerySet
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.moments import first_done_after, last_done
from ceasefire.parties.models import Liaison
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.models import Answer, Determination, Reopening

ANSWERED = last_done(Incident, EntryKind.INCIDENT_ANSWERED)
MARKING = (
    EntryKind.INCIDENT_CHANGED,
    EntryKind.INCIDENT_REPORT_LINKED,
    EntryKind.INCIDENT_REPORT_PARTED,
    EntryKind.INCIDENT_ACCOUNT_CHANGED,
    EntryKind.INCIDENT_MERGED,
    EntryKind.INCIDENT_PARTED,
)


def to_answer_happened(user: User) -> "QuerySet[Any]":
    """Taken up, and not answered whether it happened."""
    taken = _to_verify(user).in_state(IncidentState.UNDER_VERIFICATION)
    begun = last_done(Incident, EntryKind.INCIDENT_TAKEN_UP, EntryKind.INCIDENT_REOPENED)
    return waiting(_shown(taken), since=Coalesce(begun, "opened_at"))


def to_answer_by_whom(user: User) -> "QuerySet[Any]":
    """Happened, and nobody has answered by whom."""
    answered = Answer.objects.standing().filter(question=Question.BY_WHOM)
    rows = _to_attribute(user).exclude(answers__in=answered)
    return waiting(_shown(rows), since=ANSWERED)


def to_sign(user: User) -> "QuerySet[Any]":
    """Answers of others that wait for a second signature."""
    of_others = Answer.objects.unsigned().exclude(given_by=user)
    rows = of_others.filter(incident__in=_to_attribute(user).values("pk"))
    shown = rows.select_related("incident__agreement", "incident__area")
    return waiting(shown, since=F("given_at"))


def to_confirm(user: User) -> "QuerySet[Any]":
    """Changed since somebody answered, and nobody has asked to reopen it."""
    rows = _to_verify(user).filter(state__in=CONCLUDED, changed_since_verification=True)
    rows = rows.exclude(reopenings__in=Reopening.objects.open()).annotate(answered_at=ANSWERED)
    changed = first_done_after("answered_at", Incident, *MARKING)
    return waiting(_shown(rows), since=Coalesce(changed, "answered_at"))


def reopenings_to_decide(user: User) -> "QuerySet[Any]":
    """What others asked to reopen."""
    concluded = _to_verify(user).filter(state__in=CONCLUDED)
    of_others = Reopening.objects.open().exclude(asked_by=user)
    rows = of_others.filter(incident__in=concluded.values("pk"))
    shown = rows.select_related("incident__agreement", "incident__area")
    return waiting(shown, since=F("asked_at"))


def to_publish(user: User) -> "QuerySet[Any]":
    """Concluded, or never to be, and readers were shown nothing of it though they may be."""
    rows = Incident.objects.visible_to(user).standing().giving(MandateAct.PUBLISH)
    has_ended = Q(state__in=CONCLUDED) | ~Q(mandate_acts__contains=[MandateAct.VERIFY])
    rows = rows.filter(has_ended, _may_be_shown(), changed_since_verification=False)
    shown = PublishedVersion.objects.of_kind(PublishedKind.INCIDENT)
    key = Cast(OuterRef("public_id"), CharField())
    unshown = rows.exclude(Exists(shown.filter(public_id=key)))
    return waiting(_shown(unshown), since=Coalesce(ANSWERED, "opened_at"))


def to_determine(user: User) -> "QuerySet[Any]":
    """Put to a side that this person's guarantor answers for, which has not spoken of it."""
    own = Liaison.objects.of(user).values("party")
    said = Determination.objects.standing().filter(guarantor__in=own)
    put = Allegation.objects.visible_to(user).put_to(user).admitted()
    rows = put.giving(MandateAct.SHOW_DETERMINATIONS).exclude(determinations__in=said)
    shown = rows.select_related("agreement", "notification")
    return waiting(shown, since=F("notification__sent_at"), last="notification__pk")


def _to_verify(user: User) -> IncidentQuerySet:
    """Nobody verifies what they themselves reported."""
    return Incident.objects.visible_to(user).standing().to_verify().not_told_by(user)


def _to_attribute(user: User) -> IncidentQuerySet:
    rows = Incident.objects.visible_to(user).standing().giving(MandateAct.ATTRIBUTE)
    happened = rows.filter(state__in=HAPPENED, changed_since_verification=False)
    return happened.not_told_by(user)


def _shown(incidents: IncidentQuerySet) -> IncidentQuerySet:
    return incidents.select_related("agreement", "area")


def _may_be_shown() -> Q:
    """As `queries.may_be_shown` says of one incident; of what was merged, two steps deep."""
    steps = ("incident", "incident__merged_into", "incident__merged_into__merged_into")
    within = Q(*((step, OuterRef("pk")) for step in steps), _connector=Q.OR)
    allowed = [use for use in PermittedUse if use.allows(PermittedUse.PUBLISH)]
    told = ReportLink.objects.present().filter(
        within,
        report__permitted_use__in=allowed,
        report__stopped_at__isnull=True,
        report__superseded_by__isnull=True,
    )
    said = Allegation.objects.admitted().filter(within, lodged_as__in=FROM_PARTIES)
    return Q(Exists(told)) | Q(Exists(said))
