import pytest
from django.utils import timezone

from ceasefire.codes.roles import Role
from ceasefire.parties.choices import AliasKind
from ceasefire.parties.models import Liaison, Party
from ceasefire.parties.services import AliasFacts
from tests.builders.accounts import make_user
from tests.builders.parties import INVENTED, make_commands, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties():
    """One party under many names, and another that must not be found under them."""
    aliases = [
        AliasFacts("الجَيْش الأوّل", "ar", AliasKind.SELF, INVENTED),
        AliasFacts("Первая армия", "ru", AliasKind.TRANSLATION, INVENTED),
        AliasFacts("Ceyş", "tr", AliasKind.TRANSLITERATION, INVENTED),
    ]
    make_party("OTHER", names={"en": "Southern Command"})
    return make_party("NORTH-1", names={"en": "Northern Command"}, aliases=aliases)


@pytest.mark.parametrize(
    "words",
    ["NORTH-1", " north-1 ", "Northern Command", "northern", "الجيش الاول", "ПЕРВАЯ", "ceys"],
)
def test_party_is_known_by_code_name_and_alias_in_any_spelling(parties, words):
    assert list(Party.objects.known_as(words)) == [parties]


@pytest.mark.usefixtures("parties")
@pytest.mark.parametrize("words", ["Eastern Command", "NORTH-2", "الجيش الثاني"])
def test_unknown_name_finds_nothing(words):
    assert not Party.objects.known_as(words).exists()


def test_two_parties_of_one_name_are_both_found():
    rivals = [make_party(names={"en": "The Command"}), make_party(names={"en": "The Command"})]

    assert list(Party.objects.known_as("the command")) == rivals


def test_liaison_of_a_person_is_the_one_that_has_not_ended():
    north, south = make_commands()
    liaison, other = make_user(Role.LIAISON), make_user(Role.LIAISON)
    now = timezone.now()
    ended = Liaison.objects.create(user=liaison, party=north, since=now, until=now)
    current = Liaison.objects.create(user=liaison, party=south, since=now)
    others = Liaison.objects.create(user=other, party=north, since=now)

    assert list(Liaison.objects.of(liaison)) == [current]
    assert list(Liaison.objects.current()) == [current, others]
    assert ended not in Liaison.objects.current()
