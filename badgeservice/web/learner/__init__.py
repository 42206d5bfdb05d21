"""What does a learner see: keeping a badge, and the badges that were kept?"""

from __future__ import annotations

from badgeservice.web.learner import (
    asking,
    coming_back,
    elsewhere,
    erasing,
    keeping,
    own_badges,
    passport,
    programs,
    sharing,
    taking_along,
)
from badgeservice.web.learner.blueprint import learner

__all__ = [
    "asking",
    "coming_back",
    "elsewhere",
    "erasing",
    "keeping",
    "learner",
    "own_badges",
    "passport",
    "programs",
    "sharing",
    "taking_along",
]
