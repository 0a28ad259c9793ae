"""The scope test put to what is recorded: for each provision, and for each party accused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ceasefire.agreements.models import Provision
from ceasefire.agreements.scope import Occurrence, ScopeResult, apply_scope_test
from ceasefire.agreements.terms import Point, terms_of
from ceasefire.parties.choices import RelationKind
from ceasefire.parties.models import Party, PartyRelation
from ceasefire.places.happening import HappeningRow
from ceasefire.places.models import Area


@dataclass(frozen=True)
class ProvisionScope:
    """The result for one provision, with the party accused under it, if one is."""

    provision: Provision
    accused: Party | None
    result: ScopeResult


def scopes_of(
    row: HappeningRow,
    what: Occurrence,
    provisions: Iterable[Provision],
    accused: Sequence[Party | None],
) -> list[ProvisionScope]:
    """The result for every provision and each of `accused`, in their orders.

    `what` happened when and where `row` says; None stands for nobody named.
    """
    done_by = [(party, as_done_by(what, party)) for party in accused]
    point = Point(*row.point) if row.point else None
    found = []
    for provision in provisions:
        terms = terms_of(provision, at=row.begins_at, point=point)
        found += [
            ProvisionScope(provision, party, apply_scope_test(terms, each))
            for party, each in done_by
        ]
    return found


def as_done_by(what: Occurrence, party: Party | None) -> Occurrence:
    """The same, if this party is who did it."""
    return replace(what, actor=party.code, actor_kin=kin_of(party)) if party else what


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
