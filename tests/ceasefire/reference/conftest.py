import pytest

from tests.builders.reference import loaded


@pytest.fixture(scope="module")
def syria(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), loaded("syria") as entries:
        yield entries


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), loaded("demo") as entries:
        yield entries
