"""SVG images that are no image, or hold no badge."""

from __future__ import annotations

from casemaking.badges import badge, changed
from casemaking.cast import Signer, zon
from casemaking.drawings import attribute, body, svg
from casemaking.shelf import Shelf, as_bytes

DTD, MALFORMED, NONE, SEVERAL = (
    "svg.dtd_forbidden",
    "svg.malformed",
    "image.no_credential",
    "image.multiple_credentials",
)
AMBIGUOUS, NOT_A_BADGE = "parse.ambiguous_input", "parse.not_a_badge"
SVG, OB3, OB2 = "http://www.w3.org/2000/svg", "https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "svg"
    issuer = zon(shelf)
    text, token = as_bytes(issuer.prove(badge(issuer))).decode(), issuer.jwt(badge(issuer))
    _entities(shelf, text, token)
    _elements(shelf, text, token)
    _spelling(shelf, issuer, text, token)


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


def _elements(shelf: Shelf, text: str, token: str) -> None:
    halves = f"<![CDATA[{text[:60]}]]><b/><![CDATA[{text[60:]}]]>"
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
        "child-between": f"<openbadges:credential>{halves}</openbadges:credential>",
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
    page = f'<html xmlns="http://www.w3.org/1999/xhtml">{svg(body(text))}</html>'
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
