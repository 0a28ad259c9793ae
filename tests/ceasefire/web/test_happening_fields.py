"""Times by the clock of an agreement, as boxes read and show them."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from ceasefire.web.happening_fields import MomentField


@pytest.fixture
def damascus():
    field = MomentField()
    field.zone = "Asia/Damascus"
    return field


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2017-02-10T14:30", datetime(2017, 2, 10, 12, 30, tzinfo=UTC)),
        ("2017-07-10T14:30:20", datetime(2017, 7, 10, 11, 30, 20, tzinfo=UTC)),
        ("2017-10-26T23:30", datetime(2017, 10, 26, 20, 30, tzinfo=UTC)),  # shown twice: the first
        ("2017-02-10", datetime(2017, 2, 9, 22, 0, tzinfo=UTC)),  # a day alone is its beginning
    ],
)
def test_moment_is_read_by_the_clock_of_the_zone(damascus, written, moment):
    assert damascus.clean(written).astimezone(UTC) == moment


def test_moment_is_shown_by_the_clock_of_the_zone(damascus):
    shown = damascus.prepare_value(datetime(2017, 2, 10, 12, 30, tzinfo=UTC))

    assert damascus.widget.format_value(shown) == "2017-02-10T14:30"


@pytest.mark.parametrize(
    "written",
    [
        "10.2.2017 14:30",
        "in the morning",
        "2017-03-31T00:30",  # the clocks had been put forward over it
    ],
)
def test_what_no_clock_there_shows_is_asked_back(damascus, written):
    with pytest.raises(ValidationError):
        damascus.clean(written)
