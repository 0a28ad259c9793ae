import pytest

from reports.figures.register import REGISTER
from tests.ceasefire.web.pages import facts, section, text_of

pytestmark = pytest.mark.django_db


def test_method_page_tells_every_figure_of_the_register(page):
    tree = page("/method/")

    for figure in REGISTER:
        told = text_of(section(tree, f"{figure.key}-title"))
        assert str(figure.meaning) in told
        assert str(figure.withheld) in told


def test_method_page_tells_what_was_decided(page):
    told = facts(page("/method/"))

    assert told["Daily bulletins needed for a rate or a comparison"] == "80 %"
    assert told["Record of a period between rounds closed"].startswith("18:00")
