"""Code lists of allegations and answers to them (the handbook's 2.6)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.roles import Role


class LodgedAs(TextChoices):
    """Who makes the claim (the handbook's 1: party, public, third party, own initiative)."""

    PARTY = "party", _("by a party")
    SELF_REPORT = "self_report", _("by a party, about itself")
    MONITOR = "monitor", _("by a monitor")
    THIRD_PARTY = "third_party", _("by a third party")
    OWN_INITIATIVE = "own_initiative", _("on the mechanism's own initiative")


FROM_PARTIES = frozenset({LodgedAs.PARTY, LodgedAs.SELF_REPORT})
OF_THE_MECHANISM = frozenset({LodgedAs.THIRD_PARTY, LodgedAs.OWN_INITIATIVE})
LODGES_AS = {
    Role.LIAISON: FROM_PARTIES,
    Role.MONITOR: frozenset({LodgedAs.MONITOR}),
    Role.OFFICER: OF_THE_MECHANISM,
}


class AllegationState(TextChoices):
    """What became of an allegation."""

    LODGED = "lodged", _("lodged")
    ADMISSIBLE = "admissible", _("admissible")
    INADMISSIBLE = "inadmissible", _("inadmissible")
    NOT_PUT = "not_put", _("recorded, not put to the party for safety")
    WITHDRAWN = "withdrawn", _("withdrawn by who lodged it")


class HarmQuestion(TextChoices):
    """What is asked before anything is put to a party (the handbook's 3.6)."""

    KNOWN_TO_FEW = "known_to_few", _("Could many people have known this?")
    WORDING = "wording", _("Do time, place, angle of view and wording hide who told?")
    ALLOWED = "allowed", _("Did every source allow this use?")
    STILL_THERE = "still_there", _("Is nobody who told still there?")


class HarmAnswer(TextChoices):
    """How a question of the harm check is answered."""

    SAFE = "safe", _("yes")
    UNSAFE = "unsafe", _("no")
    UNSURE = "unsure", _("unsure")


class HarmVerdict(TextChoices):
    """What follows from a harm check; one "unsure" goes to the custodian."""

    OPEN = "open", _("waits for another officer")
    MAY_BE_PUT = "may_be_put", _("may be put to the party")
    WITH_CUSTODIAN = "with_custodian", _("with the source custodian")
    MUST_NOT = "must_not", _("must not be put to the party")


class ReminderKind(TextChoices):
    """What falls due on the clock of a notification, once each."""

    DELIVERY = "delivery", _("deemed delivered")
    SOON = "soon", _("due in two days")
    OVERDUE = "overdue", _("overdue")


class MutualKind(TextChoices):
    """How two opposed allegations meet (the handbook's 3, mutual accusations)."""

    SAME_EVENT_REVERSED = "same_event_reversed", _("the same event, told the other way round")
    RESPONSE_CLAIM = "response_claim", _("one is said to answer the other")
    PARALLEL = "parallel", _("two events near each other")


class MutualState(TextChoices):
    """Proposed by the service, confirmed or put aside by a person."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    PUT_ASIDE = "put_aside", _("put aside")


class ResponseKind(TextChoices):
    """What the accused answers."""

    ADMIT = "admit", _("We carried this out")
    ADMIT_JUSTIFY = "admit_justify", _("We carried this out, and had reason to")
    DENY = "deny", _("We did not do this")
    NOT_OURS = "not_ours", _("Others did this, not we")
    COUNTER_ACCUSE = "counter_accuse", _("The other side did it")
    REMEDIAL_ACTION = "remedial_action", _("We have taken steps")
    DECLINE = "decline", _("We do not answer this")


ADMITTING = frozenset({ResponseKind.ADMIT, ResponseKind.ADMIT_JUSTIFY})
DISPUTING = frozenset({ResponseKind.DENY, ResponseKind.NOT_OURS, ResponseKind.COUNTER_ACCUSE})


class AnswerStanding(TextChoices):
    """Where an allegation stands between the two sides. Silence is no response, not an admission."""

    ACCEPTED = "accepted", _("accepted by the accused")
    DISPUTED = "disputed", _("disputed")
    ANSWERED = "answered", _("answered otherwise")
    AWAITED = "awaited", _("answer awaited")
    NO_RESPONSE = "no_response", _("no response")
    NOT_ASKED = "not_asked", _("not put to the accused")
