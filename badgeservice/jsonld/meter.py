"""How much work may one document cost before it is refused?"""

from __future__ import annotations

from badgeservice.errors import MalformedError


class Meter:
    """Counts work, so that the same document is refused at the same step on every machine."""

    def __init__(self, budget: int) -> None:
        self.left = budget

    def spend(self, amount: int) -> None:
        """Take `amount` from the budget; raises MalformedError `context.too_complex` when it is used up."""
        self.left -= amount
        if self.left < 0:
            raise MalformedError("context.too_complex", "de gegevens kosten te veel rekenwerk")
