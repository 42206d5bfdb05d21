"""Bitstring Status List 1.0 §2.1: what an entry in a credential holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casemaking.canonical import VC2
from casemaking.lists import bits, bitstring_list, encoded

from musts.documents import EXAMPLES, JCS, LEFT_OUT, OTHER, given
from musts.inputs import Given, does_not_issue, does_not_verify, issues, must, verifies
from musts.shown import is_secured

LIST = "https://lists.example/status/1"
INDEX = 94_567
CLEAR = encoded(bits(5))


def entry(**members: Any) -> dict[str, Any]:
    """A sound entry, with changes."""
    whole = {
        "id": f"{LIST}#{INDEX}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(INDEX),
        "statusListCredential": LIST,
        **members,
    }
    return {name: value for name, value in whole.items() if value is not LEFT_OUT}


def a_list(content: str = CLEAR, signer: Any = OTHER, address: str = LIST, **changes: Any) -> dict[str, Any]:
    """The list as its address serves it, signed by its issuer."""
    proved: dict[str, Any] = signer.prove(bitstring_list(signer, address, content, **changes), array=False)
    return proved


ALL = {LIST: a_list()}
MESSAGES = [{"status": f"0x{value}", "message": f"message {value}"} for value in range(4)]
MESSAGE = {"statusPurpose": "message", "statusSize": 2, "statusMessage": MESSAGES}
MESSAGE_LIST = {LIST: a_list(encoded(bits(5, width=2)), subject={"statusPurpose": "message"})}


def _takes(says: str, served: Any = None, **members: Any) -> Given:
    """The entry is taken: it may be issued, and it is checked in a credential of another."""
    status = entry(**members)
    return issues(says, credentialStatus=status), verifies(says, given(credentialStatus=status), served=served or ALL)


def _refuses(says: str, served: Any = None, **members: Any) -> Given:
    """The entry is not taken, by issuer nor verifier."""
    status = entry(**members)
    return (
        does_not_issue(says, credentialStatus=status),
        does_not_verify(says, given(OTHER, JCS, credentialStatus=status), served=served or ALL),
    )


def _has_entry(issued: Mapping[str, Any]) -> None:
    is_secured(issued)
    assert issued["credentialStatus"] == entry()


ENTRIES = (
    must(
        "BSL-2.1-1",
        _takes("a sound entry"),
        issues("the entry comes back in what was issued", shows=_has_entry, credentialStatus=entry()),
        verifies(
            "several entries", given(credentialStatus=[entry(), entry(id=LEFT_OUT, statusListIndex="7")]), served=ALL
        ),
    ),
    must(
        "BSL-2.1-2",
        _takes("no id", id=LEFT_OUT),
        _takes("an id of its own", id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"),
        _refuses("the address of the list as id", id=LIST),
        _refuses("an id that is no URL", id="not a url"),
        _refuses("two ids", id=["urn:a:1", "urn:a:2"]),
    ),
    must(
        "BSL-2.1-3",
        _refuses("no type", type=LEFT_OUT),
        _refuses("a type that no context knows", type="NotAStatusListEntry"),
        does_not_verify(
            "a type that we cannot check",
            given(OTHER, JCS, context=[VC2, EXAMPLES], credentialStatus=entry(type="NotAStatusListEntry")),
            served=ALL,
        ),
    ),
    must(
        "BSL-2.1-4",
        _refuses("no purpose", statusPurpose=LEFT_OUT),
        _refuses("a purpose that is a number", statusPurpose=7),
        _refuses("a list of purposes", statusPurpose=["revocation"]),
    ),
    must(
        "BSL-2.1-5",
        _takes("the first place", statusListIndex="0"),
        _refuses("no index", statusListIndex=LEFT_OUT),
        *(
            _refuses(f"the index {value!r}", statusListIndex=value)
            for value in (INDEX, True, "-1", "1.5", "0x10", "word", "", " 7", "७")
        ),
    ),
    must(
        "BSL-2.1-6",
        _refuses("no list", statusListCredential=LEFT_OUT),
        *(_refuses(f"the list {value!r}", statusListCredential=value) for value in (7, None, "not a url", [LIST])),
    ),
    must(
        "BSL-2.1-7",
        _takes("a size of one", statusSize=1),
        _takes("a size of two, with messages", MESSAGE_LIST, **MESSAGE),
        *(
            _refuses(f"the size {value!r}", **{**MESSAGE, "statusSize": value})
            for value in (0, -1, 1.5, "2", True, None)
        ),
    ),
    must(
        "BSL-2.1-8",
        _refuses("a size of two without messages", MESSAGE_LIST, **{**MESSAGE, "statusMessage": LEFT_OUT}),
        _takes("a size of one with messages", statusSize=1, statusMessage=MESSAGES[:2]),
    ),
    must(
        "BSL-2.1-9",
        _refuses("fewer messages than values", MESSAGE_LIST, **{**MESSAGE, "statusMessage": MESSAGES[:3]}),
        _refuses(
            "more messages than values",
            MESSAGE_LIST,
            **{**MESSAGE, "statusMessage": [*MESSAGES, {"status": "0x4", "message": "x"}]},
        ),
        _refuses("messages that are no list", MESSAGE_LIST, **{**MESSAGE, "statusMessage": "message"}),
    ),
    must(
        "BSL-2.1-10",
        _refuses(
            "a message without its value",
            MESSAGE_LIST,
            **{**MESSAGE, "statusMessage": [*MESSAGES[:3], {"message": "x"}]},
        ),
        _refuses(
            "a message without words", MESSAGE_LIST, **{**MESSAGE, "statusMessage": [*MESSAGES[:3], {"status": "0x3"}]}
        ),
        _refuses(
            "a value that is no hexadecimal",
            MESSAGE_LIST,
            **{**MESSAGE, "statusMessage": [*MESSAGES[:3], {"status": "three", "message": "x"}]},
        ),
        _refuses(
            "a value that is a number",
            MESSAGE_LIST,
            **{**MESSAGE, "statusMessage": [*MESSAGES[:3], {"status": 3, "message": "x"}]},
        ),
    ),
    must(
        "BSL-2.1-11",
        _takes("one reference", MESSAGE_LIST, **MESSAGE, statusReference="https://example.org/meaning"),
        _takes(
            "several references",
            MESSAGE_LIST,
            **MESSAGE,
            statusReference=["https://example.org/a", "https://example.org/b"],
        ),
        *(
            _refuses(f"the reference {value!r}", MESSAGE_LIST, **MESSAGE, statusReference=value)
            for value in ("not a url", 7, [7])
        ),
    ),
    must(
        "BSL-2.1-12",
        issues(
            "an entry that is asked for beside the credential", options={"credentialStatus": entry()}, shows=_has_entry
        ),
        does_not_issue("a malformed one", options={"credentialStatus": entry(statusListIndex=True)}),
        does_not_issue("one that is no object", options={"credentialStatus": "revocation"}),
    ),
)

MUSTS = ENTRIES
