"""Who people are to the record. One account has one role; the word is what is stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The roles of the service; `docs/roles.md` says what each may see and do."""

    MONITOR = "monitor", _("Monitor")
    OFFICER = "officer", _("Verification officer")
    ADJUDICATOR = "adjudicator", _("Adjudicator")
    CUSTODIAN = "custodian", _("Source custodian")
    LIAISON = "liaison", _("Party liaison")
    GUARANTOR = "guarantor", _("Guarantor")
    MEDIATOR = "mediator", _("Mediator, secretariat")
    DELEGATE = "delegate", _("Delegate, observer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
    PROGRAM = "program", _("Partner system")
    SYSTEM = "system", _("The service itself")


PEOPLE = [role for role in Role if role not in {Role.PROGRAM, Role.SYSTEM}]
STAFF = [Role.OFFICER, Role.ADJUDICATOR, Role.AUDITOR]
SPEAKING = [Role.LIAISON, Role.GUARANTOR]  # who speaks for a party, by a dated row
WORKING = [Role.MONITOR, Role.OFFICER, Role.ADJUDICATOR, Role.CUSTODIAN, *SPEAKING]  # have work
SUBMITTING = [Role.MONITOR, Role.LIAISON, Role.PROGRAM]  # who may send in reports
