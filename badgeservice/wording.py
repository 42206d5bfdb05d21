"""How are reason codes, outcomes and verdicts said in a sentence? (message ids are Dutch; gettext, no web framework)"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from badgeservice.exact_words import IN_DETAIL
from badgeservice.marking import N_ as N_
from badgeservice.marking import Filled

LANGUAGES = ("nl", "en")
DOMAIN = "messages"
TRANSLATIONS = Path(__file__).resolve().parent / "translations"

Translate = Callable[[str], str]

VERDICTS: Mapping[str, tuple[str, str]] = {
    "valid": (N_("Deze badge is echt."), N_("De handtekening klopt en de badge is nu geldig.")),
    "warning": (N_("Let op."), N_("De badge klopt. Maar er is iets om op te letten.")),
    "untrusted": (N_("Let op."), N_("De badge klopt, maar we kennen de gever niet.")),
    "revoked": (N_("Deze badge is niet geldig."), N_("De gever heeft deze badge ingetrokken.")),
    "suspended": (N_("Deze badge is niet geldig."), N_("De gever heeft deze badge tijdelijk stopgezet.")),
    "expired": (N_("Deze badge is niet geldig."), N_("De badge was geldig, maar is nu verlopen.")),
    "invalid": (N_("Deze badge is niet geldig."), N_("Een van de controles klopt niet. Vertrouw niet op deze badge.")),
    "unknown": (
        N_("We konden dit niet controleren."),
        N_("De badge kan echt zijn, maar ook nep. We weten het niet."),
    ),
    "no_badge": (N_("Dit is geen badge."), N_("We vonden geen badge in wat je gaf.")),
}

PASSED: Mapping[str, str] = {
    "structure": N_("De badge is goed opgebouwd."),
    "proof": N_("De handtekening klopt. Er is niets veranderd sinds de badge is gegeven."),
    "validity": N_("De badge is op dit moment geldig."),
    "status": N_("De badge is niet ingetrokken."),
    "issuer": N_("We kennen de organisatie die deze badge gaf."),
    "recipient": N_("De badge is gegeven aan de persoon met dit e-mailadres."),
    "endorsements": N_("De aanbevelingen bij deze badge kloppen."),
}

MANDATED = N_("De gever mocht deze badge geven van de organisatie die de norm maakte. Wat anderen zeggen, klopt.")
HOSTED = N_("De badge staat op de website van de gever. Er is niets aan veranderd.")

NOT_MADE: Mapping[str, str] = {
    "": N_("Dit is niet gecontroleerd."),
    "structure": N_("Dit is niet gecontroleerd, want de badge was niet goed te lezen."),
    "proof": N_("Dit is niet gecontroleerd, want de handtekening is niet goedgekeurd."),
    "recipient": N_("Er is geen e-mailadres ingevuld om te vergelijken."),
    "no_email": N_("In deze badge staat geen e-mailadres om mee te vergelijken."),
    "endorsements": N_("Aanbevelingen van anderen zijn niet gecontroleerd. Ze tellen niet mee."),
    "no_endorsements": N_("Er staan geen aanbevelingen van anderen bij deze badge."),
    "time": N_("Hier was geen tijd meer voor. Controleer minder bestanden tegelijk."),
    "misses": N_("Hier zitten te veel onbekende codes bij. Controleer deze los, en wacht een paar minuten."),
}

_READING: Mapping[str, str] = {
    "parse.json_invalid": N_("Het bestand is beschadigd: het is geen geldige JSON."),
    "parse.duplicate_key": N_("Er staat een gegeven twee keer in het bestand. Dan is niet zeker wat er geldt."),
    "parse.too_large": N_("Het bestand is te groot om te controleren."),
    "parse.too_deep": N_("Het bestand zit te ingewikkeld in elkaar om te controleren."),
    "parse.number_range": N_("Er staat een getal in het bestand dat niet overal hetzelfde wordt gelezen."),
    "parse.encoding": N_("Er staan tekens in het bestand die daar niet mogen staan."),
    "parse.not_a_badge": N_("We vonden hier geen badge."),
    "parse.ambiguous_input": N_("Dit is op twee manieren te lezen. Daarom keuren we het niet goed."),
    "parse.unsupported_format": N_("Dit soort badge kunnen we nog niet controleren."),
    "schema.invalid": N_("De badge is niet opgebouwd zoals de standaard vraagt."),
    "type.missing": N_("Het bestand zegt niet dat het een badge is."),
    "context.unknown": N_("De badge gebruikt een woordenlijst die we niet kennen."),
    "context.order": N_("De woordenlijsten van de badge staan in een verkeerde volgorde."),
    "context.redefinition": N_("De badge geeft een andere betekenis aan vaste woorden."),
    "context.dropped_terms": N_("Een deel van de badge valt buiten de handtekening."),
    "context.too_complex": N_("De badge zit te ingewikkeld in elkaar om te controleren."),
    "content.url_unsafe": N_("Er staat een link in de badge die niet veilig is. We tonen die link niet."),
    "image.malformed": N_("De afbeelding is beschadigd."),
    "image.too_large": N_("De afbeelding is te groot om te controleren."),
    "image.chunk_too_large": N_("De tekst in de afbeelding is te groot om te controleren."),
    "image.multiple_credentials": N_("Er zitten meer badges in deze afbeelding. Dan is niet zeker welke geldt."),
    "image.no_credential": N_("In deze afbeelding zit geen badge."),
    "svg.dtd_forbidden": N_("In deze afbeelding staan opdrachten die niet mogen."),
    "svg.malformed": N_("De afbeelding is beschadigd."),
}

_PROOF: Mapping[str, str] = {
    "proof.missing": N_("De badge is niet ondertekend."),
    "proof.signature_invalid": N_("De handtekening klopt niet. De badge is veranderd of nagemaakt."),
    "proof.value_malformed": N_("De handtekening is beschadigd."),
    "proof.cryptosuite_unknown": N_("Dit soort handtekening kunnen we niet controleren."),
    "proof.purpose_invalid": N_("De handtekening is niet gezet om een badge te geven."),
    "proof.vm_not_authorized": N_("De gever heeft de sleutel van deze handtekening niet goedgekeurd."),
    "proof.vm_controller_mismatch": N_("De sleutel van deze handtekening is niet van de gever."),
    "proof.key_weak": N_("De sleutel van deze handtekening is niet veilig."),
    "proof.expired": N_("De handtekening is verlopen."),
    "proof.created_invalid": N_("De datum van de handtekening klopt niet."),
    "proof.context_mismatch": N_("De handtekening hoort bij een andere woordenlijst."),
    "proof.set_incomplete": N_("Niet alle handtekeningen van deze badge zijn te controleren."),
    "jws.alg_not_allowed": N_("De handtekening is gezet op een manier die niet mag."),
    "jws.malformed": N_("De handtekening is beschadigd."),
    "jws.crit_unknown": N_("De handtekening stelt een eis die we niet kennen."),
    "jws.b64_unsupported": N_("De handtekening is geschreven op een manier die we niet lezen."),
    "jws.key_from_header": N_("De badge brengt zijn eigen sleutel mee. Dat bewijst niets."),
    "jws.kid_invalid": N_("De sleutel van deze handtekening is niet goed benoemd."),
    "jws.typ_invalid": N_("De handtekening hoort bij een ander soort bericht."),
    "jws.claims_conflict": N_("De gegevens rond de badge spreken de badge tegen."),
    "issuer.mismatch": N_("De gegevens van de gever horen bij een andere organisatie."),
    "issuer.key_unbound": N_("We konden niet nagaan of deze sleutel van de gever is."),
    "issuer.unresolvable": N_("We konden de gegevens van de gever niet ophalen."),
}

_REST: Mapping[str, str] = {
    "issuer.untrusted": N_("We kennen de organisatie die deze badge gaf niet."),
    "issuer.name_confusable": N_("De naam van de gever lijkt op die van een andere organisatie die we kennen."),
    "time.expired": N_("De badge is niet meer geldig: de einddatum is voorbij."),
    "time.not_yet_valid": N_("De badge is nog niet geldig: de begindatum moet nog komen."),
    "time.malformed": N_("Een datum in de badge is niet goed geschreven."),
    "time.inverted": N_("De badge eindigt eerder dan hij begint. Dat kan niet."),
    "status.revoked": N_("De gever heeft deze badge ingetrokken."),
    "status.suspended": N_("De gever heeft deze badge tijdelijk stopgezet."),
    "status.message": N_("De gever heeft een bericht bij deze badge gezet."),
    "status.unreachable": N_("We konden niet nagaan of de badge is ingetrokken: de lijst was niet bereikbaar."),
    "status.unsupported": N_("We konden niet nagaan of de badge is ingetrokken: dit soort lijst lezen we niet."),
    "status.stale": N_("We konden niet nagaan of de badge is ingetrokken: de lijst is te oud of nog niet geldig."),
    "status.list_invalid": N_("De lijst met ingetrokken badges klopt niet."),
    "status.list_issuer_mismatch": N_("De lijst met ingetrokken badges is van een andere organisatie."),
    "status.list_too_short": N_("De lijst met ingetrokken badges is te kort."),
    "status.list_too_large": N_("De lijst met ingetrokken badges is te groot."),
    "status.purpose_mismatch": N_("De lijst die de badge noemt, gaat over iets anders."),
    "status.index_out_of_range": N_("De badge staat op een plaats die niet in de lijst bestaat."),
    "fetch.blocked": N_("De badge verwijst naar een adres dat we om veiligheid niet openen."),
    "fetch.scheme": N_("De badge verwijst naar een adres dat niet met https begint."),
    "fetch.redirect_blocked": N_("Het adres stuurt door naar een ander adres. Dat volgen we niet."),
    "fetch.too_large": N_("Wat op het adres staat, is te groot om te controleren."),
    "fetch.timeout": N_("Het adres gaf niet op tijd antwoord."),
    "fetch.unreachable": N_("Het adres was niet bereikbaar."),
    "ob2.hosted_scope": N_("De badge staat op een adres dat niet van de gever is."),
    "ob2.id_mismatch": N_("De badge op het adres van de gever is een andere dan deze."),
    "ob2.key_not_declared": N_("De gever noemt de sleutel van deze badge niet."),
    "ob2.revoked": N_("De gever heeft deze badge ingetrokken."),
    "recipient.mismatch": N_("De badge is niet gegeven aan de persoon met dit e-mailadres."),
    "recipient.weak_hash": N_("Het e-mailadres in de badge is zwak beveiligd. De vergelijking bewijst weinig."),
    "endorsement.invalid": N_("Een aanbeveling bij deze badge klopt niet."),
}

# Reasons with a verdict of their own.
ENDS: Mapping[str, str] = {
    "status.revoked": "revoked",
    "ob2.revoked": "revoked",
    "status.suspended": "suspended",
    "time.expired": "expired",
}

REASONS: Mapping[str, str] = {**_READING, **_PROOF, **_REST}


class Said(Protocol):
    """What a sentence is made from: a check of a verification report."""

    @property
    def id(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def evidence(self) -> Mapping[str, str]: ...


class SaidTogether(Protocol):
    """What a verdict is made from: a verification report."""

    @property
    def verdict(self) -> str: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def format(self) -> str | None: ...
    def check(self, id_: str, /) -> Said: ...


def sentence_for(check: Said, translate: Translate) -> str:
    """One sentence about one check, in the language of `translate`."""
    if check.reason is None:
        is_hosted = check.id == "proof" and "hosted_at" in check.evidence
        is_mandated = check.id == "endorsements" and "mandated_by" in check.evidence
        return translate(HOSTED if is_hosted else MANDATED if is_mandated else PASSED[check.id])
    if check.reason == "not_checked":
        return translate(NOT_MADE.get(check.evidence.get("because", check.id), NOT_MADE[""]))
    return exact_sentence(check, translate) or translate(REASONS[check.reason])


def exact_sentence(check: Said, translate: Translate) -> str | None:
    """The sentence that says more than the reason does, and what to do; for some details there is one."""
    sentence = IN_DETAIL.get((check.reason or "", check.evidence.get("detail", "")))
    return translate(sentence) if sentence else None


def verdict_sentences(report: SaidTogether, translate: Translate) -> tuple[str, str]:
    """The verdict as a heading and the one sentence below it."""
    heading, explanation = VERDICTS[verdict_key(report)]
    return translate(heading), translate(explanation)


def verdict_key(report: SaidTogether) -> str:
    """Which of VERDICTS a report gets."""
    if report.verdict == "valid":
        return _kind_of_valid(report.warnings)
    if report.verdict == "unknown":
        return "unknown"
    reasons = {report.check(id_).reason for id_ in ("structure", "proof", "validity", "status")}
    if report.format is None and reasons & {"parse.not_a_badge", "image.no_credential"}:
        return "no_badge"
    return next((key for reason, key in ENDS.items() if reason in reasons), "invalid")


def said_in(sentence: str, translate: Translate) -> str:
    """A marked sentence in the language of `translate`; what was filled into its places stays as it is."""
    return translate(sentence.message) % sentence.values if isinstance(sentence, Filled) else translate(sentence)


@cache
def translator(language: str, own: Path | None = None) -> Translate:
    """The gettext of a language; Dutch, and every language without a catalogue, gives the message ids.

    `own` is the folder of the operator with more catalogues.
    """
    ours = gettext.translation(DOMAIN, TRANSLATIONS, languages=[language], fallback=True)
    if own is None:
        return ours.gettext
    theirs = gettext.translation(DOMAIN, own, languages=[language], fallback=True)
    theirs.add_fallback(ours)
    return theirs.gettext


def _kind_of_valid(warnings: tuple[str, ...]) -> str:
    if not warnings:
        return "valid"
    return "untrusted" if warnings == ("issuer.untrusted",) else "warning"
