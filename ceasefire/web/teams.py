"""Teams of monitors."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.accounts.models import Team
from ceasefire.accounts.teams import add_member, create_team, remove_member, set_lead
from ceasefire.ledger.models import LedgerEntry
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.history import deeds
from ceasefire.web.people import MANAGE, person_behind
from ceasefire.web.people_forms import MemberForm, TeamForm

PRESENT = Q(memberships__until__isnull=True)


@allow(MANAGE)
def team_list(request: HttpRequest) -> HttpResponseBase:
    teams = Team.objects.visible_to(request.user).annotate(
        member_count=Count("memberships", filter=PRESENT)
    )
    return render(request, "accounts/teams.html", {"teams": teams})


@allow(MANAGE, FORM)
def team_form(request: HttpRequest) -> HttpResponseBase:
    def act(answers: dict[str, str]) -> HttpResponseBase:
        team = create_team(name=answers["name"], by=signed_in_user(request))
        messages.success(request, _("The team is created."))
        return redirect("web:team-detail", team.public_id)

    page = FormPage(title=_("Create a team"), submit=_("Create"), back=reverse("web:team-list"))
    return answer_form(request, TeamForm(sent(request)), act, page)


@allow(MANAGE)
def team_detail(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    team = _team(request, id)
    members = team.memberships.present().select_related("user")
    history = deeds(LedgerEntry.objects.visible_to(request.user).about(team), request.user)
    shown = {"team": team, "members": members, "history": history}
    return render(request, "accounts/team.html", shown)


@allow(MANAGE, FORM)
def team_add(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    team = _team(request, id)
    form = MemberForm(sent(request), team=team, by=signed_in_user(request))

    def act(answers: dict[str, object]) -> HttpResponseBase:
        add_member(
            team=team,
            person=form.cleaned_data["person"],
            is_lead=form.cleaned_data["is_lead"],
            by=signed_in_user(request),
        )
        messages.success(request, _("The team has a new member."))
        return redirect("web:team-detail", id)

    page = FormPage(
        title=_("Add a monitor to %(team)s") % {"team": team.name},
        submit=_("Add"),
        back=reverse("web:team-detail", args=[id]),
    )
    return answer_form(request, form, act, page)


@allow(MANAGE, FORM)
def team_remove(request: HttpRequest, id: UUID, person: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    team, member = _team(request, id), person_behind(request, person)

    def act(answers: object) -> HttpResponseBase:
        remove_member(team=team, person=member, by=signed_in_user(request))
        messages.success(request, _("The person has left the team."))
        return redirect("web:team-detail", id)

    page = FormPage(
        title=_("Take %(name)s out of %(team)s?") % {"name": member.name, "team": team.name},
        lead=_("What they submitted stays with the team."),
        submit=_("Take out"),
        back=reverse("web:team-detail", args=[id]),
    )
    return answer_form(request, Confirmation(sent(request)), act, page)


@allow(MANAGE, ("POST",))
def team_lead(request: HttpRequest, id: UUID, person: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Let a member lead, or no longer: `lead=1` or `lead=0`."""
    team, member = _team(request, id), person_behind(request, person)
    is_lead = request.POST.get("lead") == "1"
    set_lead(team=team, person=member, is_lead=is_lead, by=signed_in_user(request))
    messages.success(request, _("Who leads the team is changed."))
    return redirect("web:team-detail", id)


def _team(request: HttpRequest, public_id: UUID) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.user), public_id=public_id)
