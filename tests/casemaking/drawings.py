"""SVG images that hold a badge, and how such an image is drawn."""

from __future__ import annotations

from casemaking.badges import badge
from casemaking.cast import Signer, zon
from casemaking.older import house
from casemaking.shelf import Shelf, as_bytes

MALFORMED, SEVERAL = "svg.malformed", "image.multiple_credentials"
AMBIGUOUS = "parse.ambiguous_input"
SVG, OB3, OB2 = "http://www.w3.org/2000/svg", "https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "svg"
    issuer = zon(shelf)
    text, token = as_bytes(issuer.prove(badge(issuer))).decode(), issuer.jwt(badge(issuer))
    _good(shelf, text, token)
    _several(shelf, issuer, text, token)


def svg(inside: str, namespace: str = OB3, before: str = "", prefix: str = "openbadges") -> str:
    """A drawing with this inside."""
    declared = f'xmlns="{SVG}" xmlns:{prefix}="{namespace}"'
    return f'{before}<svg {declared} viewBox="0 0 10 10">{inside}<circle cx="5" cy="5" r="4" fill="#5a2350"/></svg>'


def body(text: str, element: str = "openbadges:credential") -> str:
    """The badge as CDATA."""
    return f"<{element}><![CDATA[{text}]]></{element}>"


def attribute(text: str, element: str = "openbadges:credential") -> str:
    """The badge in the verify attribute."""
    return f'<{element} verify="{text}"/>'


def _good(shelf: Shelf, text: str, token: str) -> None:
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    shelf.good("json", "A badge as CDATA.", svg(body(text)), format="ob3-data-integrity")
    shelf.good("jwt", "A token in the verify attribute.", svg(attribute(token)), format="ob3-jwt")
    shelf.good(
        "jwt-and-an-empty-body",
        "A token, and an element with an empty body.",
        svg(f'<openbadges:credential verify="{token}"></openbadges:credential>'),
    )
    shelf.good("with-declaration", "An XML declaration before it.", svg(body(text), before=declared))
    style = declared + '<?xml-stylesheet href="https://elders.example/x.css" type="text/css"?>\n'
    shelf.good("with-style-sheet", "A processing instruction: it is not followed.", svg(body(text), before=style))
    shelf.good("with-comment", "A comment before it.", svg(body(text), before="<!-- een badge -->\n"))
    shelf.good("other-prefix", "Another prefix for the namespace.", svg(body(text, "ob:credential"), prefix="ob"))
    half = len(text) // 2
    split = f"<openbadges:credential><![CDATA[{text[:half]}]]><![CDATA[{text[half:]}]]></openbadges:credential>"
    shelf.good("cdata-in-two", "The badge in two pieces of CDATA.", svg(split))
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    shelf.good(
        "escaped-text",
        "The badge as text, not as CDATA.",
        svg(f"<openbadges:credential>{escaped}</openbadges:credential>"),
    )
    shelf.good(
        "white-space-around",
        "White space around the CDATA.",
        svg(f"<openbadges:credential>\n  <![CDATA[{text}]]>\n</openbadges:credential>"),
    )
    bries = house(shelf, "bries.example")
    address = bries.hosted("assertions/1")["id"]
    old = as_bytes(bries.hosted("assertions/1")).decode()
    shelf.good(
        "open-badges-2-address",
        "The address of a hosted badge.",
        svg(attribute(address, "openbadges:assertion"), OB2),
        format="ob2-hosted",
    )
    shelf.good(
        "open-badges-2-signed",
        "A signed badge.",
        svg(attribute(bries.signed(), "openbadges:assertion"), OB2),
        format="ob2-signed",
    )
    both = f'<openbadges:assertion verify="{address}"><![CDATA[{old}]]></openbadges:assertion>'
    shelf.good(
        "open-badges-2-address-and-json", "An address with the badge it serves.", svg(both, OB2), format="ob2-hosted"
    )


def _several(shelf: Shelf, issuer: Signer, text: str, token: str) -> None:
    other = as_bytes(issuer.prove(badge(issuer, 2))).decode()
    second = issuer.jwt(badge(issuer, 2))
    pairs = {
        "two-bodies": body(text) + body(other),
        "the-same-twice": body(text) + body(text),
        "two-tokens": attribute(token) + attribute(second),
        "body-and-token-apart": body(text) + attribute(token),
        "second-inside-a-group": body(text) + f"<g>{body(other)}</g>",
    }
    for name, inside in pairs.items():
        shelf.bad(name, f"Two credentials: {name}.", svg(inside), SEVERAL, AMBIGUOUS)
    old = f'<ob2:assertion xmlns:ob2="{OB2}" verify="https://bries.example/assertions/1"/>'
    shelf.bad("two-formats", "An OB 2.0 and an OB 3.0 badge.", svg(old + body(text)), SEVERAL, AMBIGUOUS)
    differ = f'<openbadges:credential verify="{token}"><![CDATA[{other}]]></openbadges:credential>'
    shelf.bad(
        "token-and-text-differ",
        "The attribute holds one badge, the text another.",
        svg(differ),
        AMBIGUOUS,
        SEVERAL,
        MALFORMED,
    )
    changed_text = text.replace("Gasten", "Directie")
    forged = f'<openbadges:credential verify="{token}"><![CDATA[{changed_text}]]></openbadges:credential>'
    shelf.bad(
        "token-and-forged-text", "A sound token beside a forged text.", svg(forged), AMBIGUOUS, SEVERAL, MALFORMED
    )
