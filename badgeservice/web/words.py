"""How does a page find its hundred sentences in a language, without asking a hundred times which language that is?"""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_babel import Babel, Domain, get_locale
from flask_babel.speaklater import LazyString


class WordsOfRequest(Domain):  # type: ignore[misc]  # the library has no types
    """The words of the site; those of the language of a request are looked up once."""

    def get_translations(self) -> Any:
        """The words of the language that is spoken now, which may change within a request."""
        try:
            # A page asks this a hundred times, and every look through a proxy costs as much as the rest of it.
            here = g._get_current_object()
        except RuntimeError:
            return super().get_translations()
        locale = getattr(getattr(here, "_flask_babel", None), "babel_locale", None) or get_locale()
        known = getattr(here, "words_of_request", None)
        if known is None or known[0] is not locale:
            known = here.words_of_request = (locale, super().get_translations())
        return known[1]


_WORDS = WordsOfRequest()


def gettext(text: str, /, **values: object) -> str:
    """A text in the language that is spoken now, with values in its places."""
    found: str = _WORDS.get_translations().ugettext(text)
    return found % values if values else found


def ngettext(one: str, more: str, number: int, /, **values: object) -> str:
    """The text for this number, with values in its places; `num` is the number, unless it is given as another."""
    found: str = _WORDS.get_translations().ungettext(one, more, number)
    return found % ({"num": number} | values)


def lazy_gettext(text: str) -> LazyString:
    """A text that is put in the language that is spoken when it is written."""
    return LazyString(gettext, text)


def speak(app: Flask, babel: Babel) -> None:
    """Let templates and views find their words by it."""
    babel.domain_instance = _WORDS
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension for translations
        gettext=gettext,
        ngettext=lambda one, more, number: _WORDS.get_translations().ungettext(one, more, number),
        newstyle=True,
    )
