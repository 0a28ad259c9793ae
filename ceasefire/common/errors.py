"""Errors that the record's own rules raise."""

from typing import ClassVar


class DomainError(Exception):
    """A rule of the record refuses this. `code` is stable; the message is for people."""

    code: ClassVar[str] = "refused"


class SecondPersonNeededError(DomainError):
    """What two people must do, one tries to do alone."""

    code = "second_person_needed"


class OwnDraftError(DomainError):
    """Somebody decides on a text that they wrote."""

    code = "own_draft"
