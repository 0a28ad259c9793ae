"""How callers narrow a list of published records; shared by API and pages."""

import django_filters as filters

from ceasefire.publication.models import PublishedVersion


class PublishedFilter(filters.FilterSet):
    """Filters that every published kind with an agreement has."""

    agreement = filters.CharFilter(field_name="agreement", label="Agreement (code)")

    class Meta:
        model = PublishedVersion
        fields: list[str] = []
