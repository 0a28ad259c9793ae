"""The visitor against the real pages."""

import pytest

from ceasefire.codes.roles import Role
from config.demo import check
from config.demo.check import DAILY, fullest_day, see_it_work, shown_totals
from config.demo.people import DELEGATE, demo_password
from config.demo.visitor import NO_ANSWER, Visitor
from config.state import StartError
from config.tasks import tick_task
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement
from tests.builders.places import make_area

TOTALS = """
<tr class="sum"><th>Total stated</th>
  <td><span class="figure-value">{}</span></td><td><span class="figure-value"> {}</span></td></tr>
<tr><td><span class="figure-value">7</span></td></tr>
"""


@pytest.fixture
def visitor(live_server):
    return Visitor(f"{live_server.url}/")


@pytest.fixture
def delegate(tmp_path):
    """The demo's delegate, with the password of the folder."""
    return make_user(
        Role.DELEGATE, email=DELEGATE.email, password=demo_password(tmp_path), name=DELEGATE.name
    )


def test_visitor_is_told_what_is_missing(visitor, settings):
    settings.REDIS_URL = ""

    assert "broker: none is named: set REDIS_URL, or start the demo" in visitor.not_ready()


def test_visitor_finds_nothing_missing_in_a_ready_service(visitor):
    make_agreement()
    make_area()
    tick_task()

    assert visitor.not_ready() == []


def test_visitor_of_nobody_is_not_answered():
    visitor = Visitor("http://127.0.0.1:1/")

    assert visitor.not_ready() == [NO_ANSWER]
    assert visitor.read() == ""


def test_visitor_signs_in_as_a_person_does(visitor, delegate, tmp_path):
    signed_in = visitor.sign_in(DELEGATE.email, demo_password(tmp_path))

    assert signed_in is True
    assert DELEGATE.name in visitor.read()


def test_visitor_with_a_wrong_password_stays_outside(visitor, delegate, tmp_path):
    assert visitor.sign_in(DELEGATE.email, "another password") is False


def test_check_fails_when_the_form_does_not_let_the_delegate_in(visitor, tmp_path, db):
    with pytest.raises(StartError, match=r"did not let delegate@demo\.invalid in"):
        see_it_work(visitor, tmp_path, lambda: None)


def test_check_fails_when_the_figures_are_not_shown_in_time(
    visitor, delegate, tmp_path, monkeypatch
):
    monkeypatch.setattr(check, "FIGURES_SECONDS", 0)

    with pytest.raises(StartError, match="did not show the figures of its bulletin within 0 s"):
        see_it_work(visitor, tmp_path, lambda: None)


def test_check_looks_again_until_the_figures_of_the_bulletin_are_shown(
    visitor, delegate, tmp_path, monkeypatch
):
    day, totals = fullest_day(DAILY)
    pages = iter(["<h1>Nothing yet</h1>", TOTALS.format(0, 0), TOTALS.format(*totals)])
    asked, looked_after = [], []
    monkeypatch.setattr(visitor, "read", lambda path: asked.append(path) or next(pages))

    see_it_work(visitor, tmp_path, lambda: looked_after.append(1))

    assert set(asked) == {f"overview/SYR-2016/?on={day}"}
    assert len(looked_after) == 2


def test_fullest_day_has_one_dated_bulletin_with_both_totals(tmp_path):
    (tmp_path / "daily.csv").write_text(
        "period_end_date,ru_total,tr_total\n"
        "2021-03-01,4,5\n2021-03-02,40,\n,90,90\n2021-03-03,30,30\n2021-03-03,31,30\n"
    )

    assert fullest_day(tmp_path / "daily.csv") == ("2021-03-01", [4, 5])


def test_totals_are_those_of_the_first_row_of_sums():
    assert shown_totals(TOTALS.format(4, 5)) == [4, 5]
    assert shown_totals("<h1>Sign in</h1>") == []
