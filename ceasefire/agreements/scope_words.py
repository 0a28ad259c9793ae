"""A scope result in a sentence, and what it rests on, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ceasefire.agreements.scope import Assertion, ScopeResult
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.codes.scope import ScopeOutcome


def scope_sentence(result: ScopeResult, *, may_rule: bool = True) -> str:
    """One sentence that claims no more than the result does.

    Without `may_rule` the mechanism makes no findings, and none is spoken of.
    """
    words = {
        "provision": result.reference,
        "reasons": ", ".join(str(reason.label) for reason in result.reasons),
    }
    if result.outcome == ScopeOutcome.IN_SCOPE and not may_rule:
        return _("in scope of %(provision)s") % words
    if result.outcome == ScopeOutcome.IN_SCOPE:
        return _("in scope of %(provision)s; this is not a finding") % words
    if result.outcome == ScopeOutcome.OUTSIDE:
        return (
            _("outside %(provision)s (%(reasons)s); this says nothing about other obligations")
            % words
        )
    return _("undetermined under %(provision)s: %(reasons)s") % words


def assertion_words(said: Assertion, names: Mapping[str, str]) -> str:
    """What somebody asserts, with the names of parties (by code) and the words of code lists."""
    party, _colon, standing = said.what.partition(": ")
    role, _comma, status = standing.partition(", ")
    if role not in AgreementRole or status not in ParticipationStatus:
        return said.what
    words = (AgreementRole(role).label, ParticipationStatus(status).label)
    return f"{names.get(party, party)}: {words[0]}, {words[1]}"
