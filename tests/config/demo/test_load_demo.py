from django.contrib.auth.hashers import check_password
from django.core.management import call_command

from ceasefire.accounts.models import TeamMembership, User
from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import Bulletin, MonitorReport
from ceasefire.parties.models import Liaison
from ceasefire.publication.models import PublishedVersion
from config.demo.people import PEOPLE, demo_password


def test_demo_is_loaded_once_and_whole(db, settings, tmp_path):
    settings.DEMO = True
    settings.STATE_FOLDER = tmp_path

    call_command("load_demo")
    entries = LedgerEntry.objects.count()
    call_command("load_demo")

    assert LedgerEntry.objects.count() == entries
    assert {"SYR-2016", "DEMO-1"} <= set(Agreement.objects.values_list("code", flat=True))
    assert Bulletin.objects.filter(series__agreement__code="SYR-2016").count() == 127
    assert Bulletin.objects.filter(series__agreement__code="DEMO-1").exists()
    _assert_whole_team(tmp_path)
    _assert_field_is_invented()


def _assert_whole_team(folder):
    accounts = User.objects.filter(email__in=[person.email for person in PEOPLE])
    assert accounts.count() == len(PEOPLE)
    assert all(check_password(demo_password(folder), account.password) for account in accounts)
    assert sorted(Liaison.objects.current().values_list("party__code", flat=True)) == [
        "GUARANTOR-N",
        "GUARANTOR-S",
        "NORTH",
        "SOUTH",
    ]
    team = TeamMembership.objects.order_by("pk").values_list("user__role", "is_lead")
    assert list(team) == [(Role.MONITOR, True), (Role.MONITOR, False)]


def _assert_field_is_invented():
    assert MonitorReport.objects.filter(agreement__code="DEMO-1").count() == 7
    assert not MonitorReport.objects.exclude(agreement__code="DEMO-1").exists()
    assert PublishedVersion.objects.of_kind("incident").count() == 3
    assert PublishedVersion.objects.of_kind("allegation").current().count() == 3
