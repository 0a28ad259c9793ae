"""How an answer is told in another language, marked as a translation."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.held import locked_allegation
from ceasefire.allegations.models import Allegation, Response, ResponseTranslation
from ceasefire.allegations.publishing import publish_allegation
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record


class NotAnsweredError(DomainError):
    code = "not_answered"


@transaction.atomic
def translate_response(
    *, allegation: Allegation, language: str, words: str, by: User
) -> ResponseTranslation:
    """Tell the answer of the accused in another language; the words given stand beside it.

    A later translation into the same language is shown in place of the earlier one, which is
    kept. Raises NotAnsweredError, and ValidationError for the language of the answer itself.
    """
    locked = locked_allegation(allegation)
    response = Response.objects.filter(allegation=locked).first()
    if response is None or not response.words:
        raise NotAnsweredError(_("No answer was given in words."))
    if response.language == language:
        raise ValidationError({"language": _("The answer was given in this language.")})
    translation = ResponseTranslation.objects.create(
        response=response, language=language, words=words, made_by=by
    )
    record(EntryKind.RESPONSE_TRANSLATED, subject=locked, by=by, language=language)
    publish_allegation(allegation=locked, by=by)
    return translation
