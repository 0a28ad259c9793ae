"""What the scope test says of an incident: for each provision, and for each party accused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceasefire.agreements.models import Provision
from ceasefire.agreements.scope import Occurrence, ScopeResult, apply_scope_test
from ceasefire.agreements.terms import Point, terms_of
from ceasefire.codes.agreements import Act
from ceasefire.codes.scope import ScopeOutcome
from ceasefire.incidents.models import Incident
from ceasefire.parties.choices import RelationKind
from ceasefire.parties.models import Party, PartyRelation
from ceasefire.places.models import Area


@dataclass(frozen=True)
class ProvisionScope:
    """The result for one provision, with the party accused under it, if one is."""

    provision: Provision
    accused: Party | None
    result: ScopeResult


def scope_of(incident: Incident) -> list[ProvisionScope]:
    """The result for every provision of the agreement; where parties are accused, for each."""
    areas = areas_around(incident.area)
    accused: list[Party | None] = [*_accused_of(incident)] or [None]
    as_done_by = [(party, occurrence(incident, party, areas)) for party in accused]
    point = Point(*incident.point) if incident.point else None
    found = []
    for provision in incident.agreement.provisions.select_related("agreement", "zone"):
        terms = terms_of(provision, at=incident.begins_at, point=point)
        found += [
            ProvisionScope(provision, party, apply_scope_test(terms, what))
            for party, what in as_done_by
        ]
    return found


def strongest(results: Sequence[ScopeResult]) -> ScopeResult:
    """Of several results for one provision the one that says most: in scope, then undetermined."""
    order = [ScopeOutcome.IN_SCOPE, ScopeOutcome.UNDETERMINED, ScopeOutcome.OUTSIDE]
    return min(results, key=lambda result: order.index(result.outcome))


def occurrence(incident: Incident, accused: Party | None, areas: frozenset[str]) -> Occurrence:
    """The incident as the scope test needs it, if `accused` is who did it."""
    return Occurrence(
        begins=incident.begins_at,
        ends=incident.ends_at,
        act=Act(incident.act) if incident.act else None,
        areas=areas,
        actor=accused.code if accused else None,
        actor_kin=kin_of(accused) if accused else frozenset(),
        target=incident.target.code if incident.target else None,
        harms_protected=incident.harms_protected,
    )


def areas_around(area: Area | None) -> frozenset[str]:
    """The codes of an area and of every area that it is a part of."""
    found: set[str] = set()
    while area and area.code not in found:
        found.add(area.code)
        area = area.parent
    return frozenset(found)


def kin_of(party: Party) -> frozenset[str]:
    """The codes of parties that somebody says this one is part of, or made up of."""
    part_of = PartyRelation.objects.filter(kind=RelationKind.PART_OF)
    up = part_of.filter(party=party).values_list("other__code", flat=True)
    down = part_of.filter(other=party).values_list("party__code", flat=True)
    return frozenset([*up, *down])


def _accused_of(incident: Incident) -> list[Party]:
    """The parties accused in admitted allegations, each once, in the record's order."""
    family = Incident.objects.family(incident)
    found: Iterable[Party | None] = (
        each.accused
        for row in family.prefetch_related("allegations__accused")
        for each in row.allegations.admitted()
    )
    return sorted({party for party in found if party}, key=lambda party: party.pk)
