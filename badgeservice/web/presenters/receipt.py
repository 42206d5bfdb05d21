"""How does a check become a receipt, and how does a receipt read that is checked in its turn?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from flask_babel import get_locale

from badgeservice.formats.receipt import UNCHECKED_CLAIM, VERDICT, WARNING, FinishedCheck, fit_for_a_receipt
from badgeservice.model.addresses import Addresses
from badgeservice.model.credential import Credential, ShownEvidence
from badgeservice.verification.report import CHECK_IDS, Report, Verdict, as_json
from badgeservice.web.checking import Checked
from badgeservice.web.presenters.check_lines import check_lines
from badgeservice.web.presenters.moments import moment_of, moment_of_text
from badgeservice.web.presenters.verdict import title_and_sentence
from badgeservice.web.words import gettext as _
from badgeservice.wording import LANGUAGES, N_, sentence_for, verdict_key

Page = dict[str, Any]

# What a receipt is about may be false while the receipt itself is genuine: panel and title say both.
TITLES = {
    "valid": N_("Dit bewijs is echt. De badge was geldig."),
    "invalid": N_("Dit bewijs is echt. De badge was niet geldig."),
    "warning": N_("Dit bewijs is echt. Let op de uitkomst."),
}
# The other checks speak of a badge that may be withdrawn, which a receipt cannot be.
ABOUT_ITSELF = {
    "structure": N_("Het bewijs is goed opgebouwd."),
    "proof": N_("De handtekening onder het bewijs klopt. Er is niets veranderd."),
    "issuer": N_("Het bewijs is door deze dienst gemaakt."),
}


def finished_check(checked: Checked, said: tuple[str, str] | None = None) -> FinishedCheck:
    """What a receipt of this check says, in the words and language of the page; `said` is its title and sentence."""
    report = checked.report
    title, sentence = said or title_and_sentence(checked)
    if verdict_key(report) == "valid":
        sentence = _("De handtekening klopte en de badge was op dat moment geldig.")
    return FinishedCheck(
        id=f"urn:uuid:{uuid4()}",
        report=fit_for_a_receipt(as_json(report, lambda check: sentence_for(check, _), checked.seconds)),
        sha256=checked.sha256,
        badge=fit_for_a_receipt(report.credential.id) if report.credential else None,
        title=title,
        sentence=fit_for_a_receipt(sentence),
        moment=moment_of(report.checked_at),
        language=_written_language(),
    )


def _written_language() -> str:
    """The language of the page, when there are letters on paper for it; else English."""
    spoken = str(get_locale() or LANGUAGES[0])
    return spoken if spoken in LANGUAGES else "en"


def is_receipt(report: Report, addresses: Addresses) -> bool:
    """Whether this is a receipt that this service signed, and that is valid."""
    credential = report.credential
    return (
        credential is not None
        and report.verdict is Verdict.VALID
        and credential.issuer.id == addresses.did
        and addresses.receipt_type in credential.types
    )


def receipt_words(report: Report) -> Page:
    """What the page says of a receipt of ours: first what was found then, for that is what it is about."""
    credential = report.credential
    assert credential is not None  # noqa: S101 - `is_receipt` came first
    moment = moment_of_text(credential.valid_from or "")
    kind = _kind(credential)
    return {
        "kind": kind,
        "title": _(TITLES[kind]),
        "sentence": _(
            "Op %(moment)s was dit de uitkomst: %(found)s",
            moment=moment,
            found=_evidence(credential, VERDICT).narrative,
        ),
        "kind_name": _("Bewijs van controle"),
        "name": _claim(credential, "achievement.name")[0] or _("Badge zonder naam"),
        "facts": _facts(credential, moment),
        "caution": _("Dit gaat over toen. Wil je weten of de badge nu nog geldig is? Controleer dan de badge zelf."),
        "behaviours": [],
        "evidence_title": _("Dit vonden we toen"),
        "evidence": _lines(credential),
        "checks": _about_itself(report),
        "not_made": [],
        "no_diploma": False,
    }


def _kind(credential: Credential) -> str:
    genre = _evidence(credential, VERDICT).genre
    has_warnings = any(one.name == WARNING for one in credential.evidence)
    return genre if genre in ("valid", "invalid") and not has_warnings else "warning"


def _evidence(credential: Credential, name: str) -> ShownEvidence:
    return next((one for one in credential.evidence if one.name == name), ShownEvidence(None))


def _about_itself(report: Report) -> list[dict[str, Any]]:
    own = [check for check in report.checks if check.id in ABOUT_ITSELF]
    lines = (check_lines(replace(report, checks=(check,)))[0] for check in own)
    return [{**line, "sentence": _(ABOUT_ITSELF[check.id])} for check, line in zip(own, lines, strict=True)]


def _facts(credential: Credential, moment: str) -> list[dict[str, Any]]:
    (giver, giver_note), (did, did_note) = _claim(credential, "issuer.name"), _claim(credential, "issuer.id")
    rows = (
        (_("Gecontroleerd op"), moment, None),
        (_("Gegeven aan"), *_claim(credential, "recipient.name")),
        (_("Gegeven door"), giver or did, giver_note or did_note or did),
        (_("Bewijs van"), credential.issuer.name, credential.issuer.id),
    )
    return [{"label": label, "value": value, "note": note} for label, value, note in rows if value]


def _claim(credential: Credential, name: str) -> tuple[str | None, str | None]:
    """What the badge said of itself, and a note when nobody had signed that."""
    found = _evidence(credential, name)
    return found.narrative, _("Niet gecontroleerd. Dit zei de badge zelf.") if found.genre == UNCHECKED_CLAIM else None


def _lines(credential: Credential) -> list[dict[str, Any]]:
    """The checks that the receipt lists, each in its sentence of then."""
    lines = (one for one in credential.evidence if one.name in CHECK_IDS)
    return [{"name": None, "narrative": one.narrative, "url": None} for one in lines]
