"""What is our own SVG as a PNG?"""

from __future__ import annotations

import resvg_py

LARGEST = 2000
_LONGEST = 400_000
# Pictures of others stand inside it, each made small first.
_LONGEST_WITH_PICTURES = 4_000_000


def png_from_svg(svg: str, size: int) -> bytes:
    """A square PNG, `size` pixels wide, of SVG that this package drew. ValueError outside 1..LARGEST.

    Never for SVG of others: a width without a limit ends the whole process.
    """
    return _png(svg, size, size, _LONGEST)


def png_with_pictures(svg: str, width: int, height: int) -> bytes:
    """A PNG of SVG that this package drew around PNG pictures. ValueError when a side is outside 1..LARGEST."""
    return _png(svg, width, height, _LONGEST_WITH_PICTURES)


def _png(svg: str, width: int, height: int, longest: int) -> bytes:
    for size in (width, height):
        if not 1 <= size <= LARGEST:
            raise ValueError(f"A picture of {size} pixels is outside 1..{LARGEST}.")
    if len(svg) > longest:
        raise ValueError(f"An SVG of {len(svg)} characters is not one of ours.")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True))
