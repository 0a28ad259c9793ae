"""Whether an allegation is admissible, and why not. Pure.

Source: the handbook's section 3, step 2 (the scope test). What a provision may cover is admitted:
only where every provision named is outside is there nothing to look into under any of them.
"""

from collections.abc import Iterable
from dataclasses import replace

from ceasefire.agreements.scope import ScopeResult
from ceasefire.agreements.scope_words import scope_sentence
from ceasefire.codes.scope import ScopeOutcome, ScopeReason


def is_admissible(results: Iterable[ScopeResult]) -> bool:
    """Whether any provision named covers what is alleged, or may cover it."""
    return any(result.outcome != ScopeOutcome.OUTSIDE for result in results)


def why_inadmissible(results: Iterable[ScopeResult]) -> str:
    """Why every provision named is outside, those outside for the same reasons in one sentence.

    Empty where one of them may cover what is alleged.
    """
    alike: dict[tuple[ScopeReason, ...], ScopeResult] = {}
    for each in results:
        if each.outcome != ScopeOutcome.OUTSIDE:
            return ""
        first = alike.get(each.reasons)
        named = f"{first.reference}, {each.reference}" if first else each.reference
        alike[each.reasons] = replace(each, reference=named)
    return "\n".join(scope_sentence(each) for each in alike.values())
