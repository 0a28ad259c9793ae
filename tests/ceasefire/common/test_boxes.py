import pytest

from ceasefire.common.boxes import DayBox, MomentBox


@pytest.mark.parametrize(
    ("written", "kind"),
    [("2017-02-10", "date"), ("", "date"), (None, "date"), ("yesterday", "text")],
)
def test_what_is_no_day_stays_in_a_box_for_text(written, kind):
    shown = DayBox().render("on", written)

    assert shown.startswith(f'<input type="{kind}" name="on"')
    assert not written or f'value="{written}"' in shown


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("2017-02-10T14:30", "datetime-local"),
        ("", "datetime-local"),
        (None, "datetime-local"),
        ("2017-02-10", "text"),
        ("in the morning", "text"),
    ],
)
def test_what_is_no_moment_stays_in_a_box_for_text(written, kind):
    shown = MomentBox().render("at", written)

    assert shown.startswith(f'<input type="{kind}" name="at"')
    assert not written or f'value="{written}"' in shown
