"""Which letters are there?"""

from __future__ import annotations

from collections.abc import Mapping

from badgeservice.mail.letter import Letter
from badgeservice.mail.letters_to_learners import TO_LEARNERS
from badgeservice.mail.letters_to_staff import TO_STAFF

LETTERS: Mapping[str, Letter] = {**TO_LEARNERS, **TO_STAFF}
