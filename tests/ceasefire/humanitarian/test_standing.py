from datetime import date, datetime
from types import SimpleNamespace

import pytest

from ceasefire.humanitarian.standing import standing_of

ASKED_ON, TODAY = date(2021, 3, 5), date(2021, 3, 15)
STRUCK = datetime.fromisoformat("2021-03-14T12:00:00+00:00")


def decided(pk, kind, day, struck_at=None):
    on = date.fromisoformat(day)
    return SimpleNamespace(pk=pk, kind=kind, decided_on=on, struck_at=struck_at)


@pytest.mark.parametrize(
    ("decisions", "kind", "days", "waits"),
    [
        ([], "unanswered", 10, True),
        ([decided(1, "granted", "2021-03-08")], "granted", 3, False),
        ([decided(1, "delayed", "2021-03-08")], "delayed", 10, True),
        (
            [decided(2, "refused", "2021-03-09"), decided(1, "granted", "2021-03-12")],
            "granted",
            7,
            False,
        ),
        (
            [decided(1, "granted", "2021-03-08"), decided(2, "conditions", "2021-03-08")],
            "conditions",
            3,
            False,
        ),
        (
            [decided(1, "granted", "2021-03-08"), decided(2, "refused", "2021-03-09", STRUCK)],
            "granted",
            3,
            False,
        ),
        ([decided(1, "refused", "2021-03-09", STRUCK)], "unanswered", 10, True),
    ],
)
def test_latest_decision_that_was_not_struck_stands(decisions, kind, days, waits):
    standing = standing_of(ASKED_ON, decisions, TODAY)

    assert (standing.kind, standing.days_waited, standing.waits) == (kind, days, waits)
