import pytest

from ceasefire.accounts.checks import check_second_factor_roles
from ceasefire.codes.roles import PEOPLE


@pytest.mark.parametrize("roles", [[], ["officer", "auditor"], list(PEOPLE)])
def test_known_roles_are_fine(settings, roles):
    settings.SECOND_FACTOR_ROLES = roles

    assert check_second_factor_roles() == []


@pytest.mark.parametrize("word", ["ofiicer", "program", "system", "Officer"])
def test_word_that_is_no_role_of_people_stops_the_service(settings, word):
    settings.SECOND_FACTOR_ROLES = ["auditor", word]

    [error] = check_second_factor_roles()

    assert (error.id, error.is_serious()) == ("ceasefire.E001", True)
    assert word in error.msg
    assert "officer" in error.hint
