"""A series as separate marks over its days: nothing is drawn where nothing is held.

Pure: values in, SVG out. One shape per side, all in one ink; no line joins the
marks, because nobody knows what lies between them. Up to 92 days and two sides
fit into 10 kB.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 12, 44
HELD_ROW = HEIGHT - BOTTOM + 8
RADIUS = 4
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
GRID_LINES = 4


@dataclass(frozen=True)
class Mark:
    """One side's number on one day. Sides are counted from 0, in the series' order."""

    day: date
    side: int
    number: int


@dataclass(frozen=True)
class Strip:
    """What the chart shows. `ticks` are days with their labels; texts are in the reader's language."""

    days: Sequence[date]
    marks: Sequence[Mark]
    held: Sequence[date]
    title: str
    description: str
    ticks: Sequence[tuple[date, str]] = field(default=())
    runs_from_right: bool = False
    name: str = "strip"


def draw_strip(strip: Strip) -> str:
    """The chart as SVG. Colours and sizes of text come from the page's style sheet, by class."""
    scale = _scale(max((mark.number for mark in strip.marks), default=0))
    parts = [
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' aria-labelledby="{strip.name}-title {strip.name}-desc">',
        f'<title id="{strip.name}-title">{escape(strip.title)}</title>',
        f'<desc id="{strip.name}-desc">{escape(strip.description)}</desc>',
        *_grid(strip, scale),
        *_ticks(strip),
        *_held(strip),
        *_sides(strip, scale),
        "</svg>",
    ]
    return "".join(parts)


def draw_shape(side: int) -> str:
    """The shape of one side, for the words beside the chart."""
    return (
        '<svg class="chart-key" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">'
        f'<path class="mark" d="{_shape(side, 6, 6)}"/></svg>'
    )


@dataclass(frozen=True)
class _Scale:
    """The numbers from 0 to `top`, in even steps."""

    step: int
    top: int

    def y(self, number: int) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - number / self.top)


def _scale(highest: int) -> _Scale:
    """At most four round steps that hold `highest`; one step at least."""
    step = next((each for each in STEPS if each * GRID_LINES >= highest), -(-highest // GRID_LINES))
    return _Scale(step, step * max(1, -(-highest // step)))


def _x(strip: Strip, day: date) -> float:
    slots = len(strip.days)
    place = ((day - strip.days[0]).days + 0.5) * (WIDTH - LEFT - RIGHT) / slots
    return WIDTH - LEFT - place if strip.runs_from_right else LEFT + place


def _grid(strip: Strip, scale: _Scale) -> list[str]:
    start, end = (RIGHT, WIDTH - LEFT) if strip.runs_from_right else (LEFT, WIDTH - RIGHT)
    label_x, anchor = (end + 6, "start") if strip.runs_from_right else (start - 6, "end")
    lines = []
    for number in range(0, scale.top + 1, scale.step):
        y = _number(scale.y(number))
        kind = "axis" if number == 0 else "grid"
        lines.append(f'<path class="{kind}" d="M{start} {y}H{end}"/>')
        lines.append(
            f'<text class="label" x="{label_x}" y="{y}" dy="0.32em"'
            f' text-anchor="{anchor}">{number}</text>'
        )
    return lines


def _ticks(strip: Strip) -> list[str]:
    lines = []
    for day, label in strip.ticks:
        x = _number(_x(strip, day))
        lines.append(f'<path class="axis" d="M{x} {HEIGHT - BOTTOM}v4"/>')
        lines.append(
            f'<text class="label" x="{x}" y="{HEIGHT - 8}" text-anchor="middle">'
            f"{escape(label)}</text>"
        )
    return lines


def _held(strip: Strip) -> list[str]:
    """A bar under each day that has a bulletin."""
    if not strip.held:
        return []
    wide = max(2.0, (WIDTH - LEFT - RIGHT) / len(strip.days) - 1.5)
    bars = "".join(
        f"M{_number(_x(strip, day) - wide / 2)} {HELD_ROW}h{_number(wide)}v6h-{_number(wide)}z"
        for day in strip.held
    )
    return [f'<path class="held" d="{bars}"/>']


def _sides(strip: Strip, scale: _Scale) -> list[str]:
    places: dict[int, list[tuple[float, float]]] = {}
    for mark in strip.marks:
        places.setdefault(mark.side, []).append((_x(strip, mark.day), scale.y(mark.number)))
    return [
        f'<path class="mark" d="{"".join(_shape(side, *place) for place in places[side])}"/>'
        for side in sorted(places)
    ]


def _shape(side: int, x: float, y: float) -> str:
    """A circle, a diamond, a square or a triangle about (x, y), all about as large."""
    outlines = (
        (
            -RADIUS,
            0,
            f"a{RADIUS} {RADIUS} 0 1 1 {2 * RADIUS} 0a{RADIUS} {RADIUS} 0 1 1-{2 * RADIUS} 0z",
        ),
        (0, -5.2, "l5.2 5.2-5.2 5.2-5.2-5.2z"),
        (-3.7, -3.7, "h7.4v7.4h-7.4z"),
        (0, -5, "l5 8.6h-10z"),
    )
    across, down, outline = outlines[side % len(outlines)]
    return f"M{_number(x + across)} {_number(y + down)}{outline}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
