"""Badges whose dates are over, to come, turned round, or no dates at all."""

from __future__ import annotations

from typing import Any

from casemaking.badges import badge, old_badge, plain, subject
from casemaking.cast import Signer, zon
from casemaking.shelf import Shelf

EXPIRED, EARLY, MALFORMED, INVERTED = "time.expired", "time.not_yet_valid", "time.malformed", "time.inverted"
SCHEMA = "schema.invalid"

NO_DATES = {
    "without-zone": "2027-11-22T10:00:00",
    "only-a-day": "2027-11-22",
    "only-a-year": "2027",
    "a-space": "2027-11-22 10:00:00Z",
    "lower-case-t": "2027-11-22t10:00:00Z",
    "lower-case-z": "2027-11-22T10:00:00z",
    "february-30": "2027-02-30T10:00:00Z",
    "february-29": "2027-02-29T10:00:00Z",
    "month-13": "2027-13-01T10:00:00Z",
    "month-0": "2027-00-01T10:00:00Z",
    "day-0": "2027-01-00T10:00:00Z",
    "hour-25": "2027-11-22T25:00:00Z",
    "hour-24-and-a-minute": "2027-11-22T24:01:00Z",
    "minute-60": "2027-11-22T10:60:00Z",
    "leap-second": "2027-12-31T23:59:60Z",
    "without-seconds": "2027-11-22T10:00Z",
    "two-digit-year": "27-11-22T10:00:00Z",
    "zone-without-colon": "2027-11-22T10:00:00+0100",
    "zone-of-25-hours": "2027-11-22T10:00:00+25:00",
    "zone-of-one-digit": "2027-11-22T10:00:00+1:00",
    "zone-by-name": "2027-11-22T10:00:00 CET",
    "zone-seconds": "2027-11-22T10:00:00+01:00:30",
    "comma-fraction": "2027-11-22T10:00:00,5Z",
    "point-without-fraction": "2027-11-22T10:00:00.Z",
    "white-space": " 2027-11-22T10:00:00Z",
    "new-line": "2027-11-22T10:00:00Z\n",
    "in-words": "22 november 2027",
    "american": "11/22/2027",
    "week": "2027-W47-1T10:00:00Z",
    "day-of-the-year": "2027-326T10:00:00Z",
    "without-dashes": "20271122T100000Z",
    "other-digits": "٢٠٢٧-11-22T10:00:00Z",
    "fullwidth": "２０２７-11-22T10:00:00Z",
    "minus-sign": "2027−11−22T10:00:00Z",
    "empty": "",
    "seconds-since-1970": "1826877600",
    "year-plus": "+2027-11-22T10:00:00Z",
}


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "time"
    issuer = zon(shelf)
    _malformed(shelf, issuer)
    _bounds(shelf, issuer)
    _good(shelf, issuer)


def _malformed(shelf: Shelf, issuer: Signer) -> None:
    for name, text in NO_DATES.items():
        signed = issuer.prove(plain(issuer, validUntil=text))
        shelf.bad(f"until-{name}", f"validUntil is '{text.strip()}'.", signed, MALFORMED, SCHEMA)
    for name in ("without-zone", "only-a-day", "february-30", "leap-second", "in-words", "empty"):
        text = NO_DATES[name].replace("2027", "2025")
        shelf.bad(
            f"from-{name}", f"validFrom is '{text}'.", issuer.prove(plain(issuer, validFrom=text)), MALFORMED, SCHEMA
        )
    old = old_badge(issuer, expirationDate="2027-11-22T10:00:00")
    shelf.bad("vcdm-1-1-without-zone", "expirationDate has no zone.", issuer.prove(old), MALFORMED)
    old = old_badge(issuer, issuanceDate="2025-02-30T10:00:00Z")
    shelf.bad("vcdm-1-1-february-30", "issuanceDate is no date.", issuer.prove(old), MALFORMED)
    values: tuple[tuple[str, Any], ...] = (
        ("a-number", 1826877600),
        ("a-list", ["2027-11-22T10:00:00Z"]),
        ("an-object", {"@value": "2027-11-22T10:00:00Z"}),
        ("true", True),
    )
    for name, value in values:
        signed = issuer.prove(plain(issuer, validUntil=value), "eddsa-jcs-2022")
        shelf.bad(
            f"until-{name}",
            f"validUntil is {name}.",
            signed,
            MALFORMED,
            SCHEMA,
            "context.redefinition",
            "context.dropped_terms",
        )
    two = issuer.prove(plain(issuer, validFrom=["2026-11-22T10:00:00Z", "2027-11-22T10:00:00Z"]), "eddsa-jcs-2022")
    shelf.bad("from-two-dates", "Two starts.", two, MALFORMED, SCHEMA)
    none = issuer.prove({name: value for name, value in plain(issuer).items() if name != "validFrom"})
    shelf.bad("from-absent", "OB 3.0 wants a start.", none, SCHEMA, MALFORMED)
    token = issuer.jwt(plain(issuer, validUntil="2027-11-22T10:00:00"))
    shelf.bad("jwt-without-zone", "validUntil of a JWT has no zone.", token, MALFORMED)


