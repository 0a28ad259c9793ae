"""Every page of the service with examples to open: whose, with which parts of its address."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Example:
    """A page: who opens it, the records it is about by their name in the world, its query.

    `leads_to` is a pattern of where one arrives, if that is another address.
    """

    who: str = "delegate"
    record: str = ""
    query: str = ""
    leads_to: str = ""


# Routes that answer no page to a GET: text, pictures, JSON for the page's own script, a way on
# to another page, forms only. A test asks them.
NO_PAGES = {
    "home": Example(),
    "healthz": Example(),
    "readyz": Example(),
    "robots": Example(),
    "favicon": Example(),
    "security-txt": Example(),
    "set_language": Example(),
    "mfa_login_webauthn": Example("visitor"),
    "reports:summary-redraft": Example("adjudicator", "unreleased summary"),
    "reports:summary-approve": Example("adjudicator", "unreleased summary"),
    "reports:summary-release": Example("adjudicator", "unreleased summary"),
    "reports:summary-return": Example("adjudicator", "unreleased summary"),
    "web:team-lead": Example("administrator", "member"),
    "web:report-look-at": Example("officer", "waiting report"),
    "web:incident-take-up": Example("officer", "reported incident"),
    "web:finding-submit": Example("officer", "drafted finding"),
    "web:recommendation-drop": Example("officer", "recommendation"),
    "web:allegation-acknowledge": Example("accused", "put allegation"),
    "web:incident-sign": Example("adjudicator", "unsigned answer"),
}
# Routes under these answer JSON, but for the pages about them.
API = ("api:", "reports-api:")
API_PAGES = ("api:docs", "api:problem-list", "api:problem-detail")

RECORDS = {
    "web:agreement-detail": "agreement",
    "web:allegation-detail": "allegation",
    "web:area-detail": "area",
    "web:bulletin-detail": "bulletin",
    "web:control-claim-detail": "control claim",
    "web:finding-detail": "finding",
    "web:incident-detail": "incident",
    "web:party-detail": "party",
    "web:place-detail": "place",
    "web:provision-detail": "provision",
    "web:round-detail": "round",
    "web:statement-detail": "statement",
    "web:zone-detail": "zone",
}
LISTS = tuple(route.replace("-detail", "-list") for route in RECORDS)
OF_ADMINISTRATORS = {
    "web:person-list": "",
    "web:person-detail": "person",
    "web:person-role": "person",
    "web:person-suspend": "person",
    "web:person-reinstate": "suspended person",
    "web:liaison-list": "",
    "web:liaison-new": "silent liaison",
    "web:liaison-end": "liaison",
    "web:invitation-list": "",
    "web:invitation-new": "",
    "web:invitation-confirm": "waiting invitation",
    "web:invitation-resend": "sent invitation",
    "web:invitation-revoke": "sent invitation",
    "web:team-list": "",
    "web:team-new": "",
    "web:team-detail": "team",
    "web:team-add": "team",
    "web:team-remove": "member",
    "web:token-list": "",
    "web:token-new": "",
    "web:token-revoke": "token",
}
OF_KEYHOLDERS = {
    "mfa_index": "",
    "mfa_reauthenticate": "",
    "mfa_deactivate_totp": "",
    "mfa_view_recovery_codes": "",
    "mfa_generate_recovery_codes": "",
    "mfa_list_webauthn": "",
    "mfa_add_webauthn": "",
    "mfa_reauthenticate_webauthn": "",
    "mfa_edit_webauthn": "key",
    "mfa_remove_webauthn": "key",
}
OF_VISITORS = {
    "account_login": "",
    "account_inactive": "",
    "account_confirm_email": "link to confirm an address",
    "account_reset_password": "",
    "account_reset_password_done": "",
    "account_reset_password_from_key_done": "",
    "web:invitation-accept": "link of an invitation",
    "web:about-data": "",
    "api:problem-list": "",
    "api:problem-detail": "problem",
    "demo-mail": "",
    "demo-letter": "letter",
}
OF_OFFICERS = {
    "web:triage": "",
    "web:report-open-incident": "waiting report",
    "web:report-link": "waiting report",
    "web:report-return": "waiting report",
    "web:report-reject": "waiting report",
    "web:incident-change": "worked incident",
    "web:incident-answer": "reported incident",
    "web:incident-by-whom": "attributed incident",
    "web:incident-reopen": "worked incident",
    "web:incident-decide-reopening": "asked reopening",
    "web:incident-publish": "shown incident",
    "web:incident-withdraw": "incident",
    "web:incident-part-report": "linked account",
    "web:incident-relate": "worked incident",
    "web:incident-part-relation": "relation",
    "web:incident-merge": "reported incident",
    "web:incident-undo-merge": "merged incident",
    "web:mutual-list": "",
    "web:mutual-detail": "mutual accusation",
    "web:mutual-timeline": "mutual accusation",
    "web:mutual-confirm": "mutual accusation",
    "web:mutual-put-aside": "mutual accusation",
    "web:call-list": "",
    "web:call-new": "",
    "web:call-detail": "call",
    "web:call-close": "call",
    "web:duty-point-list": "",
    "web:duty-point-new": "",
    "web:duty-point-end": "duty point",
    "web:referral-list": "",
    "web:incident-refer": "worked incident",
    "web:incident-settle": "worked incident",
    "web:access-new": "",
    "web:access-decide": "access request",
    "web:access-strike": "access request",
    "web:access-decision-strike": "access decision",
    "web:finding-new": "incident to find on",
    "web:finding-change": "drafted finding",
    "web:finding-review": "submitted finding",
    "web:finding-return": "deliberated finding",
    "web:finding-notify": "reviewed finding",
    "web:finding-deliberate": "put finding",
    "web:finding-correct": "finding",
    "web:finding-supersede": "finding",
    "web:finding-withdraw": "drafted finding",
    "web:recommendation-new": "drafted finding",
    "web:recommendation-follow-up": "followed recommendation",
    "web:source-propose": "source",
    "web:source-confirm": "source to confirm",
}
OF_MONITORS = {
    "web:monitor-report-start": "",
    "web:monitor-report-correct": "monitor report",
    "web:monitor-report-stop": "monitor report",
    "web:monitor-report-stop-by-receipt": "",
    "web:coverage-seen": "",
    "web:coverage-unseen": "",
    "web:coverage-stop": "coverage",
}
OF_ONESELF = (
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "web:me",
    "web:sign-out-everywhere",
)
DELEGATES_DAY = "?on=2017-02-25"

EXAMPLES: dict[str, tuple[Example, ...]] = {
    **{route: (Example(record=record),) for route, record in RECORDS.items()},
    **{route: (Example(),) for route in LISTS},
    **{route: (Example("administrator", each),) for route, each in OF_ADMINISTRATORS.items()},
    **{route: (Example("keyholder", each),) for route, each in OF_KEYHOLDERS.items()},
    **{route: (Example("visitor", each),) for route, each in OF_VISITORS.items()},
    **{route: (Example("officer", each),) for route, each in OF_OFFICERS.items()},
    **{route: (Example("monitor", each),) for route, each in OF_MONITORS.items()},
    **{route: (Example(),) for route in OF_ONESELF},
    "account_reset_password_from_key": (
        Example("visitor", "link to a new password", leads_to="/account/password/*-set-password/"),
    ),
    "mfa_activate_totp": (Example("newcomer"),),
    "mfa_authenticate": (Example("halfway"),),
    "web:bulletin-list": (Example(), Example(query="?from=1900-01-01&to=1900-02-01")),
    "web:allegation-list": (
        Example(),
        Example("officer"),
        Example("accused"),
        Example("liaison"),
        Example("monitor"),
    ),
    "web:allegation-detail": (
        Example(record="allegation"),
        Example(record="report of a party on itself"),
        Example(record="unput allegation"),
        Example("officer", "put allegation"),
        Example("adjudicator", "lodged allegation"),
        Example("accuser", "put allegation"),
        Example("accused", "put allegation"),
        Example("guarantor of the accused", "put allegation"),
    ),
    "web:allegation-new": (
        Example("accuser", query="?agreement=DEMO-1"),
        Example("accuser"),
        Example("liaison"),
        Example("officer", query="?agreement=DEMO-1"),
        Example("monitor", query="?agreement=DEMO-1"),
    ),
    "web:allegation-admit": (Example("officer", "lodged allegation"),),
    "web:allegation-refuse": (Example("officer", "lodged allegation"),),
    "web:allegation-harm-check": (Example("officer", "admitted allegation"),),
    "web:allegation-notify": (Example("officer", "admitted allegation"),),
    "web:allegation-not-put": (Example("officer", "admitted allegation"),),
    "web:allegation-hold-back": (Example("adjudicator", "lodged allegation"),),
    "web:allegation-withdraw": (Example("accuser", "put allegation"),),
    "web:allegation-determine": (
        Example("guarantor of the accused", "put allegation"),
        Example("officer", "put allegation"),
    ),
    "web:allegation-answer": (Example("accused", "put allegation"),),
    "web:allegation-more-time": (Example("accused", "put allegation"),),
    "web:allegation-decide-time": (Example("officer", "put allegation"),),
    "web:allegation-translate": (Example("officer", "answered allegation"),),
    "web:harm-check-list": (Example("officer"), Example("custodian")),
    "web:harm-check-answer": (Example("officer", "harm check"),),
    "web:harm-check-settle": (Example("custodian", "harm check left to the custodian"),),
    "web:finding-list": (Example(), Example("officer"), Example("accused"), Example("liaison")),
    "web:finding-detail": (
        Example(record="finding"),
        Example(record="withdrawn finding"),
        Example(record="withdrawn finding", query="?version=1"),
        Example("officer", "drafted finding"),
        Example("adjudicator", "signed finding"),
        Example("accused", "put finding"),
    ),
    "web:finding-reply": (Example("accused", "put finding"),),
    "web:finding-dissent": (Example("adjudicator", "deliberated finding"),),
    "web:finding-sign": (Example("adjudicator", "deliberated finding"),),
    "web:finding-adopt": (Example("adjudicator", "signed finding"),),
    "web:incident-list": (Example(), Example("officer")),
    "web:incident-story": (
        Example("officer", "worked incident"),
        Example("adjudicator", "incident", "?order=newest"),
    ),
    "web:control-place-list": (Example(), Example(query="?closed_in=on"), Example("officer")),
    "web:control-claim-new": (Example("officer", query="?agreement=DEMO-1"),),
    "web:incident-detail": (
        Example(record="incident"),
        Example("officer", "worked incident"),
        Example("officer", "reported incident"),
        Example("officer", "attributed incident"),
        Example("officer", "merged incident"),
        Example("officer", "recorded incident"),
        Example("adjudicator", "worked incident"),
    ),
    "web:access-list": (Example("mediator"), Example("officer")),
    "web:access-detail": (
        Example("mediator", "access request"),
        Example("officer", "access request"),
    ),
    "web:ledger": (Example("auditor"),),
    "web:monitor-report-new": (Example("monitor"), Example("monitor", query="?agreement=SYR-2016")),
    "web:monitor-report-detail": tuple(
        Example(who, "monitor report") for who in ("monitor", "officer", "adjudicator", "auditor")
    ),
    "api:docs": (Example(),),
    "reports:method": (Example(),),
    "reports:work": (
        Example("officer"),
        Example("adjudicator"),
        Example("accused"),
        Example("liaison"),
    ),
    "reports:sheet-list": (Example("mediator"),),
    "reports:sheet": (
        Example("mediator", "valley's sheet", "?first=2026-10-01&last=2026-10-31"),
        Example("officer", "valley's sheet"),
    ),
    "reports:tension-list": (Example("mediator"),),
    "reports:tension": (
        Example("mediator", "valley's sheet"),
        Example("officer", "valley's sheet"),
    ),
    "reports:overview-list": (Example(leads_to="*/overview/SYR-2016/"),),
    "reports:overview": (
        Example(record="overview", query=DELEGATES_DAY),
        Example(record="overview"),
    ),
    "reports:summary-list": (Example(), Example("adjudicator")),
    "reports:summary-detail": (
        Example(record="summary"),
        Example("adjudicator", record="unreleased summary"),
    ),
    "reports:summary-draft": (Example("adjudicator"),),
}
# What is answered where a page cannot be: by status, an address and who asks for it.
REFUSALS = {
    400: ("delegate", "/bulletins/?from=yesterday"),
    403: ("delegate", "/people/"),
    404: ("delegate", "/parties/00000000-0000-4000-8000-000000000000/"),
    405: ("adjudicator", "/language/"),
}


def is_page(route):
    """Whether a route must have an example."""
    return route not in NO_PAGES and (route in API_PAGES or not route.startswith(API))


def addresses(example, route, world, *, most=1):
    """Where an example is, for at most so many of its records."""
    for parts in world.parts[example.record][:most] if example.record else [{}]:
        yield _path(route, parts) + example.query


def _path(route, parts):
    if route.startswith("demo-"):
        return "/demo/mail" + reverse(route, urlconf="ceasefire.web.demo_urls", kwargs=parts)
    return reverse(route, kwargs=parts)
