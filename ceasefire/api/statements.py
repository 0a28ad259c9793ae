from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.api.documents import (
    CodedReference,
    NamedReference,
    SourcedDocument,
    published_schema,
)
from ceasefire.api.published import PublishedViewSet
from ceasefire.publication.choices import PublishedKind
from ceasefire.talks.choices import StatementKind
from ceasefire.talks.filters import StatementFilter


class StatementDocument(SourcedDocument):
    """What somebody said. None of it is an allegation, and none of it is counted as one."""

    agreement = CodedReference()
    is_demo = serializers.BooleanField()
    round = NamedReference(allow_null=True)
    kind = serializers.ChoiceField(StatementKind.choices)
    body = NamedReference(allow_null=True)
    speaker = serializers.CharField(allow_blank=True)
    capacity = serializers.CharField(allow_blank=True)
    said_in = serializers.CharField(allow_blank=True)
    said_on = serializers.DateField(allow_null=True)
    said_when = serializers.CharField(
        allow_blank=True, help_text="The time in the source's words, where it gives no day."
    )
    words = serializers.CharField()
    is_quotation = serializers.BooleanField(
        help_text="Whether these are the speaker's own words, or somebody's account of them."
    )
    language = serializers.CharField()
    about_place = NamedReference(allow_null=True)
    about_area = NamedReference(allow_null=True)


@extend_schema_view(**published_schema(StatementDocument, StatementFilter))
class StatementViewSet(PublishedViewSet):
    """Statements of officials and bodies about an agreement or a round."""

    kind = PublishedKind.STATEMENT
    filterset = StatementFilter
