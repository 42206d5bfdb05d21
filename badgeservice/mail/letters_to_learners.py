"""What does each mail to a learner say?"""

from __future__ import annotations

from collections.abc import Mapping

from badgeservice.mail.letter import Letter
from badgeservice.wording import N_

# What is said of a diploma, as the facts of the mail have it; nothing where they have none.
DIPLOMA = "{diploma}"

WAS_IT_YOU = (
    N_("Was jij dit? Dan hoef je niets te doen."),
    N_("Was jij dit niet? Log in en kijk bij “Bekijk je gegevens”. Haal weg wat niet van jou is."),
    N_("Lukt dat niet? Vraag hulp aan wie je een badge gaf."),
)

TO_LEARNERS: Mapping[str, Letter] = {
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
    "address_added": Letter(
        N_("Er is een mailadres bij je badges gezet"),
        (N_("Hallo,"), N_("Er staat nu nog een mailadres bij je badges. Ook daarmee kun je inloggen."), *WAS_IT_YOU),
        None,
    ),
    "address_removed": Letter(
        N_("Er is een mailadres bij je badges weggehaald"),
        (N_("Hallo,"), N_("Een mailadres hoort niet meer bij je badges."), *WAS_IT_YOU),
        None,
    ),
    "passkey_added": Letter(
        N_("Je kunt nu inloggen met je vinger of gezicht"),
        (N_("Hallo,"), N_("Er is een nieuwe sleutel. Daarmee kun je inloggen met je vinger of gezicht."), *WAS_IT_YOU),
        None,
    ),
    "passkey_removed": Letter(
        N_("Er is een sleutel weggehaald"),
        (N_("Hallo,"), N_("Een sleutel om mee in te loggen is weg. Die werkt niet meer."), *WAS_IT_YOU),
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
    "correction_answered": Letter(
        N_("Antwoord over je badge van {organisation}"),
        (
            N_("Hallo {name},"),
            N_("Je zei dat er iets niet klopt aan een badge."),
            N_("De badge: {badge}. Dit is het antwoord van {organisation}:"),
            N_("{reason}"),
        ),
        None,
    ),
}
