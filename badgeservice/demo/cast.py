"""Who and what is in the demo? All names are made up; the KvK numbers and codes belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass, field

from badgeservice.issuing.class_content import ClassContent
from badgeservice.organisations.registration import Application

PASSPHRASE = "oefenen in de regio"  # noqa: S105 - printed on the screen of a development start, refused in production
OPERATOR = "operator@voorbeeld.nl"

HOTEL, TRANSPORT, GREEN = "hotel-de-zwaan", "van-dam-logistiek", "groenwerk-salland"
BRANCH, SCHOOL, EVC = "gastvrij-oost", "praktijkcollege-ijsselstreek", "evc-huis-de-brug"


@dataclass(frozen=True)
class DemoClass:
    """A badge class of the demo: whose it is, its words, colours and icon; a draft when it is not released."""

    organisation: str
    content: ClassContent
    pair: str
    icon: str
    shape: str
    lines: tuple[str, str]
    released: bool = True


@dataclass(frozen=True)
class DemoAward:
    """A badge of the demo, given `days_ago`; `fate` is kept, unclaimed, revoked, suspended or renewed.

    `giver` is the organisation that gives it under a mandate; else whose class it is.
    """

    badge: str
    name: str
    days_ago: int
    fate: str = "kept"
    email: str = ""
    with_help: tuple[str, ...] = field(default=())
    giver: str = ""


APPLICATIONS = (
    Application("werkgever", "Hotel De Zwaan", "Deventer", "90000011", "beheer@hotel-de-zwaan.voorbeeld.nl",
                "Marja Kuipers", leerbedrijf_id="100900011", website="https://hotel-de-zwaan.voorbeeld.nl"),
    Application("werkgever", "Van Dam Logistiek", "Apeldoorn", "90000028", "beheer@van-dam-logistiek.voorbeeld.nl",
                "Henk van Dam", leerbedrijf_id="100900028"),
    Application("werkgever", "Groenwerk Salland", "Raalte", "90000035", "beheer@groenwerk-salland.voorbeeld.nl",
                "Esra Demir", leerbedrijf_id="100900035"),
    Application("branche", "Gastvrij Oost", "Zwolle", "90000042", "beheer@gastvrij-oost.voorbeeld.nl", "Tom de Wit"),
    Application("opleider", "Praktijkcollege IJsselstreek", "Deventer", "90000059",
                "beheer@praktijkcollege-ijsselstreek.voorbeeld.nl", "Ayla Bakker", brin="99ZZ"),
    Application("opleider", "EVC-huis De Brug", "Almelo", "90000073", "beheer@evc-huis-de-brug.voorbeeld.nl",
                "Ruth Vos"),
)  # fmt: skip
WAITING = Application("werkgever", "Bakkerij Het Anker", "Zutphen", "90000066", "info@bakkerij-het-anker.voorbeeld.nl",
                      "Joris Smit")  # fmt: skip

STAFF = (
    ("samensteller", "samensteller@hotel-de-zwaan.voorbeeld.nl", "Nadia El Amrani"),
    ("gever", "gever@hotel-de-zwaan.voorbeeld.nl", "Piet Jansen"),
    ("lezer", "lezer@hotel-de-zwaan.voorbeeld.nl", "Lotte Visser"),
)
# In the organisation where a second person looks.
COLLEAGUE = ("samensteller", "samensteller@groenwerk-salland.voorbeeld.nl", "Wim Haverkamp")
PROPOSED = "Machines gebruiken"

CLASSES = (
    DemoClass(HOTEL, ClassContent(
        "skillsbadge", "Gasten ontvangen", "Je ontvangt gasten aan de balie en helpt ze op weg.", "nl",
        ("Je ontvangt gasten vriendelijk.", "Je luistert goed naar een vraag.",
         "Je zoekt een oplossing bij een klacht.", "Je werkt samen met je collega’s."),
        crebo="25168", work_processes=("B1-K1-W1 Ontvangt de gast",),
    ), "dennengroen", "door-open-fill", "rond", ("Gasten", "ontvangen")),
    DemoClass(HOTEL, ClassContent(
        "praktijkverklaring", "Ontbijt verzorgen", "Je maakt het ontbijt klaar en zorgt voor de gasten.", "nl",
        ("Je dekt de tafels voor het ontbijt.", "Je zet het buffet klaar en vult het bij.",
         "Je controleert de datum op producten.", "Je vraagt naar een allergie en geeft het door.",
         "Je houdt je werkplek schoon."),
        crebo="25168", work_processes=("B1-K1-W1 Ontvangt de gast", "B1-K1-W2 Bereidt het ontbijt voor"),
    ), "aubergine", "cup-hot-fill", "werklabel", ("Ontbijt", "verzorgen")),
    DemoClass(HOTEL, ClassContent(
        "skillsbadge", "Kamers verzorgen", "Je maakt kamers schoon en klaar voor de volgende gast.", "nl",
        ("Je maakt een bed netjes op.", "Je maakt de badkamer schoon.", "Je meldt wat kapot is."),
    ), "mosterd", "stars", "boog", ("Kamers", "verzorgen")),
    DemoClass(HOTEL, ClassContent(
        "skillsbadge", "Terras bedienen", "Je bedient gasten op het terras.", "nl", ("Je neemt een bestelling op.",),
    ), "zeelucht", "cup-straw", "achtkant", ("Terras", "bedienen"), released=False),
    DemoClass(TRANSPORT, ClassContent(
        "deelcertificaat", "Orders pakken", "Deel 2 van het traject magazijnmedewerker.", "nl",
        ("Je leest een paklijst.", "Je scant elk product.", "Je stapelt een pallet stevig."),
        part_number=2, part_total=4,
    ), "petrol", "box-seam-fill", "ring", ("Orders", "pakken")),
    DemoClass(TRANSPORT, ClassContent(
        "skillsbadge", "Veilig heftruck rijden", "Je rijdt veilig met een heftruck in het magazijn.", "nl",
        ("Je controleert de heftruck voor je start.", "Je rijdt rustig en kijkt om je heen.",
         "Je zet een pallet recht weg."),
        valid_months=12, can_be_suspended=True,
    ), "houtskool", "truck", "zeskant", ("Heftruck", "rijden")),
    DemoClass(GREEN, ClassContent(
        "praktijkverklaring", "Groen onderhouden", "Je houdt plantsoenen en tuinen netjes.", "nl",
        ("Je snoeit struiken op de goede plek.", "Je verwijdert onkruid.", "Je ruimt het snoeiafval op.",
         "Je gebruikt gereedschap veilig."),
        crebo="25168", work_processes=("B1-K2-W1 Onderhoudt groen",),
    ), "baksteen", "tree-fill", "werklabel", ("Groen", "onderhouden")),
    DemoClass(GREEN, ClassContent(
        "skillsbadge", PROPOSED, "Je werkt veilig met maaier en bladblazer.", "nl",
        ("Je controleert de machine voor je start.", "Je draagt de goede bescherming."),
    ), "koper", "tools", "zeskant", ("Machines", "gebruiken"), released=False),
    DemoClass(BRANCH, ClassContent(
        "skillsbadge", "Hygiënisch werken", "Je werkt schoon en veilig met eten en drinken.", "nl",
        ("Je wast je handen op tijd.", "Je bewaart eten koel.", "Je houdt rauw en gaar eten apart."),
        valid_months=36,
    ), "rozenhout", "shield-fill-check", "schild", ("Hygiënisch", "werken")),
    DemoClass(SCHOOL, ClassContent(
        "deelcertificaat", "Samenwerken op de werkvloer", "Deel 1 van het traject werknemersvaardigheden.", "nl",
        ("Je komt op tijd.", "Je vraagt hulp als je die nodig hebt.", "Je spreekt af wie wat doet."),
        part_number=1, part_total=3,
    ), "linde", "people-fill", "ring", ("Samen", "werken")),
    DemoClass(TRANSPORT, ClassContent(
        "deelcertificaat", "Goederen ontvangen", "Deel 1 van de basis van het magazijn.", "nl",
        ("Je controleert de vrachtbrief.", "Je meldt schade aan een pakket."), part_number=1, part_total=3,
    ), "petrol", "boxes", "ring", ("Goederen", "ontvangen")),
    DemoClass(TRANSPORT, ClassContent(
        "deelcertificaat", "Voorraad tellen", "Deel 2 van de basis van het magazijn.", "nl",
        ("Je telt de voorraad van een stelling.", "Je schrijft verschillen op."), part_number=2, part_total=3,
    ), "petrol", "calculator-fill", "ring", ("Voorraad", "tellen")),
    DemoClass(TRANSPORT, ClassContent(
        "deelcertificaat", "Pallets laden", "Deel 3 van de basis van het magazijn.", "nl",
        ("Je laadt pallets veilig in een vrachtauto.", "Je zet de lading vast."), part_number=3, part_total=3,
    ), "petrol", "truck", "ring", ("Pallets", "laden")),
    DemoClass(TRANSPORT, ClassContent(
        "skillsbadge", "Basis van het magazijn", "Je kent het werk in een magazijn van ontvangst tot lading.", "nl",
        ("Je werkt veilig in het magazijn.", "Je brengt goederen van de ontvangst tot in de vrachtauto."),
    ), "houtskool", "box-seam-fill", "zeskant", ("Basis", "magazijn"), released=False),
)  # fmt: skip

AWARDS = (
    DemoAward("Veilig heftruck rijden", "Daan Willems", 430),
    DemoAward("Veilig heftruck rijden", "Noor Hendriks", 345, email="noor@voorbeeld.nl"),
    DemoAward("Veilig heftruck rijden", "Imran Aydin", 330, "renewed", email="imran@voorbeeld.nl"),
    DemoAward("Hygiënisch werken", "Fatima Yilmaz", 200, email="fatima@voorbeeld.nl"),
    DemoAward("Gasten ontvangen", "Fatima Yilmaz", 160, email="fatima@voorbeeld.nl"),
    DemoAward("Orders pakken", "Daan Willems", 120),
    DemoAward("Samenwerken op de werkvloer", "Sofie de Boer", 90, email="sofie@voorbeeld.nl"),
    DemoAward("Groen onderhouden", "Kofi Mensah", 75, with_help=("b4",)),
    DemoAward("Kamers verzorgen", "Olena Kovalenko", 60, "revoked", email="olena@voorbeeld.nl"),
    DemoAward("Veilig heftruck rijden", "Sven Mulder", 45, "suspended"),
    DemoAward("Ontbijt verzorgen", "Fatima Yilmaz", 20, email="fatima@voorbeeld.nl", with_help=("b3",)),
    DemoAward("Goederen ontvangen", "Kees Bakker", 15, email="kees@voorbeeld.nl"),
    DemoAward("Pallets laden", "Kees Bakker", 14, email="kees@voorbeeld.nl"),
    DemoAward("Gasten ontvangen", "Olena Kovalenko", 12, email="olena@voorbeeld.nl"),
    DemoAward("Kamers verzorgen", "Bram Peters", 6, "unclaimed"),
    DemoAward("Ontbijt verzorgen", "Sofie de Boer", 3, "unclaimed", email="sofie@voorbeeld.nl"),
    DemoAward("Gasten ontvangen", "Bram Peters", 1, "unclaimed", email="bram@voorbeeld.nl"),
)
