"""What guarantors say of an allegation, as those who see it are shown; who may say something."""

from typing import Any

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import powers_at
from ceasefire.allegations.determined import determinations_part
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import AllegationState
from ceasefire.codes.roles import Role
from ceasefire.parties.models import Liaison, Party
from ceasefire.verification.models import Determination
from ceasefire.verification.queries import guarantors_of


def determinations_of(allegation: Allegation, user: User) -> list[dict[str, Any]] | None:
    """None where nobody was asked, or the mandate does not show what guarantors say."""
    if not _are_shown(allegation):
        return None
    rows = Determination.objects.visible_to(user).standing().filter(allegation=allegation)
    return determinations_part(allegation, rows.select_related("guarantor"))


def can_determine(allegation: Allegation, user: User) -> bool:
    """Whether this person may record what a guarantor says of it; the service checks again."""
    return (
        allegation.state == AllegationState.ADMISSIBLE
        and _are_shown(allegation)
        and user.has_perm("ceasefire.determine_allegation", allegation)
        and bool(guarantors_for(allegation, user))
    )


def guarantors_for(allegation: Allegation, user: User) -> list[Party]:
    """The guarantors of the accused in whose name this person may record something."""
    found = guarantors_of(allegation)
    if user.role == Role.OFFICER:
        return found
    own = set(Liaison.objects.visible_to(user).of(user).values_list("party", flat=True))
    return [each for each in found if each.pk in own]


def _are_shown(allegation: Allegation) -> bool:
    """Whether it was put to a party, and the mandate shows what that one's guarantors say."""
    if not hasattr(allegation, "notification"):
        return False
    return powers_at(allegation.agreement, allegation.begins_at).shows_determinations
