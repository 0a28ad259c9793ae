from django.urls import path

from ceasefire.web import about, parties

app_name = "web"
urlpatterns = [
    path("about/data/", about.data_page, name="about-data"),
    path("me/", about.data_page, name="me"),
    path("parties/", parties.pages.list_page, name="party-list"),
    path("parties/<str:id>/", parties.pages.detail_page, name="party-detail"),
]
