from django.urls import path

from reports.web import method, overview, sheet, summaries, tension, work

app_name = "reports"
urlpatterns = [
    path("overview/", overview.overview_list, name="overview-list"),
    path("overview/<str:code>/", overview.overview_page, name="overview"),
    path("summaries/", summaries.list_page, name="summary-list"),
    path("summaries/draft/", summaries.draft_page, name="summary-draft"),
    path("summaries/<str:id>/", summaries.detail_page, name="summary-detail"),
    path("summaries/<str:id>/draft/", summaries.redraft, name="summary-redraft"),
    path("summaries/<str:id>/approve/", summaries.approve, name="summary-approve"),
    path("summaries/<str:id>/release/", summaries.release, name="summary-release"),
    path("summaries/<str:id>/return/", summaries.send_back, name="summary-return"),
    path("sheets/", sheet.sheet_list, name="sheet-list"),
    path("sheets/<str:code>/", sheet.sheet_page, name="sheet"),
    path("tension/", tension.tension_list, name="tension-list"),
    path("tension/<str:code>/", tension.tension_page, name="tension"),
    path("work/", work.work_page, name="work"),
    path("method/", method.method_page, name="method"),
]
