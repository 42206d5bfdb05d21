"""How do skills hang on rails: a hook for each, with as many small penningen as badges that prove it?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from badgeservice.drawing.lettering import Typeface, width_in_em
from badgeservice.drawing.numbers import number

RADIUS, HOLE, STEP = 11.0, 3.0, 26.0
# More penningen than these are told by the words below.
LONGEST_CHAIN = 5
RAIL, CORD, GAP, LINE, BETWEEN = 4.0, 18.0, 36.0, 21.0, 30.0
NAME_SIZE, BELOW_SIZE = 17.0, 16.0
MOST_LINES = 3
_MARGIN = 12.0


@dataclass(frozen=True)
class Hook:
    """A skill: its name, how many badges prove it (at least 1), and that number in words."""

    name: str
    badges: int
    below: str


@dataclass(frozen=True)
class Wall:
    """How wide the place of a hook is, and how many there are on a rail."""

    slot: float
    across: int

    @property
    def width(self) -> float:
        """How wide a rail is."""
        return self.slot * self.across


# Letters are read at this size: a picture is not made larger than it is, and on a phone hardly smaller.
NARROW, WIDE = Wall(160.0, 2), Wall(192.0, 6)


def skills_picture(hooks: Sequence[Hook], wall: Wall, name: str, title: str, description: str) -> str:
    """Rails below each other as SVG to stand in a page, which gives it its colours by class.

    `name` is unique on the page; `title` and `description` say the same for who does not see it.
    """
    drawn, top = [], 0.0
    for start in range(0, len(hooks), wall.across):
        rail, height = _rail(hooks[start : start + wall.across], wall, top)
        drawn.append(rail)
        top += height + BETWEEN
    height = max(top - BETWEEN, RAIL)
    return (
        f'<svg class="skills-rail" xmlns="http://www.w3.org/2000/svg" width="{number(wall.width)}" '
        f'height="{number(height)}" viewBox="0 0 {number(wall.width)} {number(height)}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _rail(hooks: Sequence[Hook], wall: Wall, top: float) -> tuple[str, float]:
    """One rail with its hooks, and how high it is with the names below."""
    lines = [list(_lines(hook.name, wall.slot - _MARGIN)) for hook in hooks]
    longest = max(min(hook.badges, LONGEST_CHAIN) for hook in hooks)
    words = RAIL + CORD + STEP * longest + GAP - (STEP - RADIUS)
    parts = [f'<path class="rail-line" d="M0 {number(top + RAIL / 2)}H{number(wall.width)}"/>']
    for at, (hook, name) in enumerate(zip(hooks, lines, strict=True)):
        middle = (at + 0.5) * wall.slot
        parts += [_chain(hook, middle, top), _words(hook, name, middle, top + words)]
    return "".join(parts), words + LINE * max(map(len, lines)) + BELOW_SIZE / 2


def _chain(hook: Hook, middle: float, top: float) -> str:
    """The cord into the hole of the last penning, and the penningen on it."""
    tops = [top + RAIL + CORD + STEP * place for place in range(min(hook.badges, LONGEST_CHAIN))]
    cord = f'<path class="rail-cord" d="M{number(middle)} {number(top + RAIL)}V{number(tops[-1] + 2 * HOLE)}"/>'
    return cord + "".join(f'<path class="rail-disc" fill-rule="evenodd" d="{_disc(middle, y)}"/>' for y in tops)


def _disc(middle: float, top: float) -> str:
    return _circle(middle, top, RADIUS) + _circle(middle, top + HOLE, HOLE)


def _circle(middle: float, top: float, radius: float) -> str:
    r, twice = number(radius), number(2 * radius)
    return f"M{number(middle)} {number(top)}a{r} {r} 0 1 1 0 {twice}a{r} {r} 0 1 1 0-{twice}z"


def _words(hook: Hook, name: Sequence[str], middle: float, top: float) -> str:
    texts = [("rail-name", line) for line in name] + [("rail-below", hook.below)]
    return "".join(
        f'<text class="{kind}" x="{number(middle)}" y="{number(top + place * LINE)}" '
        f'text-anchor="middle" aria-hidden="true">{escape(text)}</text>'
        for place, (kind, text) in enumerate(texts)
    )


def _lines(name: str, room: float) -> Iterator[str]:
    """The name over at most three lines of so many units; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split() or ["…"]:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    return (_cut(line, room) for line in lines)


def _cut(line: str, room: float) -> str:
    if _width(line) <= room:
        return line
    kept = line.rstrip("…")
    while kept and _width(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept}…"


def _width(text: str) -> float:
    """At least what our own letters take; wide letters of other scripts come from a font that is not known here."""
    wide = sum(1.0 if unicodedata.east_asian_width(one) in "WF" else 0.0 for one in text)
    return NAME_SIZE * max(width_in_em(text, Typeface.TEXT), wide)


def told(hooks: Sequence[Hook]) -> str:
    """The same in words: "Gasten ontvangen: 2 badges. Ontbijt verzorgen: 1 badge."."""
    return " ".join(f"{hook.name}: {hook.below}." for hook in hooks)
