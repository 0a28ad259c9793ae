from rest_framework.routers import SimpleRouter

from reports.api.summaries import SummaryViewSet

router = SimpleRouter()
router.register("summaries", SummaryViewSet, basename="summary")

app_name = "reports-api"
urlpatterns = router.urls
