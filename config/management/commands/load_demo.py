"""`manage.py load_demo`: everything a demo shows, in one process; again changes nothing."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ceasefire.accounts.models import Team, User
from ceasefire.accounts.services import create_person
from ceasefire.accounts.teams import add_member, create_team
from ceasefire.codes.roles import SPEAKING, Role
from ceasefire.parties.liaisons import name_liaison
from ceasefire.parties.models import Liaison, Party
from config.demo.access import play_access
from config.demo.calls import play_calls
from config.demo.field import play_field
from config.demo.people import PEOPLE, TEAM, DemoPerson, demo_password
from config.demo.referrals import play_referrals

SETS = settings.BASE_DIR / "ceasefire" / "reference"


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
    folder = SETS / "syria"
    call_command(
        "import_bulletins", folder / "bulletins.csv", context=folder / "bulletins_context.csv"
    )


def _load_demo_agreement() -> None:
    call_command("load_reference", "demo")


def _open_accounts() -> None:
    password = demo_password(settings.STATE_FOLDER)
    by = User.objects.system()
    for person in PEOPLE:
        account = User.objects.filter(email=person.email).first()
        if account is None:
            account = create_person(
                email=person.email,
                name=person.name,
                role=Role(person.role),
                password=password,
                by=by,
            )
        _give_task(person, account, by)


def _give_task(person: DemoPerson, account: User, by: User) -> None:
    """Let liaisons and guarantors speak for their party, and put monitors into the team."""
    if account.role in SPEAKING:
        party = Party.objects.get(code=person.party)
        if not Liaison.objects.of(account).filter(party=party).exists():
            name_liaison(person=account, party_id=party.public_id, by=by)
    if account.role == Role.MONITOR:
        team = Team.objects.filter(name=TEAM).first() or create_team(name=TEAM, by=by)
        if not team.memberships.present().filter(user=account).exists():
            add_member(team=team, person=account, is_lead=person.is_lead, by=by)


_STEPS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("Bringing the database up to date …", _migrate),
    ("Loading the reference records of the Syrian ceasefire …", _load_syria),
    ("Importing the bulletins …", _import_bulletins),
    ("Loading the invented agreement DEMO-1 …", _load_demo_agreement),
    ("Opening accounts for every role …", _open_accounts),
    ("Letting the demo's people tell, verify, accuse and answer …", play_field),
    ("Letting them call to stop it …", play_calls),
    ("Letting them refer what is not settled …", play_referrals),
    ("Recording who asked for access, and what was decided …", play_access),
)
