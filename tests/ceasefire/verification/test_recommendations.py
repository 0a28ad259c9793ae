"""What a finding asks of a party, and what came of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import RecommendationState
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.finding_held import FindingStateError
from ceasefire.verification.recommendations import drop_recommendation, follow_up
from tests.builders.accounts import make_user
from tests.builders.entries import kinds_of, last_entry, what_by_whom
from tests.builders.findings import adopt, make_deliberated, make_drafted, make_reviewed, recommend

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def followed(recommendation, by, words="The mortars left on 20 March."):
    return follow_up(
        recommendation=recommendation, state=RecommendationState.FOLLOWED, words=words, by=by
    )


def test_recommendation_is_added_to_a_draft(officer):
    finding = make_drafted()

    made = recommend(finding, due_on=date(2021, 4, 1), by=officer)

    assert (made.addressed_to.code, made.due_on, made.state) == ("SOUTH", date(2021, 4, 1), "open")
    assert what_by_whom(finding) == ("recommendation.made", officer.public_id, "")
    assert last_entry(finding).details["recommendation"] == str(made.public_id)
    with pytest.raises(ValidationError, match="what is recommended"):
        recommend(finding, " ")
    with pytest.raises(FindingStateError):
        recommend(make_reviewed(finding=finding))


def test_dropped_recommendation_is_no_part_of_the_finding(officer):
    finding = make_drafted()
    kept, dropped = recommend(finding), recommend(finding, "Leave the valley.")

    for _ in range(2):
        drop_recommendation(recommendation=dropped, by=officer)

    assert list(finding.recommendations.standing()) == [kept]
    assert kinds_of(finding)[-2:] == ["recommendation.made", "recommendation.dropped"]


def test_what_came_of_it_is_told_in_the_next_version(officer):
    draft = make_drafted()
    asked = recommend(draft)
    finding = adopt(make_deliberated(finding=draft))

    followed(asked, officer)

    versions = PublishedVersion.objects.filter(public_id=str(finding.public_id))
    first, second = versions.order_by("version")
    [told] = second.document["recommendations"]
    assert (told["state"], told["followed_up"]) == ("followed", "The mortars left on 20 March.")
    assert (first.document["recommendations"][0]["state"], second.reason) == (
        "open", "The mortars left on 20 March.",
    )  # fmt: skip
    assert kinds_of(finding)[-2:] == ["recommendation.followed_up", "version.published"]


def test_only_what_was_adopted_is_followed_up_and_in_words(officer):
    draft = make_drafted()
    asked = recommend(draft)

    with pytest.raises(FindingStateError):
        followed(asked, officer)
    adopt(make_deliberated(finding=draft))
    with pytest.raises(ValidationError, match="what came of it"):
        followed(asked, officer, words="")
