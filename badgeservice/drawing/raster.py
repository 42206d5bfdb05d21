"""What is our own SVG as a PNG?"""

from __future__ import annotations

import resvg_py

LARGEST = 2000
_LONGEST = 400_000


def png_from_svg(svg: str, size: int) -> bytes:
    """A square PNG, `size` pixels wide, of SVG that this package drew. ValueError outside 1..LARGEST.

    Never for SVG of others: a width without a limit ends the whole process.
    """
    if not 1 <= size <= LARGEST:
        raise ValueError(f"A picture of {size} pixels is outside 1..{LARGEST}.")
    if len(svg) > _LONGEST:
        raise ValueError(f"An SVG of {len(svg)} characters is not one of ours.")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size, skip_system_fonts=True))
