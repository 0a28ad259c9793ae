"""Which allegations an allegation meets, as the record has them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from ceasefire.agreements.covering import areas_around
from ceasefire.allegations.models import Allegation, MutualAccusation
from ceasefire.allegations.opposed import NEAR, Claim, opposed
from ceasefire.allegations.querysets import AllegationQuerySet
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AllegationState, MutualKind
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import PlacePrecision, TimePrecision
from ceasefire.incidents.models import Incident, IncidentRelation
from ceasefire.incidents.querysets import LinkQuerySet
from ceasefire.places.happening import WIDTHS

ADMITTED = (AllegationState.ADMISSIBLE, AllegationState.NOT_PUT)
REACH = NEAR + WIDTHS[TimePrecision.DAY]  # a window may be as wide as a day, and not say so


def opposed_to(allegation: Allegation) -> list[tuple[Allegation, MutualKind]]:
    """Admitted allegations by the accused against the complainant that meet this one, and how."""
    own, incident = claim_of(allegation), allegation.incident
    if (
        incident is None
        or allegation.state not in ADMITTED
        or None in {own.complainant, own.accused}
    ):
        return []
    whole = whole_of(incident)
    links = _links_of(whole)
    found = []
    for each in _candidates(allegation, whole, links):
        claim = claim_of(each)
        kind = opposed(own, claim, links.get(claim.incident, frozenset()))
        if kind:
            found.append((each, kind))
    return found


def said_responses(mutual: MutualAccusation) -> LinkQuerySet[IncidentRelation]:
    """Where somebody recorded that the incident of one is told as a response to the other's."""
    first, second = (_family_of(each.incident) for each in (mutual.first, mutual.second))
    either = Q(incident__in=first, other__in=second) | Q(incident__in=second, other__in=first)
    responses = IncidentRelation.objects.present().filter(either, kind=LinkKind.RESPONSE_TO)
    return responses.select_related("incident", "other", "made_by")


def allegations_of(incident: Incident) -> AllegationQuerySet:
    """Those about an incident, about what it was merged into, and about all that was."""
    return Allegation.objects.filter(incident__in=_family_of(incident))


def claim_of(allegation: Allegation) -> Claim:
    """What is claimed, as the pure question asks it."""
    area, incident = allegation.area, allegation.incident
    return Claim(
        complainant=allegation.complainant.code if allegation.complainant else None,
        accused=allegation.accused.code if allegation.accused else None,
        act=Act(allegation.act),
        begins_at=allegation.begins_at,
        ends_at=allegation.ends_at,
        time_precision=TimePrecision(allegation.time_precision),
        incident=whole_of(incident).pk if incident else 0,
        point=allegation.point,
        place_text=allegation.place_text,
        place_precision=PlacePrecision(allegation.place_precision),
        area=area.code if area else None,
        areas=areas_around(area),
    )


def whole_of(incident: Incident) -> Incident:
    """The incident that this one is read as a part of, or itself."""
    while incident.merged_into:
        incident = incident.merged_into
    return incident


def _links_of(whole: Incident) -> dict[int, set[LinkKind]]:
    """By the key of each incident that this one stands to somehow, how it does."""
    family = _keys([whole])
    links: dict[int, set[LinkKind]] = defaultdict(set)
    either = Q(incident__in=family) | Q(other__in=family)
    relations = IncidentRelation.objects.present().filter(either)
    for relation in relations.select_related("incident", "other"):
        for each in (relation.incident, relation.other):
            if each.pk not in family:
                links[whole_of(each).pk].add(LinkKind(relation.kind))
    return dict(links)


def _candidates(
    allegation: Allegation, whole: Incident, linked: Iterable[int]
) -> AllegationQuerySet:
    """Those the other way round that are near in time, or of its incident or a linked one."""
    cases = _keys([whole, *Incident.objects.filter(pk__in=linked)])
    near = Q(begins_at__lt=allegation.ends_at + REACH, ends_at__gt=allegation.begins_at - REACH)
    opposite = Allegation.objects.filter(
        near | Q(incident__in=cases),
        agreement=allegation.agreement_id,
        complainant=allegation.accused_id,
        accused=allegation.complainant_id,
        state__in=ADMITTED,
    )
    related = ("agreement", "complainant", "accused", "incident", "place", "area")
    return opposite.exclude(pk=allegation.pk).select_related(*related).order_by("pk")


def _family_of(incident: Incident | None) -> set[int]:
    return _keys([whole_of(incident)]) if incident else set()


def _keys(wholes: Iterable[Incident]) -> set[int]:
    """The keys of incidents and of all that was merged into them."""
    families = (Incident.objects.family(each).values_list("pk", flat=True) for each in wholes)
    return {key for family in families for key in family}
