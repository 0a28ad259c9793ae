"""What administrators fill in about accounts. A form has only the fields that may be changed."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.filters import ROLES
from ceasefire.accounts.models import Team, User
from ceasefire.codes.roles import Role
from ceasefire.common.names import name_in
from ceasefire.publication.querysets import PublishedVersionQuerySet

MOST_DAYS = 366


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    team: "forms.ModelChoiceField[Team]" = forms.ModelChoiceField(
        None,
        label=_("Team"),
        help_text=_("For monitors only."),
        required=False,
        to_field_name="public_id",
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.visible_to(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("team") and answers.get("role") != Role.MONITOR:
            self.add_error("team", _("Only monitors work in teams."))
        return answers


class RoleForm(forms.Form):
    """Another role, and why."""

    role = forms.ChoiceField(label=_("New role"), choices=ROLES)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name of the team"), max_length=100)


class MemberForm(forms.Form):
    """A monitor who is not in the team yet."""

    person: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("Monitor"), to_field_name="public_id", empty_label=None
    )
    is_lead = forms.BooleanField(label=_("leads the team"), required=False)

    def __init__(self, *args: Any, team: Team, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = team.memberships.present().values("user")
        monitors = User.objects.visible_to(by).filter(role=Role.MONITOR, is_active=True)
        self.fields["person"].queryset = monitors.exclude(pk__in=present)  # type: ignore[attr-defined]


class LiaisonForm(forms.Form):
    """One of the parties the reader may see."""

    party = forms.ChoiceField(label=_("Party"))

    def __init__(self, *args: Any, parties: PublishedVersionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (each.public_id, name_in(each.document["names"])) for each in parties.order_by("pk")
        ]


class TokenForm(forms.Form):
    """A program's new token: what it may be used for, and for how long."""

    program = forms.CharField(
        label=_("Name of the program"),
        help_text=_("Write the same name again to give a known program another token."),
        max_length=150,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Allowed to"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label=_("Days until it expires"), min_value=1, max_value=MOST_DAYS, initial=90
    )

    def clean_scopes(self) -> list[Scope]:
        return [Scope(word) for word in self.cleaned_data["scopes"]]

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])


class ProfileForm(forms.Form):
    """What people say about themselves."""

    name = forms.CharField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("In which pages are shown and letters written."),
        choices=settings.LANGUAGES,
    )


class ChosenPasswordForm(forms.Form):
    """The password of somebody who accepts an invitation."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("The same again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        password, repeated = answers.get("password"), answers.get("repeated")
        if password and repeated and password != repeated:
            self.add_error("repeated", _("The two are not the same."))
        elif password:
            try:
                validate_password(password, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return answers
