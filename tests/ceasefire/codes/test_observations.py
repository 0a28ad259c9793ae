import pytest

from ceasefire.codes.observations import FROM_THE_AIR, HEAVY, PermittedUse

COUNT_ONLY, SHOW, PUT, PUBLISH = PermittedUse


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        (COUNT_ONLY, [COUNT_ONLY]),
        (SHOW, [COUNT_ONLY, SHOW]),
        (PUT, [COUNT_ONLY, SHOW, PUT]),
        (PUBLISH, [COUNT_ONLY, SHOW, PUT, PUBLISH]),
    ],
)
def test_permission_allows_itself_and_what_stands_before_it(permission, allowed):
    assert [use for use in PermittedUse if permission.allows(use)] == allowed


def test_no_weapon_is_both_heavy_and_from_the_air():
    assert frozenset() == HEAVY & FROM_THE_AIR
