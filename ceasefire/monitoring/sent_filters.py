"""How whoever sent in reports narrows the list of them."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.incidents import ReportState
from ceasefire.monitoring.models import MonitorReport


class SentReportFilter(filters.FilterSet):
    """Own reports by agreement, by what became of them, and by receipt."""

    agreement = filters.CharFilter(field_name="agreement__code", label=_("Agreement"))
    state = filters.ChoiceFilter(choices=ReportState, label=_("State"))
    receipt = filters.CharFilter(label=_("Receipt"))

    class Meta:
        model = MonitorReport
        fields: list[str] = []
