import pytest
from django.test import Client

from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import make_field
from tests.ceasefire.web.pages import parsed


@pytest.fixture
def client_factory():
    """`client_factory(**environ)`: another browser."""
    return lambda **environ: Client(**environ)


@pytest.fixture
def reader(client):
    """A delegate, signed in."""
    return sign_in(client, make_user())


@pytest.fixture
def monitor(client):
    """A monitor of the valley, signed in."""
    make_field()
    person = make_user(Role.MONITOR, name="Ada Monitor")
    sign_in(client, person)
    return person


@pytest.fixture
def page(reader):
    """`page(address, **query)`: the page as a tree, read by a delegate."""

    def opened(address, **query):
        answer = reader.get(address, query)
        assert answer.status_code == 200
        return parsed(answer)

    return opened
