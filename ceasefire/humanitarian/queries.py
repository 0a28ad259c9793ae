"""Who may have asked for access under an agreement."""

from ceasefire.agreements.models import Agreement
from ceasefire.parties.models import Party


def askers(agreement: Agreement) -> list[Party]:
    """Those taking part, in the agreement's order; then every other party, as the record got to
    know it. Whoever is invented asks only under what is invented too."""
    taking = agreement.participations.select_related("party")
    first = list(dict.fromkeys(each.party for each in taking))
    others = Party.objects.filter(is_demo=agreement.is_demo).order_by("pk")
    return [*first, *(each for each in others if each not in first)]
