"""The sections of the record's work lists, in the order in which a case travels.

Whose each is, is asked of the permission for its next step.
"""

from django.utils.translation import gettext_lazy as _

from ceasefire.allegations import waiting as cases
from ceasefire.incidents import waiting as incidents
from ceasefire.monitoring import waiting as reports
from ceasefire.verification import finding_waiting as findings
from ceasefire.verification import waiting as verification
from ceasefire.web import work_told as told
from ceasefire.web.work import Section

TRIAGE, ADMIT = "ceasefire.triage_report", "ceasefire.triage_allegation"
SPEAK, VERIFY = "ceasefire.speak_for_party", "ceasefire.verify_incident"
DRAFT, REVIEW = "ceasefire.draft_finding", "ceasefire.review_finding"
ADOPT = "ceasefire.adopt_finding"
ALLEGATIONS, FINDINGS = "web:allegation-list", "web:finding-list"

# What was put to one's own side, and what came back to oneself.
OF_SIDES = (
    Section(
        "acknowledge", _("To acknowledge"), SPEAK, cases.to_acknowledge, told.put,
        ("web:allegation-detail", _("Acknowledge it")), f"{ALLEGATIONS}?direction=put",
    ),
    Section(
        "answer", _("To answer"), SPEAK, cases.to_answer, told.put,
        ("web:allegation-answer", _("Answer it")), f"{ALLEGATIONS}?direction=put",
    ),
    Section(
        "reply", _("Findings to reply to"), "ceasefire.answer_findings", findings.to_reply,
        told.put_finding, ("web:finding-reply", _("Reply to it")), FINDINGS,
    ),
    Section(
        "determine", _("To determine"), "ceasefire.determine", verification.to_determine, told.put,
        ("web:allegation-determine", _("Say what your side finds")), ALLEGATIONS,
    ),
    Section(
        "returned", _("Your reports that came back with a question"), "ceasefire.submit_on_pages",
        reports.returned, told.report, ("web:monitor-report-detail", _("Read the question")),
        "web:monitor-report-start",
    ),
)  # fmt: skip
OF_CLAIMS = (
    Section(
        "reports", _("Reports to look at"), TRIAGE, reports.to_triage, told.report,
        ("web:monitor-report-detail", _("Look at it")), "web:triage",
    ),
    Section(
        "calls", _("Calls: did fire stop?"), "ceasefire.log_call", incidents.calls_to_follow,
        told.call, ("web:call-close", _("Say whether fire stopped")),
        "web:call-list?fire_stopped=unknown",
    ),
    Section(
        "admit", _("Allegations to admit or refuse"), ADMIT, cases.to_admit, told.case,
        ("web:allegation-detail", _("Admit or refuse it")), f"{ALLEGATIONS}?state=lodged",
    ),
    Section(
        "ask-check", _("Harm checks to ask for"), ADMIT, cases.to_check, told.case,
        ("web:allegation-harm-check", _("Ask for a harm check")), f"{ALLEGATIONS}?state=admissible",
    ),
    Section(
        "answer-check", _("Harm checks to answer"), "ceasefire.answer_harm_check",
        cases.checks_to_answer, told.check, ("web:harm-check-answer", _("Answer it")),
        "web:harm-check-list",
    ),
    Section(
        "settle-check", _("Harm checks to settle"), "ceasefire.settle_harm_check",
        cases.checks_to_settle, told.check, ("web:harm-check-settle", _("Decide")),
        "web:harm-check-list",
    ),
    Section(
        "put", _("Safe to put to the party"), ADMIT, cases.to_put, told.checked,
        ("web:allegation-notify", _("Put it to the party")),
    ),
    Section(
        "not-put", _("Not safe to put to the party"), ADMIT, cases.to_end_unput, told.checked,
        ("web:allegation-not-put", _("End it without putting it")),
    ),
    Section(
        "time", _("Requests for more time"), ADMIT, cases.time_to_decide, told.time_request,
        ("web:allegation-decide-time", _("Decide")),
    ),
    Section(
        "overdue", _("Answers that parties owe"), ADMIT, cases.overdue, told.put,
        ("web:allegation-detail", _("See how it stands")), f"{ALLEGATIONS}?standing=no_response",
    ),
    Section(
        "mutual", _("Mutual accusations proposed"), "ceasefire.decide_mutual",
        cases.mutual_to_decide, told.mutual,
        ("web:mutual-detail", _("Confirm it, or put it aside")), "web:mutual-list?state=proposed",
    ),
)  # fmt: skip
OF_INCIDENTS = (
    Section(
        "take-up", _("Incidents to take up"), VERIFY, incidents.to_take_up, told.case,
        ("web:incident-detail", _("Take it up")), "web:incident-list?state=reported",
    ),
    Section(
        "happened", _("Did it happen?"), VERIFY, verification.to_answer_happened, told.case,
        ("web:incident-answer", _("Answer whether it happened")),
        "web:incident-list?state=under_verification",
    ),
    Section(
        "changed", _("Changed since verification"), VERIFY, verification.to_confirm, told.case,
        ("web:incident-detail", _("Confirm the answer, or ask to reopen it")),
    ),
    Section(
        "reopenings", _("Reopening asked for"), "ceasefire.decide_reopening",
        verification.reopenings_to_decide, told.reopening,
        ("web:incident-decide-reopening", _("Decide")),
    ),
    Section(
        "by-whom", _("By whom?"), VERIFY, verification.to_answer_by_whom, told.case,
        ("web:incident-by-whom", _("Answer by whom")),
    ),
    Section(
        "second", _("Second signature wanted"), "ceasefire.sign_answer", verification.to_sign,
        told.answer, ("web:incident-detail", _("Read it, and sign")),
    ),
    Section(
        "publish", _("Concluded, not published"), "ceasefire.publish_incident",
        verification.to_publish, told.case, ("web:incident-publish", _("Publish it")),
    ),
)  # fmt: skip
OF_FINDINGS = (
    Section(
        "drafts", _("Findings you draft"), DRAFT, findings.own_drafts, told.finding,
        ("web:finding-detail", _("Give it to legal review")), f"{FINDINGS}?state=draft",
    ),
    Section(
        "review", _("Findings to review"), REVIEW, findings.to_review, told.finding,
        ("web:finding-review", _("Review its law")), f"{FINDINGS}?state=legal_review",
    ),
    Section(
        "put-finding", _("Findings to put to the party"), DRAFT, findings.to_put, told.finding,
        ("web:finding-notify", _("Put it to the party")), f"{FINDINGS}?state=legal_review",
    ),
    Section(
        "deliberate", _("Findings to take into deliberation"), REVIEW, findings.to_deliberate,
        told.finding, ("web:finding-deliberate", _("Take it into deliberation")),
        FINDINGS,
    ),
    Section(
        "sign", _("Findings to adopt, as the first of two"), ADOPT, findings.to_sign, told.finding,
        ("web:finding-sign", _("Adopt it")), f"{FINDINGS}?state=deliberation",
    ),
    Section(
        "adopt", _("Findings to adopt, as the second of two"), ADOPT, findings.to_adopt,
        told.finding, ("web:finding-adopt", _("Adopt it")), f"{FINDINGS}?state=adopted_by_one",
    ),
    Section(
        "recommendations", _("Recommendations to follow up"), DRAFT,
        findings.recommendations_to_follow, told.recommendation,
        ("web:recommendation-follow-up", _("Say what came of it")),
    ),
)  # fmt: skip
SECTIONS = (*OF_SIDES, *OF_CLAIMS, *OF_INCIDENTS, *OF_FINDINGS)
