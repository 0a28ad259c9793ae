"""Code lists of the scope test (the handbook's 2.6, outcomes OUT_OF_SCOPE and UNDETERMINED)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ScopeOutcome(TextChoices):
    """Whether a provision covers what happened."""

    IN_SCOPE = "in_scope", _("in scope")
    OUTSIDE = "outside", _("outside")
    UNDETERMINED = "undetermined", _("undetermined")


class ScopeReason(TextChoices):
    """Why something is outside, or what is missing to tell."""

    BEFORE_TERM = "before_term", _("before the provision was in force")
    AFTER_TERM = "after_term", _("after the provision had ended")
    OUT_OF_AREA = "out_of_area", _("outside the area of the provision")
    ACTOR_NOT_BOUND = "actor_not_bound", _("the actor is not bound")
    TARGET_EXCLUDED = "target_excluded", _("target excluded")
    ACT_NOT_COVERED = "act_not_covered", _("the act is not one the provision forbids")

    TERM_NOT_KNOWN = "term_not_known", _("when the provision was in force is not known")
    TERM_DISPUTED = "term_disputed", _("sources differ on when the provision was in force")
    TIME_UNCERTAIN = "time_uncertain", _("the time is not known closely enough")
    PLACE_NOT_KNOWN = "place_not_known", _("the place is not known")
    BOUNDARY_NOT_KNOWN = "boundary_not_known", _("boundary not known")
    ACTOR_NOT_NAMED = "actor_not_named", _("the actor is not named")
    NOBODY_SAYS_BOUND = "nobody_says_bound", _("nobody says whether the actor is bound")
    SIGNATURE_DISPUTED = "signature_disputed", _("whether the actor is bound is disputed")
    EXCLUDED_TARGET_CLAIMED = "excluded_target_claimed", _("an excluded target is only claimed")
    EXCLUSION_DISPUTED = "exclusion_disputed", _("whether the target is excluded is disputed")
    ACT_NOT_KNOWN = "act_not_known", _("what was done is not known")
