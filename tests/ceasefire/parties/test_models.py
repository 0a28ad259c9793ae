import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.models import Liaison, Party
from ceasefire.parties.services import AliasFacts, RelationFacts, record_relations
from tests.builders.accounts import make_user
from tests.builders.parties import INVENTED, make_commands, make_party

pytestmark = pytest.mark.django_db


def test_short_name_falls_back_to_the_name():
    party = Party(names={"en": "Northern Command", "ar": "الشمال"}, short_names={"en": "North"})

    with translation.override("en"):
        assert party.short_name == "North"
    with translation.override("ar"):
        assert party.short_name == "الشمال"


def test_rows_about_parties_are_shown_in_words():
    alias = AliasFacts("First Command", "en", AliasKind.FORMER, INVENTED)
    make_party("NORTH", names={"en": "North"}, aliases=[alias])
    north, _ = make_commands()
    facts = RelationFacts(RelationKind.BACKS, "SOUTH", INVENTED)
    record_relations(code="NORTH", relations=(facts,), by=User.objects.system())
    person = make_user(Role.LIAISON, name="Ada")
    liaison = Liaison.objects.create(user=person, party=north, since=timezone.now())

    assert str(north.aliases.get()) == "First Command"
    assert str(north.relations.get()) == "North backs Southern Command"
    assert str(liaison) == "Ada for North"


def test_person_is_liaison_of_a_party_once_at_a_time():
    north, _ = make_commands()
    person = make_user(Role.LIAISON)
    now = timezone.now()
    Liaison.objects.create(user=person, party=north, since=now, until=now)
    Liaison.objects.create(user=person, party=north, since=now)

    with pytest.raises(IntegrityError, match="one_open_liaison"), transaction.atomic():
        Liaison.objects.create(user=person, party=north, since=now)
