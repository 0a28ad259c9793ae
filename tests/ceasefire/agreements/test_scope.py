"""The scope test as a table of cases: what is known, and what a provision makes of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.agreements.choices import AreaRule
from ceasefire.agreements.scope import (
    Assertion,
    Occurrence,
    ProvisionTerms,
    Standing,
    Start,
    TargetBasis,
    TermArea,
    apply_scope_test,
)
from ceasefire.agreements.scope_words import assertion_words, scope_sentence
from ceasefire.codes.agreements import ACTS_OF_KIND, Act, ProvisionKind
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.codes.scope import ScopeOutcome, ScopeReason

VALLEY = ZoneInfo("Asia/Damascus")
ENTRY = datetime(2026, 3, 1, 0, 0, tzinfo=VALLEY)
END = datetime(2026, 9, 1, 0, 0, tzinfo=VALLEY)
NOON = datetime(2026, 4, 1, 12, 0, tzinfo=VALLEY)
MINUTE = timedelta(minutes=1)

IN, OUT, OPEN = ScopeOutcome.IN_SCOPE, ScopeOutcome.OUTSIDE, ScopeOutcome.UNDETERMINED
SIGNED = (AgreementRole.SIGNATORY, ParticipationStatus.CONFIRMED)
EXCLUDED = (AgreementRole.EXCLUDED, ParticipationStatus.CONFIRMED)

WHOLE_VALLEY = TermArea("the valley", AreaRule.COVERED, whole=frozenset({"VALLEY"}))
COMBAT_AREAS = TermArea("areas of combat against the excluded", AreaRule.NOT_COVERED)


def standing(party, role, status, who="the joint mechanism"):
    return Standing(party, role, status, who)


TERMS = ProvisionTerms(
    reference="DEMO-1 P1",
    starts=(Start(ENTRY, "the text"),),
    ends=END,
    areas=(WHOLE_VALLEY, COMBAT_AREAS),
    standings=(
        standing("NORTH", *SIGNED),
        standing("SOUTH", *SIGNED),
        standing("RAIDERS", *EXCLUDED),
        standing("HILL", AgreementRole.SIGNATORY, ParticipationStatus.CLAIMED_BY_OTHER, "NORTH"),
        standing("HILL", AgreementRole.SIGNATORY, ParticipationStatus.DENIED_BY_ACTOR, "HILL"),
        standing("RIVER", AgreementRole.SIGNATORY, ParticipationStatus.WITHDRAWN),
        standing("ROVERS", AgreementRole.EXCLUDED, ParticipationStatus.DISPUTED, "SOUTH"),
        standing("FARMERS", AgreementRole.NON_SIGNATORY, ParticipationStatus.CONFIRMED),
        standing("WARDEN", AgreementRole.GUARANTOR, ParticipationStatus.CONFIRMED),
    ),
    acts=ACTS_OF_KIND[ProvisionKind.CEASE_FIRE],
    spares_excluded_targets=True,
)
SHELLING = Occurrence(
    begins=NOON,
    ends=NOON + MINUTE,
    act=Act.INDIRECT_FIRE,
    areas=frozenset({"VALLEY", "D1"}),
    actor="NORTH",
    target="SOUTH",
)
ZONE_IN_PART = TermArea("a strip", AreaRule.COVERED, touched=frozenset({"D1"}))
OUTLINED = TermArea("the line", AreaRule.COVERED, holds=True)
TWO_STARTS = (Start(ENTRY, "the text"), Start(ENTRY + timedelta(days=1), "the ministry"))
FIGHTING = (Assertion("fighting with the excluded in D1", "SOUTH"),)

CASES = [
    # what differs in the terms, what differs in the occurrence, outcome, reason
    ("an ordinary shelling", {}, {}, IN, None),
    (
        "one minute before entry into force",
        {},
        {"begins": ENTRY - MINUTE, "ends": ENTRY},
        OUT,
        ScopeReason.BEFORE_TERM,
    ),
    ("the first minute in force", {}, {"begins": ENTRY, "ends": ENTRY + MINUTE}, IN, None),
    (
        "a window across the entry",
        {},
        {"begins": ENTRY - MINUTE, "ends": ENTRY + MINUTE},
        OPEN,
        ScopeReason.TIME_UNCERTAIN,
    ),
    ("after the end", {}, {"begins": END, "ends": END + MINUTE}, OUT, ScopeReason.AFTER_TERM),
    (
        "a window across the end",
        {},
        {"begins": END - MINUTE, "ends": END + MINUTE},
        OPEN,
        ScopeReason.TIME_UNCERTAIN,
    ),
    ("no end stated", {"ends": None}, {"begins": END, "ends": END + MINUTE}, IN, None),
    ("no start known", {"starts": ()}, {}, OPEN, ScopeReason.TERM_NOT_KNOWN),
    (
        "between two stated starts",
        {"starts": TWO_STARTS},
        {"begins": ENTRY, "ends": ENTRY + MINUTE},
        OPEN,
        ScopeReason.TERM_DISPUTED,
    ),
    ("after both stated starts", {"starts": TWO_STARTS}, {}, IN, None),
    ("place not known", {}, {"areas": frozenset()}, OPEN, ScopeReason.PLACE_NOT_KNOWN),
    ("no area stated at all", {"areas": ()}, {"areas": frozenset()}, IN, None),
    ("elsewhere", {}, {"areas": frozenset({"PLAIN"})}, OUT, ScopeReason.OUT_OF_AREA),
    ("a zone in part there", {"areas": (ZONE_IN_PART,)}, {}, OPEN, ScopeReason.BOUNDARY_NOT_KNOWN),
    (
        "a zone not there",
        {"areas": (ZONE_IN_PART,)},
        {"areas": frozenset({"D2"})},
        OUT,
        ScopeReason.OUT_OF_AREA,
    ),
    (
        "a zone of which nothing is known",
        {"areas": (TermArea("somewhere", AreaRule.COVERED),)},
        {},
        OPEN,
        ScopeReason.BOUNDARY_NOT_KNOWN,
    ),
    ("inside an outline", {"areas": (OUTLINED,)}, {}, IN, None),
    (
        "outside an outline",
        {"areas": (replace(OUTLINED, holds=False),)},
        {},
        OUT,
        ScopeReason.OUT_OF_AREA,
    ),
    (
        "inside an outline that is spared",
        {"areas": (WHOLE_VALLEY, replace(OUTLINED, rule=AreaRule.NOT_COVERED))},
        {},
        OUT,
        ScopeReason.OUT_OF_AREA,
    ),
    (
        "near excluded combat without a boundary",
        {},
        {"excluded_combat": FIGHTING},
        OPEN,
        ScopeReason.BOUNDARY_NOT_KNOWN,
    ),
    ("actor not named", {}, {"actor": None}, OPEN, ScopeReason.ACTOR_NOT_NAMED),
    ("signature disputed", {}, {"actor": "HILL"}, OPEN, ScopeReason.SIGNATURE_DISPUTED),
    ("withdrawn", {}, {"actor": "RIVER"}, OUT, ScopeReason.ACTOR_NOT_BOUND),
    ("not a signatory", {}, {"actor": "FARMERS"}, OUT, ScopeReason.ACTOR_NOT_BOUND),
    ("an excluded actor", {}, {"actor": "RAIDERS"}, OUT, ScopeReason.ACTOR_NOT_BOUND),
    ("a guarantor as actor", {}, {"actor": "WARDEN"}, OPEN, ScopeReason.NOBODY_SAYS_BOUND),
    ("an actor in no list", {}, {"actor": "STRANGERS"}, OPEN, ScopeReason.NOBODY_SAYS_BOUND),
    (
        "an actor made up of listed ones",
        {},
        {"actor": "COLUMN", "actor_kin": frozenset({"HILL", "SOUTH"})},
        OPEN,
        ScopeReason.SIGNATURE_DISPUTED,
    ),
    (
        "fire at an excluded target, established",
        {},
        {"target": "RAIDERS", "target_basis": TargetBasis.ESTABLISHED},
        OUT,
        ScopeReason.TARGET_EXCLUDED,
    ),
    (
        "fire at an excluded target, claimed",
        {},
        {"target": "RAIDERS"},
        OPEN,
        ScopeReason.EXCLUDED_TARGET_CLAIMED,
    ),
    (
        "fire at a target whose exclusion is disputed",
        {},
        {"target": "ROVERS", "target_basis": TargetBasis.ESTABLISHED},
        OPEN,
        ScopeReason.EXCLUSION_DISPUTED,
    ),
    (
        "civilians harmed by fire at the excluded",
        {},
        {
            "target": "RAIDERS",
            "target_basis": TargetBasis.ESTABLISHED,
            "harms_protected": True,
        },
        IN,
        None,
    ),
    (
        "a duty that spares nobody",
        {"spares_excluded_targets": False},
        {"target": "RAIDERS", "target_basis": TargetBasis.ESTABLISHED},
        IN,
        None,
    ),
    ("target not known", {}, {"target": None}, IN, None),
    ("act not known", {}, {"act": None}, OPEN, ScopeReason.ACT_NOT_KNOWN),
    ("another act", {}, {"act": Act.DETENTION}, OUT, ScopeReason.ACT_NOT_COVERED),
    (
        "one no outweighs what is unknown",
        {},
        {"actor": None, "act": Act.DETENTION},
        OUT,
        ScopeReason.ACT_NOT_COVERED,
    ),
]


@pytest.mark.parametrize(
    ("terms", "what", "outcome", "reason"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_scope_of(terms, what, outcome, reason):
    result = apply_scope_test(replace(TERMS, **terms), replace(SHELLING, **what))

    assert (result.outcome, result.reasons) == (outcome, (reason,) if reason else ())


def test_outside_says_that_this_says_nothing_about_other_obligations():
    at_excluded = replace(SHELLING, target="RAIDERS", target_basis=TargetBasis.ESTABLISHED)

    with override("en"):
        sentence = scope_sentence(apply_scope_test(TERMS, at_excluded))

    assert sentence == (
        "outside DEMO-1 P1 (target excluded); this says nothing about other obligations"
    )


def test_disputed_signature_names_who_asserts_what():
    result = apply_scope_test(TERMS, replace(SHELLING, actor="HILL"))

    assert result.assertions == (
        Assertion("HILL: signatory, claimed_by_other", "NORTH"),
        Assertion("HILL: signatory, denied_by_actor", "HILL"),
    )


def test_everything_missing_is_named():
    nothing_known = replace(SHELLING, areas=frozenset(), actor=None, act=None)

    with override("en"):
        sentence = scope_sentence(apply_scope_test(TERMS, nothing_known))

    assert sentence == (
        "undetermined under DEMO-1 P1: the place is not known, the actor is not named, "
        "what was done is not known"
    )


def test_in_scope_is_not_a_finding():
    with override("en"):
        sentence = scope_sentence(apply_scope_test(TERMS, SHELLING))

    assert sentence == "in scope of DEMO-1 P1; this is not a finding"


def test_finding_is_not_spoken_of_where_the_mechanism_makes_none():
    with override("en"):
        sentence = scope_sentence(apply_scope_test(TERMS, SHELLING), may_rule=False)

    assert sentence == "in scope of DEMO-1 P1"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("HILL: signatory, claimed_by_other", "Hill Band: Signatory, Claimed by another"),
        ("RAIDERS: excluded, confirmed", "RAIDERS: Excluded, Confirmed"),
        ("HILL: neighbour, confirmed", "HILL: neighbour, confirmed"),
        ("fighting in D1", "fighting in D1"),
    ],
)
def test_assertion_is_told_with_names_and_words_of_code_lists(what, words):
    with override("en"):
        assert assertion_words(Assertion(what, "NORTH"), {"HILL": "Hill Band"}) == words


def test_neighbouring_fighting_is_quoted_where_the_boundary_is_not_known():
    result = apply_scope_test(TERMS, replace(SHELLING, excluded_combat=FIGHTING))

    assert result.assertions == FIGHTING


parties = st.sampled_from(["NORTH", "SOUTH", "RAIDERS", "HILL", "RIVER", "STRANGERS", None])


@given(actor=parties, target=parties, act=st.sampled_from([*Act, None]), hours=st.integers(-96, 96))
def test_party_names_do_not_matter(actor, target, act, hours):
    """Exchange two parties everywhere: the outcome and the reasons stay."""
    begins = ENTRY + timedelta(hours=hours)
    what = replace(
        SHELLING, begins=begins, ends=begins + MINUTE, actor=actor, target=target, act=act
    )
    swap = {"NORTH": "SOUTH", "SOUTH": "NORTH"}
    mirrored = replace(
        TERMS,
        standings=tuple(
            replace(each, party=swap.get(each.party, each.party)) for each in TERMS.standings
        ),
    )
    mirror = replace(what, actor=swap.get(actor, actor), target=swap.get(target, target))

    result, reflected = apply_scope_test(TERMS, what), apply_scope_test(mirrored, mirror)

    assert (result.outcome, result.reasons) == (reflected.outcome, reflected.reasons)
