"""How staff narrow the list of calls: by agreement and area, never by party."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.filters import HappeningFilter
from ceasefire.codes.calls import FireStopped


class CallFilter(HappeningFilter):
    """Calls by where, and by whether fire stopped; those not known yet are open."""

    fire_stopped = filters.ChoiceFilter(choices=FireStopped, label=_("Did fire stop?"))
