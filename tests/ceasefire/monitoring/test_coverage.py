"""Where somebody could look, or could not: without it silence means nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.codes.observations import Hindrance
from ceasefire.codes.roles import Role
from ceasefire.monitoring.coverage import LONGEST, CoverageFacts, stop_coverage, submit_coverage
from ceasefire.monitoring.models import Coverage
from ceasefire.monitoring.submitting import AlreadyStoppedError
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import THAT_DAY, make_coverage, make_field
from tests.builders.places import make_area
from tests.builders.races import one_after_the_other
from tests.builders.submissions import coverage_facts

pytestmark = pytest.mark.django_db
NOW = "2021-03-05T12:00:00Z"


def refused(**facts):
    with pytest.raises(ValidationError) as error:
        submit_coverage(facts=coverage_facts(**facts), by=make_user(Role.MONITOR))
    assert not Coverage.objects.exists()
    return error.value.message_dict


def test_quiet_is_kept_with_where_and_how_long():
    monitor = make_user(Role.MONITOR)

    row = make_coverage(by=monitor, place_text="from the mill", note="Clear all morning.")

    row.refresh_from_db()
    assert (row.author, row.area.code, row.agreement.code) == (monitor, "DV-N", "DEMO-1")
    assert (row.begins_at, row.ends_at) == (THAT_DAY, THAT_DAY + timedelta(hours=2))
    assert (row.place_text, row.note) == ("from the mill", "Clear all morning.")
    assert row.could_look
    assert str(row) == f"coverage {row.receipt}"


@pytest.mark.parametrize("hindrance", Hindrance)
def test_who_could_not_look_says_why(hindrance):
    row = make_coverage(hindrance=hindrance)

    assert (row.hindrance, row.could_look) == (hindrance, False)


def test_ledger_tells_every_day_that_is_touched():
    monitor, evening = make_user(Role.MONITOR), datetime(2021, 3, 5, 20, tzinfo=UTC)

    row = make_coverage(evening, hours=30, by=monitor)

    assert what_by_whom(row) == ("coverage.submitted", monitor.public_id, "")
    assert last_entry(row).effects == effects("2021-03-05", "2021-03-06", "2021-03-07")


def test_window_of_one_day_touches_that_day():
    assert last_entry(make_coverage()).effects == effects("2021-03-05")


@pytest.mark.parametrize(
    ("lasting", "words"),
    [
        (timedelta(0), "This is before the beginning."),
        (timedelta(hours=-1), "This is before the beginning."),
        (timedelta(hours=5), "This lies in the future. Is the day right?"),
    ],
)
def test_window_that_does_not_fit_is_refused(lasting, words, time_machine):
    make_field()
    time_machine.move_to(NOW, tick=False)

    assert refused(lasting=lasting) == {"ends_at": [words]}


def test_day_that_no_record_reaches_is_refused():
    make_field()

    assert set(refused(begins_at=datetime(1899, 12, 31, tzinfo=UTC))) == {"begins_at"}


def test_clock_may_run_ahead_a_little(time_machine):
    make_field()
    time_machine.move_to(NOW, tick=False)
    ahead, monitor = timezone.now() + timedelta(minutes=15), make_user(Role.MONITOR)

    row = submit_coverage(facts=coverage_facts(ends_at=ahead), by=monitor)

    assert row.ends_at == ahead


def test_seven_days_are_told_at_once_and_no_more():
    make_field()
    week = LONGEST

    assert refused(lasting=week + timedelta(minutes=1)) == {
        "ends_at": ["Send at most seven days at once."]
    }
    kept = submit_coverage(facts=coverage_facts(lasting=week), by=make_user(Role.MONITOR))
    assert kept.ends_at - kept.begins_at == week


def test_area_must_be_known_and_lie_in_the_agreement():
    make_field()
    make_area("ELSEWHERE")

    assert refused(area="UNKNOWN") == {"area": ["No area has this code."]}
    assert refused(area="ELSEWHERE") == {"area": ["This lies outside the area of the agreement."]}


def test_any_area_will_do_where_the_agreement_names_none():
    make_agreement()
    make_area("ELSEWHERE")

    row = submit_coverage(facts=coverage_facts(area="ELSEWHERE"), by=make_user(Role.MONITOR))

    assert row.area.code == "ELSEWHERE"


def test_words_that_are_too_long_are_refused():
    make_field()

    assert set(refused(place_text="m" * 201)) == {"place_text"}


def test_who_sent_it_takes_it_back():
    row = make_coverage()

    stopped = stop_coverage(coverage=row, by=row.author)

    assert stopped.stopped_at is not None
    assert not Coverage.objects.standing().exists()
    assert what_by_whom(row) == ("coverage.stopped", row.author.public_id, "")
    assert last_entry(row).effects == effects("2021-03-05")


def test_it_is_taken_back_once():
    row = make_coverage()
    stop_coverage(coverage=row, by=row.author)

    with pytest.raises(AlreadyStoppedError) as error:
        stop_coverage(coverage=row, by=row.author)

    assert error.value.code == "already_stopped"
    assert kinds_of(row) == ["coverage.submitted", "coverage.stopped"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_back_at_once_one_is_refused():
    row = make_coverage()
    author = row.author

    def stop():
        return stop_coverage(coverage=row, by=author).pk

    assert one_after_the_other(stop, stop) == (row.pk, AlreadyStoppedError)
    assert kinds_of(row) == ["coverage.submitted", "coverage.stopped"]


def test_facts_say_no_more_than_they_must():
    facts = CoverageFacts("DEMO-1", "DV-N", THAT_DAY, THAT_DAY + timedelta(hours=1))

    assert (facts.hindrance, facts.place_text, facts.note) == (None, "", "")
