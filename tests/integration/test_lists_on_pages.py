"""Many people get one badge at once, from the first page to the file with what became of everybody."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO

import pytest
from batch_desk import people
from list_pages import LISTS, PEOPLE, ListPages, heading
from sqlalchemy import event
from staff_desk import BSN, STATEMENT_WHAT, WHAT, id_in, is_refused, sentences, shown
from workbook_files import workbook

from badgeservice.storage.tables import KeptInputRow
from badgeservice.web.collaborators import NAME

MIXED = f"Naam;E-mailadres\nFatima;fatima@voorbeeld.nl\nSam;sam apenstaart\nWie {BSN};\n;leeg@voorbeeld.nl\n"


@pytest.fixture
def desk(world) -> ListPages:
    return ListPages(world).ready_class()


def _table(answer) -> list[list[str]]:
    assert answer.data.startswith(b"\xef\xbb\xbf"), "a spreadsheet would not know that this is UTF-8"
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_a_pasted_list_is_given_and_everybody_stands_in_the_result(desk):
    batch = desk.told()
    assert heading(desk.page(batch)) == "Alle 2 rijen kloppen"
    answer = desk.change(batch, "geven", {"when": "now", "day": ""})
    assert desk.below(answer) == f"{LISTS}/{batch}"
    assert heading(desk.page(batch)) == "0 van 2 badges zijn klaar"

    desk.work()

    assert heading(desk.page(batch)) == "Alle 2 badges zijn gegeven"
    result = desk.page(batch, "/uitslag.csv")
    rows = _table(result)
    codes = {award.recipient_name: award.code for award in desk.awards()}
    assert rows[0] == ["Rij", "Naam", "E-mailadres", "Uitkomst", "Adres van de badge", "Code", "Waarom niet"]
    assert [(row[1], row[3], row[5]) for row in rows[1:]] == [
        (name, "Gegeven", codes[name]) for name in ("Fatima Yilmaz", "Sam de Vries")
    ]
    assert all(f"/badges/{award.id}" in result.text for award in desk.awards())
    assert "no-store" in result.headers["Cache-Control"]


def test_the_template_comes_back_as_a_list_without_its_example(desk):
    template = desk.get(f"{LISTS}/nieuw/{desk.version_id}/voorbeeld.csv")
    filled = template.data + "Zoë de Vries;zoe@voorbeeld.nl;20-11-2026;;;\r\n".encode()

    batch = desk.told("", file=filled)

    assert [(entry.name, entry.values) for entry in desk.entries(batch)] == [
        ("Zoë de Vries", {"judged_on": "2026-11-20"})
    ]
    assert desk.batch(batch).source_name == "lijst.csv"


def test_a_workbook_is_read_and_its_formulas_and_merged_cells_are_named_per_row(desk):
    def merge(book) -> None:
        book.active.merge_cells("A4:A5")

    data = workbook(["Naam", "E-mail"], ["Fatima", "fatima@voorbeeld.nl"], ['=A2&"x"', "x@voorbeeld.nl"],
                    ["Samen", "a@voorbeeld.nl"], [None, "b@voorbeeld.nl"], change=merge)  # fmt: skip

    batch = desk.told("", file=data, name="lijst.xlsx")

    assert {entry.number: entry.state for entry in desk.entries(batch)} == {
        2: "waiting",
        3: "wrong",
        4: "wrong",
        5: "wrong",
    }
    page = shown(desk.page(batch).text)
    assert "In deze cel staat een formule." in page
    assert "Deze cel is samengevoegd met andere cellen." in page
    desk.change(batch, "geven", {"when": "now"})
    assert desk.work() == 1


def test_columns_that_are_not_found_are_asked_and_the_first_rows_are_shown(desk):
    there = desk.asked("Kamer;Wie\n101;Anna 1\n102;Boris 2")
    assert there.endswith("/kolommen")
    page = desk.get(there)
    assert all(cell in shown(page.text) for cell in ("101", "Anna 1", "102", "Boris 2", "Kolom B: Wie"))

    assert is_refused(desk.post(there), "In deze lijst vinden we geen namen.")
    assert is_refused(desk.post(there, {"name": "1", "last_name": "1"}), "Niet allebei.")
    assert is_refused(desk.post(there, {"name": "1", "email": "1"}), "Deze kolom koos je ook voor iets anders.")
    assert is_refused(desk.post(there, {"name": "7"}), "Deze kolom staat niet in de lijst.")
    assert is_refused(desk.post(there, {"name": "-1"}), "Deze kolom staat niet in de lijst.")

    answer = desk.post(there, {"name": "1"})
    batch = id_in(desk.post(desk.below(answer), WHAT))
    assert [entry.name for entry in desk.entries(batch)] == ["Wie", "Anna 1", "Boris 2"]


def test_a_wrong_guess_can_be_changed_and_what_was_chosen_is_shown(desk):
    there = desk.asked("Naam;Contact;Anders\nFatima;ouder@voorbeeld.nl;fatima@voorbeeld.nl")
    assert re.search(r'href="([^"]*/kolommen[^"]*)"', desk.get(there).text)
    columns = there.replace("/wat", "/kolommen")

    answer = desk.post(columns, {"name": "0", "email": "2"})

    page = shown(desk.get(desk.below(answer)).text)
    assert "E-mailadres: kolom C fatima@voorbeeld.nl" in page
    answer = desk.post(desk.below(answer), WHAT)
    assert "fatima@voorbeeld.nl" in desk.client.get(answer.location).text


def test_what_stands_in_a_column_need_not_be_told_for_all(world):
    desk = ListPages(world).ready_class("praktijkverklaring")
    told = "Naam;Beoordelaar;Eerste dag;Laatste dag;Beoordeeld op\nFatima;Piet Jansen;01-09-2026;20-11-2026;20-11-2026"
    assert "Wat in een kolom van je lijst staat, gaat voor." in desk.get(desk.asked(told)).text
    levels = {name: STATEMENT_WHAT[name] for name in ("behaviours", "level-b1", "level-b2")}

    batch = desk.told(told, what=levels)

    assert desk.states(batch) == {"waiting": 1}
    without = desk.post(desk.asked("Naam\nSam"), levels)
    assert is_refused(without, "Vul in wie dit heeft beoordeeld.", "Vul de eerste dag van de periode in.")


def test_nothing_that_was_typed_is_lost_when_the_second_screen_is_refused(desk):
    there = desk.asked()

    answer = desk.post(there, WHAT | {"behaviours": [], "assessor": "Piet Jansen", "judged_on": "ooit"})

    assert is_refused(answer, "Vink minstens één ding aan", "Schrijf de datum als dag-maand-jaar")
    assert 'value="Piet Jansen"' in answer.text
    assert 'value="ooit"' in answer.text
    assert desk.post(there, WHAT).status_code == 303


def test_wrong_rows_come_first_and_everybody_can_be_shown_page_by_page(desk):
    many = "Naam;E-mailadres\n" + "\n".join(f"Deelnemer {n};d{n}@voorbeeld.nl" for n in range(120)) + "\nSam;geen adres"
    batch = desk.told(many)

    wrong, everybody = desk.page(batch), desk.page(batch, "?toon=alles")

    assert heading(wrong) == "1 rij klopt niet"
    assert re.findall(r'id="rij-(\d+)"', wrong.text) == ["122"]
    assert len(re.findall(r'id="rij-(\d+)"', everybody.text)) == 50
    following = re.search(r'href="([^"]+)" rel="next"', everybody.text)
    second = desk.client.get(following.group(1).replace("&amp;", "&"))
    assert re.findall(r'id="rij-(\d+)"', second.text)[0] == "52"
    assert desk.page(batch, "?na=99999999999999999999").status_code == 200
    assert desk.page(batch, "?na=onzin&toon=onzin").status_code == 200


def test_a_row_is_mended_in_its_place_and_what_stays_wrong_is_not_kept(desk):
    batch = desk.told(MIXED)
    row = f"{LISTS}/{batch}/rij/3"
    first = desk.get(row + "?toon=fout&na=2")
    assert "Dit e-mailadres klopt niet." in first.text

    refused = desk.post(row, {"name": "Sam", "email": "nog steeds niet"})
    assert is_refused(refused, "Dit e-mailadres klopt niet.")
    assert 'value="nog steeds niet"' in refused.text
    answer = desk.post(row + "?toon=fout&na=2", {"name": "Sam", "email": "sam@voorbeeld.nl"})

    assert answer.location.endswith(f"{LISTS}/{batch}?na=2&toon=fout#rij-3")
    assert "Rij 3 is verbeterd." in desk.page(batch).text
    assert [(entry.number, entry.state) for entry in desk.entries(batch)] == [
        (2, "waiting"), (3, "waiting"), (4, "wrong"), (5, "wrong"),
    ]  # fmt: skip
    assert desk.get(f"{LISTS}/{batch}/rij/99").status_code == 404


def test_a_bsn_is_never_kept_nor_shown_again(world, desk):
    there = desk.asked(f"Naam;Nummer\nFatima;{BSN}\nSam;1")
    with world.database.reading() as session:
        kept = session.query(KeptInputRow).all()
    assert len(kept) == 1
    assert BSN not in str(kept[0].fields)

    answer = desk.post(there, WHAT)

    page = desk.client.get(answer.location)
    assert "In deze rij staat een BSN" in page.text
    assert BSN not in page.text
    named = desk.told(f"Naam\nWie {BSN}\nGoed")
    assert BSN not in desk.page(named, "/fout.csv").text
    refused = desk.post(f"{LISTS}/{named}/rij/2", {"name": f"Wie {BSN}", "email": ""})
    assert is_refused(refused, "In deze rij staat een BSN")


def test_what_is_not_right_is_downloaded_mended_and_handed_in_again(desk):
    batch = desk.told(MIXED)
    rows = _table(desk.page(batch, "/fout.csv"))
    assert [row[0] for row in rows[1:]] == ["Sam", "", ""]
    desk.change(batch, "geven", {"when": "now"})
    desk.work()

    mended = desk.page(batch, "/fout.csv").data.replace(b"sam apenstaart", b"sam@voorbeeld.nl")
    again = desk.told("", file=mended, name="verbeterd.csv")

    assert next((entry.name, entry.state) for entry in desk.entries(again)) == ("Sam", "waiting")


def test_a_row_is_left_out_taken_in_again_and_given_to_who_has_the_badge(desk):
    desk.done("Naam;E-mailadres\nFatima;fatima@voorbeeld.nl")
    batch = desk.told("Naam;E-mailadres\nFatima;fatima@voorbeeld.nl\nSam;sam@voorbeeld.nl")
    assert "Iemand met dit e-mailadres heeft deze badge al." in desk.page(batch).text

    assert desk.change(batch, "rij/3/weglaten").status_code == 303
    assert heading(desk.page(batch)) == "1 rij klopt niet"
    assert desk.states(batch) == {"wrong": 1, "left_out": 1}
    assert desk.change(batch, "rij/3/meenemen").status_code == 303
    assert desk.change(batch, "rij/2/toch").status_code == 303

    assert desk.states(batch) == {"waiting": 2}
    assert heading(desk.page(batch)) == "Alle 2 rijen kloppen"
    desk.change(batch, "geven", {"when": "now"})
    assert desk.work() == 2
    assert desk.change(batch, "rij/2/weglaten").status_code == 409


def test_giving_anyway_does_not_overrule_what_is_really_wrong(desk):
    batch = desk.told(MIXED)

    assert desk.change(batch, "rij/3/toch").status_code == 409
    assert desk.states(batch)["wrong"] == 3


def test_a_list_is_scheduled_taken_back_and_given_on_its_day(world, desk):
    batch = desk.told()
    wrong = desk.change(batch, "geven", {"when": "day", "day": "01-01-2020"})
    assert is_refused(wrong, "Kies een dag na vandaag, of kies “Nu”.")
    assert 'value="01-01-2020"' in wrong.text

    desk.change(batch, "geven", {"when": "day", "day": "01-12-2026"})
    page = desk.page(batch)
    assert heading(page) == "Deze lijst is gepland"
    assert "1 december 2026" in shown(page.text).replace("\u00a0", " ")
    desk.change(batch, "terughalen")
    assert heading(desk.page(batch)) == "Alle 2 rijen kloppen"
    desk.change(batch, "geven", {"when": "day", "day": "01-12-2026"})
    assert desk.work() == 0
    world.clock.forward(days=9)

    assert desk.work() == 2


def test_a_scheduled_list_that_could_not_start_says_why_on_its_page_and_on_the_overview(world, desk):
    batch = desk.told()
    desk.change(batch, "geven", {"when": "day", "day": "01-12-2026"})
    assert desk.post(f"/soorten/{desk.version_id}/archiveren").status_code == 303
    world.clock.forward(days=9)
    client = desk.signed_in_again()

    assert desk.work() == 0

    page = client.get(f"{desk.root}{LISTS}/{batch}")
    assert "Deze lijst kwam terug: Deze soort badge wordt niet meer gegeven." in shown(page.text)
    overview = shown(client.get(f"{desk.root}/").text)
    assert "Een lijst Gasten ontvangen: teruggestuurd, of niet gegeven" in overview


def test_progress_is_told_to_the_page_and_to_its_script(desk):
    batch = desk.started()
    page = desk.page(batch)

    assert f'data-progress="{desk.root}{LISTS}/{batch}/stand"' in page.text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page.text
    assert re.search(r"<progress[^>]* max=\"2\" value=\"0\"", page.text)
    told = desk.page(batch, "/stand").json
    assert told == {
        "state": "giving", "done": 0, "most": 2, "title": "0 van 2 badges zijn klaar",
        "line": "Je mag deze pagina sluiten. Wij gaan door.",
    }  # fmt: skip
    desk.work()
    after = desk.page(batch, "/stand").json
    assert (after["state"], after["done"], after["title"]) == ("done", 2, "Alle 2 badges zijn gegeven")
    assert "http-equiv" not in desk.page(batch).text


def test_a_list_is_interrupted_and_goes_on(desk):
    batch = desk.started()

    desk.change(batch, "onderbreken")
    assert desk.work() == 0
    assert "Het geven is onderbroken." in desk.page(batch).text
    assert desk.change(batch, "onderbreken").status_code == 409
    desk.change(batch, "verdergaan")

    assert desk.work() == 2


def test_stopping_asks_first_and_nothing_more_is_given(desk):
    batch = desk.started()
    assert heading(desk.page(batch, "/stoppen")) == "De lijst stoppen?"

    assert desk.change(batch, "stoppen").status_code == 303

    assert desk.work() == 0
    assert heading(desk.page(batch)) == "0 van 2 badges zijn gegeven"
    rows = _table(desk.page(batch, "/uitslag.csv"))
    assert {row[6] for row in rows[1:]} == {"De lijst is gestopt voordat deze badge werd gegeven."}


def test_a_list_is_undone_before_its_mail_leaves_and_not_after(world, desk):
    batch = desk.done()
    assert "Tot dan kun je alles terugdraaien." in desk.page(batch).text
    assert heading(desk.page(batch, "/terugdraaien")) == "Alles terugdraaien?"

    desk.change(batch, "terugdraaien")
    assert heading(desk.page(batch)) == "0 van 2 badges zijn teruggedraaid"
    desk.work()

    assert heading(desk.page(batch)) == "Alles is teruggedraaid"
    assert all(award.revoked_at for award in desk.awards())
    assert [mail.state for mail in desk.mails()] == ["cancelled", "cancelled"]
    again = desk.done()
    assert again != batch
    world.clock.forward(minutes=6)
    late = desk.page(again)
    assert "Terugdraaien kan niet meer" in late.text
    assert f"{again}/terugdraaien" not in late.text
    assert desk.change(again, "terugdraaien").status_code == 409


def test_the_worker_is_woken_when_there_is_work_and_only_then(world, desk):
    woken = []
    world.app.extensions[NAME] = replace(world.tools, wake_batches=lambda: woken.append(True))
    batch = desk.told()
    assert woken == []

    counts = []
    for act, data in (("geven", {"when": "now"}), ("onderbreken", None), ("verdergaan", None), ("stoppen", None)):
        desk.change(batch, act, data)
        counts.append(len(woken))
    done = desk.done("Naam\nAnders")
    desk.change(done, "terugdraaien")

    assert counts == [1, 1, 2, 2]
    assert len(woken) == 4


def test_the_same_list_again_is_the_list_that_it_was(desk):
    batch = desk.told()

    answer = desk.post(desk.asked(), WHAT)

    assert desk.below(answer) == f"{LISTS}/{batch}"
    assert "Deze lijst was al ingeleverd." in desk.client.get(answer.location).text
    desk.change(batch, "stoppen")
    assert desk.told() != batch


def test_a_second_click_on_the_last_button_of_the_second_screen_leads_to_the_same_list(world, desk):
    there = desk.asked()
    first, second = desk.post(there, WHAT), desk.post(there, WHAT)

    assert first.location == second.location
    assert desk.get(there).status_code == 303
    with world.database.reading() as session:
        kept = session.query(KeptInputRow).all()
    assert all("Fatima" not in str(one.fields) for one in kept), "the people stand in the list now, and nowhere else"


def test_no_cell_of_the_result_is_a_formula(desk):
    batch = desk.done("Naam\n=1+1\nGoed")

    rows = _table(desk.page(batch, "/uitslag.csv"))

    assert rows[1][1] == "'=1+1"
    assert [row[3] for row in rows[1:]] == ["Klopt niet", "Gegeven"]


def test_all_lists_stand_on_one_page_and_can_be_found_from_giving(desk):
    assert "Hier komt je eerste lijst" in desk.get(LISTS).text
    batch = desk.told()

    page = desk.get(LISTS)

    assert f'href="{desk.root}{LISTS}/{batch}"' in page.text
    assert "Geplakte lijst, 2 personen" in shown(page.text)
    assert f'href="{desk.root}{LISTS}/nieuw"' in desk.get("/geven").text
    assert f'href="{desk.root}{LISTS}/nieuw/{desk.version_id}"' in desk.get(f"/soorten/{desk.version_id}").text
    assert f'href="{desk.root}{LISTS}/nieuw/{desk.version_id}"' in desk.get(f"{LISTS}/nieuw").text


def test_lists_come_in_pages(desk):
    for number in range(51):
        desk.handed_in(people(1, number + 2))

    first = desk.get(LISTS)
    older = re.search(r'href="([^"]+)" rel="next"', first.text)

    assert len(re.findall(r"<tr>", first.text)) == 51
    assert len(re.findall(r"<tr>", desk.client.get(older.group(1)).text)) == 2


def test_everything_is_there_in_english(desk):
    desk.client.get("/?taal=en", follow_redirects=True)
    batch = desk.told("Naam;E-mailadres\nFatima;f@voorbeeld.nl\nSam;f@voorbeeld.nl")

    page = shown(desk.page(batch).text)

    assert "1 row is not right" in page
    assert "This e-mail address is also in row 2." in page
    assert "This e-mail address is also in row 2." in desk.page(batch, "/fout.csv").text
    assert "This e-mail address is also in row 2." in desk.page(batch, "/uitslag.csv").text


def test_sentences_of_a_refusal_are_beside_the_text_that_was_pasted(desk):
    answer = desk.new("   \n  \n")

    assert sentences(answer) == ["Plak de namen, of kies een bestand."]
    both = desk.new(PEOPLE, file=b"Naam\nFatima")
    assert is_refused(both, "Kies één van de twee.")
    assert "Fatima Yilmaz;fatima@voorbeeld.nl" in both.text


def test_a_page_of_a_list_takes_as_many_statements_with_many_people_as_with_few(world, desk):
    few = desk.done("Naam\n" + "\n".join(f"Deelnemer {n}" for n in range(2)))
    many = desk.done("Naam\n" + "\n".join(f"Persoon {n}" for n in range(70)))
    asked = []
    event.listen(world.database.engine, "before_cursor_execute", lambda _c, _cu, said, *_more: asked.append(said))

    def statements(path: str) -> int:
        desk.get(path)
        asked.clear()
        desk.get(path)
        return len(asked)

    for path in ("", "/uitslag.csv", "/fout.csv", "/stand"):
        assert statements(f"{LISTS}/{few}{path}") == statements(f"{LISTS}/{many}{path}") > 0, path
