"""What does a learner see: keeping a badge, and the badges that were kept?"""

from __future__ import annotations

from badgeservice.web.learner import (
    addresses,
    asking,
    coming_back,
    correcting,
    declining,
    elsewhere,
    entering,
    erasing,
    keeping,
    own_badges,
    passkeys,
    passport,
    programs,
    rights,
    sharing,
    taking_along,
)
from badgeservice.web.learner.blueprint import learner

__all__ = [
    "addresses",
    "asking",
    "coming_back",
    "correcting",
    "declining",
    "elsewhere",
    "entering",
    "erasing",
    "keeping",
    "learner",
    "own_badges",
    "passkeys",
    "passport",
    "programs",
    "rights",
    "sharing",
    "taking_along",
]
