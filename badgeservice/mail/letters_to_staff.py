"""What does each mail to staff and assessors say?"""

from __future__ import annotations

from collections.abc import Mapping

from badgeservice.mail.letter import Letter
from badgeservice.wording import N_

TO_STAFF: Mapping[str, Letter] = {
    "endorsement_given": Letter(
        N_("{endorser} beveelt jullie aan"),
        (N_("{endorser} heeft een aanbeveling gegeven aan {organisation}, en die ondertekend."),),
        N_("Bekijk de aanbevelingen"),
    ),
    "endorsement_declined": Letter(
        N_("Er komt geen aanbeveling"),
        (
            N_("Op een vraag om een aanbeveling van {organisation} kwam het antwoord: nee."),
            N_("De reden: {reason}"),
        ),
        N_("Bekijk de aanbevelingen"),
    ),
    "mandate_asked": Letter(
        N_("{organisation} vraagt een mandaat"),
        (
            N_("{organisation} wil de badge “{badge}” van {branch} geven."),
            N_("Lees waarom, en geef antwoord bij Mandaten."),
        ),
        N_("Naar de aanvraag"),
    ),
    "mandate_granted": Letter(
        N_("Jullie mogen een badge van {branch} geven"),
        (
            N_("{branch} geeft {organisation} het mandaat voor de badge “{badge}”."),
            N_("De badge staat vanaf de eerste dag bij Geven."),
        ),
        N_("Naar onze mandaten"),
    ),
    "mandate_declined": Letter(
        N_("{branch} geeft geen mandaat"),
        (
            N_("{organisation} vroeg of jullie de badge “{badge}” mogen geven. {branch} zegt nee."),
            N_("De reden: {reason}"),
        ),
        N_("Naar onze mandaten"),
    ),
    "mandate_withdrawn": Letter(
        N_("{branch} trekt een mandaat in"),
        (
            N_("{organisation} mag de badge “{badge}” van {branch} niet meer geven."),
            N_("De reden: {reason}"),
            N_("Badges die jullie al gaven, blijven geldig."),
        ),
        N_("Naar onze mandaten"),
    ),
    "award_not_given": Letter(
        N_("Een geplande badge is niet gegeven"),
        (
            N_("De badge “{badge}” van {organisation} stond klaar om vandaag te geven. Dat lukte niet."),
            N_("De reden: {reason}"),
            N_("Wat was ingevuld, is bewaard."),
        ),
        N_("Bekijk de badge"),
    ),
    "account_link": Letter(
        N_("Je link om in te loggen"),
        (
            N_("Hallo,"),
            N_("Met deze knop kies je een nieuwe wachtzin en log je in. De link werkt één keer en zeven dagen lang."),
            N_("Heb je hier niet om gevraagd? Dan hoef je niets te doen."),
        ),
        N_("Kies een wachtzin"),
    ),
    "account_invited": Letter(
        N_("Je kunt nu badges maken bij {organisation}"),
        (N_("Hallo,"), N_("{organisation} heeft je een rol gegeven. Kies een wachtzin om in te loggen.")),
        N_("Kies een wachtzin"),
    ),
    "organisation_approved": Letter(
        N_("{organisation} kan badges geven"),
        (N_("Hallo,"), N_("We hebben de aanvraag van {organisation} goedgekeurd. Kies een wachtzin om in te loggen.")),
        N_("Kies een wachtzin"),
    ),
    "organisation_refused": Letter(
        N_("De aanvraag van {organisation}"),
        (
            N_("Hallo,"),
            N_("We hebben de aanvraag van {organisation} niet goedgekeurd. De reden: {reason}"),
            N_("Klopt er iets niet? Vraag het opnieuw aan met de juiste gegevens."),
        ),
        None,
    ),
    "assessment_asked": Letter(
        N_("Wat kan {name}? {organisation} vraagt het jou"),
        (
            N_("Hallo {assessor},"),
            N_("{organisation} vraagt wat {name} kan, voor de badge “{badge}”."),
            N_("Met de knop vink je aan wat je zelf hebt gezien op het werk. Je hebt geen account nodig."),
            N_("De link werkt één keer en 14 dagen lang. Ken je {name} niet? Zeg dat dan op dezelfde pagina."),
        ),
        N_("Vertel wat je hebt gezien"),
    ),
    "assessment_judged": Letter(
        N_("{assessor} heeft {name} beoordeeld"),
        (
            N_("Hallo,"),
            N_("{assessor} heeft aangevinkt wat {name} kan, voor de badge “{badge}”."),
            N_("Kijk het na. Dan kun je de badge met één klik geven."),
        ),
        N_("Kijk na en geef de badge"),
    ),
    "assessment_returned": Letter(
        N_("{assessor} kon {name} niet beoordelen"),
        (
            N_("Hallo,"),
            N_("{assessor} kon niet beoordelen wat {name} kan, voor de badge “{badge}”."),
            N_("Bekijk waarom. Daarna kun je zelf beoordelen, of het iemand anders vragen."),
        ),
        N_("Bekijk waarom"),
    ),
}
