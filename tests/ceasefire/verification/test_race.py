"""Fifty people decide the same case at once: one wins, the others are told who won."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from ceasefire.codes.roles import Role
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.ledger.models import LedgerEntry
from ceasefire.verification.answering import answer_by_whom, sign_answer
from ceasefire.verification.checks import MoveNotAllowedError
from ceasefire.verification.models import Answer
from ceasefire.verification.reopening import decide_reopening
from ceasefire.verification.services import HappenedFacts, answer_happened
from tests.builders.accounts import make_user
from tests.builders.answers import (
    ask_to_reopen,
    by_whom_facts,
    establish,
    make_seen_by_two,
    tell_more,
)
from tests.builders.field import make_incident, make_report, make_verified

pytestmark = pytest.mark.django_db(transaction=True)
CONNECTIONS = 10  # of the sixty that the server has; as many wait for each other


def officers(count=50):
    return [make_user(Role.OFFICER, name=f"Officer {number}") for number in range(count)]


def at_once(deed, people):
    """Everybody does it at once; who won, and what each of the others was told."""
    ready = Barrier(CONNECTIONS)

    def try_to(person):
        ready.wait(30)
        try:
            deed(person)
        except MoveNotAllowedError as refused:
            return person, str(refused)
        else:
            return person, ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = list(pool.map(try_to, people))
    [winner] = [person for person, refusal in answers if not refusal]
    return winner, [refusal for _person, refusal in answers if refusal]


def check_one_won(incident, winner, refusals, kind, count=50):
    told = [each for each in refusals if f"{winner} came first" in each]
    assert (len(refusals), len(told)) == (count - 1, count - 1)
    [entry] = LedgerEntry.objects.about(incident).filter(kind=kind, actor_id=winner.public_id)
    assert LedgerEntry.objects.about(incident).last() == entry


def test_one_of_fifty_answers_whether_it_happened():
    incident = make_incident(reports=[make_report()])
    usable_links_of(incident).update(credibility="2")
    facts = HappenedFacts(
        "verified", "Two craters.", ("witness",), tuple(usable_links_of(incident))
    )

    winner, refusals = at_once(
        lambda by: answer_happened(incident=incident, facts=facts, by=by), officers()
    )

    check_one_won(incident, winner, refusals, "incident.answered")
    assert Answer.objects.get().given_by == winner


def test_one_of_fifty_answers_by_whom_whatever_they_answer():
    incident = make_verified()
    told = [by_whom_facts(incident, party) for party in ("SOUTH", None)]

    winner, refusals = at_once(
        lambda by: answer_by_whom(incident=incident, facts=told[by.pk % 2], by=by), officers()
    )

    check_one_won(incident, winner, refusals, "incident.answered")
    assert Answer.objects.get(question="by_whom").given_by == winner


def test_one_of_many_signs():
    incident = make_seen_by_two()
    answer = establish(incident, is_signed=False)

    winner, refusals = at_once(lambda by: sign_answer(answer=answer, by=by), officers(20))

    check_one_won(incident, winner, refusals, "incident.signed", 20)
    assert Answer.objects.get(pk=answer.pk).second_by == winner


def test_one_of_many_decides_a_reopening():
    incident = make_verified()
    tell_more(incident)
    reopening = ask_to_reopen(incident)

    winner, refusals = at_once(
        lambda by: decide_reopening(reopening=reopening, allow=True, by=by), officers(20)
    )

    check_one_won(incident, winner, refusals, "incident.reopened", 20)
