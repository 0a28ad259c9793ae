"""Names in several languages, kept as one JSON object: {"en": …, "ar": …}."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

FALLBACK = "en"


def name_in(names: Mapping[str, str], language: str | None = None) -> str:
    """The name in `language` (by default the reader's), else the English one."""
    language = (language or get_language() or FALLBACK).split("-")[0]
    return names.get(language) or names[FALLBACK]


def validate_names(names: object) -> None:
    """Refuse names that are not texts by language code, or that lack English."""
    if not isinstance(names, dict) or not names.get(FALLBACK):
        raise ValidationError("Give at least the English name.", code="names_without_english")
    if not all(isinstance(text, str) and text.strip() for text in names.values()):
        raise ValidationError("Every name is a text that is not empty.", code="names_empty")
