"""Shows 3 and 6 of the skeleton: the real summary, the delegate's first screen, both neutral."""

import re

import pytest
from django.core.management import call_command

from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import BulletinSeries
from reports.summaries.models import ComplianceSummary
from reports.summaries.services import approve_summary, release_summary
from tests.acceptance.test_skeleton_bulletins import SYRIA, exchange_names, exchanged_words
from tests.builders.accounts import make_user, sign_in
from tests.builders.reference import loaded
from tests.ceasefire.web.pages import body_rows, first, parsed, section, text_of
from tests.paper import sheets

FROM, TO = "2017-01-25", "2017-02-15"
DELEGATES_DAY = "/overview/SYR-2016/?on=2017-02-25"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def syria(django_db_setup, django_db_blocker):
    """The Syrian record with all its bulletins."""
    with django_db_blocker.unblock(), loaded("syria"):
        files = [SYRIA / name for name in ("bulletins.csv", "bulletins_context.csv")]
        call_command("import_bulletins", str(files[0]), "--context", str(files[1]))
        yield


@pytest.fixture
def delegate(client):
    return sign_in(client, make_user())


def summarise(capsys):
    """The summary between the first two rounds, drafted by the command."""
    call_command("summarise", "SYR-2016", "--from", FROM, "--to", TO)
    public_id, path = capsys.readouterr().out.splitlines()[-1].split()
    assert path == f"/summaries/{public_id}/"
    return ComplianceSummary.objects.get(public_id=public_id)


def release(summary):
    approve_summary(summary_id=summary.pk, seen=summary.inputs_hash, by=make_user(Role.ADJUDICATOR))
    return release_summary(summary_id=summary.pk, by=make_user(Role.ADJUDICATOR))


# --- Shows 3: the summary between Astana 1 and 2 is the CSV added by hand ---
def test_summary_between_the_first_two_rounds_is_added_by_hand(syria, capsys):
    summary = summarise(capsys)

    assert summary.kind == "inter_round"
    [series] = summary.figures["series"]
    counted = {
        side["side"]["code"]: (
            side["registered"],
            {each["area"]["names"]["en"]: each["registered"] for each in side["areas"]},
        )
        for side in series["sides"]
    }
    assert counted == {
        "RU": (10, {"Hama": 2, "Latakia": 8}),
        "TR": (8, {"Damascus (city and countryside)": 3, "Aleppo": 3, "Idlib": 2}),
    }
    [view] = series["sides"][1]["views"]
    assert (view["author"]["code"], view["not_confirmed"]) == (
        "RU",
        {"number": 8, "of": 8, "issues": 1},
    )


def test_summary_says_how_little_is_held_and_draws_nothing_from_it(syria, capsys):
    [series] = summarise(capsys).figures["series"]

    assert (series["issues"]["held"], series["issues"]["expected"]) == (1, 21)
    assert [side["rate_per_issue"] for side in series["sides"]] == [None, None]
    assert (series["comparison"]["why_not"], series["comparison"]["sides"]) == (
        "too_few_issues",
        [],
    )
    assert [each["day"] for each in series["bulletins"]] == ["2017-02-10"]


def test_page_of_the_summary_says_it_in_words(syria, delegate, capsys):
    released = release(summarise(capsys))

    tree = parsed(delegate.get(f"/summaries/{released.public_id}/"))

    read = text_of(first(tree, "main", id="main"))
    for words in (
        "25 January – 14 February 2017",
        "Between Astana-format meeting 1 and Astana-format meeting 2",
        "1 of 21 daily bulletins held",
        "registered by the Russian part",
        "registered by the Turkish part",
        "8 of 8 not confirmed by the Russian part, in 1 of 1 bulletins",
        "None in this period is stated",
        "Both as published by the Russian Ministry of Defence; the Turkish part's view of the "
        "records of the Russian part is not in this source; neither column says who fired.",
        "This is about creating a mechanism to control the implementation of the ceasefire.",
        "do not compare or add",
    ):
        assert words in read, words
    assert "23 January 2017, source" not in read


def test_page_of_the_summary_has_two_columns_and_no_rate_change_or_colour(syria, delegate, capsys):
    released = release(summarise(capsys))
    answer = delegate.get(f"/summaries/{released.public_id}/")

    table = [[text_of(cell) for cell in row] for row in body_rows(first(parsed(answer), "table"))]

    assert table == [
        ["Total stated", "10", "8"],
        ["Damascus (city and countryside)", "–", "3"],
        ["Aleppo", "–", "3"],
        ["Hama", "2", "–"],
        ["Latakia", "8", "–"],
        ["Idlib", "–", "2"],
        table[-1],
    ]
    page = answer.content.decode()
    for sign in ("↑", "↓", "▲", "▼", "per day", "per bulletin", "style=", "fill=", "more recorded"):
        assert sign not in page, sign


