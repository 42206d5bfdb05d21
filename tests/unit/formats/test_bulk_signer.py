"""Is a badge that is signed among many, by templates, the badge that would be signed alone, byte for byte?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issued import AWARD, DEELCERTIFICAAT, GIVEN, KEY, KINDS, METHOD, World

from badgeservice.errors import MalformedError
from badgeservice.formats import award_templates, bulk_signer, ob3, strict_json
from badgeservice.formats.award_templates import MOST_CLASSES, AwardTemplates, compile_template
from badgeservice.formats.bulk_signer import BulkSigner
from badgeservice.jsonld.shape import shape_of
from badgeservice.model.award import Award, Evidence, Recipient
from badgeservice.proofs import eddsa_rdfc

any_text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)


def alone(award: Award) -> bytes:
    return strict_json.dumps(eddsa_rdfc.sign(ob3.credential_for(award), KEY, METHOD, GIVEN))


def signer(templates: AwardTemplates | None = None) -> BulkSigner:
    return BulkSigner(templates or AwardTemplates(), KEY.sign, METHOD, GIVEN)


def of(number: int, award: Award = AWARD, **changed: Any) -> Award:
    """The badge of another learner."""
    someone = replace(award.recipient, subject_id=f"urn:uuid:{number}", name=f"Lerende {number}", salt=f"{number:032x}")
    own = {"id": f"https://badges.example/badges/{number}", "recipient": someone}
    return replace(award, **own | {"status": replace(award.status, index=number)} | changed)


@pytest.mark.parametrize("kind", KINDS)
def test_many_badges_of_one_class_are_those_that_would_be_signed_alone(kind: str) -> None:
    many, awards = signer(), [of(number, KINDS[kind]) for number in range(5)]
    assert [many.signed(award) for award in awards] == [alone(award) for award in awards]
    assert many._row is not None


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KINDS)), st.lists(st.tuples(any_text, any_text, any_text, st.booleans()), min_size=4,
       max_size=6))  # fmt: skip
def test_any_texts_give_the_badge_that_would_be_signed_alone(kind: str, people: list[Any]) -> None:
    many = signer()
    for number, (name, narrative, assessor, is_told) in enumerate(people):
        award = of(number, KINDS[kind])
        award = replace(award, recipient=replace(award.recipient, name=name))
        if is_told:
            award = replace(award, evidence=(Evidence(narrative),), assessor=assessor)
        assert many.signed(award) == alone(award)


def test_names_only_may_be_anything() -> None:
    many = signer()
    odd = [
        '"',
        "\\",
        "\n\t\0\x7f",
        "سنّة",
        "😀",
        "x-hole:0:",
        "_:c14n0",
        AWARD.assessor,
        "a" * 4000,
        "<urn:x>",
        "{}",
        "\ufffe",
    ]
    for number, name in enumerate([*odd, *odd]):
        award = of(number, recipient=replace(AWARD.recipient, name=str(name)))
        assert many.signed(award) == alone(award)


def test_all_that_may_differ_may_differ_from_one_to_the_next() -> None:
    """Days, results, evidence, assessor, number, e-mail, list and class in any order, each met more than once."""
    choose, many = Random(7), signer()
    others: list[dict[str, Any]] = [
        {},
        {"assessor": None},
        {"evidence": ()},
        {"evidence": (Evidence("Een"), Evidence("Twee", "Naam", "https://a.example/1"))},
        {"evidence": (Evidence("Een"), Evidence("Een"))},
        {"results": AWARD.results[:1]},
        {"license_number": None},
        {"activity_start": None, "activity_end": None},
        {"activity_start": date(2026, 1, 1)},
        {"valid_until": None},
        {"valid_from": GIVEN - timedelta(days=1)},
        {"achievement": DEELCERTIFICAAT.achievement, "results": DEELCERTIFICAAT.results},
        {"issuer": replace(AWARD.issuer, name="Hotel Maan")},
    ]
    awards = [of(number, **choose.choice(others)) for number in range(80)]
    awards += [replace(one, recipient=replace(one.recipient, email=None)) for one in awards[:20]]
    for award in awards:
        assert many.signed(award) == alone(award)


def test_next_signer_finds_the_templates_of_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    templates = AwardTemplates()
    signer(templates).signed(of(1))
    compiled: list[int] = []
    monkeypatch.setattr(award_templates, "compile_template", lambda *_all: compiled.append(1))
    award = of(2, achievement=replace(AWARD.achievement), issuer=replace(AWARD.issuer))
    assert signer(templates).signed(award) == alone(award)
    assert not compiled


def test_templates_of_many_classes_are_bounded() -> None:
    templates = AwardTemplates()
    for number in range(MOST_CLASSES + 3):
        templates.class_of(replace(AWARD, achievement=replace(AWARD.achievement, name=f"Klas {number}")))
    assert MOST_CLASSES // 2 <= len(templates._classes) <= MOST_CLASSES


def test_template_that_does_not_agree_with_the_full_way_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    document, expected = ob3.credential_for(AWARD), alone(AWARD)
    _shape, texts = shape_of(document)
    assert compile_template(document, texts, ()) is not None
    monkeypatch.setattr("badgeservice.jsonld.skeleton.escaped", lambda texts: [text.upper() for text in texts])
    assert compile_template(document, texts, ()) is None
    assert signer().signed(AWARD) == expected


def test_json_that_does_not_agree_with_the_full_way_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    document = ob3.credential_for(AWARD)
    monkeypatch.setattr(award_templates, "encode_basestring", lambda text: f'"{text}"')
    assert compile_template(document, shape_of(document)[1], ()) is None


def test_personal_text_that_nobody_told_of_is_never_given_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    told = ob3.personal_texts
    monkeypatch.setattr(bulk_signer.ob3, "personal_texts", lambda award: told(award)[:-1])
    many = signer()
    assert [many.signed(of(number)) for number in range(4)] == [alone(of(number)) for number in range(4)]
    assert many._row is None


def test_name_that_stands_elsewhere_in_the_badge_too_is_still_only_a_name() -> None:
    many = signer()
    same = [of(number, recipient=replace(AWARD.recipient, name=str(AWARD.assessor))) for number in range(3)]
    for award in [*same, *(of(number) for number in range(3, 8))]:
        assert many.signed(award) == alone(award)


def test_twins_do_not_keep_others_from_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    twins = (Evidence("Een"), Evidence("Een"))
    templates = AwardTemplates()
    for number in range(award_templates.MOST_FAILURES - 1):
        assert signer(templates).signed(of(number, evidence=twins)) == alone(of(number, evidence=twins))
    unlike = of(9, evidence=(Evidence("Een"), Evidence("Twee")))
    assert signer(templates).signed(unlike) == alone(unlike)
    monkeypatch.setattr(award_templates, "compile_template", lambda *_all: pytest.fail("it was known"))
    assert signer(templates).signed(unlike) == alone(unlike)


def test_badge_that_cannot_be_signed_is_refused() -> None:
    many = signer()
    for award in (of(1), of(2), of(3)):
        many.signed(award)
    with pytest.raises(MalformedError, match=r"parse\.encoding"):
        many.signed(of(4, recipient=Recipient("urn:uuid:4", "\ud800", None, "")))


def test_badge_signed_among_many_is_accepted_by_our_own_verifier() -> None:
    many, world = signer(), World()
    report = [world.check(strict_json.loads(many.signed(of(number)))) for number in range(4)][-1]
    assert report.verdict == "valid"
