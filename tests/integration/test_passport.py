"""All skills of a learner, on a page and on one A4: what counts, what it is called, and for whom it is."""

from __future__ import annotations

import io
import re
from time import perf_counter

import pytest
from kept_by_learner import Kept
from more_badges import esco
from pypdf import PdfReader
from sqlalchemy import event
from staff_desk import SKILL, STATEMENT_WHAT, Desk, shown

from badgeservice.portfolio.passport import read_passport
from badgeservice.storage import learners, skills
from badgeservice.storage.tables import AwardRow

BOOKS = "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000007"
SAYS_WHAT_IT_IS = "Dit is geen mbo-diploma of mbo-certificaat."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def kept(desk) -> Kept:
    return Kept(desk, desk.released(skills=f"{BOOKS} Boeken bijhouden"))


def _words(answer) -> str:
    main = re.search(r"<main.*</main>", answer.text, re.DOTALL).group()
    return " ".join(shown(re.sub(r"<svg.*?</svg>", "", main, flags=re.DOTALL)).replace("\u00a0", " ").split())


def _reader(answer) -> PdfReader:
    assert answer.mimetype == "application/pdf", answer.text
    return PdfReader(io.BytesIO(answer.data))


def _paper(answer) -> str:
    [page] = _reader(answer).pages
    return " ".join(page.extract_text().replace("\u00a0", " ").replace("\u200b", "").split())


def test_the_page_tells_how_many_skills_and_which_badge_proves_each(kept):
    answer = kept.client.get("/mijn/paspoort")

    words = _words(answer)
    assert "Je hebt 1 skill, met 1 badge." in words
    assert "Boeken bijhouden ESCO Gasten ontvangen Hotel Zon 22 november 2026" in words
    assert f'href="/mijn/badges/{kept.award}"' in answer.text
    assert SAYS_WHAT_IT_IS in words
    assert "Zonder skill-naam" not in words


def test_the_picture_has_a_text_for_who_does_not_see_it(kept):
    kept.copies(2)
    page = kept.client.get("/mijn/paspoort").text

    assert page.count('role="img" aria-labelledby="rail-') == 2
    assert "Boeken bijhouden: 3 badges.</desc>" in page


def test_a_skill_has_its_name_in_the_language_of_the_page_when_its_file_has_one(kept, world):
    names = {"uri": BOOKS, "source": "esco", "label_nl": "boekhouden", "label_en": "keep accounts"}
    with world.database.writing() as session:
        skills.put(session, {BOOKS: names})

    assert "boekhouden ESCO" in _words(kept.client.get("/mijn/paspoort"))
    assert "keep accounts ESCO" in _words(kept.client.get("/mijn/paspoort?taal=en", follow_redirects=True))


def test_a_werkproces_keeps_its_code_and_no_level_is_told(desk):
    kept = Kept(desk, desk.released(), {"email": "fatima@voorbeeld.nl"})
    kept.keep(desk.given(desk.released("praktijkverklaring"), STATEMENT_WHAT))

    words = _words(kept.client.get("/mijn/paspoort"))
    assert "Je hebt 3 skills, met 2 badges." in words
    assert "Werkproces 25168/B1-K1-W1" in words
    assert "met hulp" not in words
    assert "zelf" not in words


def test_a_badge_without_a_skill_counts_by_its_own_name_and_says_so(desk):
    kept = Kept(desk, desk.released())

    words = _words(kept.client.get("/mijn/paspoort"))
    assert "Je hebt 1 skill, met 1 badge." in words
    assert "Zonder skill-naam Bij deze badges koos de gever geen skill." in words
    assert "Al je skills" not in words


