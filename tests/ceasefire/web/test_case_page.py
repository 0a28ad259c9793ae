"""One page for a case: three questions, each answered in its place, as far as the mandate goes."""

import pytest

from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import stop_report
from ceasefire.verification.models import Answer, Reopening
from tests.builders.accounts import make_user, sign_in
from tests.builders.answers import (
    ESTABLISHED,
    ask_to_reopen,
    attribute,
    confirm,
    establish,
    make_seen_by_two,
    tell_more,
)
from tests.builders.cases import make_admitted, make_answered
from tests.builders.field import make_field, make_incident, make_report, make_verified
from tests.ceasefire.web.pages import (
    elements,
    first,
    links,
    parsed,
    section,
    sent_to,
    text_of,
)

pytestmark = pytest.mark.django_db
RIDGE = "The shells came from the southern ridge."
WHOLE = tuple(MandateAct)
UP_TO = {
    "record": (MandateAct.RECORD,),
    "verify": (MandateAct.RECORD, MandateAct.VERIFY, MandateAct.PUBLISH),
    "attribute": tuple(each for each in WHOLE if each != MandateAct.RULE),
    "rule": WHOLE,
}


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


def path(incident, step=""):
    return f"/incidents/{incident.public_id}/{step}{'/' if step else ''}"


def page_of(client, incident):
    return parsed(client.get(path(incident)))


def by_whom(client, incident):
    return section(page_of(client, incident), "by-whom-title")


def told_by_whom(client, incident):
    """How it stands in all, and the lines of the parties."""
    shown = by_whom(client, incident)
    lines = first(shown, "ul", class_="assertions")
    verdict = text_of(first(shown, "div", class_="verdict"))
    return verdict, [text_of(each) for each in lines or ()]


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


def answered(*reports, **words):
    told = {"evidence": ["own_observation", "imagery"], "sentence": RIDGE}
    for report in reports:
        told |= {f"rests-{report.receipt}": "on", f"grade-{report.receipt}": "2"}
    return told | words


# --- The next step ---
def test_form_of_the_next_step_is_open_and_publication_comes_last(client, officer):
    incident = make_incident(reports=[make_report()])
    opened = [open_forms(client, incident)]
    incident = make_verified()
    opened.append(open_forms(client, incident))
    attribute(incident, None)
    opened.append(open_forms(client, incident))

    assert opened == [["answer"], ["by-whom"], ["publish"]]


def open_forms(client, incident):
    """The steps whose forms stand open, in their order."""
    return [
        step.removeprefix(path(incident)).strip("/")
        for box in page_of(client, incident).iter("details")
        if box.get("open") is not None
        for step in sent_to(box)
    ]


# --- What the mandate gives ---
@pytest.mark.parametrize(
    ("profile", "questions", "steps"),
    [
        ("record", [], []),
        ("verify", ["happened"], ["answer", "take-up"]),
        ("attribute", ["happened", "by-whom"], ["answer", "take-up"]),
        ("rule", ["happened", "by-whom", "clause"], ["answer", "take-up"]),
    ],
)
def test_page_has_the_questions_that_the_mandate_gives(client, officer, profile, questions, steps):
    make_field(acts=UP_TO[profile])
    incident = make_incident(reports=[make_report()])

    tree = page_of(client, incident)

    shown = [each for each in ("happened", "by-whom", "clause") if section(tree, f"{each}-title")]
    own = sorted(step for step in sent_to(first(tree, "main")) if step.startswith(path(incident)))
    assert (shown, own) == (questions, [path(incident, step) for step in steps])


@pytest.mark.parametrize(
    ("profile", "absent"),
    [
        ("verify", ["by whom", "attribut", "established", "clause", "finding", "violation"]),
        ("attribute", ["clause", "finding", "violation"]),
    ],
)
def test_no_word_is_said_of_a_step_that_is_not_given(client, officer, profile, absent):
    make_field(acts=UP_TO[profile])
    incident = make_verified()
    make_admitted("NORTH", incident=incident)

    told = text_of(first(page_of(client, incident), "main")).lower()

    steps = sorted(each for each in sent_to(page_of(client, incident)) if path(incident) in each)
    offered = ["by-whom", "publish"] if profile == "attribute" else ["publish"]
    assert [word for word in absent if word in told.replace("this is not a finding", "")] == []
    assert steps == [path(incident, step) for step in offered]


