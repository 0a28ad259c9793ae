"""The refusals of cases, explained: what two people decide, and what it must rest on."""

from django.utils.translation import gettext_lazy as _

from ceasefire.api.explained import Explanation
from ceasefire.api.explained import refusal as _refusal

CASE_PROBLEMS: dict[str, Explanation] = {
    # --- Findings ---
    "finding_state": _refusal(
        _("The finding does not stand so that this can be done."),
        _("Look at its page: somebody has decided before."),
    ),
    "finding_stands": _refusal(
        _("A finding stands on this provision and this party."),
        _("Work on that one; once it is adopted, another can be drafted in its place."),
    ),
    "another_finding_needed": _refusal(
        _("Another outcome was adopted, or put to the party, than this one."),
        _("Draft another finding: in its place if it was adopted, else once it is withdrawn."),
    ),
    "own_draft": _refusal(
        _("Nobody decides on a text that they wrote."),
        _("Ask somebody else."),
    ),
    "not_happened": _refusal(
        _("It was not verified that it happened, so nobody is found to have breached anything."),
        _("Choose another outcome."),
    ),
    "not_attributed": _refusal(
        _("It is not at least probable that this party did it."),
        _("Answer by whom first, or choose another outcome."),
    ),
    # --- Referrals ---
    "no_ladder": _refusal(
        _("The agreement has no referral ladder."),
        _("Nothing is referred under it."),
    ),
    "already_referred": _refusal(
        _("Somebody has referred the case to this level before."),
        _("Look at the incident's page: it says who, and when."),
    ),
    "top_of_ladder": _refusal(
        _("The case is at the highest level of its ladder."),
        _("Say that it is settled there, once it is."),
    ),
    "not_next_level": _refusal(
        _("A case is referred one level up; once settled, to the lowest or the same again."),
        _("Look at the incident's page: somebody may have referred or settled it."),
    ),
    "not_referred": _refusal(
        _("The case is at no level of its ladder."),
        _("Refer it first, or look at its page: somebody has settled it."),
    ),
}
