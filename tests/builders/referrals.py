"""An invented ladder under DEMO-1, and cases on it."""

from ceasefire.allegations.ladder import LadderFacts, LevelFacts, record_ladder
from ceasefire.allegations.referring import end_referral, refer_incident
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO
from tests.builders.field import known_field, make_incident, system

LEVELS = (("Local team", 3), ("Sector commission", 7), ("Board", None))


def ladder_facts(*levels, agreement=DEMO):
    """Names and days, lowest first."""
    return LadderFacts(
        agreement, tuple(LevelFacts({"en": name}, days) for name, days in levels or LEVELS)
    )


def make_ladder(*levels, agreement=DEMO):
    """The levels, lowest first."""
    known_field(agreement)
    return record_ladder(facts=ladder_facts(*levels, agreement=agreement), by=system())


def refer(incident, level, *, by=None, reason="No answer at the river."):
    by = by or make_user(Role.OFFICER)
    return refer_incident(incident=incident, level=level, reason=reason, by=by)


def make_referred(*, by=None, agreement=DEMO):
    """An incident that was referred to the lowest level."""
    lowest, *_ = make_ladder(agreement=agreement)
    incident = make_incident(agreement=agreement)
    refer(incident, lowest, by=by)
    return incident


def settle(incident, *, by=None, outcome="Both Commands let carts across."):
    return end_referral(incident=incident, outcome=outcome, by=by or make_user(Role.OFFICER))
