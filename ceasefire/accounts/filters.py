"""How administrators narrow lists of accounts and invitations."""

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.choices import AccountState, InvitationState
from ceasefire.accounts.models import Invitation, User
from ceasefire.accounts.querysets import InvitationQuerySet, UserQuerySet
from ceasefire.codes.roles import PEOPLE

ROLES = [(role.value, role.label) for role in PEOPLE]


class NarrowedList(filters.FilterSet):
    """A filter set that knows whether it narrows anything."""

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.base_filters)


class PersonFilter(NarrowedList):
    """People by name or address, role and state."""

    name = filters.CharFilter(
        method="called",
        label=_("Name or e-mail address"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = filters.ChoiceFilter(choices=ROLES, label=_("Role"), empty_label=_("all"))
    state = filters.ChoiceFilter(
        choices=AccountState, method="in_state", label=_("State"), empty_label=_("all")
    )

    class Meta:
        model = User
        fields: list[str] = []

    def called(self, people: UserQuerySet, field: str, words: str) -> UserQuerySet:
        return people.filter(Q(name__icontains=words) | Q(email__icontains=words))

    def in_state(self, people: UserQuerySet, field: str, state: str) -> UserQuerySet:
        return people.in_state(AccountState(state))


class InvitationFilter(NarrowedList):
    """Invitations by state."""

    state = filters.ChoiceFilter(
        choices=InvitationState, method="in_state", label=_("State"), empty_label=_("all")
    )

    class Meta:
        model = Invitation
        fields: list[str] = []

    def in_state(
        self, invitations: InvitationQuerySet, field: str, state: str
    ) -> InvitationQuerySet:
        return invitations.in_state(InvitationState(state))
