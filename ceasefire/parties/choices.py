from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AliasKind(TextChoices):
    """Why a party also goes by another name."""

    TRANSLITERATION = "transliteration", _("Transliteration")
    TRANSLATION = "translation", _("Translation")
    FORMER = "former", _("Former name")
    SELF = "self", _("What it calls itself")
    HOSTILE = "hostile", _("What its opponents call it")


class RelationKind(TextChoices):
    """How one party stands to another, as somebody asserts."""

    PART_OF = "part_of", _("is part of")
    BACKS = "backs", _("backs")
    FIGHTS_ALONGSIDE = "fights_alongside", _("fights alongside")
    JOINT_OPERATION = "joint_operation", _("in joint operation with")
    SUCCEEDS = "succeeds", _("succeeds")
