"""The routes of referrals."""

from django.urls import path

from ceasefire.web import referrals
from ceasefire.web.incident_urls import INCIDENT

urlpatterns = [
    path("referrals/", referrals.list_page, name="referral-list"),
    path(f"{INCIDENT}/refer/", referrals.refer, name="incident-refer"),
    path(f"{INCIDENT}/settle/", referrals.settle, name="incident-settle"),
]
