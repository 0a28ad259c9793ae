"""How a test fills in the forms of a page, as a reader does."""


def fill_in(form, name, wanted):
    """Fill in a box, or choose, as its kind asks for.

    Several choices are a list; True ticks a box that stands alone.
    """
    boxes = form.locator(f'[name="{name}"]')
    kind = boxes.first.evaluate("each => each.type")
    if wanted is True:
        boxes.check()
    elif kind in {"radio", "checkbox"}:
        for each in wanted if isinstance(wanted, list) else [wanted]:
            form.locator(f'[name="{name}"][value="{each}"]').check()
    elif kind == "select-one":
        boxes.select_option(wanted)
    else:
        boxes.fill(wanted)


def unfold(part):
    """Open every folded part of a page or a form."""
    folded = part.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()
