"""Is an Assertion built as Open Badges 2.0 asks, with words that its context knows?"""

from __future__ import annotations

from badgeservice.errors import MalformedError
from badgeservice.formats import schema
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.jsonld.screening import screen
from badgeservice.verification.checks.structure import MAX_IDENTIFIER, finding_on_links
from badgeservice.verification.context import Context
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.subject import Subject


def is_a_sound_assertion(subject: Subject, _context: Context) -> Finding:
    """Members, types and words fit; links that are not https warn. An image may hold no more than the address."""
    document = subject.document
    if set(document) == {"id"}:
        return Finding(Outcome.PASSED, evidence={"hosted_at": str(document["id"])})
    refuse_unsound_assertion(subject)
    return finding_on_links(subject.outline.links, {"schema": schema.OB2_ASSERTION})


def refuse_unsound_assertion(subject: Subject) -> None:
    """Raises MalformedError(parse.* | context.* | type.missing | schema.invalid)."""
    document = subject.document
    if len(str(document.get("id"))) > MAX_IDENTIFIER:
        raise MalformedError("parse.too_large", "identifier")
    screen(document)
    schema.validate(document, schema.OB2_ASSERTION)
    refuse_dropped_terms(document, within=subject.meter)
