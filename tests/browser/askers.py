"""Who asks for access in the valley, and what was decided on it."""

from datetime import date

from ceasefire.accounts.models import User
from ceasefire.codes.humanitarian import AccessDecisionKind
from ceasefire.codes.roles import Role
from ceasefire.humanitarian.deciding import strike_access_decision
from tests.builders.access import make_access_decision, make_access_request


def ask_for_access(world):
    """One request with three decisions, one of them struck; one without an answer."""
    officer = User.objects.get(email=world.people[Role.OFFICER])
    asked = make_access_request(
        date(2026, 10, 20),
        area="DEMO-MIDDLE",
        place="demo:weir-bridge",
        wanted_on=date(2026, 10, 22),
        words="أربع شاحنات محملة بالطحين.",
        by=officer,
    )
    make_access_request(date(2026, 10, 22), area="DEMO-LOWER", asked_of=None, by=officer)
    told = {"request": asked, "by": officer}
    delayed = make_access_decision(
        AccessDecisionKind.DELAYED, date(2026, 10, 21), until=date(2026, 10, 26), **told
    )
    struck = make_access_decision(AccessDecisionKind.REFUSED, date(2026, 10, 23), **told)
    strike_access_decision(decision=struck, reason="Of another request.", by=officer)
    make_access_decision(
        AccessDecisionKind.CONDITIONS,
        date(2026, 10, 26),
        words="By day, on the river road only.",
        **told,
    )
    world.parts["access request"] = [{"id": asked.public_id}]
    world.parts["access decision"] = [{"id": asked.public_id, "other": delayed.public_id}]
