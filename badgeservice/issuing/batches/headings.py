"""What does somebody mean by the words above a column of a list?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from badgeservice.wording import N_

NAME, EMAIL = "name", "email"
# A name in parts, in the order in which they are joined.
NAME_PARTS = ("first_name", "infix", "last_name")
TEXTS = ("assessor", "license_number", "evidence", "evidence_url")
DAYS = ("judged_on", "activity_start", "activity_end")
# What stands in a template, in this order.
TITLES: Mapping[str, str] = {
    NAME: N_("Naam"),
    EMAIL: N_("E-mailadres"),
    "assessor": N_("Beoordelaar"),
    "judged_on": N_("Beoordeeld op"),
    "activity_start": N_("Eerste dag"),
    "activity_end": N_("Laatste dag"),
    "license_number": N_("Documentnummer"),
    "evidence": N_("Toelichting bij het bewijs"),
    "evidence_url": N_("Link naar het bewijs"),
}

LONGEST = 60
# In Dutch and English, without accents, spaces and marks. What others wrote down as a remark is not meant to be signed.
_WORDS: Mapping[str, str] = {
    NAME: """naam name volledigenaam fullname naamvolledig deelnemer naamdeelnemer deelnemernaam naamvandedeelnemer
        deelnemers participant participantname student studentnaam naamstudent studentname cursist naamcursist leerling
        naamleerling medewerker naammedewerker medewerkernaam werknemer naamwerknemer employee employeename kandidaat
        naamkandidaat candidate candidatename lerende naamlerende learner learnername persoon ontvanger naamontvanger
        recipient recipientname weergavenaam displayname voorenachternaam voornaamenachternaam""",
    "first_name": "voornaam roepnaam voornamen firstname givenname forename callingname",
    "infix": "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels tussenvgsl tv infix middlename nameprefix",
    "last_name": "achternaam familienaam geslachtsnaam lastname surname familyname",
    EMAIL: """email emailadres emailadress emailaddress mail mailadres mailadress epost emaildeelnemer
        emailadresdeelnemer emailadresmedewerker emailstudent emailadresstudent emailprive priveemail emailwerk
        zakelijkemail zakelijkemailadres workemail participantemail learneremail emailaddressparticipant""",
    "assessor": """beoordelaar naambeoordelaar beoordeelddoor praktijkopleider naampraktijkopleider assessor
        assessorname assessedby judgedby examinator examiner werkbegeleider praktijkbegeleider leermeester
        wieheeftditbeoordeeld whoassessedthis""",
    "judged_on": """beoordeeldop beoordelingsdatum datumbeoordeling datumbeoordeeld datumvanbeoordeling datum date
        assessedon assessmentdate dateassessed dateofassessment judgedon behaaldop datumbehaald""",
    "activity_start": """begindatum startdatum begin start van vanaf eerstedag eerstedagvandeperiode datumstart
        datumbegin periodevan startdate datestart begindate from firstday firstdayoftheperiod activitystart""",
    "activity_end": """einddatum eind einde tot totenmet tm laatstedag laatstedagvandeperiode datumeind datumeinde
        periodetot enddate dateend until to lastday lastdayoftheperiod activityend""",
    "license_number": """licentienummer licentie documentnummer certificaatnummer diplomanummer pasnummer
        registratienummer licensenumber licencenumber license licence documentnumber certificatenumber""",
    "evidence": """bewijs toelichting toelichtingbijhetbewijs toelichtingbijbewijs toelichtingbewijs onderbouwing
        evidence explanation explanationoftheevidence""",
    "evidence_url": """link bewijslink linkbewijs linknaarbewijs linknaarhetbewijs url evidenceurl evidencelink
        linktoevidence linktotheevidence portfolio portfoliolink""",
}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words.split()}
# Within a longer heading, such as “e-mail (werk)”; a surname such as Maillard is none.
MAIL = re.compile(r"\b(e-?)?mail(-?adres|-?address)?\b", re.IGNORECASE)
# Somebody else than who gets the badge: their address is never guessed to be that of the learner.
OTHER_PEOPLE = re.compile(
    "beoordelaar|opleider|begeleider|examinator|leermeester|docent|trainer|manager|leidinggevende|contact|assessor|"
    "examiner|supervisor|teacher|ouder|parent|mentor|coach"
)


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field that a heading means; None for one that we do not know."""
    if len(heading) > LONGEST:
        return None
    known = _FIELDS.get(folded(heading))
    if known is None and MAIL.search(heading) and "@" not in heading and not is_of_somebody_else(heading):
        return EMAIL
    return known


def is_of_somebody_else(heading: str) -> bool:
    """Whether a heading speaks of another person than who gets the badge."""
    return OTHER_PEOPLE.search(folded(heading)) is not None


def folded(text: str) -> str:
    """The letters and digits of a text, in small letters and without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if one.isalnum())
