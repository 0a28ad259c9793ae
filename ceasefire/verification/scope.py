"""What the scope test says of an incident: for each provision, and for each party accused."""

from collections.abc import Iterable, Sequence

from ceasefire.agreements.covering import ProvisionScope, areas_around, scopes_of
from ceasefire.agreements.scope import Occurrence, ScopeResult
from ceasefire.allegations.models import Allegation
from ceasefire.codes.agreements import Act
from ceasefire.codes.scope import ScopeOutcome
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Party
from ceasefire.verification.queries import published_among


def scope_of(incident: Incident, *, as_published: bool = False) -> list[ProvisionScope]:
    """The result for every provision of the agreement; where parties are accused, for each.

    `as_published`: of accusations only those that readers are shown.
    """
    accused: list[Party | None] = [*_accused_of(incident, as_published=as_published)] or [None]
    provisions = incident.agreement.provisions.select_related("agreement", "zone")
    return scopes_of(incident, occurrence(incident), provisions, accused)


def strongest(results: Sequence[ScopeResult]) -> ScopeResult:
    """Of several results for one provision the one that says most: in scope, then undetermined."""
    order = [ScopeOutcome.IN_SCOPE, ScopeOutcome.UNDETERMINED, ScopeOutcome.OUTSIDE]
    return min(results, key=lambda result: order.index(result.outcome))


def occurrence(incident: Incident) -> Occurrence:
    """The incident as the scope test needs it, whoever did it."""
    return Occurrence(
        begins=incident.begins_at,
        ends=incident.ends_at,
        act=Act(incident.act) if incident.act else None,
        areas=areas_around(incident.area),
        target=incident.target.code if incident.target else None,
        harms_protected=incident.harms_protected,
    )


def _accused_of(incident: Incident, *, as_published: bool) -> list[Party]:
    """The parties accused in admitted allegations, each once, in the record's order."""
    family = Incident.objects.family(incident)
    admitted = Allegation.objects.filter(incident__in=family).admitted().select_related("accused")
    rows: Iterable[Allegation] = published_among(admitted) if as_published else admitted
    return sorted({each.accused for each in rows if each.accused}, key=lambda party: party.pk)
