"""Which sentences say exactly what is wrong with a file, and what to do about it? (message ids are Dutch)"""

from __future__ import annotations

from collections.abc import Mapping

from badgeservice.marking import N_

# A reason that is found in more places than one is said more exactly when its `detail` is one of these.
IN_DETAIL: Mapping[tuple[str, str], str] = {
    ("parse.not_a_badge", "broken ZIP"): N_("Dit ZIP-bestand is beschadigd. Maak het opnieuw."),
    ("parse.not_a_badge", "empty ZIP"): N_("In dit ZIP-bestand zit niets om te controleren."),
    ("parse.ambiguous_input", "broken ZIP"): N_("In dit ZIP-bestand lopen bestanden door elkaar. Maak het opnieuw."),
    ("parse.ambiguous_input", "one name twice in a ZIP"): N_(
        "Deze naam staat twee keer in het ZIP-bestand. Dan is niet zeker welke geldt."
    ),
    ("parse.encoding", "name of a file in a ZIP"): N_(
        "De naam van dit bestand mag niet in een ZIP staan. Daarom openen we het niet."
    ),
    ("parse.unsupported_format", "encrypted file in a ZIP"): N_(
        "Dit bestand is met een wachtwoord beveiligd. Maak een ZIP zonder wachtwoord."
    ),
    ("parse.unsupported_format", "compression method of a file in a ZIP"): N_(
        "Dit is ingepakt op een manier die we niet lezen. Maak een gewone ZIP."
    ),
    ("parse.unsupported_format", "ZIP in a ZIP"): N_("Een ZIP in een ZIP pakken we niet uit. Geef hem los."),
    ("parse.too_large", "more than 200 files in a ZIP"): N_(
        "Hier zitten meer dan 200 bestanden in. Verdeel ze over meer ZIP-bestanden."
    ),
    ("parse.too_large", "more than 60 MB in a ZIP"): N_(
        "Uitgepakt is dit ZIP-bestand te groot. Verdeel de bestanden over meer ZIP-bestanden."
    ),
    ("parse.unsupported_format", "HEIC"): N_("Dit soort foto lezen we niet. Maak een schermafdruk, of kies een JPEG."),
    ("parse.not_a_badge", "no badge behind this link"): N_("Onder deze code of link is geen badge bekend."),
    ("image.no_credential", "no QR code"): N_(
        "We vonden geen QR-code op deze foto. Maak de foto van dichtbij, recht en scherp."
    ),
    ("image.malformed", "photo"): N_("Deze foto is beschadigd. Maak een nieuwe foto."),
    ("image.too_large", "photo"): N_("Deze foto is te groot. Kies een kleinere foto, of een schermafdruk."),
    ("endorsement.invalid", "status.revoked"): N_("Een aanbeveling bij deze badge is ingetrokken."),
    ("endorsement.invalid", "time.expired"): N_("Een aanbeveling bij deze badge is niet meer geldig."),
    ("endorsement.invalid", "mandate outside its period"): N_(
        "Het mandaat bij deze badge gold niet op de dag dat de badge is gegeven."
    ),
    ("endorsement.invalid", "mandate withdrawn before"): N_(
        "Het mandaat bij deze badge was al ingetrokken toen de badge werd gegeven."
    ),
    ("endorsement.invalid", "mandate of another"): N_(
        "Het mandaat bij deze badge is niet van de organisatie die de norm maakte."
    ),
    ("endorsement.invalid", "mandate for another organisation"): N_(
        "Het mandaat bij deze badge is voor een andere organisatie dan de gever."
    ),
    ("endorsement.invalid", "mandate for another badge class"): N_(
        "Het mandaat bij deze badge is voor een andere soort badge."
    ),
    ("parse.ambiguous_input", "several QR codes"): N_(
        "Er staan meer QR-codes op deze foto. Maak een foto met één code erop."
    ),
}
