"""`manage.py invite_administrator EMAIL NAME`: the first account of a new service."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ceasefire.accounts.invitations import invite_person, resend_invitation
from ceasefire.accounts.models import Invitation, User
from ceasefire.codes.roles import Role
from ceasefire.common.errors import DomainError


class Command(BaseCommand):
    help = (
        "Invite the first administrator, who invites everybody else on the pages. "
        "The letter goes through the worker; the command again sends a new link."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
            raise CommandError("There is an administrator: people are invited on the pages.")
        try:
            invitation = _invite(options["email"], options["name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"A letter to {invitation.email} is on its way.")


def _invite(email: str, name: str) -> Invitation:
    by = User.objects.system()
    invited = Invitation.objects.open().filter(role=Role.ADMINISTRATOR)
    standing = invited.filter(email__iexact=email.strip()).first()
    if standing is not None:
        return resend_invitation(invitation=standing, by=by)
    return invite_person(email=email, name=name, role=Role.ADMINISTRATOR, by=by)
