"""Nothing happened where I could see; I could not look."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import Coverage
from tests.builders.accounts import make_team, make_user
from tests.builders.field import THAT_DAY, make_coverage
from tests.ceasefire.web.pages import first, parsed, text_of
from tests.ceasefire.web.sending import SEEN, START, UNSEEN, faults, looked, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def stop_page(coverage):
    return f"/monitor-reports/coverage/{coverage.public_id}/stop/"


def test_where_one_could_look_is_kept(client, monitor):
    answer = client.post(SEEN, looked(), follow=True)

    kept = Coverage.objects.get()
    assert answer.redirect_chain == [(START, 302)]
    assert kept.receipt in text_of(first(parsed(answer), "ul", class_="messages"))
    assert (kept.author, kept.area.code, kept.could_look) == (monitor, "DV-N", True)
    assert (kept.begins_at, kept.ends_at) == (THAT_DAY - HOUR / 2, THAT_DAY + HOUR * 1.5)


def test_why_one_could_not_look_is_kept(client, monitor):
    client.post(UNSEEN, looked(hindrance="denial", place_text="North gate", note="By a patrol."))

    kept = Coverage.objects.get()
    assert (kept.hindrance, kept.could_look) == ("denial", False)
    assert (kept.place_text, kept.note) == ("North gate", "By a patrol.")


def test_window_ends_now_unless_one_says_otherwise(client, monitor):
    with travel(THAT_DAY, tick=False):
        boxes = typed(client.get(SEEN))

    assert (boxes["begins_at"], boxes["ends_at"]) == ("", "2021-03-05T11:30")


@pytest.mark.parametrize(
    ("page", "changes", "field"),
    [
        (SEEN, {"area": None}, "area"),
        (SEEN, {"area": "SY01"}, "area"),
        (SEEN, {"begins_at": None}, "begins_at"),
        (SEEN, {"begins_at": "yesterday"}, "begins_at"),
        (SEEN, {"begins_at": "0001-01-01T00:00"}, "begins_at"),
        (SEEN, {"ends_at": "2021-03-05T11:00"}, "ends_at"),
        (SEEN, {"ends_at": "2021-03-13T11:00"}, "ends_at"),
        (UNSEEN, {}, "hindrance"),
        (UNSEEN, {"hindrance": "bored"}, "hindrance"),
        (UNSEEN, {"hindrance": "mines", "place_text": "x" * 201}, "place_text"),
        (UNSEEN, {"hindrance": "mines", "note": "x" * 2001}, "note"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client, monitor, page, changes, field
):
    sent = looked(**changes)

    answer = client.post(page, sent)

    boxes = typed(answer)
    assert (answer.status_code, list(faults(answer))) == (400, [field])
    chosen = {"area", "hindrance"}  # a choice that is not offered cannot be shown
    assert {name: boxes[name] for name in sent if name not in chosen} == {
        name: value for name, value in sent.items() if name not in chosen
    }
    assert Coverage.objects.count() == 0


def test_future_beyond_the_skew_of_clocks_is_refused(client, monitor):
    now = timezone.now() + 2 * HOUR  # by the clock of DEMO-1
    ahead = {"begins_at": f"{now:%Y-%m-%dT%H:%M}", "ends_at": f"{now + HOUR:%Y-%m-%dT%H:%M}"}

    answer = client.post(SEEN, looked(**ahead))

    assert faults(answer) == {"ends_at": "This lies in the future. Is the day right?"}


def test_second_submit_of_one_form_is_kept_once(client, monitor):
    answers = [client.post(SEEN, looked()) for _ in range(2)]

    assert [each.url for each in answers] == [START, START]
    assert Coverage.objects.count() == 1


def test_form_that_was_sent_with_other_words_is_refused(client, monitor):
    client.post(SEEN, looked())

    answer = client.post(SEEN, looked(area="DV-S"))

    assert answer.status_code == 409
    assert "You sent this form before, with other words" in text_of(parsed(answer))


def test_own_is_taken_back_once(client, monitor):
    coverage = make_coverage(by=monitor)
    assert "Take this back?" in text_of(parsed(client.get(stop_page(coverage))))

    answers = [client.post(stop_page(coverage)) for _ in range(2)]

    coverage.refresh_from_db()
    assert coverage.stopped_at is not None
    assert [each.status_code for each in answers] == [302, 409]


def test_that_of_another_is_not_taken_back(client, monitor):
    mate = make_user(Role.MONITOR)
    make_team(members=[monitor, mate])

    of_mate, of_stranger = (make_coverage(by=each) for each in (mate, make_user(Role.MONITOR)))

    answers = [client.post(stop_page(each)).status_code for each in (of_mate, of_stranger)]
    assert answers == [403, 404]
    assert Coverage.objects.filter(stopped_at__isnull=False).count() == 0
