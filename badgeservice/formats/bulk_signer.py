"""How are many badges signed, of which most differ only in whom they are given to?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from badgeservice.formats import ob3
from badgeservice.formats.award_templates import AwardTemplates, ClassTemplates, Template, joined, json_of
from badgeservice.jsonld.shapes import in_full
from badgeservice.jsonld.skeleton import Skeleton, UnfitError
from badgeservice.model.award import Award
from badgeservice.proofs import base58, eddsa_rdfc

SignBytes = Callable[[bytes], bytes]


@dataclass(frozen=True)
class _Row:
    """A template in which only what is personal is open: `places` among the personal texts fill the holes in order."""

    alike: tuple[object, ...]
    skeleton: Skeleton
    pieces: tuple[str, ...]
    places: tuple[int, ...]

    def filled(self, award: Award) -> tuple[bytes, str] | None:
        """The canonical form and the JSON of an award; None when only the full way can tell."""
        personal = ob3.personal_texts(award)
        texts = [personal[place] for place in self.places]
        form = self.skeleton.fill(texts)
        return (form, joined(self.pieces, texts)) if form is not None else None


class BulkSigner:
    """Signs many badges, each as `eddsa_rdfc.sign` would: with one key, at one moment.

    `sign` makes an Ed25519 signature; `verification_method` is the address of its key. For one thread.
    """

    def __init__(self, templates: AwardTemplates, sign: SignBytes, verification_method: str, created: datetime) -> None:
        self._templates = templates
        self._sign = sign
        self._options = eddsa_rdfc.options_of(verification_method, created)
        self._classes: dict[tuple[int, int], tuple[Award, ClassTemplates]] = {}
        self._endings: dict[str, tuple[bytes, str]] = {}
        self._before: tuple[Award, tuple[object, ...]] | None = None
        self._row: _Row | None = None

    def signed(self, award: Award) -> bytes:
        """The signed badge as it is stored. Raises MalformedError as `eddsa_rdfc.sign` does."""
        known = self._class_of(award)
        alike = (known, *ob3.alike(award))
        if self._row is not None and self._row.alike == alike and (filled := self._row.filled(award)) is not None:
            return self._with_proof(known.contexts, *filled)
        return self._signed_alone(award, known, alike)

    def _signed_alone(self, award: Award, known: ClassTemplates, alike: tuple[object, ...]) -> bytes:
        """By the template of its shape, or in full; one that is like the one before prepares for more of them."""
        document = ob3.credential_for(award, known.shared)
        template, texts = known.template_for(document)
        if template is None or (form := template.known.fill(texts)) is None:
            return self._with_proof(known.contexts, in_full(document)[0], json_of(document))
        if self._before is not None and self._before[1] == alike:
            self._row = _row(template, texts, award, alike)
            if self._row is not None and self._row.filled(self._before[0]) != _in_template(self._before[0], known):
                # Something in it was personal that is not said to be.
                self._row = None
        self._before = award, alike
        return self._with_proof(known.contexts, form, template.json(texts))

    def _class_of(self, award: Award) -> ClassTemplates:
        # The award is kept beside it, so that these identities are given to no others.
        key = (id(award.achievement), id(award.issuer))
        if key not in self._classes:
            self._classes[key] = (award, self._templates.class_of(award))
        return self._classes[key][1]

    def _with_proof(self, contexts: Sequence[str], form: bytes, text: str) -> bytes:
        options_hash, ending = self._ending(contexts)
        signature = self._sign(options_hash + hashlib.sha256(form).digest())
        return f'{text[:-1]}{ending}{base58.encode(signature)}"}}]}}'.encode()

    def _ending(self, contexts: Sequence[str]) -> tuple[bytes, str]:
        """The hash of the proof options under these contexts, and the proof up to its value."""
        key = " ".join(contexts)
        if key not in self._endings:
            form, _cost = in_full({**self._options, "@context": contexts})
            proof = json_of({**self._options, "proofValue": "z"})
            self._endings[key] = hashlib.sha256(form).digest(), f',"proof":[{proof[:-2]}'
        return self._endings[key]


def _in_template(award: Award, known: ClassTemplates) -> tuple[bytes | None, str] | None:
    template, texts = known.template_for(ob3.credential_for(award, known.shared))
    return (template.known.fill(texts), template.json(texts)) if template is not None else None


def _row(template: Template, texts: Sequence[str], award: Award, alike: tuple[object, ...]) -> _Row | None:
    """None when a personal text cannot be told from another one in this badge, or has no hole."""
    personal = ob3.personal_texts(award)
    holes = {place: number for number, place in enumerate(template.known.fillers)}
    if any(texts.count(text) != 1 or texts.index(text) not in holes for text in personal):
        return None
    places = {holes[texts.index(text)]: place for place, text in enumerate(personal)}
    settled = {number: texts[place] for place, number in holes.items() if number not in places}
    try:
        skeleton = template.known.skeleton.bound(settled)
    except UnfitError:
        return None
    pieces = [template.pieces[0]]
    for number, piece in enumerate(template.pieces[1:]):
        if number in places:
            pieces.append(piece)
        else:
            pieces[-1] = joined((pieces[-1], piece), (settled[number],))
    return _Row(alike, skeleton, tuple(pieces), tuple(places[number] for number in sorted(places)))
