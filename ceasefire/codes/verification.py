"""Code lists of what is answered about an incident, and what an answer rests on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Question(TextChoices):
    """What is asked about an incident, in this order."""

    HAPPENED = "happened", _("Did it happen?")


class EvidenceClass(TextChoices):
    """What an answer rests on, by class: two retellings of one witness are one class
    (the handbook's 2.5 and 3.4)."""

    OWN_OBSERVATION = "own_observation", _("own observation")
    WITNESS = "witness", _("witnesses")
    MEDICAL = "medical", _("medical or morgue records")
    DOCUMENT = "document", _("documents")
    IMAGERY = "imagery", _("imagery or analysis of traces")
    PARTY_INQUIRY = "party_inquiry", _("a party's own inquiry")
