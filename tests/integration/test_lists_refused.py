"""What should not be handed in as a list is refused with a sentence, or named per row, while the good rows go on."""

from __future__ import annotations

import re
from io import BytesIO
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from list_pages import LISTS, PEOPLE, ListPages, heading
from sqlalchemy import update
from staff_desk import WHAT, Desk, id_in, is_refused, sentences, shown
from two_people import TwoPeople, seen_on
from workbook_files import sheet_xml, with_sheet, workbook, zipped

from badgeservice.issuing.batches import chunks
from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AwardRow, BadgeClassRow, BatchRow, KeptInputRow, SigningKeyRow
from badgeservice.web.protection import LIST_LIMIT

HEAD = "Naam;E-mailadres\r\n"
BOMB = with_sheet(sheet_xml(b"<row r='1'><c r='A1'><v>1</v></c></row>" * 200_000))
NO_LISTS: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "leeg.csv", "Er staat niemand op deze lijst."),
    "a PDF": (b"%PDF-1.7 x", "lijst.pdf", "Dit is een PDF."),
    "a page": (b"<!doctype html><p>x", "lijst.xls", "Dit is geen lijst, maar een document of webpagina."),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lijst.xls", "oud Excel-bestand"),
    "a broken workbook": (b"PK\x03\x04" + b"x" * 300, "lijst.xlsx", "Dit bestand kunnen we niet lezen."),
    "another ZIP": (zipped(a_dot_txt=b"x"), "lijst.zip", "Dit is geen lijst in Excel of CSV."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "lijst.png", "Dit is geen lijst in Excel of CSV."),
    "a bomb": (BOMB, "bom.xlsx", "meer dan 100.000 rijen"),
    "too many rows": (HEAD.encode() + b"a;\n" * 100_001, "lijst.csv", "meer dan 100.000 rijen"),
    "two million rows": (b"a\n" * 2_000_000, "lijst.csv", "meer dan 100.000 rijen"),
    "forty-one columns": (b";".join([b"x"] * 41), "lijst.csv", "meer dan 40 kolommen"),
    "merged headings": (
        workbook(["Naam", None], ["Fatima", "x"], change=lambda book: book.active.merge_cells("A1:B1")),
        "lijst.xlsx",
        "De koppen zijn samengevoegde cellen.",
    ),
    "a quote that never ends": (b'Naam\n"' + b"x" * 140_000, "lijst.csv", "houdt niet op"),
}


@pytest.fixture
def desk(world) -> ListPages:
    return ListPages(world).ready_class()


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_is_no_list_is_refused_and_nothing_is_kept(desk, name):
    data, file, sentence = NO_LISTS[name]

    answer = desk.new("", file=data, name=file)

    assert is_refused(answer, sentence), sentences(answer)
    assert (desk.count(KeptInputRow), desk.count(BatchRow)) == (0, 0)


