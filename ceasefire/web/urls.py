from django.urls import include, path

from ceasefire.web import (
    about,
    agreements,
    bulletins,
    control_claims,
    parties,
    people_urls,
    places,
    rounds,
    statements,
)

app_name = "web"
urlpatterns = [
    path("about/data/", about.sources_page, name="about-data"),
    *people_urls.urlpatterns,
    path("agreements/", agreements.agreement_pages.list_page, name="agreement-list"),
    path("agreements/<str:id>/", agreements.agreement_pages.detail_page, name="agreement-detail"),
    path("allegations/", include("ceasefire.web.allegation_urls")),
    path("areas/", places.area_pages.list_page, name="area-list"),
    path("areas/<str:id>/", places.area_pages.detail_page, name="area-detail"),
    path("bulletins/", bulletins.pages.list_page, name="bulletin-list"),
    path("bulletins/<str:id>/", bulletins.pages.detail_page, name="bulletin-detail"),
    path("control-claims/", control_claims.pages.list_page, name="control-claim-list"),
    path("control-claims/<str:id>/", control_claims.pages.detail_page, name="control-claim-detail"),
    path("monitor-reports/", include("ceasefire.web.monitor_report_urls")),
    path("", include("ceasefire.web.incident_urls")),
    path("parties/", parties.pages.list_page, name="party-list"),
    path("parties/<str:id>/", parties.pages.detail_page, name="party-detail"),
    path("places/", places.place_pages.list_page, name="place-list"),
    path("places/<str:id>/", places.place_pages.detail_page, name="place-detail"),
    path("provisions/", agreements.provision_pages.list_page, name="provision-list"),
    path("provisions/<str:id>/", agreements.provision_pages.detail_page, name="provision-detail"),
    path("rounds/", rounds.pages.list_page, name="round-list"),
    path("rounds/<str:id>/", rounds.pages.detail_page, name="round-detail"),
    path("statements/", statements.pages.list_page, name="statement-list"),
    path("statements/<str:id>/", statements.pages.detail_page, name="statement-detail"),
    path("zones/", places.zone_pages.list_page, name="zone-list"),
    path("zones/<str:id>/", places.zone_pages.detail_page, name="zone-detail"),
]
