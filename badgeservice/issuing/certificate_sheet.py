"""What stands on the certificate of a badge: every word of it, from the signed credential alone?"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json
from badgeservice.formats.read_ob3 import read
from badgeservice.formats.shown_kind import shown_kind
from badgeservice.issuing.certificate_details import certificate_details, registered
from badgeservice.issuing.kind_words import NAMES, diploma_line
from badgeservice.jsonld.moment import read_moment
from badgeservice.model.check_code import in_groups
from badgeservice.model.credential import Credential, ShownAchievement, ShownBehaviour, ShownEvidence
from badgeservice.model.days import written_day
from badgeservice.wording import LANGUAGES, N_, Translate, translator

LEVELS = {"zelf": N_("zelf"), "met hulp": N_("met hulp")}
# What is longer may be cut by the end of a page.
CHARACTERS_IN_A_LINE, MOST_LINES_TOGETHER = 80, 12
LONGEST_AT_THE_FOOT = 40
MEDIA_TYPE = "application/vc"

_PLACE = re.compile(r"%\((\w+)\)s")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-zA-Z])")

Sheet = dict[str, Any]


def certificate_sheet(document: bytes, check_address: str, code: str, language: str | None = None) -> Sheet:
    """The sheet of a badge of ours, for `drawing.certificate_pdf`; without a language that of the badge itself.

    `document` is the signed Data Integrity document, `check_address` what the QR holds, `code` its 16 characters.
    Raises MalformedError for a document that is no badge.
    """
    credential = read(strict_json.loads(document))
    achievement = credential.achievement
    if achievement is None or credential.valid_from is None:
        raise MalformedError("parse.not_a_badge")
    written_in = _language(achievement)
    chosen = language or (written_in if written_in in LANGUAGES else LANGUAGES[0])
    words = translator(chosen)
    return {
        "language": chosen,
        "content_language": written_in,
        "date": _date(credential.valid_from),
        **_head(credential, achievement, words, chosen),
        **_body(credential, achievement, words, chosen),
        "check": _check(check_address, code, words) | {"guard": words(diploma_line(shown_kind(achievement)))},
        "attachment": {
            "name": f"badge-{code}.json",
            "media_type": MEDIA_TYPE,
            "description": words(N_("De badge zelf, ondertekend door de gever")),
        },
        "page": words(N_("Bladzijde {page} van {pages}")),
        "missing": words(N_("☐ staat voor een teken dat we hier niet kunnen tekenen. In de bijlage staat het wel.")),
    }


def _head(credential: Credential, achievement: ShownAchievement, words: Translate, language: str) -> Sheet:
    badge = achievement.name or credential.name or words(N_("Badge zonder naam"))
    person = credential.recipient_name or words(N_("Niet bekend"))
    giver = credential.issuer.name or credential.issuer.id
    given_on = written_day(read_moment(credential.awarded_date or credential.valid_from), language)
    given = words(N_("Gegeven door %(giver)s, op %(date)s."))
    return {
        "name": f"{badge}, {person}",
        "running": f"{_cut(badge)}, {_cut(person)}",
        "author": giver,
        "kind": words(NAMES[kind] if (kind := shown_kind(achievement)) else N_("Badge")),
        "badge": badge,
        "picture": achievement.image_caption or badge,
        "for": words(N_("voor")),
        "person": person,
        "registered": registered(credential, words),
        "given": [*_spans(given, giver=giver, date=given_on), _span(" "), *_validity(credential, words, language)],
    }


def _validity(credential: Credential, words: Translate, language: str) -> list[Sheet]:
    if credential.valid_until is None:
        return [_span(words(N_("Deze badge heeft geen einddatum.")))]
    until = written_day(read_moment(credential.valid_until), language)
    return _spans(words(N_("Geldig tot en met %(date)s.")), date=until)


def _body(credential: Credential, achievement: ShownAchievement, words: Translate, language: str) -> Sheet:
    behaviours = [
        {
            "text": _behaviour(one, credential, words),
            "level": words(LEVELS[one.level or ""]) if one.level in LEVELS else one.level,
        }
        for one in credential.behaviours
    ]
    return {
        "about": [] if behaviours else _lines(achievement.description),
        "can_title": words(N_("Dit kan je")),
        "behaviours": behaviours,
        "details_title": words(N_("Meer over deze badge")),
        "details": certificate_details(credential, words, language),
        "evidence_title": words(N_("Bewijs")),
        "evidence": [_evidence(one) for one in credential.evidence],
    }


def _behaviour(behaviour: ShownBehaviour, credential: Credential, words: Translate) -> str:
    if not behaviour.own:
        return behaviour.text
    giver = credential.issuer.name or credential.issuer.id
    return words(N_("Van %(giver)s zelf: %(text)s")) % {"giver": giver, "text": behaviour.text}


def _evidence(evidence: ShownEvidence) -> Sheet:
    address = evidence.url if (evidence.url or "").startswith("https://") else None
    narrative = _lines(evidence.narrative)
    return {"name": evidence.name, "narrative": narrative, "address": address, "is_short": _is_short(narrative)}


def _is_short(lines: list[str]) -> bool:
    return len(lines) + sum(map(len, lines)) // CHARACTERS_IN_A_LINE <= MOST_LINES_TOGETHER


def _check(address: str, code: str, words: Translate) -> Sheet:
    site = urlsplit(address).netloc
    sentence = words(N_("Scan de code met je telefoon. Of ga naar %(site)s en vul in:"))
    return {
        "title": words(N_("Is deze badge echt?")),
        "sentence": _spans(sentence, site=site),
        "code": in_groups(code),
        "address": address,
        "qr": words(N_("QR-code om de badge te controleren")),
    }


def _language(achievement: ShownAchievement) -> str:
    found = _LANGUAGE.match(achievement.language or "")
    return found.group() if found else LANGUAGES[0]


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_AT_THE_FOOT else f"{name[: LONGEST_AT_THE_FOOT - 1]}…"


def _lines(text: str | None) -> list[str]:
    """The lines that somebody typed, without spaces around them and without the empty ones."""
    return [" ".join(line.split()) for line in (text or "").splitlines() if line.strip()]


def _date(moment: str) -> dict[str, int]:
    read_as = read_moment(moment)
    return {part: getattr(read_as, part) for part in ("year", "month", "day", "hour", "minute", "second")}


def _spans(sentence: str, **values: str) -> list[Sheet]:
    """The sentence in pieces, of which the values are strong."""
    pieces = _PLACE.split(sentence)
    return [
        _span(values[piece], strong=True) if place % 2 else _span(piece) for place, piece in enumerate(pieces) if piece
    ]


def _span(text: str, strong: bool = False) -> Sheet:
    return {"text": text, "strong": strong}
