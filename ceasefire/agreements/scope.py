"""Does this provision cover this? Time ∩ area ∩ bound actor ∩ protected target ∩ forbidden act.

Pure: values in, a result out. Each of the five questions is answered yes, no or
unknown. One no puts what happened outside the provision; otherwise one unknown
leaves it undetermined, naming what is missing and who asserts what. Outside one
provision says nothing about other obligations, and the result says so.

Source: the handbook's section 3, step 2 (triage), and the design's words on the
scope test. Moments are aware; windows are half-open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ceasefire.agreements.choices import AreaRule
from ceasefire.codes.agreements import Act
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.codes.scope import ScopeOutcome, ScopeReason

BINDING = {AgreementRole.SIGNATORY, AgreementRole.ACCEDED, AgreementRole.BOUND_BY_GUARANTOR}
FREE = {AgreementRole.EXCLUDED, AgreementRole.NON_SIGNATORY}
OPEN_TO_DOUBT = {
    ParticipationStatus.CLAIMED_BY_OTHER,
    ParticipationStatus.DENIED_BY_ACTOR,
    ParticipationStatus.DISPUTED,
}
ENDED = {
    ParticipationStatus.SUSPENDED,
    ParticipationStatus.WITHDRAWN,
    ParticipationStatus.DISSOLVED,
}


class Answer(Enum):
    """The answer to one of the five questions."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class TargetBasis(Enum):
    """How the identity of the target is known."""

    ESTABLISHED = "established"
    CLAIMED = "claimed"


@dataclass(frozen=True)
class Assertion:
    """Who says what: shown with every answer that rests on somebody's word."""

    what: str
    who: str


@dataclass(frozen=True)
class Start:
    """A moment from which the provision was in force, as one source has it."""

    at: datetime
    who: str


@dataclass(frozen=True)
class TermArea:
    """A zone inside or outside the provision.

    `whole` are codes of areas entirely in the zone, `touched` of areas it lies
    partly in; `holds` says whether its published outline contains the place, and
    is None where no outline was published.
    """

    name: str
    rule: AreaRule
    whole: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()
    holds: bool | None = None


@dataclass(frozen=True)
class Standing:
    """What a party is to the agreement at the time, says whom."""

    party: str
    role: AgreementRole
    status: ParticipationStatus
    who: str


@dataclass(frozen=True)
class ProvisionTerms:
    """What a provision covers, and whom it binds, at the time of what happened."""

    reference: str
    starts: tuple[Start, ...]
    ends: datetime | None
    areas: tuple[TermArea, ...]
    standings: tuple[Standing, ...]
    acts: frozenset[Act]
    spares_excluded_targets: bool = False


@dataclass(frozen=True)
class Occurrence:
    """What happened, as far as it is known.

    `areas` are the codes of all areas the place lies in, empty if the place is
    not known. `actor_kin` are parties that the actor is said to be part of or made
    up of. `excluded_combat` are accounts of fighting with an excluded group in
    the same area at the time. `harms_protected`: civilians, medical sites, aid or
    monitors were harmed.
    """

    begins: datetime
    ends: datetime
    act: Act | None
    areas: frozenset[str] = frozenset()
    actor: str | None = None
    actor_kin: frozenset[str] = frozenset()
    target: str | None = None
    target_basis: TargetBasis = TargetBasis.CLAIMED
    harms_protected: bool = False
    excluded_combat: tuple[Assertion, ...] = ()


@dataclass(frozen=True)
class Check:
    """The answer to one question, why, and whose word it rests on."""

    answer: Answer
    reason: ScopeReason | None = None
    assertions: tuple[Assertion, ...] = ()


@dataclass(frozen=True)
class ScopeResult:
    """The outcome for one provision, with every reason and every assertion behind it."""

    reference: str
    outcome: ScopeOutcome
    reasons: tuple[ScopeReason, ...]
    assertions: tuple[Assertion, ...]


def apply_scope_test(terms: ProvisionTerms, what: Occurrence) -> ScopeResult:
    """Whether the provision covers what happened."""
    checks = (
        check_time(terms, what),
        check_area(terms, what),
        check_actor(terms, what),
        check_target(terms, what),
        check_act(terms, what),
    )
    answers = {check.answer for check in checks}
    if Answer.NO in answers:
        against = (check for check in checks if check.answer is Answer.NO)
        return _result(terms, ScopeOutcome.OUTSIDE, against)
    if Answer.UNKNOWN in answers:
        missing = (check for check in checks if check.answer is Answer.UNKNOWN)
        return _result(terms, ScopeOutcome.UNDETERMINED, missing)
    return _result(terms, ScopeOutcome.IN_SCOPE, checks)


def check_time(terms: ProvisionTerms, what: Occurrence) -> Check:
    """Was the provision in force? Sources that differ on its start leave the time between open."""
    if not terms.starts:
        return Check(Answer.UNKNOWN, ScopeReason.TERM_NOT_KNOWN)
    earliest, latest = (pick(start.at for start in terms.starts) for pick in (min, max))
    if what.ends <= earliest:
        return Check(Answer.NO, ScopeReason.BEFORE_TERM)
    if terms.ends and what.begins >= terms.ends:
        return Check(Answer.NO, ScopeReason.AFTER_TERM)
    if what.begins < latest and earliest != latest:
        said = tuple(Assertion(start.at.isoformat(), start.who) for start in terms.starts)
        return Check(Answer.UNKNOWN, ScopeReason.TERM_DISPUTED, said)
    if what.begins < earliest or (terms.ends and what.ends > terms.ends):
        return Check(Answer.UNKNOWN, ScopeReason.TIME_UNCERTAIN)
    return Check(Answer.YES)


