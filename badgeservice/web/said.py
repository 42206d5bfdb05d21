"""How is a sentence of an error said in the language of who reads it?"""

from __future__ import annotations

from badgeservice.errors import BadgeServiceError
from badgeservice.marking import Filled
from badgeservice.web.words import gettext as _


def said(sentence: str) -> str:
    """The sentence in the language of this request; what was filled into its places stays as it is."""
    return str(_(sentence.message, **sentence.values) if isinstance(sentence, Filled) else _(sentence))


def said_by(problem: BadgeServiceError) -> str:
    """What an error says."""
    # The text of an error forgets what was filled in; what it was made with does not.
    return said(problem.args[0] if problem.args else str(problem))
