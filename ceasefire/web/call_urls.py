"""The routes of calls and duty points."""

from django.urls import path

from ceasefire.web import calls, duty_points

urlpatterns = [
    path("calls/", calls.list_page, name="call-list"),
    path("calls/new/", calls.log_page, name="call-new"),
    path("calls/<uuid:id>/", calls.detail_page, name="call-detail"),
    path("calls/<uuid:id>/close/", calls.close, name="call-close"),
    path("duty-points/", duty_points.list_page, name="duty-point-list"),
    path("duty-points/new/", duty_points.record_page, name="duty-point-new"),
    path("duty-points/<uuid:id>/end/", duty_points.end, name="duty-point-end"),
]
