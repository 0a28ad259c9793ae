"""Two incidents that are one, and parted again without a loss."""

import pytest
from django.core.exceptions import ValidationError

from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.roles import Role
from ceasefire.incidents.accounts import casualties_of, links_of
from ceasefire.incidents.casualties import Estimate
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import (
    NotMergedError,
    PublishedIncidentError,
    merge_incidents,
    undo_merge,
)
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.publishing import withdraw_incident
from ceasefire.verification.scope import scope_of
from tests.builders.accounts import make_user
from tests.builders.cases import make_admitted
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import (
    THAT_DAY,
    make_incident,
    make_published,
    make_report,
    make_verified,
    verify,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
WHY = "The same shelling, told twice."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def merge(part, whole, by):
    return merge_incidents(incident=part, into=whole, reason=WHY, by=by)


def read(incident):
    """All that is read of an incident from its accounts and the allegations about it."""
    incident = Incident.objects.get(pk=incident.pk)
    return {
        "links": list(links_of(incident).values_list("pk", "incident", "report", "parted_at")),
        "casualties": casualties_of(incident),
        "scope": [(each.provision, each.accused, each.result) for each in scope_of(incident)],
        "allegations": list(incident.allegations.all()),
        "fields": Incident.objects.filter(pk=incident.pk).values().get(),
    }


def test_merged_incident_is_read_as_a_part_of_the_other(officer):
    part = make_incident(reports=[make_report(killed=(1, 2))])
    whole = make_incident(reports=[make_report(killed=(4, 6))])

    merged = merge(part, whole, officer)

    part.refresh_from_db()
    assert (merged, part.merged_into) == (whole, whole)
    assert [each.incident for each in links_of(whole)] == [part, whole]
    assert [*casualties_of(whole).values()] == [Estimate(1, 6)]
    assert [*casualties_of(part).values()] == [Estimate(1, 2, None)]
    assert list(Incident.objects.standing()) == [whole]


def test_merging_moves_nothing(officer):
    part, whole = (make_incident(reports=[make_report()]) for _ in range(2))
    links = list(ReportLink.objects.values())
    fields = Incident.objects.filter(pk=part.pk).values().get()

    merge(part, whole, officer)

    assert list(ReportLink.objects.values()) == links
    after = Incident.objects.filter(pk=part.pk).values().get()
    assert {name for name in fields if fields[name] != after[name]} == {"merged_into_id"}


def test_both_incidents_say_that_they_were_merged(officer):
    part, whole = make_incident(), make_incident(THAT_DAY.replace(day=6), area="DV-S")

    merge(part, whole, officer)

    merged = {"merged": part.reference, "into": whole.reference}
    for subject, other in ((part, whole), (whole, part)):
        assert what_by_whom(subject) == ("incident.merged", officer.public_id, WHY)
        assert last_entry(subject).details == {**merged, "other": other.reference}
        assert last_entry(subject).effects == effects(
            "2021-03-05", "2021-03-06", areas=("DV-N", "DV-S")
        )


def test_undone_merge_leaves_both_as_they_were(officer):
    part = make_incident(reports=[make_report(killed=(1, 2)), make_report(killed=(3, 3))])
    whole = make_incident(reports=[make_report(killed=(4, 6))])
    make_admitted("NORTH", incident=part)
    make_admitted("SOUTH", incident=whole)
    before = [read(each) for each in (part, whole)]

    merge(part, whole, officer)
    assert read(whole) != before[1]
    parted = undo_merge(incident=part, reason=WHY, by=officer)

    assert parted == part
    assert [read(each) for each in (part, whole)] == before


def test_both_incidents_say_that_they_were_parted(officer):
    part, whole = make_incident(), make_incident(THAT_DAY.replace(day=6))
    merge(part, whole, officer)

    undo_merge(incident=part, reason="Two bridges after all.", by=officer)

    for subject, other in ((part, whole), (whole, part)):
        words = ("incident.parted", officer.public_id, "Two bridges after all.")
        assert what_by_whom(subject) == words
        assert last_entry(subject).details == {"other": other.reference}
        assert last_entry(subject).effects == effects("2021-03-05", "2021-03-06")


def test_whole_that_was_verified_is_marked_both_times(officer):
    part, whole = make_incident(), make_verified()

    merge(part, whole, officer)
    whole.refresh_from_db()
    marked = whole.changed_since_verification
    verify(whole)
    undo_merge(incident=part, reason=WHY, by=officer)

    whole.refresh_from_db()
    part.refresh_from_db()
    assert (marked, whole.changed_since_verification) == (True, True)
    assert (whole.state, part.state) == (IncidentState.VERIFIED, IncidentState.REPORTED)
    assert not part.changed_since_verification


def test_whole_of_a_whole_is_marked_when_a_part_of_a_part_leaves(officer):
    child, parent, whole = make_incident(), make_incident(), make_verified()
    merge(child, parent, officer)
    merge(parent, whole, officer)
    verify(whole)

    undo_merge(incident=child, reason=WHY, by=officer)

    whole.refresh_from_db()
    assert whole.changed_since_verification
    assert set(Incident.objects.family(whole)) == {parent, whole}


def test_incident_is_merged_once_and_into_what_stands(officer):
    part, whole, other = (make_incident() for _ in range(3))
    merge(part, whole, officer)

    for wrong in ((part, other), (other, part)):
        with pytest.raises(MergedIncidentError) as error:
            merge(*wrong, officer)
        assert error.value.code == "incident_merged"

    assert kinds_of(other) == ["incident.opened"]


def test_incident_is_merged_neither_into_itself_nor_across_agreements(officer):
    incident = make_incident()

    for into in (incident, make_incident(agreement="DEMO-2")):
        with pytest.raises(ValidationError) as error:
            merge(incident, into, officer)
        assert set(error.value.message_dict) == {"into"}

    incident.refresh_from_db()
    assert incident.merged_into is None


def test_what_readers_are_shown_is_withdrawn_before_it_is_merged(officer):
    shown, whole = make_published(), make_incident()

    with pytest.raises(PublishedIncidentError) as error:
        merge(shown, whole, officer)
    withdraw_incident(incident=shown, reason=WHY, by=officer)
    merge(shown, whole, officer)

    assert error.value.code == "incident_published"
    assert list(Incident.objects.standing()) == [whole]


def test_readers_are_shown_the_whole_until_it_is_confirmed_and_published_again(officer):
    whole = make_published()
    [shown] = PublishedVersion.objects.filter(public_id=str(whole.public_id))

    merge(make_incident(), whole, officer)

    whole.refresh_from_db()
    assert whole.changed_since_verification
    assert [*PublishedVersion.objects.filter(public_id=str(whole.public_id))] == [shown]


def test_what_was_not_merged_is_not_parted(officer):
    part, whole = make_incident(), make_incident()
    merge(part, whole, officer)
    undo_merge(incident=part, reason=WHY, by=officer)

    for each in (part, whole):
        with pytest.raises(NotMergedError) as error:
            undo_merge(incident=each, reason=WHY, by=officer)
        assert error.value.code == "not_merged"

    assert kinds_of(part) == ["incident.opened", "incident.merged", "incident.parted"]


def test_parted_incident_is_merged_again(officer):
    part, whole, other = (make_incident() for _ in range(3))
    merge(part, whole, officer)
    undo_merge(incident=part, reason=WHY, by=officer)

    merge(part, other, officer)

    part.refresh_from_db()
    assert part.merged_into == other


@pytest.mark.django_db(transaction=True)
def test_two_incidents_merged_into_each_other_at_once_become_one():
    one, other, officer = make_incident(), make_incident(), make_user(Role.OFFICER)

    first, second = one_after_the_other(
        lambda: merge(one, other, officer).pk, lambda: merge(other, one, officer).pk
    )

    assert (first, second) == (other.pk, MergedIncidentError)
    assert [*Incident.objects.values_list("pk", "merged_into").order_by("pk")] == [
        (one.pk, other.pk),
        (other.pk, None),
    ]


@pytest.mark.django_db(transaction=True)
def test_merge_is_undone_once():
    part, whole, officer = make_incident(), make_incident(), make_user(Role.OFFICER)
    merge(part, whole, officer)

    def undo():
        return undo_merge(incident=part, reason=WHY, by=officer).pk

    assert one_after_the_other(undo, undo) == (part.pk, NotMergedError)
    assert kinds_of(whole).count("incident.parted") == 1
