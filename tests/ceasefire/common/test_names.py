import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from ceasefire.common.names import name_in, validate_names

NAMES = {"en": "Northern Command", "ar": "القيادة الشمالية"}


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Northern Command"), ("ar", "القيادة الشمالية"), ("ar-sy", "القيادة الشمالية"),
     ("ru", "Northern Command")],
)  # fmt: skip
def test_name_in_a_language_falls_back_to_english(language, name):
    assert name_in(NAMES, language) == name


def test_name_is_in_the_readers_language_by_default():
    with translation.override("ar"):
        assert name_in(NAMES) == "القيادة الشمالية"
    with translation.override(None):
        assert name_in(NAMES) == "Northern Command"


def test_empty_name_counts_as_missing():
    assert name_in({"en": "Northern Command", "ar": ""}, "ar") == "Northern Command"


def test_names_with_english_are_accepted():
    validate_names(NAMES)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (None, "names_without_english"),
        (["Northern Command"], "names_without_english"),
        ({}, "names_without_english"),
        ({"ar": "القيادة الشمالية"}, "names_without_english"),
        ({"en": ""}, "names_without_english"),
        ({"en": "Northern Command", "ar": " "}, "names_empty"),
        ({"en": "Northern Command", "ar": 7}, "names_empty"),
    ],
)
def test_names_that_could_not_be_shown_are_refused(names, code):
    with pytest.raises(ValidationError) as refused:
        validate_names(names)

    assert refused.value.code == code
