"""What a deed changed stands beside it, in words; and a monitor's name nowhere."""

from datetime import timedelta

import pytest
from django.utils import translation

from ceasefire.accounts.services import change_profile
from ceasefire.codes.agreements import Act
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import correct_report
from ceasefire.incidents.models import Incident, IncidentVersion
from ceasefire.incidents.opening import change_incident
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import Source
from ceasefire.publication.choices import PublishedKind
from ceasefire.web.history import deeds, history_of
from ceasefire.web.row_history import LABELS, changes_by_transaction, changes_of
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import THAT_DAY, incident_facts, make_incident, make_report, report_facts
from tests.ceasefire.web.pages import elements, first, parsed, text_of

ZONE = "Etc/GMT-2"


def version(xact, **fields):
    """One version of an incident's row, not stored."""
    told = {"begins_at": THAT_DAY, "ends_at": THAT_DAY + timedelta(minutes=1), "act": ""}
    return IncidentVersion(xact=xact, **{**told, **fields})


def differences(*versions):
    found = changes_by_transaction(versions, ZONE)
    return {
        number: [(str(each.label), each.old, each.new) for each in changes]
        for number, changes in found.items()
    }


def test_first_version_changes_nothing():
    assert differences(version(1, act=Act.AIR)) == {}


def test_code_is_told_by_its_label():
    found = differences(version(1), version(2, act=Act.INDIRECT_FIRE))

    assert found == {2: [("What was done", "not stated", "Indirect fire")]}


def test_moment_is_told_by_the_clock_of_the_agreement():
    found = differences(version(1), version(2, begins_at=THAT_DAY - timedelta(hours=1)))

    assert found == {
        2: [("From", "5 March 2021, 11:30 (Etc/GMT-2)", "5 March 2021, 10:30 (Etc/GMT-2)")]
    }


def test_yes_and_no_are_words():
    found = differences(version(1), version(2, harms_protected=True))

    assert found == {2: [("Protected persons or sites were harmed", "no", "yes")]}


def test_several_versions_of_one_transaction_are_one_change():
    found = differences(version(1), version(2, act=Act.AIR), version(2, act=Act.TERRITORY))

    assert found == {2: [("What was done", "not stated", "Gain or fortification of territory")]}


def test_transaction_that_changed_nothing_tells_nothing():
    assert differences(version(1), version(2)) == {2: []}


def test_every_tracked_field_has_a_label():
    own = {"pgh_created_at", "pgh_label", "pgh_id", "pgh_obj", "xact"}

    assert {each.name for each in IncidentVersion._meta.fields} - own <= set(LABELS)


@pytest.mark.django_db(transaction=True)
def test_change_stands_beside_the_deed_that_made_it(client):
    officer = make_user(Role.OFFICER)
    incident = make_incident(by=officer)
    wider = incident_facts(act=Act.GROUND_ATTACK, place=None, place_text="the mill", area="DV-S")
    change_incident(incident=incident, facts=wider, reason="Misread.", by=officer)

    history = history_of(officer, PublishedKind.INCIDENT, str(incident.public_id))

    told = [[(str(each.label), each.old, each.new) for each in deed.changes] for deed in history]
    assert told == [
        [],
        [
            ("Settlement", "Weir Bridge", "not stated"),
            ("Place in words", "not stated", "the mill"),
            ("Area", "North Valley", "South Valley"),
            ("What was done", "Indirect fire", "Ground attack"),
        ],
    ]
    page = parsed(sign_in(client, officer).get(f"/incidents/{incident.public_id}/"))
    shown = text_of(next(elements(page, "dl", class_="changes")))
    assert "What was done from Indirect fire to Ground attack" in shown


@pytest.mark.django_db(transaction=True)
def test_changes_are_told_in_the_language_of_the_reader():
    officer = make_user(Role.OFFICER)
    incident = make_incident(by=officer)
    facts = incident_facts(place=None, place_text="x", area="DV-S")
    change_incident(incident=incident, facts=facts, reason="Misread.", by=officer)

    with translation.override("ar"):
        deed = history_of(officer, PublishedKind.INCIDENT, str(incident.public_id))[-1]

    assert "جسر السد" in [change.old for change in deed.changes]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.DELEGATE, Role.LIAISON, Role.ADMINISTRATOR])
