"""What the pages are shown with: the delivered records, a summary in each state, every account."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage, get_connection
from django.core.management import call_command
from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast, Length

from ceasefire.accounts.links import write_key
from ceasefire.accounts.models import AccessToken, User
from ceasefire.allegations.extending import ask_for_time
from ceasefire.allegations.harm import draft_harm_check
from ceasefire.allegations.models import MutualAccusation
from ceasefire.allegations.services import admit_allegation
from ceasefire.codes.roles import Role
from ceasefire.parties.liaisons import name_liaison
from ceasefire.parties.models import Party
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.reference.files import SETS
from ceasefire.reference.services import load_reference
from reports.statistics.periods import Period
from tests.browser.askers import ask_for_access
from tests.browser.callers import call_to_stop_it
from tests.browser.finders import find_on_incidents
from tests.browser.officers import work_on_incidents
from tests.browser.referrers import refer_up
from tests.browser.sent import send_in
from tests.builders.accounts import (
    PASSWORD,
    make_administrator,
    make_invitation,
    make_suspended,
    make_team,
    make_token,
    make_user,
)
from tests.builders.cases import (
    check_for_harm,
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_liaison,
    make_notified,
    make_self_report,
    make_unput,
)
from tests.builders.determinations import NOT_CONFIRMED, determine
from tests.builders.field import make_published, make_report
from tests.builders.keys import passkey_registration
from tests.builders.summaries import make_approved, make_draft, make_released

SYRIA, VALLEY = "SYR-2016", "DEMO-1"
BETWEEN_ASTANA_1_AND_2 = Period(date(2017, 1, 25), date(2017, 2, 15))
FEBRUARY = Period(date(2017, 2, 1), date(2017, 3, 1))
MARCH = Period(date(2017, 3, 1), date(2017, 4, 1))
OF_THE_VALLEY = Period(date(2026, 10, 1), date(2026, 11, 1))
THAT_EVENING = datetime(2026, 10, 12, 18, 40, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
RECORDS_OF_A_KIND = 12


@dataclass
class World:
    """Parts of addresses by what they lead to; accounts by who holds them."""

    parts: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)


def make_world(letters: Path) -> World:
    """Everything at once. `letters` is the folder in which the demo's letters lie."""
    world = World()
    with transaction.atomic():
        _load()
        _summarise(world)
        _open_accounts(world)
        _accuse(world)
        _manage(world)
        send_in(world)
        _guard(world)
    work_on_incidents(world)
    call_to_stop_it(world)
    ask_for_access(world)
    refer_up(world)
    find_on_incidents(world)
    for kind in PublishedKind:
        world.parts.setdefault(kind.replace("_", " "), _fullest(kind))
    world.parts["overview"] = [{"code": code} for code in (SYRIA, VALLEY)]
    world.parts["problem"] = [{"code": "not_found"}]
    world.parts["letter"] = [{"name": _send_letter(letters)}]
    return world


def _load():
    folder = Path(SETS) / "syria"
    load_reference(name="syria", by=User.objects.system())
    load_reference(name="demo", by=User.objects.system())
    call_command(
        "import_bulletins", folder / "bulletins.csv", context=folder / "bulletins_context.csv"
    )


def _fullest(kind):
    """The records of a kind of which most is told, of the real agreement and of the invented."""
    current = PublishedVersion.objects.of_kind(kind).current()
    told = current.annotate(length=Length(Cast("document", TextField()))).order_by("-length", "pk")
    real, invented = (
        list(
            told.filter(document__is_demo=is_demo).values_list("public_id", flat=True)[
                :RECORDS_OF_A_KIND
            ]
        )
        for is_demo in (False, True)
    )
    first, *others = real or invented
    return [{"id": each} for each in dict.fromkeys([first, *invented[:1], *others, *invented])]


def _summarise(world):
    released = make_released(BETWEEN_ASTANA_1_AND_2, agreement=SYRIA)
    approved = make_approved(MARCH, agreement=SYRIA)
    drafted = make_draft(FEBRUARY, agreement=SYRIA)
    invented = make_released(OF_THE_VALLEY, agreement=VALLEY)
    world.parts["summary"] = [{"id": str(each.public_id)} for each in (released, invented)]
    world.parts["unreleased summary"] = [
        {"id": str(each.public_id)} for each in (drafted, approved)
    ]


