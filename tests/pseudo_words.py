"""How do tests read pages in languages that nobody has translated yet: made-up words that show what goes wrong?

Polish is accented and 40 % longer, so that what is not translated or does not fit stands out. Arabic is written with
Arabic letters, from right to left and with its six plurals. No word of it means anything.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo

from badgeservice.wording import DOMAIN, TRANSLATIONS

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("badgeservice", "templates")
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "lazy_gettext": None}

ACCENTED = str.maketrans("aceginoszuACEGINOSZUdhjklrtwyDHJKLRTWY", "àçèĝìñòšžùÀÇÈĜÌÑÒŠŽÙđĥĵķļřťŵýĐĤĴĶĻŘŤŴÝ")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyzëéïöü", "ابثدهفغحيجكلمنوپقرستعڤظخيزههيوع")
# What is filled in, what is a mark in the text, and what a program reads stays as it is.
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w*\}|</?\w[^>]*>|&\w+;|https?://\S+|/\w+/\S*)")


def accented(text: str) -> str:
    """Ĝèèf đèžè badge: every letter that has one gets an accent, and the text grows by 40 %."""
    told = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text))
    more = round(len(KEPT.sub("", text)) * 0.4)
    return f"{told}{(' ~~~~~~~' * more)[:more]}".rstrip()


def arabic(text: str) -> str:
    """The letters of the text as Arabic ones; what is filled in stands apart, for it may be read the other way."""
    return "".join(
        _apart(part) if KEPT.fullmatch(part) else part.lower().translate(ARABIC) for part in KEPT.split(text)
    )


def _apart(kept: str) -> str:
    return f"\u2068{kept}\u2069" if kept[0] in "%{" and kept != "%%" else kept


SAID = {"pl": accented, "ar": arabic}


def write_pseudo_words(folder: Path) -> Path:
    """Catalogues of both languages, complete, in a folder that the service can be told of."""
    for language, say in SAID.items():
        made = Catalog(locale=language, domain=DOMAIN)
        for message in every_message() | _translated():
            if isinstance(message, str):
                made.add(message, say(message))
            else:
                made.add(message, tuple(say(message[1]) for _form in range(made.num_plurals)))
        file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            write_mo(opened, made)
    return folder


@cache
def every_message() -> frozenset[str | tuple[str, ...]]:
    """Every message id that stands in the code and the templates, a plural as its two forms."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found = extract_from_dir(ROOT, methods, keywords=KEYWORDS, directory_filter=_is_ours)
    return frozenset(message for _, _, message, _, _ in found)


def _translated() -> frozenset[str | tuple[str, ...]]:
    """What English has words for: that is what a language has to have."""
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as opened:
        return frozenset(one.id if isinstance(one.id, str) else tuple(one.id) for one in read_mo(opened) if one.id)


def _is_ours(path: str) -> bool:
    return Path(path).relative_to(ROOT).parts[:1] in {(), *((folder,) for folder in FOLDERS)}
