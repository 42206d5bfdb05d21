"""How does a finished check read as a receipt that anyone can check later? (VCDM 2.0 §4)"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from badgeservice.formats.ob3_achievement import CONTEXT, profile
from badgeservice.model.issuer import Issuer

JsonObject = dict[str, Any]

LONGEST_TEXT = 300
VERDICT, WARNING, DETAIL = "verdict", "warning", "detail"
SIGNED_CLAIM, UNCHECKED_CLAIM = "signed-claim", "unchecked-claim"

# What no JSON of ours may hold: control characters, halves of a character, and what was never a character.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OWN_ADDRESS = re.compile(r"(?:https?://|urn:|did:)[!#-;=?-Z_a-z~%\[\]]{1,290}")


@dataclass(frozen=True)
class FinishedCheck:
    """A check that is over, with its verdict, and the moment of it, in words.

    `id` is that of its receipt, so that all forms of it are one. `report` is the report of the public contract, made
    fit by `fit_for_a_receipt`. `sha256` is that of the bytes that were checked, in hexadecimal; None when nothing
    could be had. `badge` is the id that the badge gives itself, fit likewise: what was cut is no id.
    """

    id: str
    report: Mapping[str, Any]
    sha256: str | None
    badge: str | None
    title: str
    sentence: str
    moment: str
    language: str

    @property
    def is_signed(self) -> bool:
        """Whether what the badge says was signed by who it names as its giver."""
        return any(check["id"] == "proof" and check["outcome"] == "passed" for check in self.report["checks"])


def fit_for_a_receipt(value: Any) -> Any:
    """The same with every text at most 300 characters, visibly cut, and without characters that JSON may not hold."""
    if isinstance(value, str):
        return _fit(value)
    if isinstance(value, Mapping):
        return {name: fit_for_a_receipt(item) for name, item in value.items()}
    return [fit_for_a_receipt(item) for item in value] if isinstance(value, list | tuple) else value


def receipt_for(finished: FinishedCheck, name: str, issuer: Issuer, kind: str) -> JsonObject:
    """The unsigned receipt: a credential of `kind`, an absolute address, so that it never passes for an Open Badge."""
    subject = {"id": _subject(finished)} if _subject(finished) else {}
    receipt: JsonObject = {
        "@context": list(CONTEXT),
        "id": finished.id,
        "type": ["VerifiableCredential", kind],
        "name": name,
        "description": f"{finished.title} {finished.sentence}",
        "issuer": profile(issuer),
        "validFrom": finished.report["checked_at"],
        "credentialSubject": {**subject, "description": f"{finished.title} {finished.sentence}"},
    }
    if finished.sha256:
        digest = base64.b64encode(bytes.fromhex(finished.sha256)).decode()
        receipt["relatedResource"] = [{"id": named_information(finished.sha256), "digestSRI": f"sha256-{digest}"}]
    receipt["evidence"] = [*_verdict(finished), *_claims(finished), *_checks(finished.report)]
    return receipt


def named_information(sha256: str) -> str:
    """The name of exactly these bytes (RFC 6920 §3)."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _subject(finished: FinishedCheck) -> str | None:
    """What the receipt is about: the badge by its own id only when that is signed, so that no forgery speaks for it."""
    if finished.is_signed and finished.badge and _OWN_ADDRESS.fullmatch(finished.badge):
        return finished.badge
    return named_information(finished.sha256) if finished.sha256 else None


def _verdict(finished: FinishedCheck) -> Iterator[JsonObject]:
    yield _evidence(VERDICT, finished.report["verdict"], f"{finished.title} {finished.sentence}")
    for reason in finished.report["warnings"]:
        yield _evidence(WARNING, WARNING, reason=reason)


def _claims(finished: FinishedCheck) -> Iterator[JsonObject]:
    """What the badge says of itself, as far as the report has it."""
    report, genre = finished.report, SIGNED_CLAIM if finished.is_signed else UNCHECKED_CLAIM
    for group, names in (("achievement", ("name", "id", "type")), ("issuer", ("name", "id")), ("recipient", ("name",))):
        for name in names:
            if value := (report[group] or {}).get(name):
                yield _evidence(f"{group}.{name}", genre, value)
    for name in ("valid_from", "valid_until"):
        if report[name]:
            yield _evidence(name, genre, report[name])
    if report["format"]:
        yield _evidence("format", DETAIL, report["format"])


def _checks(report: Mapping[str, Any]) -> Iterator[JsonObject]:
    for check in report["checks"]:
        yield _evidence(check["id"], check["outcome"], check["message"], check["reason"])
        for name, value in check["evidence"].items():
            yield _evidence(f"{check['id']}.{name}", DETAIL, value)


def _evidence(name: str, genre: str, narrative: str = "", reason: str | None = None) -> JsonObject:
    """One node of OB 3.0 `Evidence`: a member without a value is left out, for null would not be signed."""
    node = {"type": ["Evidence"], "name": name, "genre": genre, "narrative": narrative, "description": reason}
    return {member: value for member, value in node.items() if value}


def _fit(text: str) -> str:
    # What can be printed holds nothing unfit, and is quickly seen.
    whole = text if text.isprintable() else _UNFIT.sub("\ufffd", text)
    return whole if len(whole) <= LONGEST_TEXT else whole[: LONGEST_TEXT - 1] + "…"
