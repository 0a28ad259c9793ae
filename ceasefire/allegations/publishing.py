"""How an allegation that was put to the accused is shown to outsiders."""

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import powers_at
from ceasefire.allegations.documents import allegation_document
from ceasefire.allegations.models import Allegation
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.services import publish


def publish_allegation(*, allegation: Allegation, by: User) -> None:
    """Publish it as it stands, where the mandate lets the mechanism publish and no adjudicator
    holds it back."""
    powers = powers_at(allegation.agreement, allegation.begins_at)
    if powers.may_publish and not allegation.held_back_because:
        publish(subject=allegation, document=allegation_document(allegation), by=by)


def is_published(allegation: Allegation) -> bool:
    return PublishedVersion.objects.stands(PublishedKind.ALLEGATION, allegation.public_id)
