"""Which letters are there?"""

from __future__ import annotations

from collections.abc import Mapping

from badgeservice.mail.letter import Letter
from badgeservice.mail.letters_to_learners import TO_LEARNERS
from badgeservice.mail.letters_to_staff import TO_STAFF

# Somebody sits waiting for these; they go before all other mail.
URGENT = frozenset({"learner_link", "address_claim", "account_link"})

LETTERS: Mapping[str, Letter] = {**TO_LEARNERS, **TO_STAFF}
