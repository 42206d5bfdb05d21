"""How much work may one document, or one whole check, cost before it is refused?"""

from __future__ import annotations

from badgeservice.errors import MalformedError


class Meter:
    """Counts work, so that the same document is refused at the same step on every machine.

    What is spent here is spent `within` another meter too: that of the check of which a document is a part.
    """

    def __init__(self, budget: int, within: Meter | None = None) -> None:
        self.left = budget
        self._within = within

    def spend(self, amount: int) -> None:
        """Take `amount` from the budget; raises MalformedError `context.too_complex` when it is used up."""
        self.left -= amount
        if self.left < 0:
            raise MalformedError("context.too_complex", "de gegevens kosten te veel rekenwerk")
        if self._within is not None:
            self._within.spend(amount)
