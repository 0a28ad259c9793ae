"""An incident is shown once its verification has ended, and taken back visibly."""

from datetime import timedelta

import pytest

from ceasefire.agreements.mandates import NotInMandateError
from ceasefire.allegations.models import Allegation
from ceasefire.codes.incidents import CONCLUDED, IncidentState
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import AlreadyPublishedError, stop_report
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import change_incident
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.services import AlreadyWithdrawnError, NotPublishedError
from ceasefire.verification.documents import incident_document
from ceasefire.verification.publishing import (
    ChangedSinceVerificationError,
    NotVerifiedError,
    UseNotPermittedError,
    publish_incident,
    withdraw_incident,
)
from ceasefire.verification.services import take_up
from tests.builders.accounts import make_user
from tests.builders.cases import make_admitted
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    incident_facts,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    verify,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
WHY = "A witness is in danger."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def versions_of(incident):
    return PublishedVersion.objects.filter(public_id=str(incident.public_id)).order_by("version")


def refused(error, incident):
    with pytest.raises(error) as raised:
        publish_incident(incident=incident, by=make_user(Role.OFFICER))
    assert "version.published" not in kinds_of(incident)
    assert not versions_of(incident).exists()
    return raised.value.code


def test_verified_incident_is_shown(officer):
    incident = make_verified()

    version = publish_incident(incident=incident, by=officer, reason="Both accounts agree.")

    assert (version.document, version.version) == (incident_document(incident).body, 1)
    assert (version.by, version.agreement) == (officer, "DEMO-1")
    assert what_by_whom(incident) == (
        "version.published",
        officer.public_id,
        "Both accounts agree.",
    )
    assert last_entry(incident).effects == effects("2021-03-05")


def test_days_of_the_allegations_about_it_are_touched_too(officer):
    incident, part = make_verified(), make_incident()
    for about, day in ((incident, 1), (part, 2)):
        make_admitted("NORTH", incident=about, at=THAT_DAY + timedelta(days=day))
    merge_incidents(incident=part, into=incident, reason="One", by=officer)
    verify(incident)

    publish_incident(incident=incident, by=officer)

    assert Allegation.objects.count() == 2
    assert last_entry(incident).effects == effects("2021-03-05", "2021-03-06", "2021-03-07")


@pytest.mark.parametrize("state", IncidentState)
def test_any_outcome_is_shown_and_nothing_before_there_is_one(state, officer):
    incident = make_incident(reports=[make_report()])
    why = "too_late" if state == IncidentState.UNABLE_TO_VERIFY else ""
    Incident.objects.filter(pk=incident.pk).update(state=state, unable_because=why)

    if state in CONCLUDED:
        version = publish_incident(incident=incident, by=officer)
        assert version.document["state"] == state
    else:
        assert refused(NotVerifiedError, incident) == "not_verified"


def test_incident_that_is_being_verified_is_not_shown(officer):
    incident = make_incident(reports=[make_report()])
    take_up(incident=incident, by=officer)

    assert refused(NotVerifiedError, incident) == "not_verified"


@pytest.mark.parametrize("acts", [RECORD_ONLY, ("record", "verify")])
def test_without_a_mandate_to_publish_nothing_is_shown(acts):
    make_field(acts=acts)

    assert refused(NotInMandateError, make_incident(reports=[make_report()])) == "not_in_mandate"


def test_where_nobody_may_verify_it_is_shown_as_it_was_reported(officer):
    make_field(acts=("record", "publish"))
    incident = make_incident(reports=[make_report()])

    version = publish_incident(incident=incident, by=officer)

    assert "state" not in version.document


def test_what_changed_after_the_answer_is_confirmed_first(officer):
    incident = make_verified()
    change_incident(
        incident=incident, facts=incident_facts(weapon="tank"), reason="Tracks.", by=officer
    )

    assert refused(ChangedSinceVerificationError, incident) == "changed_since_verification"
    verify(incident)
    assert publish_incident(incident=incident, by=officer).document["weapon"] == "tank"


@pytest.mark.parametrize("use", ["count_only", "show_mechanism", "put_to_accused"])
def test_nothing_is_shown_that_nobody_who_told_of_it_allows(use):
    incident = make_verified(reports=[make_report(permitted_use=use)])

    assert refused(UseNotPermittedError, incident) == "use_not_permitted"


def test_party_that_spoke_of_it_opens_the_way(officer):
    incident = make_verified(reports=[make_report(permitted_use="count_only")])
    make_admitted("NORTH", incident=incident)

    assert publish_incident(incident=incident, by=officer).version == 1


def test_what_was_merged_into_another_is_shown_with_it(officer):
    part = make_verified()
    merge_incidents(incident=part, into=make_incident(), reason="One", by=officer)

    assert refused(MergedIncidentError, part) == "incident_merged"


def test_next_version_corrects_the_last_and_the_same_makes_none(officer):
    incident = make_published()
    publish_incident(incident=incident, by=officer)
    change_incident(
        incident=incident, facts=incident_facts(weapon="tank"), reason="Tracks.", by=officer
    )
    verify(incident)

    publish_incident(incident=incident, by=officer, reason="The weapon is known.")

    first, second = versions_of(incident)
    assert (first.document["weapon"], second.document["weapon"]) == ("", "tank")
    assert (first.superseded_at is not None, second.superseded_at) == (True, None)


def test_withdrawn_incident_stays_as_a_tombstone(officer):
    incident = make_published()

    tombstone = withdraw_incident(incident=incident, reason=WHY, by=officer)

    assert (tombstone.withdrawn_because, tombstone.withdrawn_at is not None) == (WHY, True)
    assert what_by_whom(incident) == ("version.withdrawn", officer.public_id, WHY)
    assert last_entry(incident).effects == effects("2021-03-05")


def test_what_was_not_shown_or_was_withdrawn_is_not_withdrawn(officer):
    incident, hidden = make_published(), make_verified()
    withdraw_incident(incident=incident, reason=WHY, by=officer)

    with pytest.raises(AlreadyWithdrawnError) as twice:
        withdraw_incident(incident=incident, reason=WHY, by=officer)
    with pytest.raises(NotPublishedError) as never:
        withdraw_incident(incident=hidden, reason=WHY, by=officer)

    assert (twice.value.code, never.value.code) == ("already_withdrawn", "not_published")


def test_withdrawn_incident_may_be_shown_again(officer):
    incident = make_published()
    withdraw_incident(incident=incident, reason=WHY, by=officer)

    assert publish_incident(incident=incident, by=officer).version == 2


@pytest.mark.django_db(transaction=True)
def test_report_is_not_stopped_while_what_rests_on_it_is_published():
    report, officer = make_report(), make_user(Role.OFFICER)
    incident = make_verified(reports=[report])

    first, second = one_after_the_other(
        lambda: publish_incident(incident=incident, by=officer).version,
        lambda: stop_report(report=report, by=report.author).pk,
    )

    assert (first, second) == (1, AlreadyPublishedError)


@pytest.mark.django_db(transaction=True)
def test_incident_is_not_published_while_its_report_is_stopped():
    report, officer = make_report(), make_user(Role.OFFICER)
    incident = make_verified(reports=[report])

    first, second = one_after_the_other(
        lambda: stop_report(report=report, by=report.author).pk,
        lambda: publish_incident(incident=incident, by=officer).version,
    )

    assert (first, second) == (report.pk, ChangedSinceVerificationError)
