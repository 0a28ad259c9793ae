"""A sending is kept once, however often it is sent."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from ceasefire.accounts.teams import remove_member
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.coverage import submit_coverage
from ceasefire.monitoring.models import Coverage, MonitorReport, Source
from ceasefire.monitoring.reports import submit_report
from ceasefire.monitoring.submitting import SubmissionDiffersError
from tests.builders.accounts import make_team, make_user
from tests.builders.entries import kinds_of
from tests.builders.field import make_field, report_facts, system
from tests.builders.races import one_after_the_other
from tests.builders.submissions import coverage_facts

pytestmark = pytest.mark.django_db
KEY = UUID("6d4f3a52-1b7e-4c1e-9a55-0d7f6b1c2e33")
FORMS = {
    MonitorReport: (submit_report, report_facts, {"narrative": "Two impacts."}),
    Coverage: (submit_coverage, coverage_facts, {"note": "Fog until noon."}),
}


@pytest.fixture(params=FORMS, ids=lambda model: model.__name__)
def form(request):
    """A kind of row that is sent in, its service, its facts, and what else could be said."""
    make_field()
    return request.param, *FORMS[request.param]


def beginning_of(facts):
    return getattr(facts, "begins_at", None) or facts.happening.begins_at


def with_window(facts, **window):
    if hasattr(facts, "happening"):
        return replace(facts, happening=replace(facts.happening, **window))
    return replace(facts, **window)


def test_same_sending_again_returns_what_was_kept(form):
    model, submit, facts, _ = form
    monitor = make_user(Role.MONITOR)

    first = submit(facts=facts(), by=monitor, submission=KEY)
    second = submit(facts=facts(), by=monitor, submission=KEY)

    assert first == second
    assert (first.submission, first.author) == (KEY, monitor)
    assert list(model.objects.all()) == [first]
    assert len(kinds_of(first)) == 1


def test_other_words_under_one_key_are_refused(form):
    model, submit, facts, other = form
    monitor = make_user(Role.MONITOR)
    first = submit(facts=facts(), by=monitor, submission=KEY)
    before = LedgerEntry.objects.count()

    with pytest.raises(SubmissionDiffersError) as refused:
        submit(facts=replace(facts(), **other), by=monitor, submission=KEY)

    assert refused.value.code == "submission_differs"
    assert list(model.objects.all()) == [first]
    assert LedgerEntry.objects.count() == before


def test_keys_of_different_people_are_different_sendings(form):
    model, submit, facts, _ = form

    for _each in range(2):
        submit(facts=facts(), by=make_user(Role.MONITOR), submission=KEY)

    assert model.objects.count() == 2


def test_without_a_key_each_sending_is_its_own(form):
    model, submit, facts, _ = form
    monitor = make_user(Role.MONITOR)

    rows = [submit(facts=facts(), by=monitor) for _ in range(2)]

    assert model.objects.count() == 2
    assert len({row.submission for row in rows}) == len({row.receipt for row in rows}) == 2


def test_what_is_sent_belongs_to_its_source_and_to_the_team_of_that_day(form):
    _, submit, facts, _ = form
    monitor = make_user(Role.MONITOR)
    team = make_team(members=[monitor])

    sent = submit(facts=facts(), by=monitor)
    remove_member(team=team, person=monitor, by=system())
    later = submit(facts=facts(), by=monitor)

    assert (sent.team, later.team) == (team, None)
    assert sent.source == later.source == Source.objects.get(account=monitor)


def test_refused_sending_may_be_sent_again_under_its_key(form):
    model, submit, facts, _ = form
    monitor, wrong = (
        make_user(Role.MONITOR),
        {"ends_at": beginning_of(facts()) - timedelta(hours=1)},
    )

    with pytest.raises(Exception, match="before the beginning"):
        submit(facts=with_window(facts(), **wrong), by=monitor, submission=KEY)
    kept = submit(facts=facts(), by=monitor, submission=KEY)

    assert list(model.objects.all()) == [kept]


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_keep_one(form):
    model, submit, facts, _ = form
    monitor, wanted, key = make_user(Role.MONITOR), facts(), uuid4()

    def send():
        return submit(facts=wanted, by=monitor, submission=key).pk

    first, second = one_after_the_other(send, send)

    assert first == second
    assert model.objects.get().pk == first
    assert LedgerEntry.objects.about(model.objects.get()).count() == 1


@pytest.mark.django_db(transaction=True)
def test_first_two_sendings_of_a_person_make_one_source(form):
    model, submit, facts, _ = form
    monitor, wanted = make_user(Role.MONITOR), facts()

    def send():
        return submit(facts=wanted, by=monitor).pk

    first, second = one_after_the_other(send, send)

    assert first != second
    assert model.objects.count() == 2
    assert Source.objects.count() == 1
