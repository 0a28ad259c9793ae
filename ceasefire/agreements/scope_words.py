"""A scope result in a sentence, in the reader's language."""

from django.utils.translation import gettext as _

from ceasefire.agreements.scope import ScopeResult
from ceasefire.codes.scope import ScopeOutcome


def scope_sentence(result: ScopeResult) -> str:
    """One sentence that claims no more than the result does."""
    words = {
        "provision": result.reference,
        "reasons": ", ".join(str(reason.label) for reason in result.reasons),
    }
    if result.outcome == ScopeOutcome.IN_SCOPE:
        return _("in scope of %(provision)s; this is not a finding") % words
    if result.outcome == ScopeOutcome.OUTSIDE:
        return (
            _("outside %(provision)s (%(reasons)s); this says nothing about other obligations")
            % words
        )
    return _("undetermined under %(provision)s: %(reasons)s") % words
