"""What does each mail say?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from badgeservice.wording import N_

# What is said of a diploma, as the facts of the mail have it; nothing where they have none.
DIPLOMA = "{diploma}"

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Letter:
    """The words of one kind of mail, as message ids with {names} of facts; `button` is None when there is no link."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str | None


LETTERS: Mapping[str, Letter] = {
    "badge_given": Letter(
        N_("Je hebt een badge gekregen van {organisation}"),
        (
            N_("Hallo {name},"),
            N_("{organisation} geeft je de badge “{badge}”."),
            N_("Bewaar je badge met de knop. Het is gratis. De badge blijft altijd van jou."),
            DIPLOMA,
        ),
        N_("Bekijk mijn badge"),
    ),
    "badge_revoked": Letter(
        N_("Je badge van {organisation} is ingetrokken"),
        (
            N_("Hallo {name},"),
            N_("{organisation} heeft de badge “{badge}” ingetrokken. De badge is nu niet meer geldig."),
            N_("De reden: {reason}"),
            N_("Klopt dit niet? Vraag het aan {organisation}."),
        ),
        None,
    ),
    "badge_restored": Letter(
        N_("Je badge van {organisation} telt weer"),
        (
            N_("Hallo {name},"),
            N_("{organisation} had de badge “{badge}” ingetrokken. Dat was een vergissing."),
            N_("De badge is weer geldig. Je hoeft niets te doen."),
        ),
        None,
    ),
    "badge_suspended": Letter(
        N_("Je badge van {organisation} telt nu even niet"),
        (
            N_("Hallo {name},"),
            N_("{organisation} heeft de badge “{badge}” stopgezet. De badge is nu even niet geldig."),
            N_("De reden: {reason}"),
            N_("Klopt dit niet? Vraag het aan {organisation}."),
        ),
        None,
    ),
    "badge_resumed": Letter(
        N_("Je badge van {organisation} telt weer"),
        (N_("Hallo {name},"), N_("De badge “{badge}” is weer geldig. Je hoeft niets te doen.")),
        None,
    ),
    "badge_expires": Letter(
        N_("Je badge is nog {days} dagen geldig"),
        (
            N_("Hallo {name},"),
            N_("Je hebt de badge “{badge}” van {organisation}."),
            N_("Hij is geldig tot en met {last_day}."),
            N_("Wil je een nieuwe? Vraag het aan {organisation}."),
        ),
        None,
    ),
    "badge_renewed": Letter(
        N_("Je hebt een nieuwe badge van {organisation}"),
        (
            N_("Hallo {name},"),
            N_("{organisation} heeft de badge “{badge}” vernieuwd."),
            N_("De nieuwe badge staat al bij je badges. Je hoeft niets te doen."),
            DIPLOMA,
        ),
        N_("Naar mijn badges"),
    ),
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
    "learner_link": Letter(
        N_("Je link naar je badges"),
        (
            N_("Hallo,"),
            N_("Je code is {code}."),
            N_("Typ de code over. De code werkt 15 minuten. Geef hem aan niemand."),
            N_("Met deze knop open je je badges. De link werkt één keer en twee uur lang."),
            N_("Heb je hier niet om gevraagd? Dan hoef je niets te doen."),
        ),
        N_("Naar mijn badges"),
    ),
    "address_claim": Letter(
        N_("Is dit jouw mailadres?"),
        (
            N_("Hallo,"),
            N_("Iemand wil dit mailadres bij zijn badges zetten."),
            N_("Was jij dat? Je code is {code}."),
            N_("Typ de code over. De code werkt 15 minuten. Geef hem aan niemand."),
            N_("Of druk op de knop. Doe dat waar je bent ingelogd."),
            N_("Was jij dit niet? Dan hoef je niets te doen."),
        ),
        N_("Ja, dit is mijn adres"),
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
    "request_received": Letter(
        N_("Je vroeg om de badge “{badge}”"),
        # The address was typed by anybody: nothing else that they typed goes along.
        (
            N_("Hallo,"),
            N_("Je vroeg {organisation} om de badge “{badge}”."),
            N_("Zij kijken naar je vraag. Je krijgt een mail met het antwoord."),
            N_("Heb je dit niet gevraagd? Dan hoef je niets te doen."),
        ),
        None,
    ),
    "request_declined": Letter(
        N_("Antwoord op je vraag om de badge “{badge}”"),
        (
            N_("Hallo {name},"),
            N_("Je vroeg {organisation} om de badge “{badge}”. Goed dat je het vroeg."),
            N_("Je krijgt de badge nu nog niet. Dit is waarom:"),
            N_("{reason}"),
            N_("Heb je een vraag? Praat met iemand van {organisation}."),
        ),
        N_("Vraag het nog een keer"),
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