def _bounds(shelf: Shelf, issuer: Signer) -> None:
    for name, text, reason in (
        ("long-ago", "2026-11-22T11:00:00Z", EXPIRED),
        ("six-minutes-ago", "2026-11-22T12:59:00Z", EXPIRED),
        ("in-another-zone", "2026-11-22T13:30:00+02:00", EXPIRED),
        ("behind-a-fraction", "2026-11-22T12:59:59.999999Z", EXPIRED),
    ):
        signed = issuer.prove(plain(issuer, validUntil=text))
        shelf.bad(f"expired-{name}", f"It ended: {text}.", signed, reason)
    for name, text in (
        ("tomorrow", "2026-11-23T10:00:00Z"),
        ("in-six-minutes", "2026-11-22T13:11:00Z"),
        ("in-another-zone", "2026-11-22T10:00:00-05:00"),
        ("year-9999", "9999-01-01T00:00:00Z"),
    ):
        until = None if name == "year-9999" else "2028-01-01T00:00:00Z"
        signed = issuer.prove(plain(issuer, validFrom=text, validUntil=until))
        shelf.bad(f"early-{name}", f"It begins: {text}.", signed, EARLY)
    for name, start, end in (
        ("by-a-year", "2026-11-22T10:00:00Z", "2025-11-22T10:00:00Z"),
        ("by-a-second", "2026-11-22T10:00:01Z", "2026-11-22T10:00:00Z"),
        ("in-the-future", "2029-01-01T00:00:00Z", "2028-01-01T00:00:00Z"),
        ("by-the-zone", "2026-11-22T13:04:00+00:00", "2026-11-22T13:04:00+01:00"),
    ):
        signed = issuer.prove(plain(issuer, validFrom=start, validUntil=end))
        shelf.bad(f"inverted-{name}", "It ends before it begins.", signed, INVERTED)
    old = issuer.prove(old_badge(issuer, expirationDate="2026-11-22T11:00:00Z"))
    shelf.bad("vcdm-1-1-expired", "expirationDate has passed.", old, EXPIRED)
    young = issuer.prove(old_badge(issuer, issuanceDate="2026-11-23T11:00:00Z"))
    shelf.bad("vcdm-1-1-early", "issuanceDate is to come.", young, EARLY)
    turned = issuer.prove(old_badge(issuer, expirationDate="2026-11-20T11:00:00Z"))
    shelf.bad("vcdm-1-1-inverted", "It ends before it begins.", turned, INVERTED, EXPIRED)
    token = issuer.jwt(plain(issuer, validUntil="2026-11-22T11:00:00Z"))
    shelf.bad("jwt-expired", "A JWT that ended.", token, EXPIRED)
    lasting = issuer.prove(badge(issuer))
    shelf.bad("judged-in-2029", "Judged after its end.", lasting, EXPIRED, at="2029-01-01T00:00:00Z")
    shelf.bad(
        "judged-in-2025", "Judged before its start.", lasting, EARLY, "proof.created_invalid", at="2025-01-01T00:00:00Z"
    )
    shelf.bad("judged-a-second-late", "Judged just beyond the clock skew.", lasting, EXPIRED, at="2028-11-22T23:05:00Z")


def _good(shelf: Shelf, issuer: Signer) -> None:
    for name, changes in (
        ("ended-four-minutes-ago", {"validUntil": "2026-11-22T13:01:00Z"}),
        ("begins-in-four-minutes", {"validFrom": "2026-11-22T13:09:00Z"}),
        ("another-zone", {"validFrom": "2026-11-22T15:00:00+05:00", "validUntil": "2026-11-22T05:30:00-08:00"}),
        ("fraction", {"validFrom": "2026-11-22T10:00:00.5Z", "validUntil": "2027-11-22T10:00:00.123456Z"}),
        ("zone-plus-zero", {"validFrom": "2026-11-22T10:00:00+00:00"}),
        ("zone-plus-fourteen", {"validUntil": "2027-11-22T10:00:00+14:00"}),
        ("zone-half-an-hour", {"validUntil": "2027-11-22T10:00:00+05:30"}),
        ("year-9999", {"validUntil": "9999-12-31T23:59:59Z"}),
        ("february-29", {"validUntil": "2028-02-29T10:00:00Z"}),
        ("year-1970", {"validFrom": "1970-01-01T00:00:00Z"}),
    ):
        shelf.good(name, f"Dates that are good: {name}.", issuer.prove(plain(issuer, **changes)))
    later = issuer.prove(badge(issuer))
    shelf.good("judged-in-2027", "Judged a year later.", later, at="2027-11-22T10:00:00Z")
    shelf.good("judged-in-another-zone", "The moment in another zone.", later, at="2026-11-22T15:05:00+02:00")
    days = issuer.prove(badge(issuer, credentialSubject=subject(activityStartDate="2024-02-29")))
    shelf.good("days-of-activity", "Days without a clock are no validity.", days)
