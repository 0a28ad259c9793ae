from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from ceasefire.agreements.filters import ProvisionFilter
from ceasefire.api.agreements import ProvisionLineDocument
from ceasefire.api.documents import (
    CodedReference,
    NamedReference,
    SourcedDocument,
    published_schema,
)
from ceasefire.api.published import PublishedViewSet
from ceasefire.publication.choices import PublishedKind


class ProvisionDocument(ProvisionLineDocument, SourcedDocument):
    """The smallest numbered obligation that can be breached, in one version of its wording."""

    agreement = CodedReference()
    time_zone = serializers.CharField(help_text="IANA name; days are days of this zone.")
    is_demo = serializers.BooleanField()
    zone = NamedReference(allow_null=True)
    spares_excluded_targets = serializers.BooleanField(
        help_text="Fire at a group that the agreement excludes is outside this provision."
    )


@extend_schema_view(**published_schema(ProvisionDocument, ProvisionFilter))
class ProvisionViewSet(PublishedViewSet):
    """Provisions: the smallest numbered obligations that can be breached."""

    kind = PublishedKind.PROVISION
    filterset = ProvisionFilter
