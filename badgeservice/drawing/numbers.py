"""How is a number written in a drawing, so that the same drawing has the same bytes?"""

from __future__ import annotations


def number(value: float) -> str:
    """At most two decimals, no trailing zeros, never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
