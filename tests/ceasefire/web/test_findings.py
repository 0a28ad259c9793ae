"""What each reader is shown of findings: readers what two adopted, the accused what was put to it."""

import pytest

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.verification.finding_adopting import withdraw_finding
from ceasefire.verification.findings import correct_finding
from ceasefire.verification.models import FindingVersion
from ceasefire.web.row_history import LABELS
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import liaison_of, make_liaison
from tests.builders.field import RECORD_ONLY, make_field, make_incident, make_verified
from tests.builders.findings import (
    BECAUSE,
    adopt,
    finding_facts,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_full,
    make_put,
    make_signed,
    reply,
)
from tests.ceasefire.web.pages import (
    elements,
    facts,
    first,
    links,
    parsed,
    row_heads,
    rows,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
NO_VIOLATION = FindingOutcome.NO_VIOLATION
LIST = "/findings/"


def address_of(finding, step=""):
    return f"{LIST}{finding.public_id}/" + (f"{step}/" if step else "")


def shown(client, role, address):
    """The main part of a page as somebody of this role reads it."""
    sign_in(client, make_user(role))
    return first(parsed(client.get(address)), "main")


def corrected(finding, reasoning="Three craters point to the southern bank."):
    correct_finding(
        finding=finding,
        facts=finding_facts(reasoning=reasoning),
        reason="A third was found.",
        by=make_user(Role.OFFICER),
    )
    return adopt(finding)


def test_readers_are_shown_what_was_found_with_the_reply_beside_it(page):
    finding = make_full(make_verified())

    tree = page(address_of(finding))

    text = text_of(first(tree, "main"))
    assert text_of(first(tree, "p", class_="verdict")) == (
        "violation on provision 1, Southern Command · Reasonable grounds"
    )
    assert facts(tree)["Standard of proof"] == "Reasonable grounds"
    assert "We fired at nobody." in text_of(section(tree, "reply-title"))
    assert "Too little is known." in text_of(section(tree, "dissent-title"))
    told = text_of(section(tree, "recommended-title"))
    assert "by 1 April 2021" in told
    assert "followed in part" in told
    assert [each for each in ("Officer", "Adjudicator") if each in text] == []


def test_silence_is_said_to_be_no_admission(page):
    finding = make_put()
    type(finding).objects.filter(pk=finding.pk).update(state="deliberation")

    told = text_of(section(page(address_of(adopt(finding))), "reply-title"))

    assert "No reply. Silence is not an admission." in told


def test_version_says_what_it_says_otherwise_and_the_old_one_stays(page):
    finding = corrected(make_adopted())

    newer, older = page(address_of(finding)), page(address_of(finding), version="1")

    told = section(newer, "differences-title")
    assert text_of(told.find("h2")) == "What it says otherwise than version 1"
    assert [text_of(each) for each in told.iter("del")] == ["removed: Two"]
    assert [text_of(each) for each in told.iter("ins")] == ["added: Three"]
    assert "A third was found." in text_of(told)
    assert section(older, "differences-title") is None
    assert BECAUSE in text_of(section(older, "reasoning-title"))


def test_finding_in_anothers_place_says_what_it_says_otherwise(page):
    old = make_adopted()
    finding = make_adopted(
        NO_VIOLATION, incident=old.incident, supersedes=old, reasoning="The craters are older."
    )

    told = section(page(address_of(finding)), "differences-title")

    assert text_of(told.find("h2")) == f"What it says otherwise than finding {old.reference}"
    assert [text_of(each) for each in told.iter("dt")] == ["Outcome", "Reasoning"]
    before = page(address_of(old))
    assert finding.reference in text_of(first(before, "p", class_="notice"))


def test_withdrawn_finding_can_still_be_read_marked(page):
    finding = make_adopted()
    by = make_user(Role.ADJUDICATOR)
    withdraw_finding(finding=finding, reason="The photo was forged.", by=by)

    tombstone, kept = page(address_of(finding)), page(address_of(finding), version="1")

    assert text_of(first(tombstone, "h1")) == "Withdrawn: Finding DEMO"
    assert BECAUSE not in text_of(first(tombstone, "main"))
    assert "?version=1" in links(tombstone)
    assert BECAUSE in text_of(first(kept, "main"))
    assert text_of(first(kept, "p", class_="notice")) == "Withdrawn: The photo was forged."


def test_where_no_mandate_lets_the_mechanism_rule_nothing_speaks_of_findings(client):
    make_field(acts=RECORD_ONLY)
    make_incident()
    sign_in(client, make_user(Role.OFFICER))

    assert client.get(LIST).status_code == 404
    assert "Findings" not in text_of(first(parsed(client.get("/incidents/")), "nav", class_="menu"))
    incident = make_incident()
    assert client.get(f"/incidents/{incident.public_id}/findings/new/").status_code == 404


def test_staff_see_every_finding_and_what_it_waits_for(client):
    drafted, signed = make_drafted(), make_signed(NO_VIOLATION)

    listed = rows(shown(client, Role.AUDITOR, LIST))

    assert [each.split()[0] for each in listed] == [signed.reference, drafted.reference]
    assert "waits for the second of two to adopt it" in listed[0]
    assert "waits to be given to legal review" in listed[1]
    found = row_heads(shown(client, Role.OFFICER, f"{LIST}?state=draft"))
    assert found == [f"{drafted.reference} DEMO"]


def test_page_of_staff_tells_who_and_what_changed(client):
    finding = make_signed()

    tree = shown(client, Role.ADJUDICATOR, address_of(finding))

    told = facts(tree)
    assert told["Written by"] == finding.drafted_by.name
    assert told["Adopted by"] == finding.adopted_by.name
    assert "put a finding to a party" in text_of(section(tree, "history-title"))
    assert [text_of(each) for each in elements(tree, "a", class_="button")] == [
        "Adopt it, as the second of two…"
    ]


def test_accused_is_shown_what_was_put_to_it_and_nothing_else(client):
    finding = reply(make_put())
    type(finding).objects.filter(pk=finding.pk).update(
        reasoning="CANARY of the bench", dissent="CANARY of one", state="adopted_by_one"
    )
    sign_in(client, liaison_of("SOUTH"))

    answer = client.get(address_of(finding))

    text = text_of(first(parsed(answer), "main"))
    assert "CANARY" not in answer.content.decode()
    assert BECAUSE in text
    assert "We fired at nobody." in text
    canaries = (finding.drafted_by.name, finding.reviewed_by.name, finding.incident.reference)
    assert [each for each in (*canaries, "adopted by one") if each in text] == []


def test_accused_lists_what_was_put_to_it_and_cannot_ask_how_it_stands(client):
    put, _hidden = make_put(), make_drafted(NO_VIOLATION, accused="SOUTH")
    make_put(NO_VIOLATION, accused="NORTH")
    sign_in(client, liaison_of("SOUTH"))

    for query in ("", "?state=draft", "?outcome=inconclusive", "?sort=state"):
        assert row_heads(parsed(client.get(LIST + query))) == [f"{put.reference} DEMO"]


def test_foreign_finding_is_like_a_missing_one_to_a_liaison(client):
    foreign, unheard = make_put(NO_VIOLATION, accused="NORTH"), make_drafted()
    sign_in(client, make_liaison("SOUTH"))

    answers = [
        client.get(f"{LIST}{name}/")
        for name in (foreign.public_id, unheard.public_id, "00000000-0000-4000-8000-000000000000")
    ]

    assert {each.status_code for each in answers} == {404}
    assert len({text_of(parsed(each)) for each in answers}) == 1


def test_accused_is_told_that_it_was_decided_and_reads_what_readers_read(client):
    finding = make_adopted()
    sign_in(client, liaison_of("SOUTH"))

    own, published = (
        parsed(client.get(address_of(finding) + query)) for query in ("", "?published=1")
    )

    assert text_of(first(own, "p", class_="notice")) == "This finding was adopted."
    assert "?published=1" in links(own)
    assert text_of(first(published, "p", class_="verdict")).startswith("violation")


def test_readers_find_findings_by_outcome_provision_and_party(page):
    incident = make_verified()
    first_one = make_adopted(NO_VIOLATION, incident=incident)
    other = make_adopted(NO_VIOLATION, incident=incident, provision="2", accused=None)

    assert row_heads(page(LIST, provision="2")) == [f"{other.reference} DEMO"]
    assert row_heads(page(LIST, accused="SOUTH")) == [f"{first_one.reference} DEMO"]
    assert row_heads(page(LIST, outcome="violation")) == []
    assert len(row_heads(page(LIST, outcome="no_violation", sort="-outcome"))) == 2


def test_finding_that_is_not_adopted_is_no_page_of_readers(reader):
    assert reader.get(address_of(make_deliberated())).status_code == 404


def test_every_tracked_field_has_a_label():
    own = {"pgh_created_at", "pgh_label", "pgh_id", "pgh_obj", "xact"}

    assert {each.name for each in FindingVersion._meta.fields} - own <= set(LABELS)
