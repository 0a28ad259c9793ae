"""What the demo's officer referred to the local team of the invented valley."""

from datetime import UTC, datetime

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Referral
from ceasefire.allegations.referring import refer_incident
from ceasefire.incidents.models import Incident

AGREEMENT = "DEMO-1"
CARTS_TURNED_BACK = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


def play_referrals() -> None:
    """Refer the carts at the bridge to the lowest level. A second time changes nothing."""
    agreement = Agreement.objects.get(code=AGREEMENT)
    if Referral.objects.filter(level__agreement=agreement).exists():
        return
    refer_incident(
        incident=Incident.objects.get(agreement=agreement, begins_at=CARTS_TURNED_BACK),
        level=agreement.ladder.get(position=1),
        reason="The bridge is to be open every day: agree on who lets carts across.",
        by=User.objects.get(email="officer@demo.invalid"),
    )
