"""Every code that a problem document may carry, explained. A test finds codes that are not here."""

from django.utils.translation import gettext_lazy as _

from ceasefire.api.case_problems import CASE_PROBLEMS
from ceasefire.api.explained import Explanation
from ceasefire.api.explained import refusal as _refusal

PROBLEMS: dict[str, Explanation] = {
    # --- The request itself ---
    "invalid": Explanation(
        400,
        _("A parameter or a field is unknown, missing or cannot be read."),
        _("`errors` names each of them and says why: correct them and ask again."),
    ),
    "parse_error": Explanation(400, _("The body is not JSON."), _("Send JSON, encoded in UTF-8.")),
    "bad_request": Explanation(
        400, _("The request cannot be read at all."), _("Send it again as the documentation says.")
    ),
    "sides_not_merged": Explanation(
        400,
        _("What two sides counted are two series, and are never added up."),
        _("Group by side, or ask for one side."),
    ),
    "authentication_failed": Explanation(
        401,
        _("The token is not valid: it is unknown, has expired or was revoked."),
        _("Ask the service's administrator for a new token."),
    ),
    "not_authenticated": Explanation(
        401,
        _("This is only for those who have signed in."),
        _("Send `Authorization: Bearer` and your token, or sign in on the pages."),
    ),
    "permission_denied": Explanation(
        403,
        _("You may see this, but not do what you asked for."),
        _("Ask somebody whose role allows it; the list of roles says who that is."),
    ),
    "not_found": Explanation(
        404,
        _("There is nothing here, or nothing that you may see: the answer is the same."),
        _("Check the address. What was withdrawn still answers with its reason."),
    ),
    "method_not_allowed": Explanation(
        405, _("This address does not answer to that method."), _("Use the methods in `Allow`.")
    ),
    "not_acceptable": Explanation(
        406, _("There is no answer in the format you accept."), _("Accept `application/json`.")
    ),
    "unsupported_media_type": Explanation(
        415, _("The body is of a type that is not read here."), _("Send `application/json`.")
    ),
    "throttled": Explanation(
        429, _("Too many requests in a short time."), _("Wait as long as `Retry-After` says.")
    ),
    "unavailable": Explanation(
        503, _("The service is starting, or resting."), _("Try again shortly.")
    ),
    "error": Explanation(
        500, _("Something went wrong on our side."), _("Try again; if it stays, tell us.")
    ),
    # --- Publication ---
    "not_published": _refusal(
        _("The record was never published, so it cannot be withdrawn."),
        _("Nothing needs to be done: outsiders have not seen it."),
    ),
    "already_withdrawn": _refusal(
        _("The record is withdrawn already."),
        _("Its page says why. Publish it again if it is to stand."),
    ),
    # --- What needs two people ---
    "second_person_needed": _refusal(
        _("One person did the first half of this; another must do the second."),
        _("Ask somebody else whose role allows it."),
    ),
    # --- Compliance summaries ---
    "period_not_ended": _refusal(
        _("The period has not ended, so nothing can be said of it yet."),
        _("Wait for its last day to end in the agreement's time zone."),
    ),
    "summary_not_a_draft": _refusal(
        _("Only a draft can be approved; this is no longer one."),
        _("Look at its page: somebody approved or released it."),
    ),
    "summary_not_approved": _refusal(
        _("Only an approved summary can be released or returned."),
        _("Have it approved first."),
    ),
    "changed_since_draft": _refusal(
        _("The record has changed since the summary was drafted."),
        _("Draft it again, read it again, then approve it."),
    ),
    "changed_since_approval": _refusal(
        _("The record has changed since the summary was approved."),
        _("Return it to draft, and have the new figures approved."),
    ),
    "record_is_changing": _refusal(
        _("The record is being changed at this moment."),
        _("Try again in a minute."),
    ),
    # --- What a mandate gives ---
    "not_in_mandate": _refusal(
        _("The mandate under this agreement does not let the mechanism do this."),
        _("Look at the agreement's page: it says what the mechanism may do, and since when."),
    ),
    # --- Monitor reports and coverage ---
    "submission_differs": _refusal(
        _("Something else was sent under this key before."),
        _("Take a new key for something new; send the same again to get the same answer."),
    ),
    "report_not_usable": _refusal(
        _("Its author has stopped this report, or put a correction in its place."),
        _("Use the correction, if there is one."),
    ),
    "report_triaged": _refusal(
        _("Somebody has dealt with this report before."),
        _("Look at its page."),
    ),
    "already_stopped": _refusal(
        _("The use of this was stopped before."),
        _("Nothing needs to be done."),
    ),
    "already_published": _refusal(
        _("What rests on this report is published."),
        _("Write to the mechanism: it can withdraw what it published."),
    ),
    "not_own_report": _refusal(
        _("Only who sent a report corrects or stops it."),
        _("Return it with a question instead."),
    ),
    "source_review_open": _refusal(
        _("A proposal for the letter of this source waits."),
        _("Have it confirmed by another officer first."),
    ),
    "no_source_review": _refusal(
        _("No proposal for the letter of this source waits."),
        _("Propose a letter first."),
    ),
    # --- Incidents ---
    "already_linked": _refusal(
        _("These belong together already."),
        _("Nothing needs to be done."),
    ),
    "not_linked": _refusal(
        _("These were parted before."),
        _("Look at the incident's page."),
    ),
    "incident_merged": _refusal(
        _("The incident was merged into another."),
        _("Work on the other, or undo the merge."),
    ),
    "duty_point_ended": _refusal(
        _("The party is called at this duty point no more."),
        _("Choose another duty point."),
    ),
    "access_struck": _refusal(
        _("What was recorded on access is struck: it was recorded by mistake."),
        _("Look at its page; record anew what was said."),
    ),
    "not_merged": _refusal(
        _("The incident is not merged into another."),
        _("Nothing needs to be done."),
    ),
    "incident_published": _refusal(
        _("Readers are shown this incident as one of its own."),
        _("Withdraw it, then merge it."),
    ),
    "incident_state": _refusal(
        _("The incident does not stand so that this can be done, or somebody came first."),
        _("`detail` says who, and when. Look at its page."),
    ),
    "reopening_needed": _refusal(
        _("After a change the answer that stands is confirmed; this would be another one."),
        _("Ask to reopen the incident: another person decides."),
    ),
    "no_new_evidence": _refusal(
        _("Nothing has come since the incident was concluded."),
        _("Link the new account first, then ask to reopen it."),
    ),
    "own_report": _refusal(
        _("Nobody verifies what they themselves reported."),
        _("Ask another officer."),
    ),
    "not_graded": _refusal(
        _("The answer rests on an account that nobody has graded."),
        _("Grade it first."),
    ),
    "not_verified": _refusal(
        _("The verification of the incident has not ended."),
        _("Answer whether it happened; that it could not be checked is an answer."),
    ),
    "changed_since_verification": _refusal(
        _("Something was edited since the incident was verified."),
        _("Confirm the answer, or answer anew."),
    ),
    "use_not_permitted": _refusal(
        _("Nobody who told of it allows that it be published, and no party has spoken of it."),
        _("Leave it unpublished: it is counted all the same."),
    ),
    # --- Allegations ---
    "not_your_party": _refusal(
        _("You do not speak for the party that this is about, and did not lodge it either."),
        _("Ask the liaison of that party."),
    ),
    "not_its_guarantor": _refusal(
        _("Only a guarantor that answers for the accused says whether it confirms this."),
        _("Ask the guarantor that the agreement names for that party."),
    ),
    "may_not_lodge_so": _refusal(
        _("Parties, monitors and the mechanism each lodge allegations in their own way."),
        _("Lodge it as what you are: a party's liaison, a monitor, or an officer."),
    ),
    "out_of_scope": _refusal(
        _("What is alleged is outside every provision that it names."),
        _("Find it inadmissible; or let it be lodged again under another provision."),
    ),
    "allegation_closed": _refusal(
        _("The allegation was admitted, refused or withdrawn before."),
        _("Look at its page."),
    ),
    "allegation_not_admitted": _refusal(
        _("Only an admitted allegation that names a party is put to that party."),
        _("Admit it first."),
    ),
    "harm_check_stands": _refusal(
        _("This statement was given to a harm check before."),
        _("Wait for its answer, or look at what was found."),
    ),
    "harm_check_closed": _refusal(
        _("The harm check does not wait for this any more: somebody came first."),
        _("Look at the allegation's page."),
    ),
    "harm_check_needed": _refusal(
        _("No harm check lets this be put to the party."),
        _("Ask for one: another officer answers it."),
    ),
    "harm_check_outdated": _refusal(
        _("What would be put to the party is not what was checked: a name has changed since."),
        _("Ask for another harm check."),
    ),
    "not_found_unsafe": _refusal(
        _("Only what must not be put to the party ends without being put to it."),
        _("Ask for a harm check, or put it to the party."),
    ),
    "already_notified": _refusal(
        _("The allegation was put to the accused before."),
        _("Nothing needs to be done."),
    ),
    "not_notified": _refusal(
        _("The allegation was not put to anybody."),
        _("Wait until it is."),
    ),
    "already_answered": _refusal(
        _("The party has answered this before."),
        _("Its answer stands as it was given."),
    ),
    "already_acknowledged": _refusal(
        _("The party has acknowledged this before."),
        _("Nothing needs to be done."),
    ),
    "time_asked_before": _refusal(
        _("The party has asked for more time before; it is asked for once."),
        _("Answer by the day that stands."),
    ),
    "answer_overdue": _refusal(
        _("The time to answer has ended, and more is asked for only before."),
        _("Answer: an answer is taken all the same."),
    ),
    "time_decided": _refusal(
        _("Somebody has decided before whether more time is given."),
        _("Look at the allegation's page."),
    ),
    "not_answered": _refusal(
        _("The party has given no answer in words."),
        _("Wait until it does."),
    ),
    "already_held_back": _refusal(
        _("The allegation is held back already."),
        _("Nothing needs to be done."),
    ),
    "mutual_decided": _refusal(
        _("Somebody has confirmed this mutual accusation before, or put it aside."),
        _("Look at its page: it says who, and when."),
    ),
    **CASE_PROBLEMS,
    # --- Invitations ---
    "already_invited": _refusal(
        _("An invitation to this address is open."),
        _("Send it again, or revoke it first."),
    ),
    "has_an_account": _refusal(
        _("This address has an account."),
        _("Change the role of that account instead."),
    ),
    "invitation_already_confirmed": _refusal(
        _("A second person has confirmed this invitation already."),
        _("Nothing needs to be done: the letter is on its way."),
    ),
    "invitation_not_confirmed": _refusal(
        _("A second administrator has not confirmed this invitation."),
        _("Ask another administrator to confirm it."),
    ),
    "invitation_closed": _refusal(
        _("The invitation was accepted or revoked before."),
        _("Invite the person anew if need be."),
    ),
    "invitation_not_usable": _refusal(
        _("The link is used up, too old, or not one of ours."),
        _("Ask the administrator for a new invitation."),
    ),
    # --- People, teams and liaisons ---
    "address_taken": _refusal(
        _("This address cannot be used."),
        _("Use another address."),
    ),
    "already_suspended": _refusal(
        _("The account is suspended already."),
        _("Nothing needs to be done."),
    ),
    "not_suspended": _refusal(
        _("The account is not suspended."),
        _("Nothing needs to be done."),
    ),
    "last_administrator": _refusal(
        _("The last administrator cannot be taken away."),
        _("Make somebody else an administrator first."),
    ),
    "not_a_person": _refusal(
        _("This is done with people's accounts only."),
        _("Choose the account of a person."),
    ),
    "own_account": _refusal(
        _("Nobody does this with their own account."),
        _("Ask another administrator."),
    ),
    "same_role": _refusal(
        _("The person has this role already."),
        _("Nothing needs to be done."),
    ),
    "already_a_member": _refusal(
        _("The person is in the team already."),
        _("Nothing needs to be done."),
    ),
    "not_a_member": _refusal(
        _("The person is not in the team."),
        _("Look at the team's page: somebody may have removed them."),
    ),
    "not_a_monitor": _refusal(
        _("Only monitors work in teams."),
        _("Choose a monitor, or change the person's role first."),
    ),
    "already_a_liaison": _refusal(
        _("The person speaks for that party already."),
        _("Nothing needs to be done."),
    ),
    "liaison_ended": _refusal(
        _("The liaison's task has ended already."),
        _("Nothing needs to be done."),
    ),
    "not_a_liaison": _refusal(
        _("Only liaisons and guarantors speak for a party."),
        _("Change the person's role first."),
    ),
    # --- Programs and tokens ---
    "program_suspended": _refusal(
        _("The program is suspended, so it gets no token."),
        _("Reinstate it first."),
    ),
    "token_already_revoked": _refusal(
        _("The token is revoked already."),
        _("Nothing needs to be done: it opens nothing."),
    ),
}
