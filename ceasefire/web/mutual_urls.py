"""The routes of mutual accusations."""

from django.urls import path

from ceasefire.web import mutual

urlpatterns = [
    path("", mutual.list_page, name="mutual-list"),
    path("<uuid:id>/", mutual.detail_page, name="mutual-detail"),
    path("<uuid:id>/timeline/", mutual.timeline_page, name="mutual-timeline"),
    path("<uuid:id>/confirm/", mutual.confirm, name="mutual-confirm"),
    path("<uuid:id>/put-aside/", mutual.put_aside, name="mutual-put-aside"),
]
