"""People and programs, as administrators see and manage them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.accounts.filters import PersonFilter
from ceasefire.accounts.models import User
from ceasefire.accounts.services import reinstate, suspend
from ceasefire.codes.roles import SPEAKING, Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.parties.liaisons import change_role
from ceasefire.parties.models import Liaison
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import FormPage, Reason, answer_form, sent
from ceasefire.web.history import deeds
from ceasefire.web.people_forms import RoleForm
from ceasefire.web.published import list_template

MANAGE = "ceasefire.manage_people"
ROWS_PER_PAGE = 50


@allow(MANAGE)
def person_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody with an account; programs have their own list."""
    everybody = User.objects.visible_to(request.user).people()
    narrowed = PersonFilter(request.GET, queryset=everybody)
    people = narrowed.qs if narrowed.is_valid() else everybody.none()
    page = Paginator(people, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        list_template(request, "accounts/people.html"),
        {"page": page, "filter": narrowed},
        status=200 if narrowed.is_valid() else 400,
    )


@allow(MANAGE)
def person_detail(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    person = person_behind(request, id)
    memberships = person.memberships.present().select_related("team")
    return render(
        request,
        "accounts/person.html",
        {
            "person": person,
            "is_self": person == request.user,
            "is_program": person.role == Role.PROGRAM,
            "is_speaking": person.role in SPEAKING,
            "memberships": memberships,
            "liaisons": Liaison.objects.visible_to(request.user)
            .current()
            .filter(user=person)
            .select_related("party"),
            "tokens": person.tokens.select_related("issued_by"),
            "history": deeds(
                LedgerEntry.objects.visible_to(request.user).about(person), request.user
            ),
        },
    )


@allow(MANAGE, FORM)
def person_role(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    person = person_behind(request, id, people_only=True)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        changed = change_role(
            person=person,
            role=Role(answers["role"]),
            by=signed_in_user(request),
            reason=answers["reason"],
        )
        messages.success(request, _("The role is changed."))
        return redirect("web:person-detail", changed.public_id)

    page = FormPage(
        title=_("Change the role of %(name)s") % {"name": person.name},
        lead=_("What the person may see and do changes with their next click."),
        submit=_("Change the role"),
        back=reverse("web:person-detail", args=[id]),
    )
    form = RoleForm(sent(request), initial={"role": person.role})
    return answer_form(request, form, act, page)


@allow(MANAGE, FORM)
def person_suspend(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    person = person_behind(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        suspend(person=person, by=signed_in_user(request), reason=answers["reason"])
        messages.success(request, _("The account is suspended."))
        return redirect("web:person-detail", id)

    page = FormPage(
        title=_("Suspend %(name)s?") % {"name": person.name},
        lead=_("From the next click on, every open session and every token is refused."),
        submit=_("Suspend"),
        back=reverse("web:person-detail", args=[id]),
    )
    return answer_form(request, Reason(sent(request)), act, page)


@allow(MANAGE, FORM)
def person_reinstate(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    person = person_behind(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        reinstate(person=person, by=signed_in_user(request), reason=answers["reason"])
        messages.success(request, _("The account is open again."))
        return redirect("web:person-detail", id)

    page = FormPage(
        title=_("Reinstate %(name)s?") % {"name": person.name},
        lead=_("They can sign in again, with the password they had."),
        submit=_("Reinstate"),
        back=reverse("web:person-detail", args=[id]),
    )
    return answer_form(request, Reason(sent(request)), act, page)


def person_behind(request: HttpRequest, public_id: UUID, *, people_only: bool = False) -> User:
    """The account of this id, if the reader may see it. Raises Http404."""
    accounts = User.objects.visible_to(request.user)
    return get_object_or_404(accounts.people() if people_only else accounts, public_id=public_id)
