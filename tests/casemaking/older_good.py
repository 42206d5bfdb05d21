"""Open Badges 2.0, hosted: sound ones, and recipients that only warn."""

from __future__ import annotations

from casemaking.older import EMAIL, FORMAT_HOSTED, House, house, recipient
from casemaking.shelf import Shelf


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    bries = house(shelf, "bries.example")
    shelf.family = "open-badges-2-good"
    _good(shelf, bries)
    shelf.family = "open-badges-2-hosted"
    _recipients(shelf, bries)


def _good(shelf: Shelf, bries: House) -> None:
    shelf.good("hosted", "A hosted badge.", bries.hosted("assertions/1"), format=FORMAT_HOSTED)
    named = bries.hosted("assertions/2", verification={"type": "HostedBadge"})
    shelf.good("hosted-badge", "The other word for hosted.", named, format=FORMAT_HOSTED)
    shelf.good(
        "hosted-ends-later", "An end that has not come.", bries.hosted("assertions/3", expires="2027-11-22T10:00:00Z")
    )
    plain = {"type": "email", "hashed": False, "identity": EMAIL}
    shelf.good(
        "hosted-recipient", "The visitor's address is the recipient's.", bries.hosted("assertions/4"), recipient=EMAIL
    )
    shelf.good(
        "hosted-plain-recipient",
        "A recipient that is not hashed.",
        bries.hosted("assertions/5", recipient=plain),
        recipient=EMAIL,
    )
    proof = [{"type": "Evidence", "id": "https://bries.example/bewijs", "narrative": "Gezien."}]
    shelf.good(
        "hosted-evidence",
        "With evidence and a narrative.",
        bries.hosted("assertions/6", evidence=proof, narrative="Netjes."),
    )
    more = bries.badge_class(
        "badge-2",
        alignment=[{"targetName": "Bakken", "targetUrl": "https://kwalificaties.example/1"}],
        tags=["brood"],
        criteria="https://bries.example/criteria",
    )
    shelf.good("hosted-alignment", "A badge class with alignment and tags.", bries.hosted("assertions/7", badge=more))
    shelf.good(
        "hosted-zone", "A date with another zone.", bries.hosted("assertions/8", issuedOn="2026-11-22T11:00:00+01:00")
    )
    profile = bries.badge_class("badge-3", issuer=bries.issuer("profile", type="Profile", publicKey=None))
    shelf.good("hosted-profile", "The issuer is a Profile without a key.", bries.hosted("assertions/9", badge=profile))
    allowed = house(shelf, "uitgever.example", verification={"allowedOrigins": ["opslag.example", "uitgever.example"]})
    stored = House(shelf, "opslag.example", allowed.key)
    shelf.good(
        "hosted-allowed-origin",
        "Hosted where the issuer says that it may be.",
        stored.hosted("a/1", badge=allowed.at("badge")),
    )
    path = house(shelf, "gids.example", verification={"startsWith": "https://gids.example/badges/"})
    shelf.good("hosted-starts-with", "Within the path that the issuer names.", path.hosted("badges/1"))
    bare = bries.assertion("assertions/1")
    shelf.good("hosted-by-address", "Only its address.", bare["id"], lone_address=True, format=FORMAT_HOSTED)
    shelf.good(
        "hosted-pasted-with-image",
        "The pasted copy has an image that the fetched one lacks.",
        {**bare, "image": bries.at("x.png")},
        more_warnings=True,
    )


def _recipients(shelf: Shelf, bries: House) -> None:
    weak = "recipient.weak_hash"
    other = bries.hosted("assertions/4")
    shelf.good(
        "recipient-another",
        "The visitor is another: that only warns.",
        other,
        recipient="milan@post.example",
        warnings=["recipient.mismatch"],
    )
    old = bries.hosted("assertions/md5", recipient=recipient(algorithm_name="md5"))
    shelf.good("recipient-md5", "MD5 still matches, and warns.", old, recipient=EMAIL, warnings=[weak])
    bare = bries.hosted("assertions/unsalted", recipient=recipient(salt=None))
    shelf.good("recipient-unsalted", "Without salt it matches, and warns.", bare, recipient=EMAIL, warnings=[weak])
    wrong = bries.hosted("assertions/md5-other", recipient=recipient("milan@post.example", algorithm_name="md5"))
    shelf.good(
        "recipient-md5-another",
        "MD5 of another.",
        wrong,
        recipient=EMAIL,
        warnings=["recipient.mismatch"],
        more_warnings=True,
    )
