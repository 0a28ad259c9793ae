"""Who may lodge, see, admit and answer allegations."""

import rules

from ceasefire.agreements.models import Participation
from ceasefire.codes.allegations import LODGES_AS, OF_THE_MECHANISM, HarmVerdict, LodgedAs
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.roles import SPEAKING, STAFF, Role
from ceasefire.parties.models import Liaison


def _has_role(*roles):
    @rules.predicate
    def predicate(user):
        return user.is_authenticated and user.is_active and user.role in roles

    return predicate


@rules.predicate
def is_of_own_party(user, allegation):
    """Whether the party this liaison speaks for lodged it."""
    return allegation is not None and _speaks_for(user, allegation.complainant_id)


@rules.predicate
def is_own_account(user, allegation):
    """Whether this monitor lodged it."""
    is_of_a_monitor = allegation is not None and allegation.lodged_as == LodgedAs.MONITOR
    return is_of_a_monitor and allegation.lodged_by_id == user.pk


@rules.predicate
def is_of_the_mechanism(user, allegation):
    """Whether an officer lodged it, on the mechanism's own initiative or for a third party."""
    return allegation is not None and allegation.lodged_as in OF_THE_MECHANISM


@rules.predicate
def is_asked(user, allegation):
    """Whether it was put to the party this liaison speaks for."""
    return _is_notified(allegation) and _speaks_for(user, allegation.notification.party_id)


@rules.predicate
def is_put_to_own_side(user, allegation):
    """Whether it was put to a side that this person's guarantor answers for."""
    if not _is_notified(allegation):
        return False
    answering = Participation.objects.filter(
        agreement=allegation.agreement_id,
        role=AgreementRole.GUARANTOR,
        party__in=Liaison.objects.of(user).values("party"),
        answers_for=allegation.notification.party_id,
    )
    return answering.exists()


@rules.predicate
def is_left_to_custodian(user, check):
    """Whether a harm check waits for the custodian, or was settled by this one."""
    return check is not None and (
        check.verdict == HarmVerdict.WITH_CUSTODIAN or check.settled_by_id == user.pk
    )


def _is_notified(allegation):
    return allegation is not None and hasattr(allegation, "notification")


def _speaks_for(user, party_id):
    return Liaison.objects.of(user).filter(party=party_id).exists()


is_staff, is_officer = _has_role(*STAFF), _has_role(Role.OFFICER)
is_liaison, is_guarantor = _has_role(Role.LIAISON), _has_role(Role.GUARANTOR)
is_monitor, is_custodian = _has_role(Role.MONITOR), _has_role(Role.CUSTODIAN)
is_own = (
    is_liaison & is_of_own_party | is_monitor & is_own_account | is_officer & is_of_the_mechanism
)

rules.add_perm("ceasefire.see_cases", _has_role(*STAFF, *SPEAKING, Role.MONITOR))
rules.add_perm(
    "ceasefire.view_allegation",
    is_staff | is_own | is_liaison & is_asked | is_guarantor & is_put_to_own_side,
)
rules.add_perm("ceasefire.lodge_allegation", _has_role(*LODGES_AS))
rules.add_perm("ceasefire.withdraw_allegation", is_own)
rules.add_perm("ceasefire.speak_for_party", is_liaison)
rules.add_perm("ceasefire.answer_allegation", is_liaison & is_asked)
rules.add_perm("ceasefire.triage_allegation", is_officer)
rules.add_perm("ceasefire.hold_back_allegation", _has_role(Role.ADJUDICATOR))
rules.add_perm("ceasefire.see_harm_checks", is_officer | is_custodian)
rules.add_perm("ceasefire.view_harm_check", is_staff | is_custodian & is_left_to_custodian)
rules.add_perm("ceasefire.answer_harm_check", is_officer)
rules.add_perm("ceasefire.settle_harm_check", is_custodian)
rules.add_perm("ceasefire.see_mutual", is_staff)
rules.add_perm("ceasefire.decide_mutual", is_officer)
rules.add_perm("ceasefire.see_referrals", is_staff)
rules.add_perm("ceasefire.refer_incident", is_officer)
