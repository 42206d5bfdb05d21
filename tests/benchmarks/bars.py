"""How do named numbers become a chart of bars in SVG, readable in light and dark and without seeing it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from xml.sax.saxutils import escape

WIDTH, LABELS, VALUES = 900, 400, 110
TOP, BAR, GAP, BOTTOM = 56, 16, 10, 34
PLOT = WIDTH - LABELS - VALUES

NAMED = 'role="img" aria-labelledby="title description"'
STYLE = """
  .paper { fill: #fff } .ink { fill: #1a1a1a } .line { stroke: #c8c8c8 } .mark { stroke: #1a1a1a; stroke-width: 3 }
  .reached { fill: #1d5fa5 } .missed { fill: #fff; stroke: #a3150b; stroke-width: 2; stroke-dasharray: 4 2 }
  text { font: 13px sans-serif } .heading { font-size: 16px; font-weight: bold }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #14171c } .ink { fill: #f0f0f0 } .line { stroke: #4a4f57 } .mark { stroke: #f0f0f0 }
    .reached { fill: #7fb2f0 } .missed { fill: #14171c; stroke: #ff9a90 }
  }
"""


@dataclass(frozen=True)
class Bar:
    """One number: what it says in words, and the figure that it has to reach, when there is one."""

    label: str
    value: float
    said: str
    figure: float | None
    is_missed: bool


@dataclass(frozen=True)
class Scale:
    """From which number to which the bars go, by ten times as much each step or evenly; `ticks` are (number, text)."""

    first: float
    last: float
    is_logarithmic: bool
    ticks: Sequence[tuple[float, str]]

    def place(self, value: float) -> float:
        """How far from the left a number stands, within the chart."""
        first, last, at = (log10(max(one, 1e-9)) if self.is_logarithmic else one for one in self._bounds(value))
        return round(LABELS + (at - first) / (last - first) * PLOT, 1)

    def _bounds(self, value: float) -> tuple[float, float, float]:
        return self.first, self.last, min(max(value, self.first), self.last)


def chart(title: str, description: str, bars: Sequence[Bar], scale: Scale) -> str:
    """The chart as SVG; every number stands in it as text, and in its description."""
    height = TOP + len(bars) * (BAR + GAP) + BOTTOM
    told = f"{description} " + " ".join(_told(bar) for bar in bars)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {NAMED}>',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(told)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
            f'<text class="ink heading" x="12" y="26">{escape(title)}</text>',
            *_ticks(scale, height),
            *(part for at, bar in enumerate(bars) for part in _bar(bar, TOP + at * (BAR + GAP), scale)),
            "</svg>\n",
        ]
    )


def _told(bar: Bar) -> str:
    figure = f", not the figure of {bar.figure:g}" if bar.is_missed else ""
    return f"{bar.label}: {bar.said}{figure}."


def _ticks(scale: Scale, height: int) -> Iterator[str]:
    for value, text in scale.ticks:
        at = scale.place(value)
        yield f'<line class="line" x1="{at}" y1="{TOP - 8}" x2="{at}" y2="{height - BOTTOM}"/>'
        yield f'<text class="ink" x="{at}" y="{height - 14}" text-anchor="middle">{escape(text)}</text>'


def _bar(bar: Bar, top: int, scale: Scale) -> Iterator[str]:
    start, end, line = scale.place(scale.first), scale.place(bar.value), top + BAR - 3
    yield f'<text class="ink" x="{LABELS - 8}" y="{line}" text-anchor="end">{escape(bar.label)}</text>'
    shown = "missed" if bar.is_missed else "reached"
    yield f'<rect class="{shown}" x="{start}" y="{top}" width="{round(end - start, 1)}" height="{BAR}"/>'
    if bar.figure is not None:
        at = scale.place(bar.figure)
        yield f'<line class="mark" x1="{at}" y1="{top - 3}" x2="{at}" y2="{top + BAR + 3}"/>'
    yield f'<text class="ink" x="{WIDTH - VALUES + 10}" y="{line}">{escape(bar.said)}</text>'
