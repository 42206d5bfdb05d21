"""What can go wrong, as errors whose text a person may read."""

from __future__ import annotations

from collections.abc import Mapping


class BadgeServiceError(Exception):
    """The root of every error of ours; its text is a full sentence in Dutch, a message id of the catalogue."""


class MalformedError(BadgeServiceError):
    """Input that is broken or hostile. `reason` is a reason code of the verification report."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class UnavailableError(BadgeServiceError):
    """Something a check needs could not be had, so nothing can be said. `reason` is a reason code."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class InvalidInputError(BadgeServiceError):
    """A form was filled in wrongly; `problems` maps a field's name to its sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class NotFoundError(BadgeServiceError):
    """What was asked for is not there, or not for the one who asks."""


class ErasedError(BadgeServiceError):
    """What was asked for was there, and was erased on request of whom it was about."""


class UnknownProgramError(BadgeServiceError):
    """A program asks without a token, or with one that does not count."""


class ForbiddenError(BadgeServiceError):
    """The person is known, and may not do this."""


class ConflictError(BadgeServiceError):
    """The thing is in a state in which this cannot be done; nothing was changed."""


class BackupError(BadgeServiceError):
    """A backup cannot be made, or not be put back; nothing was changed."""


class SettingsError(BadgeServiceError):
    """The service cannot start with these settings; the sentence says how to mend them."""
