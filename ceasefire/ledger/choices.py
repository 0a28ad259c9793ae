"""What the ledger can say was done: a word for machines, a sentence for people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    """Kinds of ledger entry, `noun.past_tense`."""

    PERSON_INVITED = "person.invited", _("invited a person")
    INVITATION_CONFIRMED = "invitation.confirmed", _("confirmed an invitation")
    INVITATION_RESENT = "invitation.resent", _("sent an invitation again")
    INVITATION_REVOKED = "invitation.revoked", _("revoked an invitation")
    INVITATION_ACCEPTED = "invitation.accepted", _("accepted an invitation")
    PERSON_CREATED = "person.created", _("opened an account")
    PERSON_ROLE_CHANGED = "person.role_changed", _("changed a person's role")
    PERSON_SUSPENDED = "person.suspended", _("suspended an account")
    PERSON_REINSTATED = "person.reinstated", _("reinstated an account")
    PERSON_PROFILE_CHANGED = "person.profile_changed", _("changed a name or language")
    PERSON_EMAIL_CHANGED = "person.email_changed", _("changed an e-mail address")
    PERSON_PASSWORD_SET = "person.password_set", _("set a password")
    PERSON_SESSIONS_ENDED = "person.sessions_ended", _("signed out everywhere")
    PERSON_FACTOR_ADDED = "person.factor_added", _("added a second factor")
    PERSON_FACTOR_REMOVED = "person.factor_removed", _("removed a second factor")
    TEAM_CREATED = "team.created", _("created a team")
    TEAM_MEMBER_ADDED = "team.member_added", _("added a member to a team")
    TEAM_MEMBER_REMOVED = "team.member_removed", _("removed a member from a team")
    TEAM_LEAD_CHANGED = "team.lead_changed", _("changed who leads a team")
    LIAISON_NAMED = "liaison.named", _("named a liaison")
    LIAISON_ENDED = "liaison.ended", _("ended a liaison's task")
    TOKEN_ISSUED = "token.issued", _("issued a token")
    TOKEN_REVOKED = "token.revoked", _("revoked a token")
    PARTY_RECORDED = "party.recorded", _("recorded a party")
    AREA_RECORDED = "area.recorded", _("recorded an area")
    PLACE_RECORDED = "place.recorded", _("recorded places")
    ZONE_RECORDED = "zone.recorded", _("recorded a zone")
    AGREEMENT_RECORDED = "agreement.recorded", _("recorded an agreement")
    ROUND_RECORDED = "round.recorded", _("recorded a round of talks")
    STATEMENT_RECORDED = "statement.recorded", _("recorded a statement")
    CONTROL_CLAIM_RECORDED = "control_claim.recorded", _("recorded a control claim")
    SERIES_RECORDED = "series.recorded", _("recorded a bulletin series")
    BULLETIN_IMPORTED = "bulletin.imported", _("imported a bulletin")
    CONTEXT_IMPORTED = "context.imported", _("imported a bulletin's other figures")
    MONITOR_FIGURE_RECORDED = "monitor_figure.recorded", _("recorded a monitor's figure")
    SOURCE_LETTER_PROPOSED = "source.letter_proposed", _("proposed another letter for a source")
    SOURCE_GRADED = "source.graded", _("confirmed a source's letter")
    MONITOR_REPORT_SUBMITTED = "monitor_report.submitted", _("submitted a monitor report")
    MONITOR_REPORT_LOOKED_AT = "monitor_report.looked_at", _("looked at a monitor report")
    MONITOR_REPORT_RETURNED = "monitor_report.returned", _("returned a monitor report")
    MONITOR_REPORT_REJECTED = "monitor_report.rejected", _("put a monitor report aside")
    MONITOR_REPORT_STOPPED = "monitor_report.stopped", _("stopped the use of a monitor report")
    COVERAGE_SUBMITTED = "coverage.submitted", _("told where they could look")
    COVERAGE_STOPPED = "coverage.stopped", _("took back where they could look")
    INCIDENT_OPENED = "incident.opened", _("opened an incident")
    INCIDENT_CHANGED = "incident.changed", _("changed an incident")
    INCIDENT_REPORT_LINKED = "incident.report_linked", _("linked a report to an incident")
    INCIDENT_REPORT_PARTED = "incident.report_parted", _("parted a report from an incident")
    INCIDENT_REPORT_GRADED = "incident.report_graded", _("graded a report")
    INCIDENT_ACCOUNT_CHANGED = (
        "incident.account_changed",
        _("corrected or stopped what an incident rests on"),
    )
    INCIDENT_RELATED = "incident.related", _("related two incidents")
    INCIDENT_RELATION_PARTED = "incident.relation_parted", _("took back a relation of incidents")
    INCIDENT_MERGED = "incident.merged", _("merged two incidents")
    INCIDENT_PARTED = "incident.parted", _("parted two merged incidents")
    INCIDENT_TAKEN_UP = "incident.taken_up", _("began to verify an incident")
    INCIDENT_ANSWERED = "incident.answered", _("answered a question about an incident")
    ALLEGATION_LODGED = "allegation.lodged", _("lodged an allegation")
    ALLEGATION_ADMITTED = "allegation.admitted", _("admitted an allegation")
    ALLEGATION_REFUSED = "allegation.refused", _("found an allegation inadmissible")
    ALLEGATION_WITHDRAWN = "allegation.withdrawn", _("withdrew an allegation")
    ALLEGATION_NOTIFIED = "allegation.notified", _("put an allegation to the accused")
    ALLEGATION_ANSWERED = "allegation.answered", _("answered an allegation")
    ALLEGATION_HELD_BACK = "allegation.held_back", _("held an allegation back")
    ALLEGATION_HARM_CHECK_DRAFTED = (
        "allegation.harm_check_drafted",
        _("asked for a harm check"),
    )
    ALLEGATION_HARM_CHECKED = "allegation.harm_checked", _("answered a harm check")
    ALLEGATION_HARM_SETTLED = "allegation.harm_settled", _("settled a harm check")
    ALLEGATION_NOT_PUT = (
        "allegation.not_put",
        _("ended an allegation without putting it to a party"),
    )
    ALLEGATION_ACKNOWLEDGED = "allegation.acknowledged", _("acknowledged an allegation")
    ALLEGATION_DEEMED_DELIVERED = (
        "allegation.deemed_delivered",
        _("took an allegation as delivered"),
    )
    ALLEGATION_TIME_ASKED = "allegation.time_asked", _("asked for more time")
    ALLEGATION_TIME_DECIDED = "allegation.time_decided", _("decided on more time")
    ALLEGATION_REMINDED = "allegation.reminded", _("reminded a party")
    ALLEGATION_OVERDUE = "allegation.overdue", _("found an answer overdue")
    RESPONSE_TRANSLATED = "response.translated", _("translated an answer")
    MUTUAL_PROPOSED = "mutual.proposed", _("proposed a mutual accusation")
    MUTUAL_CONFIRMED = "mutual.confirmed", _("confirmed a mutual accusation")
    MUTUAL_PUT_ASIDE = "mutual.put_aside", _("put a mutual accusation aside")
    INCIDENT_SIGNED = "incident.signed", _("signed an answer as the second person")
    INCIDENT_REOPENING_ASKED = "incident.reopening_asked", _("asked to reopen an incident")
    INCIDENT_REOPENED = "incident.reopened", _("reopened an incident")
    INCIDENT_REOPENING_REFUSED = (
        "incident.reopening_refused",
        _("refused to reopen an incident"),
    )
    FINDING_DRAFTED = "finding.drafted", _("drafted a finding")
    FINDING_CHANGED = "finding.changed", _("changed a finding")
    FINDING_SUBMITTED = "finding.submitted", _("gave a finding to legal review")
    FINDING_REVIEWED = "finding.reviewed", _("reviewed a finding's law")
    FINDING_RETURNED = "finding.returned", _("returned a finding to draft")
    FINDING_NOTIFIED = "finding.notified", _("put a finding to a party")
    FINDING_REPLIED = "finding.replied", _("replied to a finding")
    FINDING_DELIBERATED = "finding.deliberated", _("took a finding into deliberation")
    FINDING_DISSENTED = "finding.dissented", _("dissented from a finding")
    FINDING_SIGNED = "finding.signed", _("adopted a finding as the first person")
    FINDING_ADOPTED = "finding.adopted", _("adopted a finding as the second person")
    FINDING_CORRECTED = "finding.corrected", _("wrote a correction of a finding")
    FINDING_WITHDRAWN = "finding.withdrawn", _("withdrew a finding")
    FINDING_SUPERSEDED = "finding.superseded", _("superseded a finding")
    RECOMMENDATION_MADE = "recommendation.made", _("made a recommendation")
    RECOMMENDATION_DROPPED = "recommendation.dropped", _("dropped a recommendation")
    RECOMMENDATION_FOLLOWED_UP = (
        "recommendation.followed_up",
        _("followed up a recommendation"),
    )
    DETERMINATION_RECORDED = "determination.recorded", _("recorded a determination")
    DUTY_POINT_RECORDED = "duty_point.recorded", _("recorded a duty point")
    DUTY_POINT_ENDED = "duty_point.ended", _("ended a duty point")
    CALL_LOGGED = "call.logged", _("logged a call")
    CALL_CLOSED = "call.closed", _("told whether fire stopped after a call")
    VERSION_PUBLISHED = "version.published", _("published a version")
    VERSION_WITHDRAWN = "version.withdrawn", _("withdrew a publication")
    SUMMARY_DRAFTED = "summary.drafted", _("drafted a compliance summary")
    SUMMARY_APPROVED = "summary.approved", _("approved a compliance summary")
    SUMMARY_RELEASED = "summary.released", _("released a compliance summary")
    SUMMARY_RETURNED = "summary.returned", _("returned a compliance summary to draft")
