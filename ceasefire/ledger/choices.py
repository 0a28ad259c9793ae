"""What the ledger can say was done: a word for machines, a sentence for people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    """Kinds of ledger entry, `noun.past_tense`."""

    PERSON_INVITED = "person.invited", _("invited a person")
    INVITATION_CONFIRMED = "invitation.confirmed", _("confirmed an invitation")
    INVITATION_REVOKED = "invitation.revoked", _("revoked an invitation")
    INVITATION_ACCEPTED = "invitation.accepted", _("accepted an invitation")
    PERSON_CREATED = "person.created", _("opened an account")
    PERSON_ROLE_CHANGED = "person.role_changed", _("changed a person's role")
    PERSON_SUSPENDED = "person.suspended", _("suspended an account")
    PERSON_REINSTATED = "person.reinstated", _("reinstated an account")
    TEAM_CREATED = "team.created", _("created a team")
    TEAM_MEMBER_ADDED = "team.member_added", _("added a member to a team")
    TEAM_MEMBER_REMOVED = "team.member_removed", _("removed a member from a team")
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
    VERSION_PUBLISHED = "version.published", _("published a version")
    VERSION_WITHDRAWN = "version.withdrawn", _("withdrew a publication")
    SUMMARY_DRAFTED = "summary.drafted", _("drafted a compliance summary")
    SUMMARY_APPROVED = "summary.approved", _("approved a compliance summary")
    SUMMARY_RELEASED = "summary.released", _("released a compliance summary")
    SUMMARY_RETURNED = "summary.returned", _("returned a compliance summary to draft")