def test_a_file_of_more_than_twelve_megabytes_is_refused_with_what_to_do(desk):
    refused = desk.new("", file=b"a\n" * 6_000_001)
    assert is_refused(refused, "Dit bestand is groter dan 12 MB.")

    larger = desk.new("", file=b"a\n" * (LIST_LIMIT // 2 + 1))

    assert larger.status_code == 413
    assert "Dit bestand is groter dan 12 MB. Haal kolommen weg die niet nodig zijn" in larger.text


def test_a_list_of_a_hundred_thousand_people_of_almost_twelve_megabytes_is_taken(desk):
    rows = "".join(f"Deelnemer {n};deelnemer{n}@voorbeeld.nl;{'tekst ' * 11}{n}\n" for n in range(100_000))
    data = f"Naam;E-mailadres;Anders\n{rows}".encode()
    assert 11_000_000 < len(data) < 12_000_000

    assert desk.new("", file=data).status_code == 303
    assert desk.new(data.decode()[:5_000_000]).status_code == 303, "a text that is pasted may be as long"


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_other_letters_and_delimiters_are_read(desk, encoding, delimiter):
    text = "Naam;E-mailadres\r\nZoë de Vries;zoe@voorbeeld.nl\r\nRené Ünal;rene@voorbeeld.nl\r\n".replace(
        ";", delimiter
    )

    batch = desk.told("", file=text.encode(encoding))

    assert [entry.name for entry in desk.entries(batch)] == ["Zoë de Vries", "René Ünal"]


def test_old_letters_are_told_of_before_anything_is_given(desk):
    there = desk.asked("", file="Naam\r\nZoë de Vries".encode("cp1252"))

    assert "Dit bestand is niet opgeslagen als UTF-8." in desk.get(there).text


def test_letters_that_were_misread_before_are_named_per_row(desk):
    batch = desk.told("Naam\nFÃ¡tima\nSam")

    assert [entry.state for entry in desk.entries(batch)] == ["wrong", "waiting"]
    assert "In deze tekst staan vreemde tekens." in desk.page(batch).text


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\u202e", "\ud800", "\x1f"])
def test_signs_that_cannot_be_seen_break_nothing(desk, sign):
    text = f"Naam;Anders\nFati{sign}ma;x\nSam;x{sign}y\nGoed;z\n" + "".join(f"Deelnemer {n};w\n" for n in range(30))

    answer = desk.new("", file=text.encode("utf-8", "surrogatepass"))

    if answer.status_code == 303:
        made = desk.post(desk.below(answer), WHAT)
        assert made.status_code == 303, (answer.location, sentences(made))
        batch = id_in(made)
        assert desk.page(batch).status_code == 200
        assert next(entry.state for entry in desk.entries(batch)) == "wrong"
    else:
        assert is_refused(answer)


def test_the_same_person_twice_in_a_list_and_on_two_lists_is_named(desk):
    batch = desk.told(PEOPLE + "Fatima Y.;FATIMA@voorbeeld.nl\r\nJan\r\njan\r\n")
    assert [entry.state for entry in desk.entries(batch)] == ["waiting", "waiting", "wrong", "waiting", "wrong"]
    desk.change(batch, "geven", {"when": "day", "day": "01-12-2026"})

    other = desk.told("Naam;E-mailadres\nSam;sam@voorbeeld.nl\nNieuw;nieuw@voorbeeld.nl")

    assert [entry.state for entry in desk.entries(other)] == ["wrong", "waiting"]
    assert "staat ook op een andere lijst voor deze badge." in desk.page(other).text


def test_the_same_file_twice_at_once_becomes_one_list_and_everybody_gets_one_badge(world, desk):
    two, barrier = TwoPeople(desk), Barrier(2)
    mine = desk.asked()
    theirs = two.post(f"{LISTS}/nieuw/{desk.version_id}", {"people": PEOPLE}).location.removeprefix(desk.root)

    def hand_in(person: Any, there: str) -> str:
        barrier.wait()
        return str(person.post(there, WHAT).location)

    first, second = two.together(lambda: hand_in(desk, mine), lambda: hand_in(two, theirs))
    assert first == second
    starts = two.together(
        *(lambda one=one: one.post(f"{first.removeprefix(desk.root)}/geven", {"when": "now"}) for one in (desk, two))
    )

    assert {answer.status_code for answer in starts} == {303}
    desk.work()
    assert desk.count(AwardRow) == 2


def test_of_two_lists_with_the_same_person_that_start_at_once_only_one_gives_the_badge(desk):
    two, barrier = TwoPeople(desk), Barrier(2)
    lists = [desk.told(f"Naam;E-mailadres\nSam;sam@voorbeeld.nl\n{name};{name}@voorbeeld.nl") for name in ("a", "b")]

    def start(person: Any, there: UUID) -> int:
        barrier.wait()
        return int(person.post(f"{LISTS}/{there}/geven", {"when": "now"}).status_code)

    assert two.together(lambda: start(desk, lists[0]), lambda: start(two, lists[1])) == [303, 303]
    desk.work()

    assert sorted(entry.state for one in lists for entry in desk.entries(one)) == ["given", "given", "given", "wrong"]
    assert desk.count(AwardRow) == 3


def test_nobody_right_cannot_be_started(desk):
    batch = desk.told("Naam;E-mailadres\nFatima;geen adres")
    assert f"{batch}/geven" not in desk.page(batch).text

    answer = desk.change(batch, "geven", {"when": "now"})

    assert is_refused(answer, "Er staat geen regel op de lijst die klopt.")
    assert desk.work() == 0


def test_a_class_archived_while_the_list_runs_gives_the_rest_nothing_and_says_so(world, desk, monkeypatch):
    monkeypatch.setattr(chunks, "SIZE", 1)
    batch = desk.started()
    from_one = desk.chunk(batch, 1)
    with world.database.writing() as session:
        session.execute(update(BadgeClassRow).values(archived_at=world.clock()))

    desk.work()

    assert from_one == 1
    assert heading(desk.page(batch)) == "1 van 2 badges is gegeven"
    page = shown(desk.page(batch).text)
    assert "1 rij klopt niet" in page
    assert "Deze soort badge wordt niet meer gegeven." in page


def test_a_class_archived_before_the_list_is_made_keeps_what_was_typed(world, desk):
    there = desk.asked()
    with world.database.writing() as session:
        session.execute(update(BadgeClassRow).values(archived_at=world.clock()))

    answer = desk.post(there, WHAT | {"assessor": "Piet Jansen"})

    assert is_refused(answer, "Deze soort badge wordt niet meer gegeven.")
    assert 'value="Piet Jansen"' in answer.text
    assert desk.new(PEOPLE).status_code == 409


def test_a_list_that_nobody_may_give_any_more_does_not_start_and_says_why(world, desk):
    batch = desk.told()
    with world.database.writing() as session:
        session.execute(update(BadgeClassRow).values(archived_at=world.clock()))

    answer = desk.change(batch, "geven", {"when": "now", "day": ""})

    assert is_refused(answer, "Deze soort badge wordt niet meer gegeven.")
    assert desk.batch(batch).state == "ready"


def test_without_a_key_the_page_says_who_can_help(world, desk):
    there = desk.asked()
    with world.database.writing() as session:
        session.execute(update(SigningKeyRow).values(state="retired"))

    assert is_refused(desk.post(there, WHAT), "Jullie organisatie kan nu niets ondertekenen.")


def test_two_people_start_one_list_and_only_the_second_can(desk):
    two = TwoPeople(desk)
    batch = desk.told()
    two.switch(awards=True)
    assert "Leg voor" in desk.page(batch, "/geven").text
    desk.change(batch, "geven", {"when": "now"})
    assert heading(desk.page(batch)) == "Een collega kijkt nog"
    assert desk.work() == 0

    seen = seen_on(two.get(f"{LISTS}/{batch}"))
    assert desk.change(batch, "vrijgeven", {"seen": seen}).status_code == 409
    assert two.post(f"{LISTS}/{batch}/vrijgeven", {"seen": "iets anders"}).status_code == 409
    assert is_refused(two.post(f"{LISTS}/{batch}/terugsturen", {"seen": seen}), "Schrijf op wat er anders moet.")
    assert "1 lijst wacht op een tweede persoon" in shown(two.get("/").text)
    assert desk.change(batch, "terugsturen", {"seen": seen, "reason": "Zelf."}).status_code == 409

    back = two.post(f"{LISTS}/{batch}/terugsturen", {"seen": seen, "reason": "Sam hoort er niet bij."})
    assert back.status_code == 303
    assert "Deze lijst kwam terug: Sam hoort er niet bij." in shown(desk.page(batch).text)
    desk.change(batch, "rij/3/weglaten")
    desk.change(batch, "geven", {"when": "now"})
    answer = two.post(f"{LISTS}/{batch}/vrijgeven", {"seen": seen_on(two.get(f"{LISTS}/{batch}"))})

    assert answer.status_code == 303
    assert desk.work() == 1
    assert {award.given_by for award in desk.awards()} == {desk.giver.id}


def test_what_a_second_person_may_look_at_they_cannot_change(desk):
    two = TwoPeople(desk)
    batch = desk.told()
    two.switch(awards=True)
    desk.change(batch, "geven", {"when": "now"})

    page = two.get(f"{LISTS}/{batch}")

    assert "Fatima Yilmaz" in page.text
    assert "/rij/" not in page.text
    assert two.post(f"{LISTS}/{batch}/rij/2", {"name": "Ander", "email": ""}).status_code == 409
    assert two.post(f"{LISTS}/{batch}/terughalen").status_code == 409
    assert two.get(f"{LISTS}/{batch}/rij/2").status_code == 303


LIST_ROUTES = ("", "/stand", "/fout.csv", "/uitslag.csv", "/rij/2", "/geven", "/terugsturen", "/stoppen",
               "/terugdraaien")  # fmt: skip
LIST_ACTS = ("rij/2", "rij/2/weglaten", "rij/2/meenemen", "rij/2/toch", "geven", "vrijgeven", "terugsturen",
             "terughalen", "onderbreken", "verdergaan", "stoppen", "terugdraaien")  # fmt: skip


def test_the_list_of_another_organisation_is_not_there(world, desk):
    batch = desk.told()
    other = Desk(world, name="Groenrijk")

    seen = {path: other.get(f"{LISTS}/{batch}{path}").status_code for path in LIST_ROUTES}
    done = {act: other.post(f"{LISTS}/{batch}/{act}", {"name": "x", "when": "now"}).status_code for act in LIST_ACTS}

    assert set(seen.values()) | set(done.values()) == {404}
    assert "Fatima" not in other.get(LISTS).text
    assert desk.states(batch) == {"waiting": 2}


def test_the_badge_of_another_organisation_cannot_be_given_to_a_list(world, desk):
    other = ListPages(world, name="Groenrijk")
    other.version_id = desk.version_id

    assert other.get(f"{LISTS}/nieuw/{desk.version_id}").status_code == 404
    assert other.get(f"{LISTS}/nieuw/{desk.version_id}/voorbeeld.csv").status_code == 404
    assert other.new(PEOPLE).status_code == 404
    assert other.count(KeptInputRow) == 0


def test_what_somebody_handed_in_is_theirs_until_it_is_a_list(world, desk):
    there = desk.asked()
    two, other = TwoPeople(desk), Desk(world, name="Groenrijk")

    for person in (two, other):
        for path in (there, there.replace("/wat", "/kolommen")):
            assert person.get(path).status_code == 404
            assert person.post(path, WHAT).status_code == 404
    assert desk.get(f"{LISTS}/ingeleverd/{uuid4()}/wat").status_code == 404
    assert desk.count(BatchRow) == 0


def test_a_reader_sees_no_list(world, desk):
    batch = desk.told()
    reader = world.signed_in(world.member(desk.organisation, Role.READER, email="lezer@voorbeeld.nl"))

    answers = {path: reader.get(f"{desk.root}{LISTS}/{batch}{path}").status_code for path in LIST_ROUTES}

    assert set(answers.values()) == {403}
    page = reader.get(f"{desk.root}/soorten/{desk.version_id}")
    assert "Geef aan veel mensen tegelijk" not in page.text


def test_a_form_without_its_token_gives_nothing(desk):
    batch = desk.told()

    for act in LIST_ACTS:
        desk.client.post(f"{desk.root}{LISTS}/{batch}/{act}", data={"when": "now", "name": "x"})

    assert (desk.batch(batch).state, desk.work()) == ("ready", 0)
    upload = {"file": (BytesIO(b"Naam\nFatima"), "lijst.csv"), "people": ""}
    desk.client.post(f"{desk.root}{LISTS}/nieuw/{desk.version_id}", data=upload)
    assert (desk.count(BatchRow), desk.count(AwardRow)) == (1, 0)


def test_a_name_that_is_markup_is_shown_as_it_is_typed(desk):
    batch = desk.done("Naam\n<script>alert(1)</script>")

    assert "<script>alert(1)" not in desk.page(batch).text
    assert re.search(r"&lt;script&gt;alert\(1\)", desk.page(batch).text)
