"""Who may verify incidents, show them to outsiders, and find on them."""

import rules

from ceasefire.agreements.models import Mandate
from ceasefire.allegations.rules import is_guarantor, is_put_to_own_side
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.roles import STAFF, WORKING, Role
from ceasefire.incidents.rules import is_officer, is_staff
from ceasefire.parties.models import Liaison
from ceasefire.publication.rules import may_read


def _has_role(*roles):
    @rules.predicate
    def predicate(user):
        return user.is_authenticated and user.is_active and user.role in roles

    return predicate


@rules.predicate
def is_put_to_own_party(user, finding):
    """Whether a finding was put to the party that this liaison speaks for."""
    if finding is None or finding.notified_at is None:
        return False
    return Liaison.objects.of(user).filter(party=finding.accused_id).exists()


@rules.predicate
def sees_its_allegation(user, determination):
    """Whether a determination is on an allegation that this person sees."""
    if determination is None or determination.allegation is None:
        return False
    return user.has_perm("ceasefire.view_allegation", determination.allegation)


@rules.predicate
def is_of_own_guarantor(user, determination):
    """Whether a determination is that of the guarantor this person speaks for."""
    if determination is None:
        return False
    return Liaison.objects.of(user).filter(party=determination.guarantor_id).exists()


@rules.predicate
def is_unadopted(user, finding):
    """Whether a finding was never adopted; without one the question is not asked."""
    return finding is None or not finding.was_adopted


@rules.predicate
def is_ruled_somewhere(user):
    """Whether any mandate lets the mechanism rule: where none does, no word of findings is shown."""
    return Mandate.objects.filter(acts__contains=[MandateAct.RULE]).exists()


is_adjudicator, is_liaison = _has_role(Role.ADJUDICATOR), _has_role(Role.LIAISON)

rules.add_perm("ceasefire.verify_incident", is_officer)
rules.add_perm("ceasefire.sign_answer", is_officer | is_adjudicator)
rules.add_perm("ceasefire.decide_reopening", is_officer | is_adjudicator)
rules.add_perm("ceasefire.publish_incident", is_officer)

rules.add_perm("ceasefire.read_findings", may_read & is_ruled_somewhere)
rules.add_perm("ceasefire.see_findings", _has_role(*STAFF, Role.LIAISON))
rules.add_perm("ceasefire.view_finding", is_staff | is_liaison & is_put_to_own_party)
rules.add_perm("ceasefire.draft_finding", is_officer)
rules.add_perm("ceasefire.review_finding", is_officer | is_adjudicator)
rules.add_perm("ceasefire.adopt_finding", is_adjudicator)
rules.add_perm("ceasefire.withdraw_finding", is_adjudicator | is_officer & is_unadopted)
rules.add_perm("ceasefire.answer_findings", is_liaison)
rules.add_perm("ceasefire.reply_to_finding", is_liaison & is_put_to_own_party)

rules.add_perm("ceasefire.determine", is_officer | is_guarantor)
rules.add_perm("ceasefire.determine_allegation", is_officer | is_guarantor & is_put_to_own_side)
rules.add_perm(
    "ceasefire.view_determination",
    is_staff | sees_its_allegation | is_guarantor & is_of_own_guarantor,
)

rules.add_perm("ceasefire.see_work", _has_role(*WORKING))
