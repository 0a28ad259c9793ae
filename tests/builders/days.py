"""Days written short."""

from datetime import date


def days_of(*texts):
    """The days that ISO 8601 texts name."""
    return [date.fromisoformat(text) for text in texts]
