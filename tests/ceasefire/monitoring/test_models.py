from datetime import date

import pytest

from ceasefire.accounts.models import User
from ceasefire.monitoring.models import (
    AreaCount,
    Bulletin,
    ContextFigure,
    MonitorFigure,
    SeriesSide,
    SideCount,
    SideView,
)
from ceasefire.monitoring.services import MonitorFigureFacts, record_monitor_figure
from tests.builders.monitoring import make_bulletin, side_facts

pytestmark = pytest.mark.django_db


def test_rows_say_what_they_are():
    north = side_facts("NORTH", 4, {"DV-1": 4}, view={"confirmed": 1})
    make_bulletin("2021-03-05", north=north, south=None, context={"humanitarian_actions": "4"})
    make_bulletin(None, north=None, south=None, sides=())
    day = date(2021, 3, 5)
    figure = MonitorFigureFacts(
        "DEMO-1", "OFFICE", day, day, False, "breaches", 51, "https://valley.invalid/f"
    )
    record_monitor_figure(facts=figure, by=User.objects.system())

    assert [str(row) for row in Bulletin.objects.all()] == [
        "Daily bulletins of the valley 2021-03-05",
        "Daily bulletins of the valley undated",
    ]
    assert str(SeriesSide.objects.first()) == "Northern Command in Daily bulletins of the valley"
    assert str(SideCount.objects.get()) == "Northern Command: 4"
    assert str(AreaCount.objects.get()) == "Upper Valley: 4"
    assert str(SideView.objects.get()) == "Southern Command on Northern Command: 4"
    assert str(ContextFigure.objects.get()) == "humanitarian_actions 4.000"
    assert str(MonitorFigure.objects.get()) == "Joint Office of the valley: breaches 51"
