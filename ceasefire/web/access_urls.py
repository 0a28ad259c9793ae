"""The routes of access that was asked for."""

from django.urls import path

from ceasefire.web import access_requests as access

REQUEST = "access/<uuid:id>"

urlpatterns = [
    path("access/", access.list_page, name="access-list"),
    path("access/new/", access.record_page, name="access-new"),
    path(f"{REQUEST}/", access.detail_page, name="access-detail"),
    path(f"{REQUEST}/decide/", access.decide, name="access-decide"),
    path(f"{REQUEST}/strike/", access.strike, name="access-strike"),
    path(
        f"{REQUEST}/decisions/<uuid:other>/strike/",
        access.strike_decision,
        name="access-decision-strike",
    ),
]
