"""Shows of the journey: the monitor's form is whole on a phone. 390 pixels wide, without scripts,
by keyboard alone, in both languages, and light enough for a bad line."""

import gzip
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders

from tests.browser.filling import fill_in, unfold
from tests.browser.looks import DIRECTIONS, HEIGHT, NARROW, Look
from tests.ceasefire.web.sending import REPORT, SEEN, START, UNSEEN

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", DIRECTIONS)
KILOBYTE = 1024
MOST_STEPS = 80
AT_NINE_ON_5_OCTOBER = ("1005", "2026", "Tab", "0910", "A")
# The agreement with the most parties and areas: the heaviest form.
HEAVIEST = {page: f"{page}?agreement=SYR-2016" for page in (REPORT, SEEN, UNSEEN)} | {START: START}
WHOLE = {
    "begins_at": "2026-10-05T09:10", "ends_at": "2026-10-05T09:40", "time_precision": "hour",
    "place": "Weir Bridge, the north end", "area": "DEMO-MIDDLE", "latitude": "-48.262",
    "longitude": "-124.211", "place_precision": "within_25_km",
    "basis": "told_by_witness", "means": ["seen", "interview"], "fire_sign": "impact",
    "count_low": "3", "count_high": "5", "narrative": "ثلاث قذائف.\nThen it was quiet.",
    "act": "indirect_fire", "weapon": "mortar_120", "actor": "SOUTH", "target": "NORTH",
    **{
        f"{outcome}_{status}_{bound}": str(number)
        for outcome in ("killed", "injured")
        for status in ("civilian", "armed_forces", "unknown")
        for number, bound in enumerate(("low", "best", "high"))
    },
    "permitted_use": "put_to_accused", "still_there_until": "2026-12-01T18:00",
    "relayed_from": "Valley Gazette", "language": "ar",
}  # fmt: skip
WRITTEN = """form => [...new FormData(form)].reduce((found, [name, value]) =>
  ({...found, [name]: name in found ? [found[name], value].flat() : value}), {})"""
BOXES = """form => [...new Set([...form.elements].filter(
  each => each.name && each.type !== "hidden").map(each => each.name))]"""
WORDS = """main => [...main.querySelectorAll(
  "h1, .lead, label, legend, summary, caption, th, .help, button, option")]
  .map(each => each.textContent.trim()).filter(Boolean)"""
FOCUSED = "() => document.activeElement.name || document.activeElement.tagName"


@pytest.fixture
def phone(read, service):
    """`phone(language)`: the window of a monitor, without scripts unless they are asked for."""

    def opened(language, *, scripts=False):
        size = {"width": NARROW, "height": HEIGHT}
        page = read(java_script_enabled=scripts, viewport=size)
        service.sign_in(page.context, "monitor")
        service.speak(page.context, language)
        return page

    return opened


def form_of(page):
    return page.locator("form.sending")


def written(page):
    """What stands in the boxes of the form, by name, line breaks as they were typed."""
    found = form_of(page).evaluate(WRITTEN)
    hidden = {"csrfmiddlewaretoken", "agreement", "submission"}
    return {name: found[name] for name in found if name not in hidden}


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


# --- Complete without scripts ---


@in_both_languages
def test_every_box_is_filled_in_and_kept_without_scripts(phone, language):
    page = phone(language)
    page.goto(REPORT)
    assert set(form_of(page).evaluate(BOXES)) == set(WHOLE)
    unfold(form_of(page))
    for name, wanted in WHOLE.items():
        fill_in(form_of(page), name, wanted)
    form_of(page).locator("button").click()

    assert page.locator("h1 code").inner_text() in page.locator(".messages").inner_text()
    page.locator("a[href$='/correct/']").click()
    assert written(page) == WHOLE


# --- At most 50 KB at the first load ---


def weight_of(answer):
    """Bytes of a page as it is sent, or of a file as whitenoise compresses it."""
    found = re.search("/static/(.+)", answer.url)
    if not found:
        return len(answer.body())
    with open(finders.find(found[1]), "rb") as file:
        return len(gzip.compress(file.read()))


@in_both_languages
@pytest.mark.parametrize("address", HEAVIEST.values(), ids=HEAVIEST)
def test_first_load_is_at_most_50_kilobytes(phone, address, language):
    page = phone(language, scripts=True)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address)

    weights = {answer.url: weight_of(answer) for answer in answers}

    assert len(weights) >= 6
    assert sum(weights.values()) <= 50 * KILOBYTE, weights


# --- Arabic and English ---


def test_form_is_in_arabic_from_right_to_left_word_for_word(phone):
    english, arabic = phone("en"), phone("ar")
    for page in (english, arabic):
        page.goto(REPORT)

    said, spoken = (page.locator("main").evaluate(WORDS) for page in (english, arabic))

    assert len(said) == len(spoken) > 100
    assert [words for words in spoken if not re.search("[\u0600-\u06ff]", words)] == ["English"]
    assert arabic.locator("html").get_attribute("dir") == "rtl"
    assert arabic.locator("select[name=language]").input_value() == "ar"


# --- By keyboard ---


@in_both_languages
def test_every_box_is_reached_by_keyboard_in_its_order(phone, language):
    page = phone(language)
    page.goto(REPORT)
    boxes = form_of(page).evaluate(BOXES)
    go_to(page, "[name=begins_at]")

    reached = []
    while page.evaluate(FOCUSED) != "BUTTON":
        reached.append(page.evaluate(FOCUSED))
        press(page, *(["Enter", "Tab"] if reached[-1] == "SUMMARY" else ["Tab"]))

    assert list(dict.fromkeys(name for name in reached if name != "SUMMARY")) == boxes
    assert reached.count("SUMMARY") == 4


@in_both_languages
def test_report_is_sent_by_keyboard_alone(phone, language):
    page = phone(language)
    page.goto(START)
    go_to(page, f"a[href$='{REPORT}']")
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


@in_both_languages
def test_what_is_wrong_is_said_and_mended_by_keyboard_alone(phone, language):
    page = phone(language)
    page.goto(UNSEEN)
    go_to(page, "[name=note]")
    press(page, "At the south gate.")
    go_to(page, "form.sending button")
    press(page, "Enter")
    assert page.locator("[name=note]").input_value() == "At the south gate."
    go_to(page, "[role=alert] a[href='#id_begins_at']")
    press(page, "Enter")
    go_to(page, "[name=begins_at]")
    assert page.locator("[role=alert] li").count() == 3


# --- 390 pixels wide ---


@in_both_languages
@pytest.mark.parametrize("address", [REPORT, SEEN, UNSEEN])
def test_unfolded_form_with_all_its_faults_fits_a_phone(phone, address, language):
    page = phone(language, scripts=True)
    page.add_init_script(AXE_SCRIPT)
    page.goto(address)
    form_of(page).locator("button").click()
    unfold(form_of(page))

    look = Look(page, language, NARROW)

    assert page.locator("[role=alert]").is_visible()
    assert [*look.faults(), *look.barriers(every_row=True)] == []
