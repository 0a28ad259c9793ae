"""Letters to whoever speaks for a party: that something waits, and until when; nothing of what."""

from django.urls import reverse

from ceasefire.accounts.letters import absolute, send_letter
from ceasefire.allegations.deadlines import ends_a_day, last_day
from ceasefire.allegations.models import Notification
from ceasefire.codes.allegations import ReminderKind
from ceasefire.codes.roles import Role
from ceasefire.parties.models import Liaison

PUT = "put"  # the letter that comes first; the others are named as what falls due


def write_to_party(kind: ReminderKind | str, notification: Notification) -> None:
    """Write to everybody who speaks for the party now, each in their language.

    A letter may be read by others: it names neither the allegation nor the parties.
    """
    agreement = notification.allegation.agreement
    zone, due = agreement.time_zone, notification.due_at
    told = {
        "kind": str(kind),
        "due_at": due,
        "last_day": last_day(due, zone) if ends_a_day(due, zone) else None,
        "zone": zone,
        "is_demo": agreement.is_demo,
        "link": absolute(reverse("web:allegation-list")),
    }
    speaking = Liaison.objects.current().filter(party=notification.party_id)
    for each in speaking.filter(user__role=Role.LIAISON, user__is_active=True):
        person = each.user
        send_letter(
            "allegations/letters/clock", to=person.email, languages=[person.language], context=told
        )
