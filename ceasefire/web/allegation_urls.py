"""The routes of allegations."""

from django.urls import path

from ceasefire.web import allegation_steps as steps
from ceasefire.web import allegations

urlpatterns = [
    path("", allegations.list_page, name="allegation-list"),
    path("new/", steps.lodge, name="allegation-new"),
    path("<uuid:id>/", allegations.detail_page, name="allegation-detail"),
    path("<uuid:id>/admit/", steps.admit, name="allegation-admit"),
    path("<uuid:id>/refuse/", steps.refuse, name="allegation-refuse"),
    path("<uuid:id>/notify/", steps.notify, name="allegation-notify"),
    path("<uuid:id>/hold-back/", steps.hold_back, name="allegation-hold-back"),
    path("<uuid:id>/withdraw/", steps.withdraw, name="allegation-withdraw"),
    path("<uuid:id>/answer/", steps.answer, name="allegation-answer"),
]
