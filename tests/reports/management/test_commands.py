from uuid import UUID

import pytest
import time_machine
from django.core.management import CommandError, call_command

from reports.rollups.models import DailyMarginal
from reports.summaries.models import ComplianceSummary
from tests.builders.agreements import make_agreement
from tests.builders.monitoring import make_bulletin
from tests.builders.summaries import make_record_between_rounds

pytestmark = pytest.mark.django_db


def summarise(capsys, *words):
    call_command("summarise", *words)
    return capsys.readouterr().out.splitlines()


def test_summarise_drafts_and_prints_id_and_path_last(capsys):
    make_record_between_rounds()

    *_, last = summarise(capsys, "DEMO-1", "--from", "2021-03-12", "--to", "2021-03-26")

    public_id, path = last.split()
    summary = ComplianceSummary.objects.get(public_id=UUID(public_id))
    assert (summary.kind, path) == ("inter_round", f"/summaries/{public_id}/")


def test_summarise_twice_is_one_summary(capsys):
    make_record_between_rounds()
    words = ("DEMO-1", "--from", "2021-03-12", "--to", "2021-03-26")

    assert summarise(capsys, *words)[-1] == summarise(capsys, *words)[-1]
    assert ComplianceSummary.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("NOWHERE", "--from", "2021-03-12", "--to", "2021-03-26"), "no agreement NOWHERE"),
        (("DEMO-1", "--from", "2021-13-12", "--to", "2021-03-26"), "2021-13-12 is not a day"),
        (("DEMO-1", "--from", "0001-01-01", "--to", "2021-03-26"), "0001-01-01 is too far away"),
        (("DEMO-1", "--from", "2021-03-26", "--to", "2021-03-26"), "The period is empty"),
        (("DEMO-1", "--from", "2021-03-12", "--to", "2021-04-26"), "has not ended"),
    ],
)
def test_bad_input_is_one_line(words, says):
    make_agreement()

    with (
        time_machine.travel("2021-04-01T00:00Z", tick=False),
        pytest.raises(CommandError, match=says) as refused,
    ):
        call_command("summarise", *words)

    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 1


def test_recount_counts_every_day_of_the_period_again(capsys):
    make_bulletin("2021-03-05", north=3, south=2)
    make_bulletin("2021-03-07", north=3, south=2)

    call_command("recount", "DEMO-1", "--from", "2021-03-05", "--to", "2021-03-07")

    assert capsys.readouterr().out == "DEMO-1: 2 days recounted.\n"
    assert {str(day) for day in DailyMarginal.objects.values_list("day", flat=True)} == {
        "2021-03-05"
    }
