"""How does a report read as a page: verdict first, then who, what and how we know?"""

from __future__ import annotations

from typing import Any

from badgeservice.issuing.reasons import written_reason
from badgeservice.model.achievement import Kind
from badgeservice.storage.tables import AwardRow
from badgeservice.verification.report import NOT_CHECKED, Outcome, Report, Verdict
from badgeservice.verification.said_by_others import said_by_others
from badgeservice.web.checking import Checked
from badgeservice.web.presenters import claims
from badgeservice.web.presenters.check_lines import check_lines, not_made
from badgeservice.web.presenters.moments import day, day_of_text, moment_of
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import diploma_words, kind_name
from badgeservice.web.words import gettext as _
from badgeservice.wording import exact_sentence, sentence_for, verdict_key, verdict_sentences

Page = dict[str, Any]


def verdict_page(checked: Checked, *, report_href: str, report_name: str, again_href: str) -> Page:
    """What verdict.html shows. What the badge says is shown as such only when its signature holds."""
    report, award = checked.report, checked.award
    title, sentence = title_and_sentence(checked)
    page: Page = {
        "kind": page_kind(report),
        "title": title,
        "sentence": sentence,
        "checks": check_lines(report),
        "not_made": not_made(report),
        "report_href": report_href,
        "report_name": report_name,
    }
    if report.verdict is Verdict.UNKNOWN:
        return page | _unknown(report, again_href)
    if report.check("proof").outcome is not Outcome.PASSED:
        return page | {"advice": _advice_on_unsound(report)}
    return page | _known(report, award)


def title_and_sentence(checked: Checked) -> tuple[str, str]:
    """The verdict, and the sentence below it."""
    title, sentence = verdict_sentences(checked.report, _)
    return str(title), str(_sentence(checked.report, checked.award) or sentence)


def page_kind(report: Report) -> str:
    """Which of the four panels a report gets: a warning that matters makes "let op" of a valid badge."""
    if report.verdict is Verdict.VALID:
        return "warning" if report.warnings else "valid"
    return report.verdict.value


def _sentence(report: Report, award: AwardRow | None) -> str | None:
    """The sentence below the verdict, where more can be said than wording does."""
    key, giver = verdict_key(report), claims.giver(report)
    if key == "valid":
        return str(_("Nu gecontroleerd: %(moment)s.", moment=moment_of(report.checked_at)))
    if key == "revoked" and award is not None and award.revoked_at is not None:
        return str(_("%(giver)s heeft deze badge ingetrokken op %(day)s.", giver=giver, day=day(award.revoked_at)))
    if key == "suspended" and award is not None and award.suspended_at is not None:
        return str(
            _("%(giver)s heeft deze badge tijdelijk stopgezet op %(day)s.", giver=giver, day=day(award.suspended_at))
        )
    if key == "expired" and report.credential is not None:
        return str(_("De badge was geldig tot en met %(day)s.", day=day_of_text(report.credential.valid_until)))
    if key == "no_badge":
        return exact_sentence(report.check("structure"), _)
    if key == "invalid":
        return next((sentence_for(check, _) for check in report.checks if check.outcome is Outcome.FAILED), None)
    return None


def _known(report: Report, award: AwardRow | None) -> Page:
    invalid = report.verdict is Verdict.INVALID
    reason = written_reason(award, _) if award is not None and invalid else None
    return {
        "badge": picture_of(award.version) if award is not None else None,
        "kind_name": _kind_name(report, award),
        "name": claims.name(report),
        "facts": claims.facts(report, award, reason),
        "caution": None if invalid else _caution(report),
        "contact": _("Vragen? Neem contact op met %(giver)s.", giver=claims.giver(report)) if invalid else None,
        "can_title": _("Dit stond op de badge") if invalid else _("Dit kan %(name)s", name=claims.first_name(report)),
        "can_intro": _("%(giver)s schreef aan %(name)s:", giver=claims.giver(report), name=claims.first_name(report)),
        "behaviours": claims.behaviours(report),
        "others": [] if invalid else said_by_others(report, _, day),
        "about_title": _("Hier was %(name)s bij", name=claims.first_name(report)),
        "about": claims.about(report),
        "evidence": claims.evidence(report),
        "no_diploma": diploma_words(award.version.badge_class.kind if award is not None else ""),
    }


def _kind_name(report: Report, award: AwardRow | None) -> str | None:
    if award is None:
        return None
    kind, is_recognised = award.version.badge_class.kind, report.mandate is not None and report.mandate.known_as
    is_part = kind == Kind.DEELCERTIFICAAT
    name = _("Deelcertificaat, branche erkend") if is_part and is_recognised else kind_name(kind)
    words = {"revoked": _("ingetrokken"), "suspended": _("stopgezet"), "expired": _("niet meer geldig")}
    state = words.get(verdict_key(report))
    return f"{name}, {state}" if state else name


def _caution(report: Report) -> str | None:
    if not report.warnings:
        return None
    if "issuer.name_confusable" in report.warnings:
        other = report.check("issuer").evidence["looks_like"]
        return str(_("De naam lijkt op %(name)s. Maar dit is een ander. Vraag het na bij %(name)s zelf.", name=other))
    if "issuer.untrusted" in report.warnings:
        return str(
            _(
                "Iedereen kan een badge maken. Bestaat %(giver)s echt? Vraag dat eerst na.",
                giver=claims.giver(report),
            )
        )
    return next(sentence_for(check, _) for check in report.checks if check.outcome is Outcome.WARNING)


def _unknown(report: Report, again_href: str) -> Page:
    missing = [check for check in report.checks if check.outcome is Outcome.UNKNOWN and check.reason != NOT_CHECKED]
    unreadable = any(check.reason == "parse.unsupported_format" for check in missing)
    ask = _("Vraag de gever zelf of de badge klopt. Zoek het telefoonnummer zelf op.")
    first = _("Vraag om de badge als PNG of JSON.") if unreadable else _("Probeer het over een kwartier nog eens.")
    return {
        "why": [sentence_for(check, _) for check in missing],
        # A sentence that says exactly what is wrong with a file says what to do about it too.
        "advice": [ask] if any(exact_sentence(check, _) for check in missing) else [first, ask],
        "claims": claims.unchecked(report),
        "again_href": again_href,
    }


def _advice_on_unsound(report: Report) -> list[str]:
    if report.format is None:
        return [
            _("Kijk of je het goede bestand hebt gekozen."),
            _("Een badge is een bestand (PNG of JSON). Of een code van 16 tekens."),
        ]
    return [
        _("Vertrouw niet op deze badge."),
        _("Wie liet de badge zien? Vraag om het bestand of de code van de gever."),
    ]
