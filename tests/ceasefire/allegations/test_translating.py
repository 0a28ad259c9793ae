"""A translation stands beside the words as given, and says that it is one."""

import pytest
from django.core.exceptions import ValidationError

from ceasefire.allegations.documents import response_part
from ceasefire.allegations.models import Response
from ceasefire.allegations.translating import NotAnsweredError, translate_response
from ceasefire.codes.roles import Role
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.cases import make_answered, make_notified
from tests.builders.entries import kinds_of

pytestmark = pytest.mark.django_db
ARABIC = "لم نكن هناك."


def translate(allegation, language="ar", words=ARABIC, by=None):
    by = by or make_user(Role.OFFICER)
    return translate_response(allegation=allegation, language=language, words=words, by=by)


def translations_of(allegation):
    part = response_part(Response.objects.get(allegation=allegation), "UTC")
    return part["translations"]


def test_translation_is_shown_beside_the_words_as_given():
    allegation, officer = make_answered(words="We were not there."), make_user(Role.OFFICER)

    translation = translate(allegation, by=officer)

    assert (translation.made_by, str(translation)) == (officer, f"{translation.response} (ar)")
    shown = PublishedVersion.objects.current().get(public_id=str(allegation.public_id))
    response = shown.document["response"]
    assert (response["words"], response["language"]) == ("We were not there.", "en")
    assert response["translations"] == [{"language": "ar", "words": ARABIC}]
    assert kinds_of(allegation)[-2:] == ["response.translated", "version.published"]


def test_last_translation_into_a_language_is_the_one_that_is_shown():
    allegation = make_answered()
    for language, words in (("tr", "Orada degildik."), ("ar", "أخطأنا"), ("ar", ARABIC)):
        translate(allegation, language, words)

    assert translations_of(allegation) == [
        {"language": "ar", "words": ARABIC},
        {"language": "tr", "words": "Orada degildik."},
    ]


def test_answer_is_not_translated_into_its_own_language():
    allegation = make_answered()

    with pytest.raises(ValidationError) as error:
        translate(allegation, "en", "We were away.")

    assert list(error.value.message_dict) == ["language"]
    assert translations_of(allegation) == []


@pytest.mark.parametrize("make", [make_notified, lambda: make_answered(words="")])
def test_where_no_words_were_given_nothing_is_translated(make):
    with pytest.raises(NotAnsweredError) as error:
        translate(make())

    assert error.value.code == "not_answered"
