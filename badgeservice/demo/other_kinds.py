"""Which badge classes and badges of the demo are of a kind that only some organisations may give?"""

from __future__ import annotations

from badgeservice.demo.cast import BRANCH, EVC, HOTEL, SCHOOL, DemoAward, DemoClass
from badgeservice.issuing.class_content import ClassContent
from badgeservice.model.microcredential import Microcredential, Participation, Stackability, Supervision

CLASSES_OF_OTHER_KINDS = (
    DemoClass(BRANCH, ClassContent(
        "branchecertificaat", "Vakbekwaam in de bediening", "Je bedient gasten zoals de branche dat vraagt.", "nl",
        ("Je neemt een bestelling op.", "Je geeft advies bij het menu.", "Je rekent af met de gast."),
        valid_months=60,
    ), "aubergine", "fork-knife", "zegel", ("Bediening", "")),
    DemoClass(EVC, ClassContent(
        "ervaringscertificaat", "Magazijnwerk door ervaring", "Wat je in het magazijn door ervaring al kunt.", "nl",
        ("Je ontvangt goederen en controleert ze.", "Je houdt de voorraad bij."),
        eqf_level=2,
    ), "linde", "boxes", "jaarringen", ("Magazijn", "werk")),
    DemoClass(SCHOOL, ClassContent(
        "microcredential", "Duurzaam werken in de keuken", "Je kookt met minder afval en minder energie.", "nl",
        ("Je maakt een menu met weinig afval.", "Je meet hoeveel energie de keuken gebruikt."),
        eqf_level=4,
        microcredential=Microcredential(
            country="NL", hours=70, ects=2.5, assessment="Een opdracht in een keuken, en een gesprek",
            participation=Participation.BLENDED, supervision=Supervision.SUPERVISED_AND_IDENTIFIED,
            quality_assurance="De examencommissie van het Praktijkcollege", stackability=Stackability.STACKABLE,
        ),
    ), "zeelucht", "recycle", "stapel", ("Duurzaam", "koken")),
    DemoClass(SCHOOL, ClassContent(
        "mbo-certificaat", "Facturen maken", "Je maakt facturen en controleert of ze kloppen.", "nl",
        ("Je maakt een factuur.", "Je controleert bedragen en btw."),
        crebo="K0001",
    ), "houtskool", "calculator-fill", "vel", ("Facturen", "maken")),
    DemoClass(HOTEL, ClassContent(
        "bewijs-van-deelname", "Beroepenavond techniek",
        "Je was bij de beroepenavond in Deventer. Vijf bedrijven lieten zien wat ze maken.", "nl", (),
    ), "dennengroen", "people-fill", "kaartje", ("Beroepen", "avond")),
)  # fmt: skip

AWARDS_OF_OTHER_KINDS = (
    DemoAward("Vakbekwaam in de bediening", "Fatima Yilmaz", 110, email="fatima@voorbeeld.nl"),
    DemoAward("Magazijnwerk door ervaring", "Daan Willems", 100, with_help=("b2",)),
    DemoAward("Duurzaam werken in de keuken", "Kofi Mensah", 95),
    DemoAward("Facturen maken", "Sofie de Boer", 93, email="sofie@voorbeeld.nl"),
    DemoAward("Beroepenavond techniek", "Bram Peters", 92),
)
