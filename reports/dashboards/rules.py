"""Who may read the accepted-and-disputed sheet and the tension list: all sides, or none."""

import rules

from ceasefire.codes.roles import STAFF, Role


@rules.predicate
def is_between_the_sides(user):
    """Whoever mediates, and the mechanism's staff."""
    return user.is_authenticated and user.is_active and user.role in {*STAFF, Role.MEDIATOR}


rules.add_perm("reports.read_sheet", is_between_the_sides)
rules.add_perm("reports.read_tension", is_between_the_sides)
