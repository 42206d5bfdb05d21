"""SVG images that hold a badge, or seem to."""

from __future__ import annotations

from casemaking.badges import badge, changed
from casemaking.cast import Signer, zon
from casemaking.older import house
from casemaking.shelf import Shelf, as_bytes

DTD, MALFORMED, NONE, SEVERAL = (
    "svg.dtd_forbidden",
    "svg.malformed",
    "image.no_credential",
    "image.multiple_credentials",
)
AMBIGUOUS, NOT_A_BADGE = "parse.ambiguous_input", "parse.not_a_badge"
SVG, OB3, OB2 = "http://www.w3.org/2000/svg", "https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org"


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


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "svg"
    issuer = zon(shelf)
    text, token = as_bytes(issuer.prove(badge(issuer))).decode(), issuer.jwt(badge(issuer))
    _good(shelf, text, token)
    _entities(shelf, text, token)
    _several(shelf, issuer, text, token)
    _elements(shelf, text, token)
    _spelling(shelf, issuer, text, token)


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


def _entities(shelf: Shelf, text: str, token: str) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    before: dict[str, str] = {
        "doctype": "<!DOCTYPE svg>",
        "doctype-public": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "doctype-lower-case": "<!doctype svg>",
        "entity": '<!DOCTYPE svg [<!ENTITY naam "Directeur">]>',
        "entity-bomb": f'<!DOCTYPE svg [<!ENTITY l0 "lol">{lol}]>',
        "quadratic-bomb": f'<!DOCTYPE svg [<!ENTITY a "{"a" * 20_000}">]>',
        "external-entity": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "external-dtd": '<!DOCTYPE svg SYSTEM "https://127.0.0.1/x.dtd">',
        "parameter-entity": '<!DOCTYPE svg [<!ENTITY % p SYSTEM "https://127.0.0.1/x">%p;]>',
        "attribute-default": '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>',
    }
    inside = {"entity": "&naam;", "entity-bomb": "&l9;", "quadratic-bomb": "&a;" * 2000, "external-entity": "&x;"}
    for name, doctype in before.items():
        content = svg(body(text) + f"<title>{inside.get(name, '')}</title>", before=doctype)
        shelf.bad(name, f"A document type: {name}.", content, DTD, MALFORMED, NOT_A_BADGE)
    named = svg(attribute("&naam;"), before=f'<!DOCTYPE svg [<!ENTITY naam "{token}">]>')
    shelf.bad("entity-in-the-attribute", "The token comes from an entity.", named, DTD)
    shelf.bad(
        "entity-undeclared",
        "An entity that nobody declared.",
        svg(body(text) + "<title>&nbsp;</title>"),
        MALFORMED,
        DTD,
    )
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    shelf.bad(
        "xinclude",
        "The credential is to be included from a file.",
        svg(f"<openbadges:credential>{include}</openbadges:credential>"),
        MALFORMED,
        NOT_A_BADGE,
        NONE,
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
    forged = f'<openbadges:credential verify="{token}"><![CDATA[{text.replace("Gasten", "Directie")}]]></openbadges:credential>'
    shelf.bad(
        "token-and-forged-text", "A sound token beside a forged text.", svg(forged), AMBIGUOUS, SEVERAL, MALFORMED
    )


def _elements(shelf: Shelf, text: str, token: str) -> None:
    wrong = {
        "no-badge": "",
        "other-element": body(text, "openbadges:badge"),
        "assertion-in-the-newer-namespace": body(text, "openbadges:assertion"),
        "capitals": body(text, "openbadges:Credential"),
        "without-prefix": body(text, "credential"),
        "in-a-comment": f"<!-- {attribute(token)} -->",
        "in-a-title": f"<title>{text.replace('<', '&lt;').replace('&', '&amp;')}</title>",
        "other-attribute": f'<openbadges:credential src="{token}"/>',
        "attribute-in-a-namespace": f'<openbadges:credential openbadges:verify="{token}"/>',
        "empty": "<openbadges:credential/>",
        "empty-attribute": '<openbadges:credential verify=""/>',
        "child-element": f"<openbadges:credential><text><![CDATA[{text}]]></text></openbadges:credential>",
        "child-between": f"<openbadges:credential><![CDATA[{text[:60]}]]><b/><![CDATA[{text[60:]}]]></openbadges:credential>",
        "words": body("geen badge"),
        "html": body("<b>badge</b>"),
        "cut-off": body(text[:100]),
    }
    for name, inside in wrong.items():
        shelf.bad(
            f"element-{name}",
            f"The credential: {name}.",
            svg(inside),
            NONE,
            MALFORMED,
            NOT_A_BADGE,
            "parse.json_invalid",
            SEVERAL,
            AMBIGUOUS,
        )
    for name, namespace in (
        ("older", OB2),
        ("slash-at-the-end", OB3 + "/"),
        ("http", OB3.replace("https", "http")),
        ("capitals", OB3.upper()),
        ("made-up", "https://elders.example/ob"),
        ("empty", " "),
    ):
        shelf.bad(f"namespace-{name}", f"The namespace is '{namespace}'.", svg(body(text), namespace), NONE, MALFORMED)
    undeclared = f'<svg xmlns="{SVG}">{body(text)}</svg>'
    shelf.bad("namespace-undeclared", "The prefix is not declared.", undeclared, MALFORMED, NONE)
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="{SVG}" xmlns:openbadges="{OB3}">{body(text)}</svg></html>'
    shelf.bad("root-html", "A web page with the drawing in it.", page, MALFORMED, NONE, NOT_A_BADGE, ext="svg")
    plain = f'<svg xmlns:openbadges="{OB3}">{body(text)}</svg>'
    shelf.bad("root-without-namespace", "The root is no SVG.", plain, MALFORMED, NONE, NOT_A_BADGE)


def _spelling(shelf: Shelf, issuer: Signer, text: str, token: str) -> None:
    good = svg(body(text))
    wrong: dict[str, str | bytes] = {
        "not-closed": good[:-6],
        "wrongly-nested": good.replace("<circle", "<g><circle").replace("</svg>", "</svg></g>"),
        "two-roots": good + good,
        "words-after": good + "meer",
        "words-before": "badge " + good,
        "attribute-twice": svg(f'<openbadges:credential verify="{token}" verify="x"/>'),
        "null": good.replace("<circle", "\0<circle"),
        "control-character": good.replace("<circle", "<title>\x01</title><circle"),
        "utf-16": good.encode("utf-16"),
        "utf-16-declared": ('<?xml version="1.0" encoding="UTF-16"?>' + good).encode("utf-16"),
        "utf-7": ('<?xml version="1.0" encoding="UTF-7"?>' + good).encode(),
        "utf-32": good.encode("utf-32"),
        "latin-1-bytes": good.replace("Een bel", "Één bel").encode("latin-1"),
        "xml-1-1": '<?xml version="1.1"?>' + good.replace("<circle", "<title>&#1;</title><circle"),
        "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff",
        "deep": "<svg>" * 5000 + "</svg>" * 5000,
    }
    for name, content in wrong.items():
        shelf.bad(
            name,
            f"The drawing: {name}.",
            content,
            MALFORMED,
            NONE,
            NOT_A_BADGE,
            DTD,
            "parse.encoding",
            "parse.too_deep",
            "parse.unsupported_format",
            "proof.signature_invalid",
            ext="svg",
        )
    forged = as_bytes(changed(issuer.prove(badge(issuer)), "name", "Directeur")).decode()
    shelf.bad("forged", "The badge in the drawing was changed.", svg(body(forged)), "proof.signature_invalid")
    head, middle, _ = token.split(".")
    shelf.bad(
        "forged-token",
        "The token's signature is empty.",
        svg(attribute(f"{head}.{middle}.")),
        "jws.malformed",
        "proof.signature_invalid",
        NOT_A_BADGE,
    )
    shelf.never(
        "open-badges-2-loopback",
        "An address on loopback.",
        svg(attribute("https://127.0.0.1/a", "openbadges:assertion"), OB2),
        "fetch.blocked",
    )
    shelf.add_recipe(
        "svg-over-2-mb",
        "A drawing whose badge is over 2 MB.",
        "large-svg 2100000",
        "invalid",
        "parse.too_large",
        "image.chunk_too_large",
        MALFORMED,
    )
