from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.parties import make_party
from tests.builders.publication import SORT_AT, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def embargoed():
    """A version whose hour has not come, beside one that anybody may read."""
    make_party("NORTH")
    return PublishedVersion.objects.create(
        kind=PublishedKind.SUMMARY,
        public_id="00000000-0000-4000-8000-000000000000",
        version=1,
        sort_at=SORT_AT,
        document={},
        embargo_until=timezone.now() + timedelta(hours=1),
        by=User.objects.system(),
    )


def seen_by(user):
    return {version.kind for version in PublishedVersion.objects.visible_to(user)}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.usefixtures("embargoed")
def test_everybody_with_an_account_reads_what_is_out(role):
    assert seen_by(make_user(role)) == {"party"}


def test_embargoed_version_appears_at_its_hour(embargoed, time_machine):
    reader = make_user()

    time_machine.move_to(embargoed.embargo_until - timedelta(seconds=1), tick=False)
    assert seen_by(reader) == {"party"}

    time_machine.move_to(embargoed.embargo_until, tick=False)
    assert seen_by(reader) == {"party", "summary"}


@pytest.mark.usefixtures("embargoed")
def test_suspended_account_reads_nothing():
    assert seen_by(User(role=Role.DELEGATE, is_active=False)) == set()


@pytest.mark.usefixtures("embargoed")
@pytest.mark.parametrize(("is_public", "seen"), [(False, set()), (True, {"party"})])
def test_visitors_read_only_where_reading_is_public(settings, is_public, seen):
    settings.PUBLIC_READING = is_public

    assert seen_by(AnonymousUser()) == seen


def test_version_for_another_audience_is_not_shown(embargoed):
    PublishedVersion.objects.create(
        kind=PublishedKind.SUMMARY,
        public_id="00000000-0000-4000-8000-000000000001",
        version=1,
        audience="mediators",
        sort_at=SORT_AT,
        document={},
        by=embargoed.by,
    )

    assert seen_by(make_user()) == {"party"}


@pytest.mark.usefixtures("embargoed")
def test_of_kind_leaves_other_kinds_out():
    versions = PublishedVersion.objects.of_kind(PublishedKind.PARTY)

    assert {version.kind for version in versions} == {"party"}


def test_current_leaves_superseded_versions_out():
    last = show(make_party("NORTH"), "North")

    assert PublishedVersion.objects.count() == 2
    assert list(PublishedVersion.objects.current()) == [last]
