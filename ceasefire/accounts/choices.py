from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """What a program's token may be used for."""

    READ_PUBLISHED = "read:published", _("Read what is published")
    SUBMIT_REPORTS = "submit:reports", _("Submit monitor reports")
