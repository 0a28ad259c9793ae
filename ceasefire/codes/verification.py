"""Code lists of what is answered about an incident, and what an answer rests on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Question(TextChoices):
    """What is asked about an incident, in this order."""

    HAPPENED = "happened", _("Did it happen?")
    BY_WHOM = "by_whom", _("By whom?")


class EvidenceClass(TextChoices):
    """What an answer rests on, by class: two retellings of one witness are one class
    (the handbook's 2.5 and 3.4)."""

    OWN_OBSERVATION = "own_observation", _("own observation")
    WITNESS = "witness", _("witnesses")
    MEDICAL = "medical", _("medical or morgue records")
    DOCUMENT = "document", _("documents")
    IMAGERY = "imagery", _("imagery or analysis of traces")
    PARTY_INQUIRY = "party_inquiry", _("a party's own inquiry")


class AttributionLevel(TextChoices):
    """How far it is known by whom (the handbook's 2.6), from weakest to strongest."""

    NOT_ATTRIBUTABLE = "not_attributable", _("not attributable")
    POSSIBLE = "possible", _("possible")
    PROBABLE = "probable", _("probable")
    ESTABLISHED = "established", _("established")


class AttributionState(TextChoices):
    """How it stands by whom: what officers answered, parties claim, and the accused admits."""

    UNATTRIBUTED = "unattributed", _("not answered yet")
    ALLEGED = "alleged", _("alleged only")
    NOT_ATTRIBUTABLE = "not_attributable", _("not attributable")
    POSSIBLE = "possible", _("possible")
    PROBABLE = "probable", _("probable")
    ESTABLISHED = "established", _("established")
    ADMITTED = "admitted", _("admitted by the party itself")
    JOINT = "joint", _("by several together")


class FindingOutcome(TextChoices):
    """What the mechanism concludes on one provision (the handbook's 2.6)."""

    VIOLATION = "violation", _("violation")
    NO_VIOLATION = "no_violation", _("no violation")
    NOT_ATTRIBUTABLE = "not_attributable", _("not attributable")
    INCONCLUSIVE = "inconclusive", _("inconclusive")
    OUT_OF_SCOPE = "out_of_scope", _("outside the provision")
    PERMITTED = "permitted", _("permitted")
    SETTLED_LOCALLY = "settled_locally", _("settled locally")
    UNDETERMINED = "undetermined", _("undetermined")


class FindingGround(TextChoices):
    """Why: for the outcomes that need a ground."""

    EXCLUDED_TARGET_ESTABLISHED = "excluded_target_established", _("the target is excluded")
    ACTOR_NOT_BOUND = "actor_not_bound", _("who did it is not bound")
    OUT_OF_AREA = "out_of_area", _("outside the area")
    BEFORE_TERM = "before_term", _("before it was in force")
    AFTER_TERM = "after_term", _("after it had ended")
    SELF_DEFENCE_PROPORTIONATE = "self_defence_proportionate", _("proportionate self-defence")
    TRAINING_NOTIFIED = "training_notified", _("training that was notified")
    DEMINING = "demining", _("demining")
    EXCLUDED_TARGET_CLAIMED = "excluded_target_claimed", _("an excluded target is claimed only")
    ACTOR_NOT_NAMED = "actor_not_named", _("who did it is not named")
    SIGNATURE_DISPUTED = "signature_disputed", _("the signature is disputed")
    PLACE_UNCERTAIN = "place_uncertain", _("the place is uncertain")


GROUNDS_OF: dict[FindingOutcome, tuple[FindingGround, ...]] = {
    FindingOutcome.OUT_OF_SCOPE: (
        FindingGround.EXCLUDED_TARGET_ESTABLISHED,
        FindingGround.ACTOR_NOT_BOUND,
        FindingGround.OUT_OF_AREA,
        FindingGround.BEFORE_TERM,
        FindingGround.AFTER_TERM,
    ),
    FindingOutcome.PERMITTED: (
        FindingGround.SELF_DEFENCE_PROPORTIONATE,
        FindingGround.TRAINING_NOTIFIED,
        FindingGround.DEMINING,
    ),
    FindingOutcome.UNDETERMINED: (
        FindingGround.EXCLUDED_TARGET_CLAIMED,
        FindingGround.ACTOR_NOT_NAMED,
        FindingGround.SIGNATURE_DISPUTED,
        FindingGround.PLACE_UNCERTAIN,
    ),
}


class FindingState(TextChoices):
    """Where a finding stands on its way (the handbook's 2.6)."""

    DRAFT = "draft", _("draft")
    LEGAL_REVIEW = "legal_review", _("in legal review")
    NOTIFIED = "notified", _("put to the party")
    DELIBERATION = "deliberation", _("in deliberation")
    ADOPTED_BY_ONE = "adopted_by_one", _("adopted by one, waits for a second")
    ADOPTED = "adopted", _("adopted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUPERSEDED = "superseded", _("superseded")


class RecommendationState(TextChoices):
    """What came of a recommendation."""

    OPEN = "open", _("open")
    FOLLOWED = "followed", _("followed")
    PARTLY = "partly", _("followed in part")
    NOT_FOLLOWED = "not_followed", _("not followed")


class DeterminationResult(TextChoices):
    """One side's word on the other side's record."""

    CONFIRMED = "confirmed", _("confirmed")
    NOT_CONFIRMED = "not_confirmed", _("not confirmed")
    EXCLUDED_TARGET = "excluded_target", _("declared an excluded target")