def test_what_is_not_valid_now_is_left_out_and_told(kept, world):
    now = world.clock()
    kept.copies(2, revoked_at=now)
    kept.copies(1, suspended_at=now)
    kept.copies(1, valid_until=now.replace(year=2025))
    kept.copies(1, valid_until=now.replace(year=2025), revoked_at=now)

    words = _words(kept.client.get("/mijn/paspoort"))
    assert "Je hebt 1 skill, met 1 badge." in words
    assert (
        "Dit telt niet mee 1 badge telt niet mee. De einddatum is voorbij. "
        "1 badge telt nu niet mee. De gever heeft hem tijdelijk stopgezet. "
        "3 badges tellen niet mee. De gever heeft ze ingetrokken." in words
    )


def test_what_was_erased_is_nowhere(kept, world):
    kept.copies(1, erased_at=world.clock(), recipient_name="")

    words = _words(kept.client.get("/mijn/paspoort"))
    assert "Je hebt 1 skill, met 1 badge." in words
    assert "Dit telt niet mee" not in words


def test_with_no_badge_that_counts_there_is_no_paper_and_a_sentence_says_why(kept, world):
    with world.database.writing() as session:
        session.get_one(AwardRow, kept.award).revoked_at = world.clock()

    page, paper = kept.client.get("/mijn/paspoort"), kept.client.get("/mijn/paspoort.pdf")
    assert "Hier komen je skills Je hebt nog geen badge die meetelt." in _words(page)
    assert "/mijn/paspoort.pdf" not in page.text
    assert paper.status_code == 404
    assert "Je hebt nog geen badge die meetelt. Daarom is er nog geen blad." in _words(paper)


def test_a_stranger_sees_nothing_and_another_learner_only_their_own(kept, desk, client):
    other = Kept(
        desk, desk.released(name="Kamers verzorgen"), {"name": "Imran El Idrissi", "email": "imran@voorbeeld.nl"}
    )

    for path in ("/mijn/paspoort", "/mijn/paspoort.pdf"):
        assert client.get(path).location == "/mijn/inloggen"
    words = _words(other.client.get("/mijn/paspoort"))
    assert "Kamers verzorgen" in words
    assert "Boeken" not in words
    assert "Fatima" not in _paper(other.client.get("/mijn/paspoort.pdf"))


def test_a_browser_that_only_remembers_a_badge_may_not_see_it(desk, client, kept):
    with client.session_transaction() as session:
        session["badges"] = [str(kept.award)]

    assert client.get("/mijn/paspoort").location == "/mijn/inloggen"