@pytest.mark.parametrize("language", ["en", "ar"])
def test_summary_is_two_sheets_of_paper(syria, delegate, capsys, tmp_path, language):
    released = release(summarise(capsys))
    delegate.cookies["django_language"] = language

    page = delegate.get(f"/summaries/{released.public_id}/").content.decode()

    assert sheets(page, tmp_path) == 2


# --- The delegate's first screen, 25 February 2017, in the words of its sketch ---
def test_first_page_is_the_delegates_screen(syria, delegate):
    assert delegate.get("/").headers["Location"] == "/overview/SYR-2016/"


def test_first_screen_answers_in_the_words_of_its_sketch(syria, delegate):
    tree = parsed(delegate.get(DELEGATES_DAY))

    def words(name):
        return text_of(section(tree, name))

    assert "25 February 2017 · day 58 of the agreement" in text_of(first(tree, "main", id="main"))
    assert words("answer-title") == (
        "Better or worse? Cannot say: 3 of the 25 daily bulletins of 1–25 February are held; "
        "low numbers here do not mean calm."
    )
    assert "533 breaches" in words("monitors-title")
    assert "7 of 7 not confirmed by the Russian part, in 1 of 1 bulletins" in words(
        "latest-title-1"
    )
    assert "headline of the page says 15, body and quotation say 14" in words("latest-title-1")
    assert "None in this period is stated." in words("accepted-title-1")
    assert "23 of 23 registered by the Turkish part were not confirmed" in words("accepted-title-1")
    assert "Do not compare or add" in words("killed-title")
    assert "331 people killed" in words("killed-title")
    assert "620 civilians killed" in words("killed-title")
    assert "no bulletin is held for 22 days" in words("unseen-title")
    assert "in 17 days Astana-format meeting 3, 14–15 March 2017, Astana" in words("next-title")


def test_first_screen_shows_the_latest_bulletin_and_a_strip_with_blanks(syria, delegate):
    tree = parsed(delegate.get(DELEGATES_DAY))

    latest = [[text_of(cell) for cell in row] for row in body_rows(section(tree, "latest-title-1"))]
    assert latest[:-1] == [
        ["Total stated", "14", "7"],
        ["Damascus (city and countryside)", "6", "2"],
        ["Homs", "–", "2"],
        ["Hama", "3", "1"],
        ["Latakia", "5", "–"],
        ["Daraa", "–", "2"],
    ]
    strip = section(tree, "strip-title-1")
    held = [text_of(row[0]) for row in body_rows(strip)]
    assert held[-3:] == ["10 February 2017", "17 February 2017", "25 February 2017"]
    bars = first(strip, "path", class_="held").get("d")
    assert bars.count("M") == len(held) == 8


# --- Shows 6: names exchanged, everything else the same ---
def without_secrets(answer):
    """A page's text without what is not about the sides: hashes, moments of drafting, history."""
    page = answer.content.decode().split('<section class="history"')[0]
    page = re.sub(r'name="(csrfmiddlewaretoken|seen)" value="[^"]*"', "", page)
    page = re.sub(r"[0-9a-f]{64}", "", page)
    return re.sub(r"<li>((?!</li>).)*\.\d{6}\+.*?</li>", "", page, flags=re.DOTALL)


def overview_and_summary(client, capsys):
    summary = summarise(capsys)
    return [
        without_secrets(client.get(path))
        for path in (DELEGATES_DAY, f"/summaries/{summary.public_id}/")
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_exchanged_names_change_nothing_but_the_names(syria, client, capsys, language):
    sign_in(client, make_user(Role.AUDITOR)).cookies["django_language"] = language
    series = BulletinSeries.objects.get(code="RU-TR-JC")
    one, other = (side.party for side in series.sides.all())
    before = overview_and_summary(client, capsys)

    exchange_names(one, other)
    one.refresh_from_db()
    other.refresh_from_db()
    after = overview_and_summary(client, capsys)

    assert before != after
    for page, exchanged in zip(before, after, strict=True):
        assert exchanged.splitlines() == exchanged_words(page, one, other).splitlines()
