"""What is the same in all badges of one class version, in the form that is signed and in the form that is stored?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from badgeservice.formats import ob3, strict_json
from badgeservice.formats.ob3_achievement import contexts_of
from badgeservice.jsonld.shape import Shape, shape_of, with_holes
from badgeservice.jsonld.shapes import Known, learnt
from badgeservice.model.award import Award
from badgeservice.model.memory import Memory

MOST_CLASSES = 32
MOST_SHAPES = 64
MOST_FAILURES = 3

_HOLE = re.compile(r'"x-hole:[0-9]+:"')


@dataclass(frozen=True)
class Template:
    """One shape of badges of one class: the canonical form with holes, and the pieces of the JSON between these."""

    known: Known
    pieces: tuple[str, ...]

    def json(self, texts: Sequence[str]) -> str:
        """The JSON with these texts, as `strict_json.dumps` writes it."""
        return joined(self.pieces, [texts[place] for place in self.known.fillers])


@dataclass(frozen=True)
class _Tried:
    """The template of a shape, or how often none could be made: of twins there is none, of the next badge there is."""

    template: Template | None
    failures: int = 0


class ClassTemplates:
    """What is known of a class version with its giver. `shared` is what the templates were made with."""

    def __init__(self, shared: ob3.Shared, contexts: list[str]) -> None:
        self.shared = shared
        self.contexts = contexts
        self._tried: Memory[Shape, _Tried] = Memory(MOST_SHAPES)

    def template_for(self, document: dict[str, Any]) -> tuple[Template | None, Sequence[str]]:
        """The template for a document that holds `shared` itself, and its texts; None when the full way must serve."""
        fixed = (id(self.shared.achievement), id(self.shared.issuer))
        shape, texts = shape_of(document, fixed)
        if shape is None:
            return None, texts
        tried = self._tried.recall(shape) or _Tried(None)
        if tried.template is None and tried.failures < MOST_FAILURES:
            tried = _Tried(compile_template(document, texts, fixed), tried.failures + 1)
            self._tried.keep(shape, tried)
        template = tried.template
        return (template if template is not None and template.known.speaks_of(texts) else None), texts


class AwardTemplates:
    """A bounded memory of class versions with their givers; it holds nothing of any learner. Safe for threads.

    A template comes to be only when it agrees, for the badge at hand, with the full canonical form and the JSON.
    """

    def __init__(self) -> None:
        self._classes: Memory[bytes, ClassTemplates] = Memory(MOST_CLASSES)

    def class_of(self, award: Award) -> ClassTemplates:
        """What is known of the class and the giver of an award."""
        shared = ob3.shared_of(award)
        key = hashlib.sha256(strict_json.dumps({"class": shared.achievement, "giver": shared.issuer})).digest()
        found = self._classes.recall(key)
        if found is None:
            found = ClassTemplates(shared, contexts_of(award.achievement))
            self._classes.keep(key, found)
        return found


def joined(pieces: Sequence[str], texts: Sequence[str]) -> str:
    """The pieces of a JSON text with a text between each two."""
    parts: list[str] = [pieces[0]]
    for text, piece in zip(texts, pieces[1:], strict=True):
        parts += (encode_basestring(text), piece)
    return "".join(parts)


def json_of(document: dict[str, Any]) -> str:
    """The document as text, in the form that is stored."""
    return strict_json.dumps(document).decode()


def compile_template(document: dict[str, Any], texts: Sequence[str], fixed: Sequence[int]) -> Template | None:
    """A template for documents with other texts; None when one would not agree with the full way for this one.

    Objects with an identity in `fixed` are part of it as they are.
    """
    known = learnt(document, texts, fixed)
    if known is None:
        return None
    written = json_of(with_holes(document, known.fillers, fixed))
    template = Template(known, tuple(_HOLE.split(written)))
    if len(template.pieces) != len(known.fillers) + 1 or template.json(texts) != json_of(document):
        return None
    return template
