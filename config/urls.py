"""Every route of the service. A route that is not in `tests/authorisation.yaml` fails a test."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from ceasefire.web import wellknown
from config.health import healthz, readyz
from reports.web.overview import home

handler400 = "ceasefire.web.errors.bad_request"
handler403 = "ceasefire.web.errors.permission_denied"
handler404 = "ceasefire.web.errors.not_found"
handler429 = "ceasefire.web.errors.too_many"
handler500 = "ceasefire.web.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("favicon.ico", wellknown.favicon, name="favicon"),
    path(".well-known/security.txt", wellknown.security, name="security-txt"),
    path("language/", require_POST(set_language), name="set_language"),
    path("account/", include("ceasefire.web.account_urls")),
    path("api/v1/", include("ceasefire.api.urls")),
    path("api/v1/", include("reports.api.urls")),
    path("", include("ceasefire.web.urls")),
    path("", include("reports.web.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/mail/", include("ceasefire.web.demo_urls")))
