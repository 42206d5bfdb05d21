"""Where can anybody read the context and the schema of the words of our own that stand in a badge?"""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from badgeservice.formats.schema import MICROCREDENTIAL, file_of
from badgeservice.jsonld.contexts import BADGESERVICE_1, manifest, path_of
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.public_answers import answer

own_words = Blueprint("own_words", __name__)

# The stable address redirects here; what a version says never changes.
FOR_A_DAY = "public, max-age=86400"


@route(own_words, "/contexts/badgeservice-v1.json", PUBLIC)
def context() -> ResponseReturnValue:
    """The JSON-LD context that badges name as https://w3id.org/badgeservice/v1."""
    return answer(path_of(manifest()[BADGESERVICE_1]).read_bytes(), "application/ld+json", FOR_A_DAY)


@route(own_words, "/contexts/badgeservice-v1.schema.json", PUBLIC)
def schema() -> ResponseReturnValue:
    """The JSON Schema of a microcredential."""
    return answer(file_of(MICROCREDENTIAL).read_bytes(), "application/schema+json", FOR_A_DAY)