def check_area(terms: ProvisionTerms, what: Occurrence) -> Check:
    """Did it happen where the provision holds?"""
    if not terms.areas:
        return Check(Answer.YES)
    if not what.areas:
        return Check(Answer.UNKNOWN, ScopeReason.PLACE_NOT_KNOWN)
    spared = [_lies_in(area, what) for area in terms.areas if area.rule == AreaRule.NOT_COVERED]
    covered = [_lies_in(area, what) for area in terms.areas if area.rule == AreaRule.COVERED]
    if Answer.YES in spared or (covered and set(covered) == {Answer.NO}):
        return Check(Answer.NO, ScopeReason.OUT_OF_AREA)
    if Answer.UNKNOWN in spared or (covered and Answer.YES not in covered):
        return Check(Answer.UNKNOWN, ScopeReason.BOUNDARY_NOT_KNOWN, what.excluded_combat)
    return Check(Answer.YES)


def check_actor(terms: ProvisionTerms, what: Occurrence) -> Check:
    """Was the actor bound? A disputed signature stays disputed: both words are named."""
    if what.actor is None:
        return Check(Answer.UNKNOWN, ScopeReason.ACTOR_NOT_NAMED)
    own = [standing for standing in terms.standings if standing.party == what.actor]
    kin = [standing for standing in terms.standings if standing.party in what.actor_kin]
    said = tuple(_as_assertion(standing) for standing in own or kin)
    binding = [each for each in own if each.role in BINDING and each.status not in ENDED]
    if any(each.status in OPEN_TO_DOUBT for each in own) or (binding and _is_free(own)):
        return Check(Answer.UNKNOWN, ScopeReason.SIGNATURE_DISPUTED, said)
    if binding:
        return Check(Answer.YES, assertions=said)
    if _is_free(own):
        return Check(Answer.NO, ScopeReason.ACTOR_NOT_BOUND, said)
    if kin:
        return Check(Answer.UNKNOWN, ScopeReason.SIGNATURE_DISPUTED, said)
    return Check(Answer.UNKNOWN, ScopeReason.NOBODY_SAYS_BOUND, said)


def check_target(terms: ProvisionTerms, what: Occurrence) -> Check:
    """Is the target one that the provision does not spare?

    Fire at an excluded group is outside a duty to cease fire only; harm to
    protected persons and sites counts whatever the target. A claimed excluded
    target is claimed until evidence about the target itself is graded.
    """
    if not terms.spares_excluded_targets or what.harms_protected or what.target is None:
        return Check(Answer.YES)
    excluded = [
        each
        for each in terms.standings
        if each.party == what.target and each.role == AgreementRole.EXCLUDED
    ]
    excluded = [each for each in excluded if each.status not in ENDED]
    if not excluded:
        return Check(Answer.YES)
    said = tuple(_as_assertion(standing) for standing in excluded)
    if any(each.status in OPEN_TO_DOUBT for each in excluded):
        return Check(Answer.UNKNOWN, ScopeReason.EXCLUSION_DISPUTED, said)
    if what.target_basis is TargetBasis.CLAIMED:
        return Check(Answer.UNKNOWN, ScopeReason.EXCLUDED_TARGET_CLAIMED, said)
    return Check(Answer.NO, ScopeReason.TARGET_EXCLUDED, said)


def check_act(terms: ProvisionTerms, what: Occurrence) -> Check:
    """Does the provision forbid what was done?"""
    if what.act is None:
        return Check(Answer.UNKNOWN, ScopeReason.ACT_NOT_KNOWN)
    if what.act not in terms.acts:
        return Check(Answer.NO, ScopeReason.ACT_NOT_COVERED)
    return Check(Answer.YES)


def _lies_in(area: TermArea, what: Occurrence) -> Answer:
    if area.holds is not None:
        return Answer.YES if area.holds else Answer.NO
    if area.whole & what.areas:
        return Answer.YES
    if area.rule == AreaRule.NOT_COVERED:
        # Its boundary was never published: doubt needs an account of such fighting there.
        return Answer.UNKNOWN if what.excluded_combat else Answer.NO
    known_elsewhere = (area.touched or area.whole) and not area.touched & what.areas
    return Answer.NO if known_elsewhere else Answer.UNKNOWN


def _is_free(standings: Iterable[Standing]) -> bool:
    return any(each.role in FREE or each.status in ENDED for each in standings)


def _as_assertion(standing: Standing) -> Assertion:
    return Assertion(f"{standing.party}: {standing.role}, {standing.status}", standing.who)


def _result(terms: ProvisionTerms, outcome: ScopeOutcome, checks: Iterable[Check]) -> ScopeResult:
    behind = tuple(checks)
    return ScopeResult(
        reference=terms.reference,
        outcome=outcome,
        reasons=tuple(check.reason for check in behind if check.reason),
        assertions=tuple(said for check in behind for said in check.assertions),
    )
