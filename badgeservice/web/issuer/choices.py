"""How are the choices of a field written down for the form library?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms.fields import SelectChoice


def choices_of(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """A choice for each value, with its label."""
    return [SelectChoice(value=str(value), label=label) for value, label in labels.items()]
