"""What can be done next with an incident, by whoever looks at it; and what readers are shown."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import Powers
from ceasefire.incidents.models import Incident
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.checks import standing_of
from ceasefire.verification.documents import incident_document
from ceasefire.verification.queries import may_be_shown
from ceasefire.verification.states import Move, allowed

VERIFY = "ceasefire.verify_incident"
PUBLISH = "ceasefire.publish_incident"
PERMISSIONS = {
    Move.TAKE_UP: VERIFY,
    Move.ANSWER: VERIFY,
    Move.CONFIRM: VERIFY,
    Move.ASK_REOPENING: VERIFY,
    Move.DECIDE_REOPENING: "ceasefire.decide_reopening",
    Move.ANSWER_BY_WHOM: VERIFY,
    Move.SIGN: "ceasefire.sign_answer",
    Move.PUBLISH: PUBLISH,
}


@dataclass(frozen=True)
class Publication:
    """What readers were shown of an incident last, and what they would be shown now."""

    version: PublishedVersion | None
    body: dict[str, Any] | None

    @property
    def stands(self) -> bool:
        return self.version is not None and self.version.withdrawn_at is None

    @property
    def differs(self) -> bool:
        return self.version is not None and self.version.document != self.body


@dataclass(frozen=True)
class Steps:
    """What this person may do with the incident as it stands; the services check it again.

    A step that the mandate does not give is not among `moves`.
    """

    moves: frozenset[Move]
    can_work: bool
    can_undo: bool
    can_withdraw: bool
    is_news: bool
    obstacle: str | Promise

    @property
    def can_take_up(self) -> bool:
        return Move.TAKE_UP in self.moves

    @property
    def can_answer(self) -> bool:
        return bool(self.moves & {Move.ANSWER, Move.CONFIRM})

    @property
    def can_ask_reopening(self) -> bool:
        return Move.ASK_REOPENING in self.moves

    @property
    def can_decide_reopening(self) -> bool:
        return Move.DECIDE_REOPENING in self.moves

    @property
    def can_answer_by_whom(self) -> bool:
        return Move.ANSWER_BY_WHOM in self.moves

    @property
    def can_sign(self) -> bool:
        return Move.SIGN in self.moves

    @property
    def can_publish(self) -> bool:
        return Move.PUBLISH in self.moves and self.is_news and not self.obstacle


def publication_of(
    incident: Incident, powers: Powers, version: PublishedVersion | None
) -> Publication:
    """`version`: what readers were shown last, if they were."""
    is_told = version is not None or powers.may_publish
    return Publication(version, incident_document(incident).body if is_told else None)


def steps_of(incident: Incident, user: User, powers: Powers, publication: Publication) -> Steps:
    is_whole, works = incident.merged_into is None, user.has_perm("ceasefire.work_on_incident")
    moves = allowed(standing_of(incident)) if is_whole else frozenset()
    publishes = is_whole and powers.may_publish and user.has_perm(PUBLISH)
    return Steps(
        moves=frozenset(each for each in moves if user.has_perm(PERMISSIONS[each])),
        can_work=works and is_whole,
        can_undo=works and not is_whole,
        can_withdraw=publishes and publication.stands,
        is_news=not publication.stands or publication.differs,
        obstacle=_obstacle(incident, powers),
    )


def _obstacle(incident: Incident, powers: Powers) -> str | Promise:
    """What stands in the way of publication, as the service would say it."""
    if powers.may_verify and not incident.is_concluded:
        return _("Only an incident whose verification has ended is published.")
    if incident.changed_since_verification:
        return _("Something has changed since this was verified: confirm it first.")
    if not may_be_shown(incident):
        return _(
            "Nobody who told of this allows that it be published, and no party has spoken of it."
        )
    return ""
