"""The routes of allegations."""

from django.urls import path

from ceasefire.web import allegation_lodging, allegations, determining, harm_checks
from ceasefire.web import allegation_reply as reply
from ceasefire.web import allegation_steps as steps

urlpatterns = [
    path("", allegations.list_page, name="allegation-list"),
    path("new/", allegation_lodging.lodge, name="allegation-new"),
    path("<uuid:id>/", allegations.detail_page, name="allegation-detail"),
    path("<uuid:id>/admit/", steps.admit, name="allegation-admit"),
    path("<uuid:id>/refuse/", steps.refuse, name="allegation-refuse"),
    path("<uuid:id>/harm-check/", harm_checks.draft, name="allegation-harm-check"),
    path("<uuid:id>/notify/", reply.notify, name="allegation-notify"),
    path("<uuid:id>/not-put/", reply.end_without, name="allegation-not-put"),
    path("<uuid:id>/hold-back/", steps.hold_back, name="allegation-hold-back"),
    path("<uuid:id>/withdraw/", steps.withdraw, name="allegation-withdraw"),
    path("<uuid:id>/acknowledge/", reply.acknowledge_it, name="allegation-acknowledge"),
    path("<uuid:id>/more-time/", reply.ask_time, name="allegation-more-time"),
    path("<uuid:id>/more-time/decide/", reply.decide_time, name="allegation-decide-time"),
    path("<uuid:id>/answer/", reply.answer, name="allegation-answer"),
    path("<uuid:id>/translate/", reply.translate, name="allegation-translate"),
    path("<uuid:id>/determine/", determining.determine, name="allegation-determine"),
]
