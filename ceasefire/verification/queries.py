"""What is asked across the accounts, the allegations and the publication of an incident."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation, Response
from ceasefire.codes.allegations import FROM_PARTIES, AllegationState
from ceasefire.codes.observations import PermittedUse
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.roles import SPEAKING
from ceasefire.codes.verification import Question
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.parties.models import Party
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.models import Answer


def may_be_shown(incident: Incident) -> bool:
    """Whether an account of it may be published, or a party's allegation tells of it."""
    permissions = usable_links_of(incident).values_list("report__permitted_use", flat=True)
    if any(PermittedUse(each).allows(PermittedUse.PUBLISH) for each in permissions):
        return True
    family = Incident.objects.family(incident)
    told_by_parties = (
        row.allegations.admitted().filter(lodged_as__in=FROM_PARTIES) for row in family
    )
    return any(rows.exists() for rows in told_by_parties)


def later_accounts_of(incident: Incident) -> list[ReportLink]:
    """The accounts that the standing answer could not rest on: linked since it was given, or of
    what was merged into the incident."""
    answer = Answer.objects.to(Question.HAPPENED, incident).standing().first()
    return [
        link
        for link in usable_links_of(incident)
        if answer is None or link.made_at > answer.given_at or link.incident_id != incident.pk
    ]


def settled_by_whom(incident: Incident) -> list[Answer]:
    """Its standing answers by whom since which nothing has come: no change was confirmed, and no
    accused has answered. They give way to no other."""
    standing = Answer.objects.to(Question.BY_WHOM, incident).standing()
    confirmed = Answer.objects.to(Question.HAPPENED, incident).standing().first()
    family = Incident.objects.family(incident)
    heard = Response.objects.filter(allegation__incident__in=family).order_by("given_at").last()
    return [
        answer
        for answer in standing.select_related("party")
        if not (confirmed and confirmed.pk > answer.pk)
        and not (heard and heard.given_at > answer.given_at)
    ]


def guarantors_of(allegation: Allegation) -> list[Party]:
    """Who answers for the accused under the agreement, in its order of participants."""
    if allegation.accused is None:
        return []
    rows = allegation.agreement.participations.filter(
        role=AgreementRole.GUARANTOR, answers_for=allegation.accused
    )
    return list(dict.fromkeys(each.party for each in rows.select_related("party")))


def published_among(allegations: Iterable[Allegation]) -> list[Allegation]:
    """Those of which readers are shown whom they accuse, in the same order: of what was not put
    to the party for safety they are not."""
    by_id = {str(each.public_id): each for each in allegations}
    shown = PublishedVersion.objects.of_kind(PublishedKind.ALLEGATION).current().standing()
    versions = shown.filter(public_id__in=by_id).exclude(document__state=AllegationState.NOT_PUT)
    known = set(versions.values_list("public_id", flat=True))
    return [each for key, each in by_id.items() if key in known]


def incident_put_to(user: User | AnonymousUser, public_id: UUID) -> Incident | None:
    """The incident of this id, if an allegation about it was put to a side this person speaks
    or answers for: that side is shown it, redacted, though no reader is yet."""
    if isinstance(user, AnonymousUser) or user.role not in SPEAKING:
        return None
    put = Incident.objects.filter(pk__in=Allegation.objects.put_to(user).values("incident"))
    wholes = (each.whole for each in put)
    return next((whole for whole in wholes if whole.public_id == public_id), None)
