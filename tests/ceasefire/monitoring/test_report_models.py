"""What a report says is kept as it was said: the database refuses every change of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ceasefire.monitoring.models import CasualtyStatement, Coverage, MonitorReport
from tests.builders.field import THAT_DAY, make_coverage, make_report

pytestmark = pytest.mark.django_db
OTHER_WORDS = {
    "narrative": "Nothing happened.",
    "begins_at": THAT_DAY - timedelta(hours=1),
    "latitude": 0.1,
    "count_high": 9,
    "permitted_use": "count_only",
    "receipt": "AAAA-AAA",
    "submitted_at": THAT_DAY,
    "area": None,
    "digest": "0",
}


def refused(match):
    return pytest.raises(IntegrityError, match=match)


@pytest.mark.parametrize("field", OTHER_WORDS)
def test_words_of_a_report_are_never_changed(field):
    report = make_report(latitude=0.5, longitude=0.5, count_low=1)

    with refused("never changed or removed"), transaction.atomic():
        MonitorReport.objects.filter(pk=report.pk).update(**{field: OTHER_WORDS[field]})


def test_report_is_never_removed():
    report = make_report()

    with refused("never changed or removed"), transaction.atomic():
        MonitorReport.objects.filter(pk=report.pk)._raw_delete("default")


def test_what_an_officer_makes_of_a_report_may_change():
    report = make_report()

    changed = MonitorReport.objects.filter(pk=report.pk).update(
        state="returned", state_because="How many?", stopped_at=timezone.now()
    )

    assert changed == 1


def test_casualties_of_a_report_are_never_changed_or_removed():
    statement = make_report(killed=(1, 3)).casualties.get()

    with refused("never changed or removed"), transaction.atomic():
        CasualtyStatement.objects.filter(pk=statement.pk).update(high=30)
    with refused("never changed or removed"), transaction.atomic():
        statement.delete()


def test_coverage_is_never_changed_or_removed_only_stopped():
    row = make_coverage()

    with refused("never changed or removed"), transaction.atomic():
        Coverage.objects.filter(pk=row.pk).update(hindrance="weather")
    with refused("never changed or removed"), transaction.atomic():
        row.delete()
    assert Coverage.objects.filter(pk=row.pk).update(stopped_at=timezone.now()) == 1


def again(row, **facts):
    """The same row once more, with these facts otherwise."""
    fresh = type(row)()
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    own = {"id", "public_id", "receipt", "submission"}
    for name, value in {**values, **facts}.items():
        if name not in own or name in facts:
            setattr(fresh, name, value)
    fresh.save(force_insert=True)


@pytest.mark.parametrize("make", [make_report, make_coverage])
def test_row_like_another_is_kept(make):
    row = make()

    again(row)

    assert type(row).objects.count() == 2


@pytest.mark.parametrize(
    ("make", "facts", "constraint"),
    [
        (make_report, {"ends_at": THAT_DAY}, "monitorreport_ends_after_it_begins"),
        (make_report, {"latitude": 0.5}, "monitorreport_has_a_whole_point_or_none"),
        (make_report, {"longitude": 0.5}, "monitorreport_has_a_whole_point_or_none"),
        (make_report, {"count_low": 3, "count_high": 2}, "report_counts_from_low_to_high"),
        (make_coverage, {"ends_at": THAT_DAY}, "coverage_ends_after_it_begins"),
    ],
)
def test_database_refuses_what_cannot_be(make, facts, constraint):
    row = make()

    with refused(constraint), transaction.atomic():
        again(row, **facts)


@pytest.mark.parametrize("make", [make_report, make_coverage])
def test_database_keeps_one_row_per_sending_and_per_receipt(make):
    row = make()
    sent_once = f"{type(row)._meta.model_name}_is_sent_once"

    with refused(sent_once), transaction.atomic():
        again(row, submission=row.submission)
    with refused("receipt"), transaction.atomic():
        again(row, receipt=row.receipt)


def test_database_keeps_one_correction_per_report():
    report = make_report()
    again(report, supersedes_id=report.pk)

    with refused("supersedes"), transaction.atomic():
        again(report, supersedes_id=report.pk)


@pytest.mark.parametrize(
    ("low", "best", "high", "constraint"),
    [
        (3, None, 2, "casualties_from_low_to_high"),
        (1, 3, 2, "casualties_from_low_to_high"),
        (1, 0, 2, "casualties_from_low_to_high"),
        (1, 1, 1, "one_casualty_statement_per_sort"),
    ],
)
def test_database_wants_casualties_as_one_range_per_sort(low, best, high, constraint):
    report = make_report(killed=(1, 3))
    status = "civilian" if constraint.startswith("one") else "unknown"

    with refused(constraint), transaction.atomic():
        report.casualties.create(outcome="killed", status=status, low=low, best=best, high=high)


def test_raw_statement_is_refused_like_any_other():
    report = make_report()

    with (
        refused("never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE ceasefire_monitorreport SET narrative = 'x', state = 'triaged' WHERE id = %s",
            [report.pk],
        )


def test_report_says_what_it_is():
    report = make_report()

    assert str(report) == f"report {report.receipt}"
