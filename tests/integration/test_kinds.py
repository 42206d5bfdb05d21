"""Can a badge of every kind be made, given and checked by who may give it, and by nobody else?"""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft201909Validator
from learner_at_home import keep
from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader
from sqlalchemy import select
from staff_desk import PART, SKILL, STATEMENT, STATEMENT_WHAT, WHAT, Desk, id_in, is_refused, sentences

from badgeservice.formats import schema, strict_json
from badgeservice.issuing.derived_forms import MEDIA_TYPES
from badgeservice.issuing.kind_words import GOES_WITH_PAPER, NO_DIPLOMA
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import BADGESERVICE_1, CONTEXTS
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.model.achievement import Kind
from badgeservice.storage.tables import AuditRow, AwardRow, OrganisationRow, ShareRow

OFFICIAL = Path(
    os.environ.get(
        "OB3_SCHEMA", Path(__file__).parents[3] / "shared" / "data" / "ob_v3p0_achievementcredential_schema.json"
    )
)
ELEMENTS = {
    "country": "nl",
    "hours": "70",
    "ects": "2,5",
    "assessment": "Een opdracht op het werk",
    "participation": "blended",
    "supervision": "supervised-and-identified",
    "quality_assurance": "De examencommissie",
    "prerequisites": "",
    "stackability": "stackable",
    "eqf_level": "4",
}
WORDS = {
    "skillsbadge": SKILL,
    "deelcertificaat": PART,
    "praktijkverklaring": STATEMENT,
    "branchecertificaat": SKILL | {"valid_months": "60"},
    "ervaringscertificaat": SKILL,
    "microcredential": SKILL | ELEMENTS,
    "mbo-certificaat": SKILL | {"crebo": "K0001"},
    "bewijs-van-deelname": SKILL | {"behaviours": ""},
}
PROVEN_WHAT = WHAT | {
    "level-b1": "zelf",
    "level-b2": "met hulp",
    "assessor": "Ruth Vos",
    "proof-b1": "Gezien bij een bezoek.\r\nMet de leidinggevende besproken.",
    "proof-b2": "Een gesprek van een uur.",
}
ATTENDANCE = WHAT | {"behaviours": [], "judged_on": "", "activity_start": "20-11-2026"}
WHATS = {
    "praktijkverklaring": STATEMENT_WHAT,
    "ervaringscertificaat": PROVEN_WHAT,
    "bewijs-van-deelname": ATTENDANCE,
}
TYPES = {
    "skillsbadge": "Badge",
    "deelcertificaat": "Certificate",
    "praktijkverklaring": "ext:Praktijkverklaring",
    "branchecertificaat": "Certification",
    "ervaringscertificaat": "ext:Ervaringscertificaat",
    "microcredential": "MicroCredential",
    "mbo-certificaat": "Certificate",
    "bewijs-van-deelname": "CertificateOfCompletion",
}
FORMS = ("json", *MEDIA_TYPES)
every_kind = pytest.mark.parametrize("kind", list(Kind))


class GiverDesk(Desk):
    """The desk of an organisation that may give badges of one kind."""

    def __init__(self, world: Any, kind: str, name: str = "Gever") -> None:
        self.kind = kind
        super().__init__(world, name=name)

    def __post_init__(self) -> None:
        sort = {"branchecertificaat": "branche", "microcredential": "opleider", "mbo-certificaat": "opleider"}
        facts = {"brin": "25LH"} if Kind(self.kind).is_of_a_school else {"leerbedrijf_id": "100900011"}
        self.organisation = self.world.organisation(self.name, sort.get(self.kind, "werkgever"), **facts)
        self.client = self.signed_in(*self.roles)
        if self.kind == Kind.ERVARINGSCERTIFICAAT:
            operate(self.world, self.organisation, "evc")

    def made(self, **words: str) -> UUID:
        version = id_in(self.post(f"/soorten/nieuw/{self.kind}", WORDS[self.kind] | words))
        assert self.post(f"/soorten/{version}/vrijgeven").status_code == 303
        return version

    def badge(self) -> AwardRow:
        return self.award(self.given(self.made(), WHATS.get(self.kind, WHAT)))


def operate(world: Any, organisation: OrganisationRow, path: str) -> Any:
    """The operator presses a button on the page of an organisation."""
    client = world.signed_in(world.operator())
    return world.post(client, f"/beheer/organisaties/{organisation.id}/{path}")


def change(world: Any, organisation: OrganisationRow, **facts: Any) -> None:
    with world.database.writing() as session:
        for name, value in facts.items():
            setattr(session.get_one(OrganisationRow, organisation.id), name, value)


def served(client: Any, award: AwardRow, form: str) -> bytes:
    answer = client.get(f"/badges/{award.id}.{form}")
    assert answer.status_code == 200, (form, answer.text)
    return bytes(answer.data)


