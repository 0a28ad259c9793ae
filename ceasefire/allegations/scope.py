"""What the scope test says of an allegation: for each provision it names, if the accused did it."""

from ceasefire.agreements.covering import ProvisionScope, areas_around, scopes_of
from ceasefire.agreements.scope import Occurrence
from ceasefire.allegations.models import Allegation
from ceasefire.codes.agreements import Act


def scope_of_claim(allegation: Allegation) -> list[ProvisionScope]:
    """The result for every provision named, in their order, by what is alleged and nothing else."""
    what = Occurrence(
        begins=allegation.begins_at,
        ends=allegation.ends_at,
        act=Act(allegation.act),
        areas=areas_around(allegation.area),
    )
    named = allegation.provisions.select_related("agreement", "zone").order_by("position", "pk")
    return scopes_of(allegation, what, named, [allegation.accused])
