import pytest

from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.ceasefire.web.pages import parsed


@pytest.fixture
def reader(client):
    """A delegate, signed in."""
    return sign_in(client, make_user())


@pytest.fixture
def adjudicator(client):
    """An adjudicator, signed in."""
    return sign_in(client, make_user(Role.ADJUDICATOR))


@pytest.fixture
def page(reader):
    """`page(address, **query)`: the page as a tree, read by a delegate."""

    def opened(address, **query):
        answer = reader.get(address, query)
        assert answer.status_code == 200
        return parsed(answer)

    return opened