def checked(client: Any, badge: bytes) -> dict[str, Any]:
    asked = {"file": (BytesIO(badge), "badge")}
    return dict(client.post("/controleren", data=asked, headers={"Accept": "application/json"}).json)


def dropped_by_pylds(document: dict[str, Any]) -> bool:
    """Whether PyLD, which drops what it does not know, comes to another graph than ours, which refuses."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    loader = FrozenDocumentLoader(documents=dict(CONTEXTS))
    return jsonld.normalize(document, options | {"documentLoader": loader}) != canonicalise(document)


@every_kind
def test_a_badge_of_every_kind_fits_the_official_schema_and_is_valid_in_every_form(client, world, kind):
    desk = GiverDesk(world, kind)
    award = desk.badge()
    document = strict_json.loads(award.document)

    assert document["credentialSubject"]["achievement"]["achievementType"] == TYPES[kind]
    assert "valid" in client.get(f"/v/{award.code}").text
    schema.validate(document)
    refuse_dropped_terms(document)
    assert not dropped_by_pylds({name: value for name, value in document.items() if name != "proof"})
    if OFFICIAL.is_file():
        official = Draft201909Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))
        assert [error.message for error in official.iter_errors(document)] == []
    assert {form: checked(client, served(client, award, form))["verdict"] for form in FORMS} == dict.fromkeys(
        FORMS, "valid"
    )


@every_kind
def test_every_page_of_a_badge_says_what_it_is_beside_a_diploma(client, world, kind):
    desk = GiverDesk(world, kind)
    award = desk.badge()
    said = GOES_WITH_PAPER if kind == Kind.MBO_CERTIFICAAT else NO_DIPLOMA
    other = NO_DIPLOMA if kind == Kind.MBO_CERTIFICAAT else GOES_WITH_PAPER
    version = award.version
    pages = {
        "check": client.get(f"/v/{award.code}").text,
        "class": client.get(f"/badge-classes/{version.badge_class.slug}/v1", headers={"Accept": "text/html"}).text,
        "staff class": desk.get(f"/soorten/{version.id}").text,
        "staff badge": desk.get(f"/gegeven/{award.id}").text,
        "sheet": desk.post(f"/gegeven/{award.id}/blad").text,
    }

    assert {name for name, page in pages.items() if said not in page or other in page} == set()
    assert [mail.facts["diploma"] for mail in desk.mail(award.id)] == [said]


def test_the_european_elements_are_signed_and_shown(client, world):
    desk = GiverDesk(world, "microcredential")
    award = desk.badge()
    document = strict_json.loads(award.document)
    achievement = document["credentialSubject"]["achievement"]
    page = client.get(f"/v/{award.code}").text

    assert document["@context"][2] == BADGESERVICE_1
    assert achievement["creditsAvailable"] == 2.5
    assert achievement["microcredential"] == {
        "type": ["Microcredential"],
        "country": "NL",
        "workloadHours": 70,
        "assessmentType": "Een opdracht op het werk",
        "participationForm": "blended",
        "supervision": "supervised-and-identified",
        "qualityAssurance": "De examencommissie",
        "stackability": "stackable",
    }
    [level] = [one for one in achievement["alignment"] if one["targetType"] == "ext:EQFLevel"]
    assert level["targetUrl"] == "http://data.europa.eu/snb/eqf/4"
    assert level["targetName"] == "EQF-niveau 4 (indicatief)"
    for words in ("70 uur", "2,5", "Nederland", "EQF-niveau 4 (indicatief)", "deels online, deels op locatie"):
        assert words in page, words


def test_who_hides_what_they_can_do_hides_the_european_elements_too(client, world):
    desk = GiverDesk(world, "microcredential")
    award, learner = desk.badge(), world.app.test_client()
    keep(world, learner, award)
    shared = {"badges": [str(award.id)], "title": "Een baan", "lasts": "week"}
    pages = {}
    for shown in ((), ("behaviours",)):
        share = id_in(world.post(learner, "/mijn/delen/nieuw", shared | {"shown": list(shown)}))
        with world.database.reading() as session:
            token = session.get_one(ShareRow, share).token
        pages[shown] = client.get(f"/p/{token}").text + client.get(f"/p/{token}/inbed").text

    told = ("70 uur", "2,5", "Nederland", "EQF-niveau 4", "deels online", "identiteitsbewijs", "De examencommissie",
            "Een opdracht op het werk", "telt mee voor een groter geheel")  # fmt: skip
    assert [words for words in told if words in pages[()]] == []
    assert [words for words in told if words not in pages[("behaviours",)]] == []


def test_an_officially_fixed_level_is_not_called_indicative(world):
    desk = GiverDesk(world, "microcredential")
    award = desk.award(desk.given(desk.made(level_is_official="y")))

    assert "EQF-niveau 4" in award.document.decode()
    assert "indicatief" not in award.document.decode()


def test_a_word_of_our_own_that_no_context_defines_is_refused(client, world):
    document = strict_json.loads(GiverDesk(world, "microcredential").badge().document)
    document["credentialSubject"]["achievement"]["microcredential"]["grade"] = "8"
    report = checked(client, strict_json.dumps(document))

    assert report["verdict"] == "invalid"
    assert [one["reason"] for one in report["checks"] if one["id"] == "structure"] == ["context.dropped_terms"]


def test_the_context_and_the_schema_are_there_for_everybody(client):
    context = client.get("/contexts/badgeservice-v1.json")
    shape = client.get("/contexts/badgeservice-v1.schema.json")

    assert context.get_json(force=True) == CONTEXTS[BADGESERVICE_1]
    assert "microcredential" in shape.text
    for answer in (context, shape):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        again = client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


def test_each_behaviour_of_an_ervaringscertificaat_is_underpinned_under_its_own_words(world):
    evidence = json.loads(GiverDesk(world, "ervaringscertificaat").badge().document)["evidence"]

    assert evidence[0] == {
        "type": ["Evidence"],
        "name": "Je ontvangt gasten vriendelijk.",
        "narrative": "Gezien bij een bezoek.\nMet de leidinggevende besproken.",
        "genre": "Onderbouwing",
        "audience": "Wie de badge controleert",
    }
    assert [one["name"] for one in evidence] == [
        "Je ontvangt gasten vriendelijk.",
        "Je luistert goed naar een vraag.",
        "Beoordeling",
    ]


def test_a_proof_that_is_missing_is_asked_for_beside_its_behaviour_and_nothing_is_lost(world):
    desk = GiverDesk(world, "ervaringscertificaat")
    draft = desk.begun(desk.made())
    answer = desk.post(f"/geven/{draft}/wat", PROVEN_WHAT | {"proof-b2": " ", "assessor": ""})

    assert is_refused(answer, "Schrijf op waaraan je dit hebt gezien.", "Vul in wie dit heeft beoordeeld.")
    assert "Met de leidinggevende besproken." in answer.text
    assert is_refused(
        desk.post(f"/geven/{draft}/wat", PROVEN_WHAT | {"proof-b2": "BSN 123456782"}), "Dit lijkt een BSN."
    )


@pytest.mark.parametrize(("proof", "sentence"), [("x" * 501, "te lang"), ("BSN 123456782", "Dit lijkt een BSN.")])
def test_what_is_typed_beside_a_behaviour_that_is_not_ticked_has_the_same_limits(world, proof, sentence):
    desk = GiverDesk(world, "ervaringscertificaat")
    draft = desk.begun(desk.made())
    answer = desk.post(f"/geven/{draft}/wat", PROVEN_WHAT | {"behaviours": ["b1"], "proof-b2": proof})
    kept = desk.post(f"/geven/{draft}/wat", PROVEN_WHAT | {"behaviours": ["b1"], "proof-b2": "Een gesprek."})

    assert is_refused(answer, sentence)
    assert kept.status_code == 303
    assert desk.answers(draft)["proofs"]["b2"] == "Een gesprek."


def test_a_bewijs_van_deelname_claims_nothing(client, world):
    desk = GiverDesk(world, "bewijs-van-deelname")
    draft = desk.begun(desk.made())
    screen = desk.get(f"/geven/{draft}/wat").text
    ticked = desk.post(f"/geven/{draft}/wat", ATTENDANCE | {"behaviours": ["b1"]})
    dayless = desk.post(f"/geven/{draft}/wat", ATTENDANCE | {"activity_start": ""})
    award = desk.badge()
    subject = json.loads(award.document)["credentialSubject"]

    assert "Wanneer was Fatima Yilmaz erbij?" in screen
    assert 'name="behaviours"' not in screen
    assert is_refused(ticked, "Een bewijs van deelname zegt niet wat iemand kan.")
    assert is_refused(dayless, "Vul in op welke dag het was.")
    assert "result" not in subject
    assert "resultDescription" not in subject["achievement"]
    page = client.get(f"/v/{award.code}").text
    assert "Dit kan Fatima" not in page
    assert "Hier was Fatima bij" in page


WRONG_WORDS = [
    ("microcredential", {"hours": "veel"}, "Vul in hoeveel uur het kost"),
    ("microcredential", {"country": "Holland"}, "Vul het land in met 2 letters"),
    ("microcredential", {"ects": "twee"}, "Vul het aantal studiepunten in"),
    ("microcredential", {"assessment": ""}, "Schrijf op hoe het wordt beoordeeld."),
    ("microcredential", {"participation": "thuis"}, "Kies hoe iemand meedoet."),
    ("microcredential", {"quality_assurance": ""}, "Schrijf op wie de kwaliteit bewaakt"),
    ("microcredential", {"eqf_level": "9"}, "Kies een niveau van 1 tot en met 8"),
    ("microcredential", {"eqf_level": "", "level_is_official": "y"}, "Kies het niveau dat officieel is vastgesteld."),
    ("mbo-certificaat", {"crebo": ""}, "Vul het crebonummer van het mbo-certificaat in"),
    ("praktijkverklaring", {"crebo": ""}, "Vul het crebonummer in waar de werkprocessen bij horen."),
    ("skillsbadge", {"work_processes": "B1-K1-W1 Gasten ontvangen"}, "Vul het crebonummer in"),
    ("skillsbadge", {"behaviours": "\r\n".join(f"Je doet ding {n}." for n in range(500))}, "meer dan 20"),
    ("bewijs-van-deelname", {"behaviours": "Je kunt iets."}, "Een bewijs van deelname zegt niet wat iemand kan."),
]


def test_what_a_kind_needs_is_asked_for_in_words_and_nothing_is_lost(world):
    for number, (kind, words, sentence) in enumerate(WRONG_WORDS):
        desk = GiverDesk(world, kind, f"Gever {number}")
        typed = WORDS[kind] | words
        answer = desk.post(f"/soorten/nieuw/{kind}", typed)

        assert is_refused(answer, sentence), (kind, words, sentences(answer))
        for name in {"description", "assessment", "quality_assurance"} & set(typed):
            assert typed[name].split("\r\n")[0] in answer.text
    assert "Je doet ding 499." in GiverDesk(world, "skillsbadge", "Lang").post(
        "/soorten/nieuw/skillsbadge", WORDS["skillsbadge"] | dict(WRONG_WORDS[11][1])
    ).text  # fmt: skip


@pytest.mark.parametrize("name", ["🏗️ Bouwen 👷‍♀️", "استقبال الضيوف", "‏קבלת אורחים"])
def test_a_name_in_any_script_makes_a_badge(client, world, name):
    desk = GiverDesk(world, "skillsbadge")
    award = desk.award(desk.given(desk.made(name=name), name=name))

    assert name in client.get(f"/v/{award.code}").text
    assert served(client, award, "pdf").startswith(b"%PDF")


NOT_THEIRS = {
    "branchecertificaat": "Alleen een branche maakt een branchecertificaat.",
    "ervaringscertificaat": "Voor een ervaringscertificaat is een erkenning voor EVC nodig.",
    "microcredential": "is een BRIN nodig",
    "mbo-certificaat": "is een BRIN nodig",
}


@pytest.mark.parametrize("kind", NOT_THEIRS)
def test_who_may_not_make_a_kind_reads_why_before_and_after_choosing_it(world, kind):
    desk = Desk(world)

    assert NOT_THEIRS[kind] in desk.get("/soorten/nieuw").text
    assert is_refused(desk.post("/soorten/nieuw", {"kind": kind}), NOT_THEIRS[kind])
    assert is_refused(desk.post(f"/soorten/nieuw/{kind}", WORDS[kind]), NOT_THEIRS[kind])


LOST = {
    "praktijkverklaring": {"leerbedrijf_id": None},
    "ervaringscertificaat": {"evc_recognised": False},
    "microcredential": {"brin_checked": False},
    "mbo-certificaat": {"brin": None},
}


@pytest.mark.parametrize("kind", LOST)
def test_what_an_organisation_lost_stops_releasing_and_giving(world, kind):
    desk = GiverDesk(world, kind)
    released = desk.made()
    draft = id_in(desk.post(f"/soorten/nieuw/{kind}", WORDS[kind]))
    ready = desk.ready(released, WHATS.get(kind, WHAT))
    change(world, desk.organisation, **LOST[kind])

    assert desk.post(f"/soorten/{draft}/vrijgeven").status_code == 409
    assert desk.post(f"/geven/{ready}/nakijken").status_code == 409
    assert is_refused(desk.post("/geven", {"version": str(released), "name": "Kofi", "email": ""}), "nodig")
    assert desk.count(AwardRow) == 0
    assert desk.version(draft).state == "draft"


def test_the_operator_recognises_for_evc_and_ends_it_and_both_are_on_record(world):
    desk = Desk(world)
    first, again = (operate(world, desk.organisation, "evc") for _time in range(2))
    ended, twice = (operate(world, desk.organisation, "evc/beeindigen") for _time in range(2))

    assert [one.status_code for one in (first, again, ended, twice)] == [303, 409, 303, 409]
    assert world.post(desk.client, f"/beheer/organisaties/{desk.organisation.id}/evc").status_code in {403, 404}
    with world.database.reading() as session:
        actions = list(session.scalars(select(AuditRow.action).where(AuditRow.action.like("organisation.evc%"))))
    assert actions == ["organisation.evc_recognised", "organisation.evc_ended"]
