"""What outsiders were shown of one day's incidents and allegations, and who could look where.

Shown is what is published: the figures of readers rest on nothing else. What is recorded
besides is only counted, as one number each.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.standing import Asked, standing_of
from ceasefire.codes.allegations import AllegationState, LodgedAs, ResponseKind
from ceasefire.codes.incidents import HAPPENED
from ceasefire.common.clock import start_of_day
from ceasefire.common.documents import moment_of_day
from ceasefire.incidents.models import Incident
from ceasefire.monitoring.models import Coverage
from ceasefire.publication.choices import Audience, PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet
from reports.rollups.field_marginals import (
    AllegationLine,
    CasualtyLine,
    FieldDay,
    IncidentLine,
    LookLine,
    ScopeLine,
)

Document = dict[str, Any]
RECORDED = "recorded"  # where the mandate does not let the mechanism verify


def field_of_day(agreement: Agreement, day: date) -> FieldDay:
    """Everything that the marginals of one local day count beside bulletins."""
    start, end = (start_of_day(each, agreement.time_zone) for each in (day, day + timedelta(1)))
    shown = _shown(PublishedKind.INCIDENT, agreement, day)
    recorded = Incident.objects.filter(agreement=agreement).standing().begun_between(start, end)
    unshown = recorded.exclude(public_id__in=[version.public_id for version in shown])
    allegations = [
        version.document
        for version in _shown(PublishedKind.ALLEGATION, agreement, day)
        if version.document["state"] == AllegationState.ADMISSIBLE
    ]
    between = [each for each in allegations if _lodged_as(each) == LodgedAs.PARTY]
    return FieldDay(
        incidents=tuple(_incident_line(version.document) for version in shown),
        being_checked=unshown.open().count(),
        not_shown=unshown.count() - unshown.open().count(),
        allegations=tuple(_allegation_lines(between)),
        lodged_otherwise=tuple(_lodged_as(each) for each in allegations if each not in between),
        not_asked=_not_asked(agreement, day),
        looks=tuple(
            LookLine(
                each.area.code, max(each.begins_at, start), min(each.ends_at, end), each.could_look
            )
            for each in Coverage.objects.filter(agreement=agreement)
            .between(start, end)
            .select_related("area")
            .order_by("pk")
        ),
    )


def _shown(kind: PublishedKind, agreement: Agreement, day: date) -> PublishedVersionQuerySet:
    versions = PublishedVersion.objects.of_kind(kind).current().standing()
    return versions.filter(
        agreement=agreement.code, audience=Audience.READERS, sort_at=moment_of_day(day)
    ).order_by("pk")


def _incident_line(document: Document) -> IncidentLine:
    area = document["area"]
    return IncidentLine(
        act=document["act"],
        area=area["code"] if area else "",
        state=document.get("state", RECORDED),
        scope=tuple(
            ScopeLine(each["provision"]["id"], each["outcome"], (each["reasons"] or [""])[0])
            for each in document["scope"]
        ),
        casualties=tuple(
            CasualtyLine(each["outcome"], each["status"], each["low"], each["high"])
            for each in document["casualties"]
        ),
    )


def _lodged_as(document: Document) -> str:
    """How it was lodged; what was published before that was told is a party's."""
    lodged_as: str = document.get("lodged_as", LodgedAs.PARTY)
    return lodged_as


def _allegation_lines(documents: list[Document]) -> Iterable[AllegationLine]:
    happened = _happened(document["incident"]["id"] for document in documents)
    asked = {
        each.reference: Asked(each.notification.due_at, _answer(each))
        for each in Allegation.objects.filter(
            reference__in=[document["reference"] for document in documents]
        ).select_related("notification", "response")
    }
    for document in documents:
        yield AllegationLine(
            complainant=document["complainant"]["id"],
            accused=document["accused"]["id"],
            is_verified=document["incident"]["id"] in happened,
            standing=standing_of(asked[document["reference"]], timezone.now()),
        )


def _answer(allegation: Allegation) -> ResponseKind | None:
    response = getattr(allegation, "response", None)
    return ResponseKind(response.kind) if response else None


def _happened(public_ids: Iterable[str]) -> set[str]:
    """Those of these incidents that are shown as having happened, on their own or in another."""
    roots = {
        str(incident.public_id): str(incident.whole.public_id)
        for incident in Incident.objects.filter(public_id__in=set(public_ids)).select_related(
            "merged_into"
        )
    }
    versions = PublishedVersion.objects.of_kind(PublishedKind.INCIDENT).current().standing()
    shown = versions.filter(public_id__in=set(roots.values()), document__state__in=list(HAPPENED))
    found = set(shown.values_list("public_id", flat=True))
    return {public_id for public_id, root in roots.items() if root in found}


def _not_asked(agreement: Agreement, day: date) -> int:
    start, end = (start_of_day(each, agreement.time_zone) for each in (day, day + timedelta(1)))
    # What is not put for safety stays here: its day could be told from a number that falls.
    unput = Allegation.objects.filter(
        agreement=agreement,
        notification__isnull=True,
        state__in=(AllegationState.ADMISSIBLE, AllegationState.NOT_PUT),
    )
    unput = unput.exclude(lodged_as=LodgedAs.SELF_REPORT)  # which is put to nobody
    return unput.filter(begins_at__gte=start, begins_at__lt=end).count()
