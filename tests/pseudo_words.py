"""How do tests read pages in languages that nobody has translated yet: made-up words that show what goes wrong?

Polish is accented and 40 % longer, so that what is not translated or does not fit stands out. Arabic is written with
Arabic letters, from right to left and with its six plurals. No word of it means anything.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from badgeservice.languages import TRANSLATIONS
from badgeservice.wording import DOMAIN

ACCENTED = str.maketrans("aceginoszuACEGINOSZUdhjklrtwyDHJKLRTWY", "àçèĝìñòšžùÀÇÈĜÌÑÒŠŽÙđĥĵķļřťŵýĐĤĴĶĻŘŤŴÝ")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyzëéïöü", "ابثدهفغحيجكلمنوپقرستعڤظخيزههيوع")
# What is filled in, what is a mark in the text, and what a program reads stays as it is.
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w*\}|</?\w[^>]*>|&\w+;|https?://\S+|/\w+/\S*)")


def accented(text: str) -> str:
    """Ĝèèf đèžè badge: every letter that has one gets an accent, and the text grows by 40 %."""
    told = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text))
    letters = len(KEPT.sub("", text))
    return f"{told} {'~' * round(letters * 0.4 - 1)}" if letters > 2 else told


def arabic(text: str) -> str:
    """The letters of the text as Arabic ones."""
    return "".join(part if KEPT.fullmatch(part) else part.lower().translate(ARABIC) for part in KEPT.split(text))


SAID = {"pl": accented, "ar": arabic}


def write_pseudo_words(folder: Path) -> Path:
    """Catalogues of both languages, complete, in a folder that the service can be told of."""
    for language, say in SAID.items():
        made = Catalog(locale=language, domain=DOMAIN)
        for one in _english():
            if isinstance(one.id, str):
                made.add(one.id, say(one.id), context=one.context)
            else:
                made.add(one.id, tuple(say(one.id[1]) for _form in range(made.num_plurals)), context=one.context)
        file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            write_mo(opened, made)
    return folder


@cache
def _english() -> Catalog:
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        words = read_po(file, locale="en", domain=DOMAIN)
    for message in list(words):
        if not message.id:
            words.delete(message.id)
    return words
