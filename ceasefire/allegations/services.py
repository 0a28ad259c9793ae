"""How an allegation is lodged, admitted or refused, withdrawn, and held back."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import located
from ceasefire.agreements.models import Agreement, Provision
from ceasefire.allegations.admissibility import is_admissible
from ceasefire.allegations.held import (
    AllegationClosedError,
    NotYourPartyError,
    case_effects,
    check_speaks_for,
    locked_allegation,
)
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.publishing import is_published, publish_allegation
from ceasefire.allegations.scope import scope_of_claim
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import (
    FROM_PARTIES,
    LODGES_AS,
    OF_THE_MECHANISM,
    AllegationState,
    LodgedAs,
)
from ceasefire.codes.roles import Role
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import IncidentFacts, open_incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.submitting import SubmissionDiffersError
from ceasefire.monitoring.touched import effects_of
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningFacts
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.services import withdraw


class AlreadyHeldBackError(DomainError):
    code = "already_held_back"


class MayNotLodgeSoError(DomainError):
    code = "may_not_lodge_so"


class OutOfScopeError(DomainError):
    code = "out_of_scope"


@dataclass(frozen=True)
class AllegationFacts:
    """A claim. Agreement and parties are codes, provisions their numbers.

    A party is the `complainant` of what is lodged for it, and nobody of the rest. Without an
    `accused` nobody is named; of a self-report it is the party itself. `admits`: its liaison
    says in its name that it did what is told.
    """

    agreement: str
    provisions: tuple[str, ...]
    act: Act
    happening: HappeningFacts
    words: str
    complainant: str | None = None
    accused: str | None = None
    lodged_as: LodgedAs = LodgedAs.PARTY
    admits: bool = False
    language: str = "en"


@transaction.atomic
def lodge_allegation(
    *, facts: AllegationFacts, by: User, submission: UUID | None = None
) -> Allegation:
    """Lodge an allegation: for the party one speaks for, as a monitor, or for the mechanism.

    The same `submission` lodges once. Raises SubmissionDiffersError for another claim under
    it, MayNotLodgeSoError for another role, NotYourPartyError for another party,
    ValidationError, by field, if provision, time, place or party do not fit.
    """
    User.objects.get_queryset().select_for_update().get(pk=by.pk)
    earlier = Allegation.objects.filter(lodged_by=by)
    lodged = earlier.filter(submission=submission).first() if submission else None
    if lodged:
        _check_same(lodged, facts)
        return lodged
    agreement = Agreement.objects.get(code=facts.agreement)
    complainant = _complainant(facts, by)
    allegation = Allegation(
        agreement=agreement,
        lodged_as=facts.lodged_as,
        complainant=complainant,
        accused=_accused(facts, complainant),
        admits=facts.admits,
        act=facts.act,
        words=facts.words,
        language=facts.language,
        lodged_by=by,
        submission=submission or uuid4(),
        **located(facts.happening, agreement),
    )
    provisions = _provisions(agreement, facts.provisions)
    allegation.full_clean()
    allegation.save()
    allegation.provisions.set(provisions)
    record(
        EntryKind.ALLEGATION_LODGED,
        subject=allegation,
        by=by,
        effects=effects_of([allegation]),
        lodged_as=facts.lodged_as,
        provisions=[each.number for each in provisions],
    )
    return allegation


@transaction.atomic
def admit_allegation(
    *, allegation: Allegation, by: User, incident: Incident | None = None
) -> Allegation:
    """Admit an allegation, and link it to an incident; without one, open one from its claim.

    A party's report on itself is put to nobody, so it is published now, where the mandate lets
    the mechanism publish. Raises AllegationClosedError unless it is merely lodged, and
    OutOfScopeError where no provision named can cover it.
    """
    locked = _lodged(allegation)
    if not is_admissible(each.result for each in scope_of_claim(locked)):
        raise OutOfScopeError(_("What is alleged is outside every provision that is named."))
    if incident is None:
        incident = open_incident(agreement=locked.agreement, facts=_claimed(locked), by=by)
    incident = locked_incident(incident)
    if incident.agreement_id != locked.agreement_id:
        raise ValidationError({"incident": _("This incident is under another agreement.")})
    locked.state, locked.incident = AllegationState.ADMISSIBLE, incident
    locked.save(update_fields=["state", "incident"])
    record(
        EntryKind.ALLEGATION_ADMITTED,
        subject=locked,
        by=by,
        effects=case_effects(locked),
        incident=incident.reference,
    )
    if locked.lodged_as == LodgedAs.SELF_REPORT:
        publish_allegation(allegation=locked, by=by)
    return locked


@transaction.atomic
def refuse_allegation(*, allegation: Allegation, reason: str, by: User) -> Allegation:
    """Find an allegation inadmissible, with the reason. Raises AllegationClosedError."""
    locked = _lodged(allegation)
    locked.state, locked.state_because = AllegationState.INADMISSIBLE, reason
    locked.save(update_fields=["state", "state_because"])
    record(
        EntryKind.ALLEGATION_REFUSED,
        subject=locked,
        by=by,
        reason=reason,
        effects=effects_of([locked]),
    )
    return locked


@transaction.atomic
def withdraw_allegation(*, allegation: Allegation, reason: str, by: User) -> Allegation:
    """Take an allegation back: its party's liaison, the monitor who lodged it, or for what the
    mechanism lodged an officer. The incident stays, and so does what was said.

    Raises NotYourPartyError, AllegationClosedError.
    """
    locked = locked_allegation(allegation)
    _check_is_own(locked, by)
    if locked.state not in {AllegationState.LODGED, AllegationState.ADMISSIBLE}:
        raise AllegationClosedError(_("This allegation was refused or withdrawn before."))
    locked.state, locked.state_because = AllegationState.WITHDRAWN, reason
    locked.save(update_fields=["state", "state_because"])
    record(
        EntryKind.ALLEGATION_WITHDRAWN,
        subject=locked,
        by=by,
        reason=reason,
        effects=case_effects(locked),
    )
    if is_published(locked):
        publish_allegation(
            allegation=locked, by=by
        )  # without the reason: it is free text of one side
    return locked


@transaction.atomic
def hold_back_allegation(*, allegation: Allegation, reason: str, by: User) -> Allegation:
    """Hold an allegation back from publication, with a reason; what is published is withdrawn.

    Raises AlreadyHeldBackError.
    """
    locked = locked_allegation(allegation)
    if locked.held_back_because:
        raise AlreadyHeldBackError(_("This allegation is held back already."))
    locked.held_back_because = reason
    locked.save(update_fields=["held_back_because"])
    record(EntryKind.ALLEGATION_HELD_BACK, subject=locked, by=by, reason=reason)
    if is_published(locked):
        withdraw(
            kind=PublishedKind.ALLEGATION,
            subject=locked,
            by=by,
            reason=reason,
            effects=case_effects(locked),
        )
    return locked


def _lodged(allegation: Allegation) -> Allegation:
    locked = locked_allegation(allegation)
    if locked.state != AllegationState.LODGED:
        raise AllegationClosedError(_("Somebody has admitted, refused or withdrawn this before."))
    return locked


def _check_same(lodged: Allegation, facts: AllegationFacts) -> None:
    """Whether what was lodged under a key is what is sent under it now."""
    said = (
        lodged.agreement.code,
        lodged.lodged_as,
        lodged.complainant and lodged.complainant.code,
        lodged.accused and lodged.accused.code,
        lodged.admits,
    )
    is_own_act = facts.lodged_as == LodgedAs.SELF_REPORT
    accused = facts.accused or (facts.complainant if is_own_act else None)
    told = (facts.agreement, facts.lodged_as, facts.complainant, accused, facts.admits)
    words = (lodged.act, lodged.words, lodged.language)
    numbers = set(lodged.provisions.values_list("number", flat=True))
    if (
        said != told
        or words != (facts.act, facts.words, facts.language)
        or numbers != set(facts.provisions)
        or lodged.happening() != located(facts.happening, lodged.agreement)
    ):
        raise SubmissionDiffersError(_("Something else was sent under this key before."))


def _provisions(agreement: Agreement, numbers: Collection[str]) -> list[Provision]:
    found = list(agreement.provisions.filter(number__in=numbers))
    if not found:
        raise ValidationError({"provisions": _("Name at least one provision.")})
    if {each.number for each in found} != set(numbers):
        raise ValidationError({"provisions": _("No provision has this number.")})
    return found


def _complainant(facts: AllegationFacts, by: User) -> Party | None:
    """The party for which it is lodged, if `by` may lodge so."""
    if facts.lodged_as not in LODGES_AS.get(Role(by.role), ()):
        raise MayNotLodgeSoError(_("Your role does not lodge allegations in this way."))
    complainant = _named("complainant", facts.complainant)
    if facts.lodged_as in FROM_PARTIES:
        check_speaks_for(complainant.pk if complainant else None, by)
    elif complainant:
        raise ValidationError({"complainant": _("Only a liaison lodges for a party.")})
    return complainant


def _accused(facts: AllegationFacts, complainant: Party | None) -> Party | None:
    """The party that is named, if one is; of a report on oneself, oneself."""
    accused = _named("accused", facts.accused)
    if facts.lodged_as == LodgedAs.SELF_REPORT:
        if accused and accused != complainant:
            raise ValidationError({"accused": _("A self-report is about your own party.")})
        return complainant
    if facts.admits:
        raise ValidationError({"admits": _("Only a report on your own party says this.")})
    if accused and accused == complainant:
        raise ValidationError({"accused": _("This is your own party.")})
    return accused


def _named(field: str, code: str | None) -> Party | None:
    if not code:
        return None
    party = Party.objects.filter(code=code).first()
    if party is None:
        raise ValidationError({field: _("No party has this code.")})
    return party


def _check_is_own(allegation: Allegation, by: User) -> None:
    """Raises NotYourPartyError unless it was lodged by the party, or in the part, of `by`."""
    if allegation.lodged_as in FROM_PARTIES:
        check_speaks_for(allegation.complainant_id, by)
        return
    is_of_mechanism = allegation.lodged_as in OF_THE_MECHANISM and by.role == Role.OFFICER
    is_own_account = allegation.lodged_as == LodgedAs.MONITOR and allegation.lodged_by_id == by.pk
    if not (is_of_mechanism or is_own_account):
        raise NotYourPartyError(_("Only who lodged an allegation withdraws it."))


def _claimed(allegation: Allegation) -> IncidentFacts:
    """When, where and what, as the allegation has it."""
    place, area = allegation.place, allegation.area
    return IncidentFacts(
        HappeningFacts(
            begins_at=allegation.begins_at,
            ends_at=allegation.ends_at,
            time_precision=allegation.time_precision,  # type: ignore[arg-type]  # its word
            place=place.gazetteer_id if place else None,
            place_text=allegation.place_text,
            latitude=allegation.latitude,
            longitude=allegation.longitude,
            place_precision=allegation.place_precision,  # type: ignore[arg-type]  # its word
            area=area.code if area else None,
        ),
        act=Act(allegation.act),
    )
