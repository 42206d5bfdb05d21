"""How does a page find its hundred sentences in a language, without asking a hundred times which language that is?"""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_babel import Babel, Domain, get_locale


class WordsOfRequest(Domain):  # type: ignore[misc]  # the library has no types
    """The words of the site; those of the language of a request are looked up once."""

    def get_translations(self) -> Any:
        """The words of the language that is spoken now, which may change within a request."""
        locale = get_locale()
        known = g.get("words_of_request") if g else None
        if known is None or known[0] is not locale:
            known = (locale, super().get_translations())
            if g:
                g.words_of_request = known
        return known[1]


def speak(app: Flask, babel: Babel) -> None:
    """Let templates and views find their words by it."""
    words = WordsOfRequest()
    babel.domain_instance = words
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension for translations
        gettext=lambda text: words.get_translations().ugettext(text),
        ngettext=lambda one, more, number: words.get_translations().ungettext(one, more, number),
        newstyle=True,
    )
