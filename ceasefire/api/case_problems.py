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
}