@pytest.mark.parametrize("step", ["by-whom", "answers/{}/sign"])
def test_step_that_a_mandate_to_verify_does_not_give_is_missing(client, officer, step):
    make_field(acts=UP_TO["verify"])
    incident = make_verified()
    given = Answer.objects.get()

    assert client.post(path(incident, step.format(given.public_id))).status_code == 404


# --- By whom ---
def test_officer_answers_by_whom_and_comes_back_to_the_page(client, officer):
    report = make_report()
    incident = make_verified(reports=[report])
    make_answered("NORTH", incident=incident)
    before = told_by_whom(client, incident)

    sent = answered(report, value="probable", party="SOUTH")
    reply = client.post(path(incident, "by-whom"), sent)

    verdict, [line] = told_by_whom(client, incident)
    assert reply.headers["Location"] == path(incident)
    assert before == ("alleged only disputed", ["Southern Command: alleged only disputed by it"])
    assert verdict == "probable disputed"
    assert line.startswith(
        f"Southern Command: probable disputed by it {RIDGE} Evidence: own observation and "
        "imagery or analysis of traces. Rests on: Account 1. Bela, "
    )


def test_that_nobody_can_be_named_is_a_normal_end(client, officer):
    incident = make_verified()

    sent = {"value": "not_attributable", "sentence": "Nobody saw who fired."}
    client.post(path(incident, "by-whom"), sent)

    verdict, lines = told_by_whom(client, incident)
    assert verdict.startswith("not attributable Nobody saw who fired. Bela, ")
    assert (lines, path(incident, "by-whom") in sent_to(page_of(client, incident))) == ([], False)


def test_what_is_answered_is_not_asked_again_but_of_others(client, officer):
    incident = make_verified()
    attribute(incident, "SOUTH")

    form = first(by_whom(client, incident), "form")

    options = [each.get("value") for each in first(form, "select", name="party")]
    levels = [each.get("value") for each in elements(form, "input", name="value")]
    assert (options, levels) == (["", "NORTH"], ["possible", "probable", "established"])


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"value": ""}, "This field is required."),
        ({"party": ""}, "Choose a party."),
        ({"value": "not_attributable"}, "Not attributable names nobody."),
        ({"evidence": []}, "Tick what the answer rests on."),
        ({"value": "established"}, "To establish it, name accounts of two origins"),
        ({"value": "established", "evidence": ["witness"]}, "To establish it, tick evidence"),
    ],
)
def test_answer_by_whom_that_does_not_fit_is_refused_and_what_was_typed_stays(
    client, officer, words, fault
):
    report = make_report()
    incident = make_verified(reports=[report])

    sent = answered(report, value="probable", party="SOUTH") | words
    reply = client.post(path(incident, "by-whom"), sent)

    assert (reply.status_code, errors(reply)[0].startswith(fault)) == (400, True)
    assert text_of(first(parsed(reply), "textarea", name="sentence")) == RIDGE
    assert not Answer.objects.filter(question="by_whom").exists()


def test_who_comes_second_is_told_on_the_page_who_came_first(client, officer):
    report = make_report()
    incident = make_verified(reports=[report])
    attribute(incident, "SOUTH", by=make_user(Role.OFFICER, name="Ada"))

    reply = client.post(
        path(incident, "by-whom"), answered(report, value="possible", party="SOUTH")
    )

    assert (reply.status_code, len(errors(reply))) == (409, 1)
    assert errors(reply)[0].startswith("This incident is verified. Ada came first, ")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADJUDICATOR])
