"""A report from a phone: 390 pixels wide, without scripts, by keyboard alone, in both languages."""

import pytest

from tests.browser.looks import DIRECTIONS, NARROW

pytestmark = pytest.mark.django_db
MOST_STEPS = 80
AT_NINE_ON_5_OCTOBER = ("1005", "2026", "Tab", "0910", "A")


@pytest.fixture
def phone(read, service):
    """`phone(language)`: the window of a monitor."""

    def opened(language):
        page = read(java_script_enabled=False, viewport={"width": NARROW, "height": 844})
        service.sign_in(page.context, "monitor")
        service.speak(page.context, language)
        return page

    return opened


def go_to(page, found):
    """Step on until it has the focus."""
    for _ in range(MOST_STEPS):
        if page.locator(f"{found}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no step leads to {found}")


def press(page, *keys):
    for key in keys:
        if key in {"Tab", "Enter", "Space", "ArrowDown"}:
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


@pytest.mark.parametrize("language", DIRECTIONS)
def test_report_is_sent_by_keyboard_alone(phone, language):
    page = phone(language)
    page.goto("/monitor-reports/")
    go_to(page, "a[href$='/monitor-reports/new/']")
    press(page, "Enter")
    go_to(page, "[name=begins_at]")
    press(page, *AT_NINE_ON_5_OCTOBER)
    go_to(page, "[name=place]")
    press(page, "Weir Bridge" if language == "en" else "جسر السد")
    go_to(page, "[name=basis]")
    press(page, "Space")
    go_to(page, "form.sending button")
    press(page, "Enter")

    receipt = page.locator("h1 code").inner_text()
    assert receipt in page.locator(".messages").inner_text()
    assert "2026-10-05T09:10:00+00:00" in page.content()


@pytest.mark.parametrize("language", DIRECTIONS)
def test_what_is_wrong_is_said_and_mended_by_keyboard_alone(phone, language):
    page = phone(language)
    page.goto("/monitor-reports/could-not-look/")
    go_to(page, "[name=note]")
    press(page, "At the south gate.")
    go_to(page, "form.sending button")
    press(page, "Enter")
    assert page.locator("[name=note]").input_value() == "At the south gate."
    go_to(page, "[role=alert] a[href='#id_begins_at']")
    press(page, "Enter")
    go_to(page, "[name=begins_at]")
    assert page.locator("[role=alert] li").count() == 3
