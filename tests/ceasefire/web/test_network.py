import pytest
from django.core.cache import cache
from django.test import RequestFactory

from ceasefire.web.network import address_tried, network_of


@pytest.fixture(autouse=True)
def _fresh_key():
    cache.clear()


def network(address):
    request = RequestFactory().get("/")
    request.caller_address = address
    return network_of(request)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.7", "203.0.113.250", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8:1:2::3", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::", "2001:db8:2::", False),
        ("::ffff:203.0.113.7", "203.0.113.9", True),
        ("", "nonsense", True),
    ],
)
def test_network_is_told_from_others_and_not_the_address(one, other, is_same):
    assert (network(one) == network(other)) is is_same


def test_word_for_a_network_lasts_a_day_and_its_key_is_then_gone(time_machine):
    time_machine.move_to("2026-03-02T00:00:00Z", tick=False)
    morning = network("203.0.113.7")
    time_machine.move_to("2026-03-02T23:59:59Z", tick=False)
    assert network("203.0.113.7") == morning

    time_machine.move_to("2026-03-03T00:00:00Z", tick=False)
    assert network("203.0.113.7") != morning
    [*keys] = cache._cache.get_client().keys("*network-key*")
    assert all(0 < cache._cache.get_client().ttl(key) <= 25 * 3600 for key in keys)


def test_key_is_random_so_that_no_secret_of_ours_turns_a_word_back():
    before = network("203.0.113.7")
    cache.clear()

    assert network("203.0.113.7") != before


@pytest.mark.parametrize(
    ("credentials", "word"),
    [
        ({"email": " Ada@People.invalid "}, "ada@people.invalid"),
        ({"email": None}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_address_tried_has_one_spelling(credentials, word):
    assert address_tried(RequestFactory().get("/"), credentials) == word