def _open_accounts(world):
    """An account of each role, and such that are about to set up, use, or have a second factor."""
    for role in Role:
        if role not in {Role.PROGRAM, Role.SYSTEM}:
            world.people[role] = make_user(role, password=PASSWORD).email
    world.people["newcomer"] = make_user(password=PASSWORD).email
    for who in ("keyholder", "halfway"):
        person = make_user(name="Weir Bridge", password=PASSWORD)
        TOTP.activate(person, SECRET)
        world.people[who] = person.email
    holder = User.objects.get(email=world.people["keyholder"])
    RecoveryCodes.activate(holder)
    key = WebAuthn.add(holder, "A key", passkey_registration())
    world.parts["key"] = [{"pk": key.instance.pk}]


def _accuse(world):
    """Both Commands accuse each other of one happening in the valley; people of each side."""
    for who, party in (("accuser", "NORTH"), ("accused", "SOUTH")):
        world.people[who] = make_liaison(party, password=PASSWORD).email
    guarantor = make_liaison("GUARANTOR-S", role=Role.GUARANTOR, password=PASSWORD)
    world.people["guarantor of the accused"] = guarantor.email
    there = {"agreement": VALLEY, "place": "demo:weir-bridge"}
    incident = make_published(THAT_EVENING, reports=[make_report(THAT_EVENING, **there)], **there)
    claim = {**there, "at": THAT_EVENING, "provisions": ("1", "7")}
    on_itself = make_self_report("SOUTH", **claim)
    told = {
        "report of a party on itself": admit_allegation(
            allegation=on_itself, incident=incident, by=make_user(Role.OFFICER)
        ),
        "lodged allegation": make_allegation("NORTH", **claim),
        "admitted allegation": make_admitted("NORTH", incident=incident, **claim),
        "put allegation": make_notified("NORTH", incident=incident, **claim),
        "answered allegation": make_answered(
            "SOUTH", incident=incident, words="We answered fire that came first.", **claim
        ),
    }
    determine(
        told["put allegation"],
        NOT_CONFIRMED,
        by=guarantor,
        guarantor=Party.objects.get(code="GUARANTOR-S"),
        made_on=THAT_EVENING.date(),
        reason="Our officers at the bridge heard no gun that evening.",
    )
    world.parts["valley's sheet"] = [{"code": VALLEY}]
    ask_for_time(allegation=told["put allegation"], words="Away", by=liaison_of("SOUTH"))
    told |= {
        "harm check": draft_harm_check(
            allegation=make_admitted("NORTH", incident=incident, **claim),
            by=make_user(Role.OFFICER),
        ),
        "harm check left to the custodian": check_for_harm(
            make_admitted("NORTH", incident=incident, **claim), still_there="unsure"
        ),
        "unput allegation": make_unput("NORTH", incident=incident, **claim),
    }
    world.parts.update({name: [{"id": each.public_id}] for name, each in told.items()})
    world.parts["mutual accusation"] = [{"id": MutualAccusation.objects.latest("pk").public_id}]


def _manage(world):
    """What an administrator looks after."""
    administrator, monitor = make_administrator(), make_user(Role.MONITOR)
    silent, speaking = make_user(Role.LIAISON), make_user(Role.LIAISON)
    party = Party.objects.get(code="NORTH").public_id
    name_liaison(person=speaking, party_id=party, by=administrator)
    team = make_team(members=[monitor])
    waiting = make_invitation(Role.MONITOR, by=administrator)
    sent = make_invitation(by=administrator)
    make_token(program_name="Of a partner")
    told = {
        "person": {"id": monitor.public_id},
        "suspended person": {"id": make_suspended().public_id},
        "silent liaison": {"id": silent.public_id},
        "liaison": {"id": speaking.public_id, "party": party},
        "team": {"id": team.public_id},
        "member": {"id": team.public_id, "person": monitor.public_id},
        "waiting invitation": {"id": waiting.public_id},
        "sent invitation": {"id": sent.public_id},
        "link of an invitation": {"key": write_key(sent.public_id, sent.expires_at)},
        "token": {"id": AccessToken.objects.get(program__name="Of a partner").public_id},
    }
    world.parts.update({name: [parts] for name, parts in told.items()})


def _guard(world):
    """Links that letters hold."""
    person = make_user(password=PASSWORD)
    address = EmailAddress.objects.create(user=person, email="ada@people.invalid")
    world.parts["link to confirm an address"] = [{"key": EmailConfirmationHMAC(address).key}]
    world.parts["link to a new password"] = [
        {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    ]


def _send_letter(folder):
    """A letter of the demo in its folder; the name of its file."""
    delivery = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=folder)
    delivery.send_messages(
        [EmailMessage("A letter", "It leads on: https://weir.invalid/", to=["ada@people.invalid"])]
    )
    return next(folder.glob("*.log")).name
