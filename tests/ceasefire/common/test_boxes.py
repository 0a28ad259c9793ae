import pytest

from ceasefire.common.boxes import DayBox


@pytest.mark.parametrize(
    ("written", "kind"),
    [("2017-02-10", "date"), ("", "date"), (None, "date"), ("yesterday", "text")],
)
def test_what_is_no_day_stays_in_a_box_for_text(written, kind):
    shown = DayBox().render("on", written)

    assert shown.startswith(f'<input type="{kind}" name="on"')
    assert not written or f'value="{written}"' in shown
