"""What cannot be is answered by a page in the reader's language, or by a problem document."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.test import Client, override_settings
from django.urls import include, path
from django.utils import translation
from redis.exceptions import ConnectionError as BrokerAwayError

import config.urls
from ceasefire.common.errors import DomainError
from ceasefire.web import errors
from tests.builders.accounts import make_user, sign_in
from tests.ceasefire.web.pages import first, parsed, text_of


class AlreadyDoneError(DomainError):
    code = "already_done"


RAISED = {
    400: BadRequest("no"),
    403: PermissionDenied("no"),
    404: Http404("no"),
    409: AlreadyDoneError("It is done already."),
    500: ZeroDivisionError("secret words of code"),
    503: OperationalError("connection to server failed"),
}


def failing(request, status):
    if status == 405:
        return HttpResponseNotAllowed(["GET"])
    if status == 429:
        return errors.too_many(request)
    raise RAISED[status]


def taking(request):
    return HttpResponse("taken")


urlpatterns = [
    path("fails/<int:status>/", failing),
    path("api/v1/fails/<int:status>/", failing),
    path("takes/", taking),
    path("api/v1/takes/", taking),
    path("", include(config.urls)),
]
handler400, handler403 = config.urls.handler400, config.urls.handler403
handler404, handler500 = config.urls.handler404, config.urls.handler500

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
STATUSES = [400, 403, 404, 405, 409, 429, 500, 503]


@pytest.fixture
def reader():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("status", STATUSES)
def test_page_says_what_happened_in_our_layout(reader, status):
    answer = reader.get(f"/fails/{status}/")

    tree = parsed(answer)
    assert answer.status_code == status
    assert text_of(first(tree, "h1")) == str(errors.WORDS[status][0])
    assert text_of(first(tree, "a", class_="brand")) == "The ceasefire record"
    assert "secret words" not in answer.content.decode()


@pytest.mark.parametrize("status", STATUSES)
def test_page_speaks_the_readers_language(reader, status):
    answer = reader.get(f"/fails/{status}/", headers={"Accept-Language": "ar"})

    with translation.override("ar"):
        title = str(errors.WORDS[status][0])
    tree = parsed(answer)
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert text_of(first(tree, "h1")) == title


@pytest.mark.parametrize("status", STATUSES)
def test_program_is_told_by_a_problem_document(reader, status):
    answer = reader.get(f"/api/v1/fails/{status}/")

    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["type"] == f"/api/v1/problems/{problem['code']}"
    assert "secret words" not in answer.content.decode()


def test_codes_of_problems_are_stable(reader):
    codes = {status: reader.get(f"/api/v1/fails/{status}/").json()["code"] for status in STATUSES}

    assert codes == {
        400: "bad_request",
        403: "permission_denied",
        404: "not_found",
        405: "method_not_allowed",
        409: "already_done",
        429: "throttled",
        500: "error",
        503: "unavailable",
    }


def test_refusal_of_the_record_is_told_in_its_words(reader):
    assert "It is done already." in text_of(parsed(reader.get("/fails/409/")))


def test_method_that_is_not_served_says_which_are(reader):
    assert reader.get("/fails/405/").headers["Allow"] == "GET"
    assert reader.post("/people/").status_code == 302


@pytest.mark.parametrize(("status", "seconds"), [(429, "900"), (503, "30")])
def test_reader_is_told_when_to_come_back(reader, status, seconds):
    assert reader.get(f"/fails/{status}/").headers["Retry-After"] == seconds


@pytest.mark.parametrize("path", ["/fails/500/", "/fails/503/", "/fails/400/"])
def test_page_needs_no_database(reader, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert reader.get(path).status_code >= 400


def test_signed_in_reader_is_answered_though_the_database_is_away(reader, monkeypatch):
    sign_in(reader, make_user())
    monkeypatch.setattr(connection, "cursor", away)

    answers = [reader.get(path) for path in ("/me/", "/parties/", "/api/v1/parties/")]

    assert [each.status_code for each in answers] == [503, 503, 503]
    assert answers[2].json()["code"] == "unavailable"


def away(*_, **__):
    raise OperationalError("the server is away")


def test_broker_that_is_away_is_told_like_the_database(reader, monkeypatch):
    monkeypatch.setitem(RAISED, 500, BrokerAwayError("away"))

    assert reader.get("/fails/500/").status_code == 503


@pytest.mark.parametrize("path", ["/nowhere/", "/parties/nowhere/extra/", "/account/signup/"])
def test_unknown_page_is_not_found(reader, path):
    answer = reader.get(path)

    assert answer.status_code == 404
    assert path not in answer.content.decode()


@pytest.mark.parametrize("path", ["/api/", "/api/v1/nowhere/", "/api/v2/parties/"])
def test_unknown_path_of_the_api_is_a_problem(reader, path):
    answer = reader.get(path)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_form_without_its_token_is_refused_in_words():
    strict = Client(enforce_csrf_checks=True)

    page, program = strict.post("/takes/"), strict.post("/api/v1/takes/")

    assert (page.status_code, program.status_code) == (403, 403)
    assert "open for too long" in text_of(parsed(page))
    assert program.json()["code"] == "csrf_failed"


@override_settings(ALLOWED_HOSTS=["record.example.org"])
def test_unknown_host_is_a_bad_request_without_a_trace(reader):
    answer = reader.get("/parties/", headers={"Host": "evil.invalid"})

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
