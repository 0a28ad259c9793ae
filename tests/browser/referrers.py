"""What officers refer up the valley's ladder, and settle."""

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident
from tests.builders.referrals import refer, settle


def refer_up(world):
    """One case settled at the lowest level, referred anew, and one level up; another at the lowest."""
    officer = User.objects.get(email=world.people[Role.OFFICER])
    lowest, second, *_ = Agreement.objects.get(code="DEMO-1").ladder.all()
    worked, reported = (
        Incident.objects.get(public_id=world.parts[name][0]["id"])
        for name in ("worked incident", "reported incident")
    )
    refer(worked, lowest, by=officer, reason="لم يُتفق على موعد لإصلاح الجسر.")
    settle(worked, by=officer)
    refer(worked, lowest, by=officer, reason="Carts are turned back again.")
    refer(worked, second, by=officer)
    refer(reported, lowest, by=officer)
