"""How is a bewijs van deelname drawn: a ticket that is not filled, because it claims no skill?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import LINE_WIDTH, RIM, RIM_WIDTH, Box, caption, fill, icon, stroke
from badgeservice.drawing.lettering import Line, Typeface, line_path, width_in_em
from badgeservice.drawing.numbers import number
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, circle
from badgeservice.drawing.pairs import Pair

_LEFT, _RIGHT, _TOP, _BOTTOM = 13.0, 387.0, 70.0, 330.0
_CORNER, _BITE, _BITE_AT = 14.0, 26.0, 192.0
_HOLE = Hole(MIDDLE, 102, 11)
_ICON = Box(98, 184, 84, 84)
_TEXT_LEFT, _TEXT_RIGHT = 152.0, 348.0
_FIRST_LINE, _SECOND_LINE, _ONLY_LINE = 178.0, 217.0, 199.0


def _ticket(inset: float) -> str:
    """The edge of the ticket, so far within: rounded corners and a bite out of either side."""
    left, right, top, bottom = (_LEFT + inset, _RIGHT - inset, _TOP + inset, _BOTTOM - inset)
    corner, bite = _CORNER - inset, _BITE + inset
    round_off, bite_out = f"a{number(corner)} {number(corner)} 0 0 1 ", f"a{number(bite)} {number(bite)} 0 0 0 "
    upper, lower, side = number(_BITE_AT - bite), number(_BITE_AT + bite), number(corner)
    return (
        f"M{number(left + corner)} {number(top)}H{number(right - corner)}{round_off}{side} {side}"
        f"V{upper}{bite_out}0 {number(2 * bite)}V{number(bottom - corner)}{round_off}-{side} {side}"
        f"H{number(left + corner)}{round_off}-{side} -{side}V{lower}{bite_out}0 -{number(2 * bite)}"
        f"V{number(top + corner)}{round_off}{side} -{side}z"
    )


SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType({"kaartje": Silhouette(_ticket(0), _HOLE)})
_TICKET = SILHOUETTES["kaartje"]


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: the line of the ticket, icon beside the lines, a dotted line and the giver."""
    dots = "".join(f"M{x} 248h.01" for x in range(56, 345, 12))
    return "".join(
        (
            _paper(pair, LINE_WIDTH),
            icon(design.icon, _ICON, pair.ink),
            _title(design, pair),
            stroke(dots, pair.ink, 4),
            caption(design.band_text, _TICKET, 297, 22, pair.ink),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: the line of the ticket and a larger icon."""
    return _paper(pair, LINE_WIDTH + 5) + icon(design.icon, Box(MIDDLE, 216, 190, 158), pair.ink)


def _paper(pair: Pair, line: float) -> str:
    """White with its rim, a real hole, and a line along the edge and round the hole in the dark colour."""
    hole = circle(_HOLE.x, _HOLE.y, _HOLE.radius + line / 2)
    white = stroke(_TICKET.edge, RIM, 2 * RIM_WIDTH)
    paper = f'<path fill="{RIM}" fill-rule="evenodd" d="{_TICKET.edge_with_hole}"/>'
    return white + paper + stroke(_ticket(line / 2) + hole, pair.ink, line)


def _title(design: BadgeDesign, pair: Pair) -> str:
    """The lines beside the icon, both starting at the same place and as large as the widest one allows."""
    places = (_FIRST_LINE, _SECOND_LINE) if len(design.lines) == 2 else [_ONLY_LINE] * len(design.lines)
    widths = [width_in_em(text, Typeface.DISPLAY) for text in design.lines]
    size = min([38.0, *((_TEXT_RIGHT - _TEXT_LEFT) / max(width, 0.01) for width in widths)])
    drawn = (
        line_path(Line(text, Typeface.DISPLAY, size, _TEXT_LEFT + size * width / 2, y))
        for text, width, y in zip(design.lines, widths, places, strict=True)
    )
    return fill("".join(drawn), pair.ink)
