"""Published documents of invented parties."""

from datetime import UTC, datetime

from ceasefire.accounts.models import User
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument
from ceasefire.publication.services import publish

SORT_AT = datetime(2017, 2, 10, tzinfo=UTC)


def party_said_to_be(name, *, agreement=""):
    """A document about a party under this name."""
    return PublicDocument(PublishedKind.PARTY, {"names": {"en": name}}, SORT_AT, agreement)


def show(party, name, *, by=None, reason=""):
    """Publish a party under this name."""
    return publish(
        subject=party,
        document=party_said_to_be(name),
        by=by or User.objects.system(),
        reason=reason,
    )
