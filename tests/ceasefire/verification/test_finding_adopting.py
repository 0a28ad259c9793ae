"""Two adopt a finding, neither of whom wrote it; readers are shown it, and what becomes of it."""

import pytest
from django.core.exceptions import ValidationError

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.common.errors import OwnDraftError, SecondPersonNeededError
from ceasefire.incidents.models import Incident
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.checks import ChangedSinceVerificationError
from ceasefire.verification.finding_adopting import (
    adopt_finding,
    dissent_from,
    sign_finding,
    withdraw_finding,
)
from ceasefire.verification.finding_documents import finding_document
from ceasefire.verification.finding_grounds import NotAttributedError
from ceasefire.verification.finding_held import FindingStateError
from ceasefire.verification.findings import correct_finding
from ceasefire.verification.models import Answer, FindingVersion
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import make_field
from tests.builders.findings import (
    adopt,
    finding_facts,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_signed,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
NO_VIOLATION = FindingOutcome.NO_VIOLATION
NEW_WORDS = "Three craters point to the southern bank."


@pytest.fixture
def adjudicator():
    return make_user(Role.ADJUDICATOR)


def versions_of(finding):
    return PublishedVersion.objects.filter(public_id=str(finding.public_id)).order_by("version")


def corrected(finding):
    """The finding with other words, which nobody has adopted yet."""
    return correct_finding(
        finding=finding,
        facts=finding_facts(reasoning=NEW_WORDS),
        reason="A third was found.",
        by=make_user(Role.OFFICER),
    )


def test_one_adopts_and_waits_for_a_second(adjudicator):
    finding = make_deliberated()

    signed = sign_finding(finding=finding, by=adjudicator)

    assert (signed.state, signed.adopted_by) == ("adopted_by_one", adjudicator)
    assert what_by_whom(finding) == ("finding.signed", adjudicator.public_id, "")
    assert not versions_of(finding).exists()


def test_second_adopts_and_readers_are_shown_it(adjudicator):
    finding = make_signed()

    adopted = adopt_finding(finding=finding, by=adjudicator)

    assert (adopted.state, adopted.adopted_with, adopted.was_adopted) == (
        "adopted", adjudicator, True,
    )  # fmt: skip
    assert kinds_of(finding)[-2:] == ["finding.adopted", "version.published"]
    assert last_entry(finding).effects == effects("2021-03-05")
    [version] = versions_of(finding)
    assert (version.document, version.kind) == (finding_document(adopted).body, "finding")


def test_nobody_adopts_alone_or_what_they_wrote(adjudicator):
    finding, waiting = make_signed(), make_deliberated()
    first, author = finding.adopted_by, finding.drafted_by

    with pytest.raises(SecondPersonNeededError) as alone:
        adopt_finding(finding=finding, by=first)
    with pytest.raises(OwnDraftError) as own:
        adopt_finding(finding=finding, by=author)
    with pytest.raises(OwnDraftError):
        sign_finding(finding=waiting, by=waiting.drafted_by)

    assert (alone.value.code, own.value.code) == ("second_person_needed", "own_draft")


def test_what_it_rests_on_must_still_stand_when_it_is_adopted(adjudicator):
    finding = make_deliberated()
    Incident.objects.update(changed_since_verification=True)
    with pytest.raises(ChangedSinceVerificationError):
        sign_finding(finding=finding, by=adjudicator)
    Incident.objects.update(changed_since_verification=False)
    sign_finding(finding=finding, by=adjudicator)
    Answer.objects.filter(question="by_whom").update(superseded_at="2021-03-09T00:00Z")

    with pytest.raises(NotAttributedError):
        adopt_finding(finding=finding, by=make_user(Role.ADJUDICATOR))


def test_dissent_is_added_to_what_others_said_until_it_is_adopted(adjudicator):
    finding = make_deliberated()

    dissent_from(finding=finding, words=" The craters are old. ", by=adjudicator)
    sign_finding(finding=finding, by=make_user(Role.ADJUDICATOR))
    later = dissent_from(finding=finding, words="I agree with the first.", by=adjudicator)

    assert later.dissent == "The craters are old.\n\nI agree with the first."
    assert what_by_whom(finding) == ("finding.dissented", adjudicator.public_id, "")
    with pytest.raises(ValidationError, match="do not agree"):
        dissent_from(finding=finding, words=" ", by=adjudicator)
    with pytest.raises(FindingStateError):
        dissent_from(finding=make_adopted(), words="Too late.", by=adjudicator)


def test_mandate_that_does_not_let_the_mechanism_publish_publishes_none():
    make_field(acts=("record", "verify", "attribute", "rule"))

    finding = make_adopted()

    assert (finding.state, versions_of(finding).exists()) == ("adopted", False)
    assert withdraw_finding(finding=finding, reason="Wrong.", by=User.objects.system())


def test_correction_that_two_adopted_is_the_next_version():
    finding = make_adopted()
    first_day = finding.adopted_at
    corrected(finding)
    [before] = versions_of(finding)

    adopted = adopt(finding)

    old, new = versions_of(finding)
    assert (old, old.superseded_at is not None, new.superseded_at) == (before, True, None)
    assert (new.document["reasoning"], new.reason) == (NEW_WORDS, "A third was found.")
    assert (adopted.adopted_at, adopted.corrected_because) == (first_day, "")
    assert new.sort_at == old.sort_at


def test_withdrawn_finding_is_a_tombstone_and_stays_in_its_versions(adjudicator):
    finding = make_adopted()

    withdrawn = withdraw_finding(finding=finding, reason="The photo was forged.", by=adjudicator)

    [version] = versions_of(finding)
    assert (withdrawn.state, withdrawn.state_because) == ("withdrawn", "The photo was forged.")
    assert version.withdrawn_because == "The photo was forged."
    assert kinds_of(finding)[-2:] == ["finding.withdrawn", "version.withdrawn"]
    assert FindingVersion.objects.filter(pgh_obj=finding.pk).last().state == "withdrawn"
    with pytest.raises(FindingStateError):
        withdraw_finding(finding=finding, reason="Again.", by=adjudicator)


def test_draft_is_withdrawn_without_a_word_to_readers(adjudicator):
    finding = make_drafted()

    withdraw_finding(finding=finding, reason="Doubled.", by=adjudicator)

    assert (kinds_of(finding)[-1], versions_of(finding).exists()) == ("finding.withdrawn", False)


def test_another_finding_takes_the_place_of_an_adopted_one():
    old = make_adopted()

    successor = make_adopted(NO_VIOLATION, incident=old.incident, supersedes=old)

    old.refresh_from_db()
    first, second = versions_of(old)
    assert (old.state, second.document["state"]) == ("superseded", "superseded")
    assert second.document["superseded_by"]["reference"] == successor.reference
    assert first.document == {**second.document, "state": "adopted", "superseded_by": None}
    assert versions_of(successor).get().document["supersedes"]["id"] == str(old.public_id)
    assert kinds_of(old)[-2:] == ["finding.superseded", "version.published"]


def test_words_of_a_correction_that_nobody_adopted_are_not_shown_with_the_end_of_a_finding():
    old = make_adopted()
    waiting = make_deliberated(NO_VIOLATION, incident=old.incident, supersedes=old)
    corrected(old)

    adopt(waiting)

    assert NEW_WORDS not in str(versions_of(old).last().document)
    assert versions_of(old).last().document["state"] == "superseded"


def test_finding_that_was_withdrawn_meanwhile_is_not_superseded(adjudicator):
    old = make_adopted()
    waiting = make_deliberated(NO_VIOLATION, incident=old.incident, supersedes=old)
    withdraw_finding(finding=old, reason="Forged.", by=adjudicator)

    adopt(waiting)

    old.refresh_from_db()
    assert old.state == "withdrawn"


def test_finding_that_readers_were_never_shown_is_superseded_without_a_word_to_them():
    make_field(acts=("record", "verify", "attribute", "rule"))
    old = make_adopted()

    make_adopted(NO_VIOLATION, incident=old.incident, supersedes=old)

    old.refresh_from_db()
    assert (old.state, kinds_of(old)[-1]) == ("superseded", "finding.superseded")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_together_one_has_signed():
    finding = make_deliberated()
    one, other = make_user(Role.ADJUDICATOR), make_user(Role.ADJUDICATOR)

    first, second = one_after_the_other(
        lambda: sign_finding(finding=finding, by=one).state,
        lambda: sign_finding(finding=finding, by=other).state,
    )

    finding.refresh_from_db()
    assert (first, second) == ("adopted_by_one", FindingStateError)
    assert finding.adopted_by == one
