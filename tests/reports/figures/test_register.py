import pytest

from reports.figures import access, agreements, bulletins, calls, context, field, monitors
from reports.figures.register import FIGURES, METHOD, REGISTER
from reports.statistics import issues, steps

# The functions that make what summaries and the overview show.
FUNCTIONS = {
    agreements.day_of_agreement,
    issues.issues_held,
    bulletins.registered_by_side,
    bulletins.registered_in_area,
    bulletins.beyond_areas,
    bulletins.said_of_side,
    bulletins.accepted_by_both,
    bulletins.rate_of_side,
    steps.steps,
    context.context_part,
    monitors.monitor_parts,
    field.incidents_part,
    field.scope_part,
    field.casualties_part,
    field.allegations_part,
    field.coverage_part,
    calls.calls_part,
    access.access_part,
}


def test_each_figure_has_one_entry_and_each_entry_a_function_of_its_own():
    assert len(FIGURES) == len(REGISTER)
    assert {figure.function for figure in REGISTER} == FUNCTIONS


@pytest.mark.parametrize("figure", REGISTER, ids=lambda figure: figure.key)
def test_entry_says_everything_about_its_figure(figure):
    words = (figure.name, figure.meaning, figure.unit, figure.population, figure.withheld)

    assert all(str(each).strip() for each in words)
    assert str(figure.rounding)


def test_method_states_what_was_decided():
    assert METHOD == {
        "version": "3",
        "issues_needed_for_a_rate_per_cent": 80,
        "cut_off_before_a_round": "18:00",
    }
