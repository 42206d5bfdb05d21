"""How are numbers drawn as bars: filled for what is done, an outline for what is not yet?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from badgeservice.drawing.numbers import number

SLOT, BAR = 60.0, 34.0
TALLEST, TOP, BOTTOM = 180.0, 34.0, 40.0
# Among thousands, one is still a bar.
LOWEST = 4.0
_LINE = 2.0


@dataclass(frozen=True)
class Bar:
    """One bar: the word below it, how many it stands for, and how many of those are done (0..total)."""

    label: str
    total: int
    done: int


def bar_chart(bars: Sequence[Bar], name: str, title: str, description: str) -> str:
    """Bars beside each other as SVG to stand in a page, which gives it its colours by class.

    `name` is unique on the page; `title` and `description` say the same for who does not see it.
    """
    width, height = SLOT * max(len(bars), 1), TOP + TALLEST + BOTTOM
    most = max([bar.total for bar in bars], default=0) or 1
    drawn = "".join(_bar(bar, at * SLOT + SLOT / 2, most) for at, bar in enumerate(bars))
    floor = TOP + TALLEST
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f'{drawn}<path class="chart-floor" d="M0 {number(floor)}H{number(width)}"/></svg>'
    )


def _bar(bar: Bar, middle: float, most: int) -> str:
    floor = TOP + TALLEST
    whole, done = (max(TALLEST * each / most, LOWEST) for each in (bar.total, bar.done))
    parts = [_text("chart-number", middle, floor - whole - 10, str(bar.total)) if bar.total else ""]
    if bar.total > bar.done:
        parts.append(_box("chart-open", middle, floor - whole, whole, _LINE / 2))
    if bar.done:
        parts.append(_box("chart-done", middle, floor - done, done, 0))
    return "".join((*parts, _text("chart-label", middle, floor + 26, bar.label)))


def _box(kind: str, middle: float, top: float, height: float, within: float) -> str:
    """A box on the floor; `within` keeps its line inside the bar."""
    x, y = middle - BAR / 2 + within, top + within
    outline = f"M{number(x)} {number(top + height)}V{number(y)}h{number(BAR - 2 * within)}V{number(top + height)}"
    return f'<path class="{kind}" d="{outline}"/>'


def _text(kind: str, x: float, y: float, text: str) -> str:
    place = f'x="{number(x)}" y="{number(y)}" text-anchor="middle"'
    return f'<text class="{kind}" {place} aria-hidden="true">{escape(text)}</text>'
