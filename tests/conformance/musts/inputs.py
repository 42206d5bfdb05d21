"""What is sent for one statement, through which door, and what must come of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from musts.documents import ISSUER, OTHER, RDFC, credential, presentation, proved

ISSUE, VERIFY, PRESENT = "credentials/issue", "credentials/verify", "presentations/verify"
Shows = Callable[[Mapping[str, Any]], None]


def nothing_more(_answer: Mapping[str, Any]) -> None:
    """The answer need show nothing else."""


@dataclass(frozen=True)
class Input:
    """One request: what is special about it, its body, and whether it must be accepted.

    `served` is what the addresses in it answer; `shows` looks at an accepted answer; `why` is what one of the errors
    of a refusal must hold, so that it is not refused for something else.
    """

    says: str
    door: str
    body: Any
    holds: bool
    served: Mapping[str, Any] = field(default_factory=dict)
    shows: Shows = nothing_more
    why: str = ""


@dataclass(frozen=True)
class Must:
    """A statement, by its id in docs/conformance.md, with the inputs that show that it is kept."""

    id: str
    inputs: tuple[Input, ...]


Given = Input | tuple[Input, ...]


def must(id_: str, *given: Given, why: str = "") -> Must:
    """A statement with its inputs; `why` goes for every refusal that has no reason of its own."""
    inputs = [one for some in given for one in (some if isinstance(some, tuple) else (some,))]
    return Must(id_, tuple(replace(one, why=one.why or ("" if one.holds else why)) for one in inputs))


def because(statement: Must, why: str) -> Must:
    """The same statement, with a reason for every refusal that has none of its own."""
    return must(statement.id, statement.inputs, why=why)


def issues(says: str, *, options: Any = None, shows: Shows = nothing_more, **changes: Any) -> Input:
    """The credential with these changes is issued."""
    return Input(says, ISSUE, _asked(options, changes), True, shows=shows)


def does_not_issue(says: str, *, options: Any = None, why: str = "", **changes: Any) -> Input:
    """The credential with these changes is not issued."""
    return Input(says, ISSUE, _asked(options, changes), False, why=why)


def verifies(
    says: str, document: Any = None, *, options: Any = None, served: Any = None, suite: str = RDFC, **changes: Any
) -> Input:
    """The document, or a credential by another issuer with these changes, is verified."""
    return Input(says, VERIFY, _checked(document, options, suite, changes), True, served or {})


def does_not_verify(
    says: str,
    document: Any = None,
    *,
    options: Any = None,
    served: Any = None,
    suite: str = RDFC,
    why: str = "",
    **changes: Any,
) -> Input:
    """The document, or a credential by another issuer with these changes, is not verified."""
    return Input(says, VERIFY, _checked(document, options, suite, changes), False, served or {}, why=why)


def accepts(says: str, *, suite: str = RDFC, served: Any = None, **changes: Any) -> tuple[Input, ...]:
    """A credential with these changes is issued, and verified when another issuer signed it."""
    issued = replace(issues(says, **changes), served=served or {})
    return issued, verifies(says, suite=suite, served=served, **changes)


def refuses(says: str, *, suite: str = RDFC, served: Any = None, why: str = "", **changes: Any) -> tuple[Input, ...]:
    """A credential with these changes is not issued, nor verified when another issuer signed it."""
    issued = replace(does_not_issue(says, why=why, **changes), served=served or {})
    return issued, does_not_verify(says, suite=suite, served=served, why=why, **changes)


def presents(says: str, document: Any = None, *, options: Any = None, served: Any = None, **changes: Any) -> Input:
    """The presentation is verified."""
    return Input(says, PRESENT, _presented(document, options, changes), True, served or {})


def does_not_present(
    says: str, document: Any = None, *, options: Any = None, served: Any = None, why: str = "", **changes: Any
) -> Input:
    """The presentation is not verified."""
    return Input(says, PRESENT, _presented(document, options, changes), False, served or {}, why=why)


def each(make: Callable[..., Given], says: str, member: str, values: Iterable[Any], **more: Any) -> tuple[Input, ...]:
    """One input for each of these values of a member."""
    made = (make(f"{says}: {_short(value)}", **{member: value}, **more) for value in values)
    return tuple(one for some in made for one in (some if isinstance(some, tuple) else (some,)))


def _asked(options: Any, changes: Mapping[str, Any]) -> Any:
    body = {"credential": credential(ISSUER, **changes)}
    return body if options is None else {**body, "options": options}


def _checked(document: Any, options: Any, suite: str, changes: Mapping[str, Any]) -> Any:
    whole = proved(credential(OTHER.id, **changes), suite=suite) if document is None else document
    return {"verifiableCredential": whole, "options": options or {}}


def _presented(document: Any, options: Any, changes: Mapping[str, Any]) -> Any:
    whole = presentation(**changes) if document is None else document
    return {"verifiablePresentation": whole, "options": options or {}}


def _short(value: Any) -> str:
    return repr(value)[:60]
