"""Who may lodge, see, admit and answer allegations."""

import rules

from ceasefire.agreements.models import Participation
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


def _is_notified(allegation):
    return allegation is not None and hasattr(allegation, "notification")


def _speaks_for(user, party_id):
    return Liaison.objects.of(user).filter(party=party_id).exists()


is_staff, is_officer = _has_role(*STAFF), _has_role(Role.OFFICER)
is_liaison, is_guarantor = _has_role(Role.LIAISON), _has_role(Role.GUARANTOR)

rules.add_perm("ceasefire.see_cases", _has_role(*STAFF, *SPEAKING))
rules.add_perm(
    "ceasefire.view_allegation",
    is_staff | is_liaison & (is_of_own_party | is_asked) | is_guarantor & is_put_to_own_side,
)
rules.add_perm("ceasefire.lodge_allegation", is_liaison)
rules.add_perm("ceasefire.withdraw_allegation", is_liaison & is_of_own_party)
rules.add_perm("ceasefire.answer_allegation", is_liaison & is_asked)
rules.add_perm("ceasefire.triage_allegation", is_officer)
rules.add_perm("ceasefire.hold_back_allegation", _has_role(Role.ADJUDICATOR))