def test_second_person_signs_what_is_established(client, officer, role):
    incident = make_seen_by_two()
    answer = attribute(incident, "SOUTH", ESTABLISHED, by=officer)
    sign = path(incident, f"answers/{answer.public_id}/sign")
    own, waiting = sent_to(by_whom(client, incident)), told_by_whom(client, incident)
    sign_in(client, make_user(role, name="Ada"))

    offered = sent_to(by_whom(client, incident))
    client.post(sign)

    verdict, [line] = told_by_whom(client, incident)
    assert (sign in own, sign in offered) == (False, True)
    assert (waiting[0], verdict) == ("probable", "established")
    assert "It counts as probable until a second person signs." in waiting[1][0]
    assert "Second signature: Ada, " in line
    assert sign not in sent_to(by_whom(client, incident))


def test_nobody_signs_their_own_answer_or_one_that_is_signed(client, officer):
    incident = make_seen_by_two()
    own = attribute(incident, "SOUTH", ESTABLISHED, by=officer)
    signed = establish(incident, "NORTH")

    replies = [
        client.post(path(incident, f"answers/{each.public_id}/sign")) for each in (own, signed)
    ]

    assert [each.status_code for each in replies] == [409, 409]
    assert "Somebody else signs what you have answered." in text_of(parsed(replies[0]))
    assert "came first" in text_of(parsed(replies[1]))


def test_answer_that_lost_its_account_is_shown_as_such_and_those_before_it(client, officer):
    report = make_report()
    incident = make_verified(reports=[report, make_report()])
    attribute(incident, "SOUTH")
    stop_report(report=report, by=report.author)
    incident.refresh_from_db()
    confirm(incident)
    lost = text_of(by_whom(client, incident))

    attribute(incident, "SOUTH", sentence="Of two, one is left.")

    assert "not answered yet This answer counts no more" in lost
    assert f"Southern Command: probable. {RIDGE}" in lost
    assert f"Earlier answers Southern Command: probable. {RIDGE}" in text_of(
        by_whom(client, incident)
    )


# --- Opened again ---
def test_reopening_is_asked_for_and_decided_by_another(client, officer):
    incident = make_verified()
    link = tell_more(incident)
    sent = {"because": "A nurse came forward.", "later_accounts": [link.report.receipt]}

    client.post(path(incident, "reopen"), sent)

    [asked] = Reopening.objects.open()
    decide = path(incident, f"reopenings/{asked.public_id}/decide")
    own = page_of(client, incident)
    sign_in(client, make_user(Role.ADJUDICATOR))
    offered = links(page_of(client, incident))
    client.post(decide, {"allow": "yes", "reason": "She was not heard."})
    assert "Bela asks to reopen it: A nurse came forward." in text_of(own)
    assert (decide in links(own), decide in offered) == (False, True)
    incident.refresh_from_db()
    assert (incident.state, list(asked.later_accounts.all())) == ("under_verification", [link])


def test_reopening_that_is_refused_leaves_the_answer(client, officer):
    incident = make_verified()
    tell_more(incident)
    asked = ask_to_reopen(incident)
    decide = path(incident, f"reopenings/{asked.public_id}/decide")
    incomplete = client.post(decide, {"reason": "The same witness."})

    reply = client.post(decide, {"allow": "no", "reason": "The same witness."}, follow=True)
    again = client.post(decide, {"allow": "yes", "reason": "After all."})

    incident.refresh_from_db()
    assert (incomplete.status_code, again.status_code, incident.state) == (400, 409, "verified")
    assert "The answer stands." in text_of(parsed(reply))
    assert path(incident, "answer") in sent_to(parsed(reply))


def test_without_anything_new_no_reopening_is_offered_or_taken(client, officer):
    incident = make_verified()

    reply = client.post(path(incident, "reopen"), {"because": "I think so."})

    assert (reply.status_code, len(errors(reply))) == (409, 1)
    assert path(incident, "reopen") not in links(page_of(client, incident))


def test_new_account_must_be_named(client, officer):
    incident = make_verified()
    tell_more(incident)

    reply = client.post(path(incident, "reopen"), {"because": "A nurse came forward."})

    assert errors(reply) == ["Name the accounts that are new, and no others."]
    assert path(incident, "reopen") in links(page_of(client, incident))
