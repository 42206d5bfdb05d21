"""Which person stands in a template as the example, so that nobody gives them a badge?"""

from __future__ import annotations

from collections.abc import Sequence

from badgeservice.wording import N_

# Written so in every language: by these two the row is known when it comes back.
NAME = "Voorbeeld (haal deze rij weg)"
# RFC 2606 §3: nobody can have it.
EMAIL = "voorbeeld@lijst.example"

LEFT = N_("Dit is nog het voorbeeld. Vul hier iemand in, of haal de rij weg.")


def is_example(cells: Sequence[str]) -> bool:
    """Whether this is the row with the example, as it stands in a template."""
    return NAME in cells and EMAIL in cells
