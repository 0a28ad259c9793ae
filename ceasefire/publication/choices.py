from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PublishedKind(TextChoices):
    """What can be published, by the word its API resource is built on."""

    AGREEMENT = "agreement", _("Agreement")
    PROVISION = "provision", _("Provision")
    PARTY = "party", _("Party")
    AREA = "area", _("Area")
    PLACE = "place", _("Place")
    ZONE = "zone", _("Zone")
    ROUND = "round", _("Round of talks")
    STATEMENT = "statement", _("Statement")
    CONTROL_CLAIM = "control_claim", _("Control claim")
    BULLETIN = "bulletin", _("Bulletin")
    INCIDENT = "incident", _("Incident")
    ALLEGATION = "allegation", _("Allegation")
    FINDING = "finding", _("Finding")
    SUMMARY = "summary", _("Compliance summary")


class Audience(TextChoices):
    """For whom a document was written. Everybody of one class is shown the same bytes."""

    READERS = "readers", _("Everybody who may read what is published")
