"""A badge under a mandate, with names in any script, comes out of every form as it went in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from branch_desk import Branch
from staff_desk import WHAT, Desk, sentences, shown

from badgeservice.formats import strict_json
from badgeservice.issuing.derived_forms import MEDIA_TYPES
from badgeservice.storage.tables import AwardRow, OwnBehaviourRow

FORMS = ("json", *MEDIA_TYPES)
NAMES = {
    "emoji": ("👩‍🍳 Ada 🏳️‍🌈", "🏗️ Bouwen 👷‍♀️", "Je lacht 😀 & <b>zwaait</b>", "🌞 Zon"),
    "arabic": ("فاطمة الزهراء", "استقبال الضيوف", "تستقبل الضيوف (مع مساعدة)", "فندق الشمس"),
    "hebrew and latin": ("שרה de Boer", "קבלת אורחים 2", "Je zegt שלום tegen gasten.", "מלון Zon"),
    "combining": ("Zoe\u0308 Nguye\u0302\u0303n Thi\u0323", "A\u030angstro\u0308m", "Je meet A\u030a.", "Ho\u0302tel"),
}


def checked(client: Any, badge: bytes) -> dict[str, Any]:
    asked = {"file": (BytesIO(badge), "badge")}
    return dict(client.post("/controleren", data=asked, headers={"Accept": "application/json"}).json)


def given(branch: Branch, desk: Desk, name: str, badge: str, behaviour: str) -> AwardRow:
    """A badge of the branch, with a behaviour that the giver adds, seen too."""
    version = branch.released(name=badge)
    branch.mandates(desk, version)
    badge_class = branch.version(version).badge_class_id
    answer = desk.post(f"/mandaten/eigen/{badge_class}", {"text": behaviour})
    assert answer.status_code == 303, sentences(answer)
    with desk.world.database.reading() as session:
        [own] = session.query(OwnBehaviourRow).all()
    return desk.award(desk.given(version, WHAT | {"behaviours": ["b1", "b2", str(own.id)]}, name=name))


@pytest.mark.parametrize("script", NAMES)
def test_a_mandated_badge_in_any_script_is_whole_in_every_form(world: Any, client: Any, script: str) -> None:
    name, badge, behaviour, giver = NAMES[script]
    desk = Desk(world, name=giver)
    award = given(Branch(world, name=f"Branche {giver}"), desk, name, badge, behaviour)
    said = strict_json.loads(award.document)["credentialSubject"]["identifier"][0]["identityHash"]

    assert said == name
    page = shown(client.get(f"/v/{award.code}").text)
    assert all(text in page for text in (name, badge, giver, f"Branche {giver} (bij ons bekend)")), page
    assert f"Van {giver} zelf:" in page
    for form in FORMS:
        served = client.get(f"/badges/{award.id}.{form}")
        assert served.status_code == 200, form
        report = checked(client, bytes(served.data))
        evidence = report["checks"][-1]["evidence"]
        assert (report["verdict"], report["achievement"]["name"]) == ("valid", badge), (form, report)
        assert ("mandated_by" in evidence) == (not form.startswith("ob2")), (form, evidence)
        assert report["issuer"]["name"] == giver, form


TURNING = ("Fatima\u202eenotS", "Fatima\u2066", "Fatima\u0000", "Fatima\u2028Stone")


@pytest.mark.parametrize("name", TURNING)
def test_what_turns_text_around_is_refused_in_every_form_that_signs(world: Any, name: str) -> None:
    branch, desk = Branch(world, name="Gastvrij Oost"), Desk(world)
    version = branch.released()
    branch.mandates(desk, version)
    badge_class = branch.version(version).badge_class_id
    for answer in (
        desk.post("/geven", {"version": str(version), "name": name, "email": ""}),
        desk.post(f"/mandaten/eigen/{badge_class}", {"text": name}),
        branch.post("/soorten/nieuw/skillsbadge", {"name": name}),
        desk.post("/instellingen/aanbevelingen/vragen", {"message": name}) if "\u2028" not in name else None,
    ):
        assert answer is None or answer.status_code == 400, answer.text
    assert desk.count(AwardRow) == 0
    assert desk.count(OwnBehaviourRow) == 0