def test_changes_are_for_staff(role):
    incident = make_incident()
    asked = ("ceasefire.incident", str(incident.public_id))

    assert changes_of(make_user(role), *asked) == {}
    assert Incident.objects.filter(pk=incident.pk).exists()


@pytest.mark.django_db
def test_row_without_versions_has_no_changes():
    assert changes_of(make_user(Role.OFFICER), "ceasefire.bulletin", "x") == {}


@pytest.mark.django_db
def test_row_that_is_gone_has_no_changes():
    nowhere = "00000000-0000-4000-8000-000000000000"

    assert changes_of(make_user(Role.OFFICER), "ceasefire.incident", nowhere) == {}


# --- Whose deed it was ---
@pytest.fixture
def monitor():
    return make_user(Role.MONITOR, name="Ada Weir")


@pytest.fixture
def corrected(monitor):
    """An incident whose account its author has corrected."""
    report = make_report(by=monitor)
    incident = make_incident(reports=[report])
    correct_report(report=report, facts=report_facts(narrative="I was wrong."), by=monitor)
    return incident


def who_acted(reader, entries):
    return {deed.who for deed in deeds(entries, reader)}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADJUDICATOR, Role.AUDITOR])
def test_monitor_is_a_pseudonym_to_officers_and_nobody_to_others(monitor, corrected, role):
    told = history_of(make_user(role), PublishedKind.INCIDENT, str(corrected.public_id))

    by_monitor = {deed.who for deed in told if deed.role == Role.MONITOR}
    pseudonym = Source.objects.get(account=monitor).pseudonym
    assert by_monitor == {pseudonym if role == Role.OFFICER else ""}


@pytest.mark.django_db
def test_auditor_reads_incident_and_ledger_without_who_told(client, monitor, corrected):
    pseudonym = Source.objects.get(account=monitor).pseudonym
    sign_in(client, make_user(Role.AUDITOR))

    for address in (f"/incidents/{corrected.public_id}/", "/ledger/?subject=monitorreport"):
        shown = text_of(first(parsed(client.get(address)), "main"))
        assert pseudonym not in shown
        assert "Ada Weir" not in shown


@pytest.mark.django_db
def test_monitor_knows_their_own_name(monitor, corrected):
    entries = LedgerEntry.objects.by_actor(monitor.public_id)

    assert who_acted(monitor, entries) == {"Ada Weir"}


@pytest.mark.django_db
def test_nobody_is_told_the_name_where_the_reader_is_not_known(monitor, corrected):
    assert "Ada Weir" not in who_acted(None, LedgerEntry.objects.all())


@pytest.mark.django_db
def test_pseudonym_does_not_stand_beside_the_account_it_belongs_to(monitor, corrected):
    change_profile(person=monitor, name="Ada Mill", language="ar", by=monitor)
    entries = LedgerEntry.objects.filter(kind="person.profile_changed")

    assert who_acted(make_user(Role.AUDITOR), entries) == {""}


@pytest.mark.django_db
def test_whoever_was_a_monitor_then_or_is_one_now_has_no_name(monitor, corrected):
    auditor, entries = make_user(Role.AUDITOR), LedgerEntry.objects.by_actor(monitor.public_id)
    monitor.role = Role.DELEGATE
    monitor.save()
    former = make_user(Role.OFFICER, name="Bela Mill")
    make_incident(by=former)
    former.role = Role.MONITOR
    former.save()

    assert "Ada Weir" not in who_acted(auditor, entries)
    assert who_acted(auditor, LedgerEntry.objects.by_actor(former.public_id)) == {""}


@pytest.mark.django_db
def test_others_are_told_by_name(corrected):
    officer = make_user(Role.OFFICER, name="Bela")
    make_incident(by=officer)

    assert who_acted(None, LedgerEntry.objects.by_actor(officer.public_id)) == {"Bela"}


@pytest.mark.django_db
def test_phone_of_a_monitor_shows_nothing_of_what_they_did(monitor, corrected):
    told = history_of(monitor, PublishedKind.INCIDENT, str(corrected.public_id))

    assert told == []
