"""Which icons may a badge carry, and what are their paths?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path

from badgeservice.drawing.packaged import packaged_file

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "stars": "sterren",
        "door-open-fill": "open deur",
        "cup-hot-fill": "kop koffie",
        "basket-fill": "mandje",
        "scissors": "schaar",
        "tools": "gereedschap",
        "truck": "vrachtwagen",
        "tree-fill": "boom",
        "heart-pulse-fill": "hart met hartslag",
        "fire": "vlam",
        "shield-fill-check": "schild met vinkje",
        "box-seam-fill": "doos",
        "bricks": "bakstenen",
        "brush-fill": "penseel",
        "bicycle": "fiets",
        "chat-heart-fill": "praatwolk met hart",
        "key-fill": "sleutel",
        "lightbulb-fill": "gloeilamp",
        "people-fill": "twee mensen",
        "megaphone-fill": "megafoon",
        "hammer": "hamer",
        "screwdriver": "schroevendraaier",
        "wrench-adjustable": "moersleutel",
        "nut-fill": "moer",
        "gear-fill": "tandwiel",
        "rulers": "linialen",
        "ladder": "ladder",
        "paint-bucket": "verfpot",
        "cone-striped": "pion",
        "plug-fill": "stekker",
        "lightning-charge-fill": "bliksem",
        "droplet-fill": "druppel",
        "thermometer-half": "thermometer",
        "fan": "ventilator",
        "bucket-fill": "emmer",
        "recycle": "kringloop",
        "flower1": "bloem",
        "leaf-fill": "blad",
        "fork-knife": "mes en vork",
        "egg-fried": "gebakken ei",
        "cake2-fill": "taart",
        "cup-straw": "beker met rietje",
        "luggage-fill": "koffer",
        "lamp-fill": "lamp",
        "house-fill": "huis",
        "building-fill": "gebouw",
        "shop": "winkel",
        "cart-fill": "winkelwagen",
        "handbag-fill": "tas",
        "wallet-fill": "portemonnee",
        "calculator-fill": "rekenmachine",
        "upc-scan": "streepjescode",
        "boxes": "stapel dozen",
        "bus-front-fill": "bus",
        "car-front-fill": "auto",
        "train-front-fill": "trein",
        "fuel-pump-fill": "tankpomp",
        "bandaid-fill": "pleister",
        "hospital-fill": "ziekenhuis",
        "person-wheelchair": "mens in rolstoel",
        "person-heart": "mens met hart",
        "headset": "headset",
        "telephone-fill": "telefoon",
        "laptop-fill": "laptop",
        "cpu-fill": "chip",
        "camera-fill": "camera",
        "pencil-fill": "potlood",
        "book-fill": "boek",
        "clipboard-check-fill": "klembord",
        "puzzle-fill": "puzzelstuk",
    }
)

_SPRITE = ("Bootstrap-Flask", "flask_bootstrap/static/bootstrap5/icons/bootstrap-icons.svg")
_SYMBOL = re.compile(r'<symbol[^>]*\bid="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
_ATTRIBUTE = re.compile(r'<path[^>]*?\bd="([^"]+)"')


@dataclass(frozen=True)
class IconDrawing:
    """The paths of an icon on its grid of 16 (`markup`, without a colour), and the box that they fill there."""

    markup: str
    x: float
    y: float
    width: float
    height: float


@cache
def icon_drawing(name: str) -> IconDrawing:
    """The drawing of one of ICONS; KeyError for another name."""
    markup = _sprite()[name]
    pen = BoundsPen(None)
    for path in _ATTRIBUTE.findall(markup):
        parse_path(path, pen)
    left, top, right, bottom = pen.bounds
    return IconDrawing(markup, left, top, right - left, bottom - top)


@cache
def _sprite() -> Mapping[str, str]:
    text = packaged_file(*_SPRITE).read_text(encoding="utf-8")
    return {name: markup for name, markup in _SYMBOL.findall(text) if name in ICONS}
