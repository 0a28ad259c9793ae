"""The register of figures: each figure that is shown has one entry, and is made by its function.

Pages, documents and the page on method take names and meanings from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.figures import access, agreements, bulletins, calls, context, field, monitors
from reports.statistics import issues, periods, steps

METHOD_VERSION = "3"
SHARE_NEEDED_PER_CENT = int(issues.SHARE_NEEDED * 100)

# What the figures rest on that somebody has decided; printed in every summary.
METHOD: dict[str, Any] = {
    "version": METHOD_VERSION,
    "issues_needed_for_a_rate_per_cent": SHARE_NEEDED_PER_CENT,
    "cut_off_before_a_round": periods.CUT_OFF_BEFORE_A_ROUND.strftime("%H:%M"),
}

BULLETINS_WITH_A_DAY = _("the bulletins of one series whose day is stated and lies in the period")
ALWAYS_SHOWN = _("never")
EXACT = _("none: whole numbers as stated")


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what it means, of what, how it is made, when it is withheld."""

    key: str
    name: str | Promise
    meaning: str | Promise
    unit: str | Promise
    population: str | Promise
    function: Callable[..., Any]
    rounding: str | Promise = EXACT
    withheld: str | Promise = ALWAYS_SHOWN


REGISTER: tuple[Figure, ...] = (
    Figure(
        key="day_of_agreement",
        name=_("Day of the agreement"),
        meaning=_("The number of a day, the day on which the agreement took effect being day 1."),
        unit=_("days of the agreement's own time zone"),
        population=_("the calendar"),
        function=agreements.day_of_agreement,
        withheld=_("where the moment of effect is not known, and before it"),
    ),
    Figure(
        key="issues_held",
        name=_("Daily bulletins held"),
        meaning=_(
            "On how many days of the period the record holds an issue of the series, of how many "
            "on which one was to be expected: every day on which the series ran. A low number of "
            "issues says nothing about how calm it was. Several sources of one issue count once."
        ),
        unit=_("issues, one a day"),
        population=BULLETINS_WITH_A_DAY,
        function=issues.issues_held,
    ),
    Figure(
        key="registered_by_side",
        name=_("Registered by a side"),
        meaning=_(
            "The totals that one counting side states, added up over the issues held. It is that "
            "side's count in its own unit. It does not say who fired. The counts of two sides are "
            "two series: they are never added, averaged or set off against each other."
        ),
        unit=_("the series' own unit"),
        population=BULLETINS_WITH_A_DAY,
        function=bulletins.registered_by_side,
        withheld=_("where no issue states a total of that side: “not stated”, never 0"),
    ),
    Figure(
        key="registered_in_area",
        name=_("Registered in an area"),
        meaning=_(
            "What one counting side places in an area, added up over the issues held, those "
            "without a stated total among them. An area is what the source means by its name."
        ),
        unit=_("the series' own unit"),
        population=BULLETINS_WITH_A_DAY,
        function=bulletins.registered_in_area,
    ),
    Figure(
        key="beyond_areas",
        name=_("Not placed in any area"),
        meaning=_("What a side's totals say beyond what the same issues place in areas."),
        unit=_("the series' own unit"),
        population=BULLETINS_WITH_A_DAY,
        function=bulletins.beyond_areas,
    ),
    Figure(
        key="said_by_the_other_side",
        name=_("What others say of a side's count"),
        meaning=_(
            "How many of one side's records an author confirmed, did not confirm, or called fire "
            "at a group outside the ceasefire: n of m, in k of K bulletins, where m is what the "
            "side had registered in the k bulletins that state the author's view. “Not confirmed” "
            "is that author's word; it does not mean “did not happen”."
        ),
        unit=_("the series' own unit"),
        population=_("the bulletins of the period in which the author's view is stated"),
        function=bulletins.said_of_side,
        withheld=_("where no issue states the author's view: said in words, never 0"),
    ),
    Figure(
        key="accepted_by_both",
        name=_("Accepted by both"),
        meaning=_("What one side registered and the other side confirmed, as the bulletins state."),
        unit=_("the series' own unit"),
        population=_(
            "the bulletins of the period in which the other side's confirmation is stated"
        ),
        function=bulletins.accepted_by_both,
        withheld=_("where none is stated: said in words, never 0"),
    ),
    Figure(
        key="rate_per_issue",
        name=_("Registered per bulletin held"),
        meaning=_(
            "A side's sum divided by the issues that state it. Never divided by calendar days."
        ),
        unit=_("the series' own unit, per issue"),
        population=BULLETINS_WITH_A_DAY,
        function=bulletins.rate_of_side,
        rounding=_("one decimal, halves up"),
        withheld=_(
            "where fewer than 80 per cent of the expected issues are held; then there is no comparison "
            "either, and only the values of single days are shown"
        ),
    ),
    Figure(
        key="rise_of_a_cumulative_figure",
        name=_("Rise of a cumulative figure"),
        meaning=_(
            "The difference between two issues of a figure that runs on, as then stated, with the "
            "number of days between them. Where the later value is lower, the source has restated "
            "the figure; that is said, and no negative rise is shown."
        ),
        unit=_("the measure's own unit"),
        population=_("the issues that state the measure in the same words"),
        function=steps.steps,
        rounding=_("as the source states it"),
        withheld=_("where there is no earlier issue"),
    ),
    Figure(
        key="context",
        name=_("Other measures of the bulletins"),
        meaning=_(
            "What the same bulletins state besides: aid, settlements that joined, and the like. "
            "They are the issuer's words."
        ),
        unit=_("the measure's own unit"),
        population=_("the bulletins of the period that state the measure"),
        function=context.context_part,
        rounding=_("as the source states it"),
    ),
    Figure(
        key="figures_of_other_monitors",
        name=_("Other monitors' own figures"),
        meaning=_(
            "What other monitors published about the same ceasefire, for periods of their own "
            "that overlap. They count other things in other ways: do not compare or add."
        ),
        unit=_("each monitor's own unit"),
        population=_("each monitor's own"),
        function=monitors.monitor_parts,
    ),
    Figure(
        key="incidents",
        name=_("Incidents"),
        meaning=_(
            "Happenings that are published, each counted once however many told of it, on the day "
            "of the agreement's zone on which it began: by kind, by area and by state. What is "
            "recorded besides is told as one number, and below five as “fewer than 5”."
        ),
        unit=_("incidents"),
        population=_("the incidents of the period that stand published"),
        function=field.incidents_part,
        withheld=_("what is not published, below five"),
    ),
    Figure(
        key="scope",
        name=_("In scope, outside, undetermined"),
        meaning=_(
            "What the scope test says of the published incidents for each provision: covered, "
            "outside and why, or undetermined and what is missing. Where several parties are "
            "accused, the result that says most. Outside one provision says nothing about others."
        ),
        unit=_("incidents"),
        population=_("the incidents of the period that stand published"),
        function=field.scope_part,
    ),
    Figure(
        key="casualties",
        name=_("People killed and injured"),
        meaning=_(
            "For each published incident the range that every account of it allows: two accounts "
            "of one happening are never added. Ranges of different incidents are added. Those of "
            "verified incidents stand apart from what is only claimed; of refuted ones nothing is "
            "counted. Unknown status is never counted as civilian."
        ),
        unit=_("people, at least and at most"),
        population=_("the incidents of the period that stand published and are not refuted"),
        function=field.casualties_part,
        rounding=EXACT,
    ),
    Figure(
        key="accusations",
        name=_("Accusations"),
        meaning=_(
            "How often one party accuses another, and how the accused stand to it: accepted, "
            "disputed, answered otherwise, awaited, or no response by the day asked for. A mutual "
            "accusation is one in each direction. Counts only: no share, and no order of parties "
            "but the agreement's. What parties report on themselves, and what monitors, third "
            "parties or the mechanism lodge, stands in no pair and is counted apart."
        ),
        unit=_("allegations"),
        population=_("the allegations of the period that were put to the accused and published"),
        function=field.allegations_part,
        withheld=_("what was not put to the accused, below five"),
    ),
    Figure(
        key="coverage",
        name=_("Where the mechanism could look"),
        meaning=_(
            "On how many days, and for how many hours, monitors told that they could look at an "
            "area; on how many they were hindered and nobody else could; on how many nobody said "
            "anything. Silence without coverage is not calm."
        ),
        unit=_("days and whole hours"),
        population=_("what monitors told of the period and have not taken back"),
        function=field.coverage_part,
        rounding=_("hours: downwards"),
        withheld=_("by area, for periods of less than a week"),
    ),
    Figure(
        key="calls",
        name=_("Calls to stop it"),
        meaning=_(
            "How many calls were made to duty points while something was happening, by area and "
            "never by party: how many were answered, after how many fire was known to have "
            "stopped or went on, of how many it is not known; and the minutes from the call until "
            "it stopped, each of them where they are fewer than 10, else their median. A call is "
            "no admission and no evidence, and what follows a call need not follow from it."
        ),
        unit=_("calls; minutes"),
        population=_("the calls logged of the period, by the area they were made for"),
        function=calls.calls_part,
        rounding=_("minutes: downwards; their median: halves up"),
        withheld=_("numbers below five, and whatever stands beside them and would tell them"),
    ),
    Figure(
        key="access",
        name=_("Humanitarian access"),
        meaning=_(
            "How often access was asked for, by area and never by party, and what stands of it "
            "when it is counted: granted, granted under conditions, delayed, refused, or no "
            "answer that anybody told the mechanism of. It is what was said. "
            "What nobody told of is not counted, so few requests need not mean that few were made."
        ),
        unit=_("requests for access"),
        population=_("the requests recorded as asked for in the period, and not struck"),
        function=access.access_part,
        withheld=_("numbers below five, and whatever stands beside them and would tell them"),
    ),
)

FIGURES = {figure.key: figure for figure in REGISTER}
