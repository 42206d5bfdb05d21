"""How is text made alike for searching: without case and accents, and Dutch words without their endings?"""

from __future__ import annotations

import unicodedata

# Ending → how long the rest is at least. A short word on t, such as gast or dienst, mostly ends so by itself.
ENDINGS = {"en": 3, "e": 3, "s": 3, "t": 6}


def folded(text: str) -> str:
    """The words of a text in small letters without accents, with one space in between; all else is gone."""
    # A letter may hide behind another form, and have a small form only once it is out in the open.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = (one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join("".join(letters).split())


def stem(word: str) -> str:
    """What a folded Dutch word shares with its plural and its verb forms: boom and bomen, ontvangt and ontvangen.

    A rough cut: it only has to be the same for both, and need not be a word.
    """
    for ending, shortest in ENDINGS.items():
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            word = word.removesuffix(ending)
            break
    return "".join(letter for place, letter in enumerate(word) if place == 0 or letter != word[place - 1])


def searched_words(*texts: str) -> str:
    """The folded words of texts and their stems, as they are kept for searching."""
    words = folded(" ".join(texts)).split()
    return " ".join(dict.fromkeys([*words, *(stem(word) for word in words)]))
