from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from ceasefire.api.agreements import AgreementViewSet
from ceasefire.api.allegations import AllegationViewSet
from ceasefire.api.areas import AreaViewSet
from ceasefire.api.bulletins import BulletinViewSet
from ceasefire.api.control_claims import ControlClaimViewSet
from ceasefire.api.findings import FindingViewSet
from ceasefire.api.incidents import IncidentViewSet
from ceasefire.api.monitor_reports import MonitorReportViewSet
from ceasefire.api.parties import PartyViewSet
from ceasefire.api.places import PlaceViewSet
from ceasefire.api.problem_pages import problem_detail, problem_list
from ceasefire.api.provisions import ProvisionViewSet
from ceasefire.api.rounds import RoundViewSet
from ceasefire.api.statements import StatementViewSet
from ceasefire.api.zones import ZoneViewSet

router = SimpleRouter()
router.register("agreements", AgreementViewSet, basename="agreement")
router.register("allegations", AllegationViewSet, basename="allegation")
router.register("areas", AreaViewSet, basename="area")
router.register("bulletins", BulletinViewSet, basename="bulletin")
router.register("control-claims", ControlClaimViewSet, basename="control-claim")
router.register("findings", FindingViewSet, basename="finding")
router.register("incidents", IncidentViewSet, basename="incident")
router.register("monitor-reports", MonitorReportViewSet, basename="monitor-report")
router.register("parties", PartyViewSet, basename="party")
router.register("places", PlaceViewSet, basename="place")
router.register("provisions", ProvisionViewSet, basename="provision")
router.register("rounds", RoundViewSet, basename="round")
router.register("statements", StatementViewSet, basename="statement")
router.register("zones", ZoneViewSet, basename="zone")

docs = SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="api/docs.html")

app_name = "api"
urlpatterns = [
    *router.urls,
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    path("problems/", problem_list, name="problem-list"),
    path("problems/<slug:code>", problem_detail, name="problem-detail"),
]