def test_the_paper_is_one_tagged_page_with_a_language_and_a_title(kept):
    answer = kept.client.get("/mijn/paspoort.pdf")

    reader = _reader(answer)
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    found = dict(re.findall(r"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>(\w+)<", metadata))
    assert found == {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a boolean of the PDF library
    assert "/K" in root["/StructTreeRoot"]
    assert root["/Lang"] == "nl"
    assert reader.metadata.title == "Skills paspoort van Fatima Yilmaz"
    assert len(reader.pages) == 1
    assert dict(reader.attachments) == {}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="skills-paspoort.pdf"'


def test_the_paper_says_whose_it_is_what_proves_it_and_how_to_check(kept, desk):
    code = desk.award(kept.award).code

    words = _paper(kept.client.get("/mijn/paspoort.pdf"))
    assert "Fatima Yilmaz 1 skill, met 1 badge. Gemaakt op 22 november 2026." in words
    assert "Boeken bijhouden ESCO 1" in words
    assert "1 Gasten ontvangen Hotel Zon 22 november 2026 " + " ".join(re.findall("....", code)) in words
    assert "localhost:8000/controleren" in words
    assert SAYS_WHAT_IT_IS in words


def test_the_paper_is_in_the_language_of_the_page(kept):
    kept.client.get("/mijn/paspoort?taal=en")

    assert _reader(kept.client.get("/mijn/paspoort.pdf")).trailer["/Root"]["/Lang"] == "en"


def test_who_has_more_names_on_badges_chooses_the_one_on_paper(kept):
    kept.copies(1, recipient_name="Fatima Yılmaz-Öztürk")

    page = kept.client.get("/mijn/paspoort").text
    keys = re.findall(r'name="naam" id="naam-\d" value="(\w+)"', page)
    assert len(keys) == 2
    assert "Fatima Yilmaz 1" in _paper(kept.client.get(f"/mijn/paspoort.pdf?naam={keys[0]}"))
    assert "Fatima Yılmaz-Öztürk 1" in _paper(kept.client.get(f"/mijn/paspoort.pdf?naam={keys[1]}"))
    assert "Fatima Yilmaz 1" in _paper(kept.client.get("/mijn/paspoort.pdf"))


def test_a_name_that_is_on_no_badge_is_refused_with_what_to_do(kept):
    answer = kept.client.get("/mijn/paspoort.pdf?naam=Koning")

    assert answer.status_code == 404
    assert "Deze naam staat niet op je badges. Ga terug naar je paspoort en kies een naam." in _words(answer)


@pytest.mark.parametrize(
    "name", ["ليلى بنت عبد الله", "W" * 120, "Naam " * 23 + "einde", "=HYPERLINK(1)", "李 小龍 🎉"]
)
def test_every_name_gets_one_page(desk, name):
    kept = Kept(desk, desk.released(), {"name": name})

    assert len(_reader(kept.client.get("/mijn/paspoort.pdf")).pages) == 1


def test_what_our_letters_cannot_write_is_a_box_and_the_paper_says_so(desk):
    kept = Kept(desk, desk.released(), {"name": "Laila 李"})

    words = _paper(kept.client.get("/mijn/paspoort.pdf"))
    assert "Laila ☐" in words
    assert "☐ staat voor een teken dat we hier niet kunnen tekenen. Op de website staat het wel." in words


def _many(kept: Kept) -> None:
    """499 more badges of 40 classes, which point to 200 skills."""
    long = "Een heel lange naam van een vaardigheid waar geen eind aan lijkt te komen en die nog even doorgaat"
    alignments = [[esco(100 + 5 * one + skill, f"{long} {one}-{skill}") for skill in range(5)] for one in range(40)]
    versions = kept.classes(alignments)
    kept.badges_of([versions[number % 40 if number < 400 else number % 7] for number in range(499)])


def test_500_badges_fit_on_one_page_that_says_how_many_skills_are_left(kept):
    _many(kept)

    words = _paper(kept.client.get("/mijn/paspoort.pdf"))
    assert "201 skills, met 500 badges." in words
    left = re.search(
        r"Er zijn nog (\d+) skills. Die passen niet op dit blad. Ze staan op localhost:8000/mijn/paspoort", words
    )
    assert left is not None
    assert 150 < int(left[1]) < 200


def test_500_badges_are_read_in_a_few_statements_and_quickly(kept, world):
    _many(kept)
    statements: list[str] = []

    with world.database.reading() as session:
        learner = learners.by_email(session, "fatima@voorbeeld.nl").id
        event.listen(session.get_bind(), "before_cursor_execute", lambda *told: statements.append(told[2]))
        started = perf_counter()
        passport = read_passport(session, learner, "nl", world.clock())
        took = perf_counter() - started

    assert passport.badges == 500
    assert len(passport.skills) == 201
    assert len([one for one in statements if one.startswith("SELECT")]) == 3
    # 150 ms is asked of a quiet machine; this one may be busy.
    assert took < 1


def test_the_page_of_500_badges_shows_the_newest_of_each_skill(kept):
    kept.copies(499)

    answer = kept.client.get("/mijn/paspoort")
    assert "Boeken bijhouden ESCO De nieuwste 5 van 500 badges." in _words(answer)
    assert answer.text.count('rowspan="5"') == 1


def test_words_of_others_are_never_markup(desk):
    kept = Kept(desk, desk.released(**SKILL | {"name": "<b>Kok</b> & meer"}))

    page = kept.client.get("/mijn/paspoort").text
    assert "<b>Kok" not in page
    assert "&lt;b&gt;Kok&lt;/b&gt; &amp; meer" in page
