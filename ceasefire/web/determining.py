"""Where it is recorded what a guarantor says of the other side's record."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import DeterminationResult
from ceasefire.common.boxes import DayBox
from ceasefire.common.clock import local_day
from ceasefire.common.names import name_in
from ceasefire.parties.models import Party
from ceasefire.verification.determining import DeterminationFacts, record_determination
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.allegation_behind import address_of, allegation_behind, check_allowed
from ceasefire.web.forms import FormPage, answer_form, sent
from ceasefire.web.shown_determinations import guarantors_for

ASIDE = "recused"


class DeterminationForm(forms.Form):
    """What a guarantor says, or that it steps aside; whoever gives it speaks for one of `own`."""

    guarantor = forms.ChoiceField(label=_("Guarantor"))
    result = forms.ChoiceField(
        label=_("What it says"),
        choices=[
            *DeterminationResult.choices,
            (ASIDE, _("it steps aside: it does not judge this")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("In its words"),
        help_text=_("Why it says so. It is printed in full, with what the guarantor has at stake."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    recused_because = forms.CharField(
        label=_("Why it steps aside"),
        help_text=_("Only where it does not judge this."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    made_on = forms.DateField(label=_("Said on"), input_formats=["%Y-%m-%d"], widget=DayBox())
    stated_in = forms.CharField(
        label=_("Stated publicly in"),
        help_text=_("The bulletin, paper or broadcast, with its day: readers are shown it."),
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, own: Sequence[Party], is_quoted: bool, today: date, **options: Any
    ) -> None:
        """`is_quoted`: it was stated elsewhere, and whoever fills this in does not speak for it."""
        super().__init__(*args, **options)
        self.own = {each.code: each for each in own}
        named = [(each.code, name_in(each.names)) for each in own]
        self.fields["guarantor"].choices = named  # type: ignore[attr-defined]
        self.fields["made_on"].initial = today
        self.fields["stated_in"].required = is_quoted
        if not is_quoted:
            del self.fields["stated_in"]
        if len(own) == 1:
            del self.fields["guarantor"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        steps_aside, because = answers.get("result") == ASIDE, answers.get("recused_because")
        if steps_aside and not because:
            self.add_error("recused_because", gettext("Say why it steps aside."))
        if because and not steps_aside and "result" in answers:
            self.add_error(
                "recused_because", gettext("Only a guarantor that steps aside says this.")
            )
        return answers

    @property
    def facts(self) -> DeterminationFacts:
        """What was filled in, complete."""
        said = self.cleaned_data
        only = next(iter(self.own))
        return DeterminationFacts(
            guarantor=self.own[said.get("guarantor", only)],
            result=None if said["result"] == ASIDE else DeterminationResult(said["result"]),
            made_on=said["made_on"],
            reason=said["reason"],
            stated_in=said.get("stated_in", ""),
            recused_because=said["recused_because"],
        )


@allow("ceasefire.determine", FORM)
def determine(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Record what the guarantor of the accused says of what was put to it."""
    allegation, user = allegation_behind(request, id), signed_in_user(request)
    check_allowed(request, "ceasefire.determine_allegation", allegation)
    own, put = guarantors_for(allegation, user), getattr(allegation, "notification", None)
    if not own or put is None:
        raise Http404
    form = DeterminationForm(
        sent(request),
        own=own,
        is_quoted=user.role == Role.OFFICER,
        today=local_day(timezone.now(), allegation.agreement.time_zone),
    )

    def act(_answers: dict[str, Any]) -> HttpResponseBase:
        record_determination(allegation=allegation, facts=form.facts, by=user)
        messages.success(request, _("What the guarantor says is recorded."))
        return redirect("web:allegation-detail", id)

    names = ", ".join(name_in(each.names) for each in own)
    page = FormPage(
        title=gettext("What does %(guarantor)s say of %(allegation)s?")
        % {"guarantor": names, "allegation": allegation.reference},
        lead=_(
            "Its own word on the other side's record. It is shown with its author's interest, and "
            "changes no count. A later word takes the place of this one, which stays."
        ),
        submit=_("Record"),
        back=address_of(allegation),
        template="determinations/form.html",
    )
    told = {"statement": put.statement, "agreement": allegation.agreement}
    return answer_form(request, form, act, page, **told)
