"""`manage.py load_demo`: everything a demo shows, in one process; again changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ceasefire.accounts.models import User
from ceasefire.accounts.services import create_person
from ceasefire.codes.roles import Role
from config.demo.people import PEOPLE, DemoPerson, demo_password

REFERENCE = Path("ceasefire/reference/syria")


class Command(BaseCommand):
    help = "Migrate, load the reference records, the bulletins and DEMO-1, and open demo accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo accounts have no place in a real service; nothing was done.")
        for said, step in _STEPS:
            self.stdout.write(said)
            self.stdout.flush()
            step()


def _migrate() -> None:
    call_command("migrate", verbosity=0)


def _load_syria() -> None:
    call_command("load_reference", "syria")


def _import_bulletins() -> None:
    folder = settings.BASE_DIR / REFERENCE
    call_command(
        "import_bulletins", folder / "bulletins.csv", context=folder / "bulletins_context.csv"
    )


def _load_demo_agreement() -> None:
    call_command("load_reference", "demo")


def _open_accounts() -> None:
    password = demo_password(settings.STATE_FOLDER)
    for person in PEOPLE:
        if not User.objects.filter(email=person.email).exists():
            _open_account(person, password)


def _open_account(person: DemoPerson, password: str) -> None:
    create_person(
        email=person.email,
        name=person.name,
        role=Role(person.role),
        password=password,
        by=User.objects.system(),
    )


_STEPS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("Bringing the database up to date …", _migrate),
    ("Loading the reference records of the Syrian ceasefire …", _load_syria),
    ("Importing the bulletins …", _import_bulletins),
    ("Loading the invented agreement DEMO-1 …", _load_demo_agreement),
    ("Opening one account for each role …", _open_accounts),
)
