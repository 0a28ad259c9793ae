"""Every route of the service. A route that is not in `tests/authorisation.yaml` fails a test."""

from django.urls import include, path
from django.views.i18n import set_language

from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("language/", set_language, name="set_language"),
    path("account/", include("allauth.urls")),
    path("api/v1/", include("ceasefire.api.urls")),
    path("", include("ceasefire.web.urls")),
]
