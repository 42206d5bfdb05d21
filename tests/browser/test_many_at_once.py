"""Several badges, a ZIP of them and a photo of a code, handed in as a visitor does."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest
from foreign_badges import changed, of_a_stranger, out_of_reach
from photos import photo_of
from playwright.sync_api import Page, expect
from seeing import PHONE, Opened, heading, looked_at_in_every_way
from serving import Service

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(service: Service, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One badge of every outcome, a photo of a code and a file that is no badge."""
    folder = tmp_path_factory.mktemp("badges")
    known = {state: service.badge(state) for state in ("valid", "revoked", "expired")}
    for state, told in known.items():
        with urlopen(f"{service.address}/badges/{told['id']}.json") as answer:  # noqa: S310 - our own address
            (folder / f"{state}.json").write_bytes(answer.read())
    (folder / "stranger.json").write_text(of_a_stranger())
    (folder / "changed.json").write_text(changed())
    (folder / "out-of-reach.json").write_text(out_of_reach())
    (folder / "foto van het certificaat aan de muur in de kantine.jpg").write_bytes(
        photo_of(f"{service.address}/v/{known['valid']['code']}")
    )
    (folder / "aantekeningen.txt").write_text("zomaar wat tekst")
    return sorted(folder.iterdir())


def _hand_in(page: Page, service: Service, *files: Path) -> None:
    page.goto(f"{service.address}/controleren")
    page.get_by_text("Kies een bestand of foto").click()
    page.get_by_label("Bestand", exact=True).set_input_files(list(files))
    page.get_by_role("button", name="Controleer dit bestand").click()


def test_several_files_become_a_table_that_everybody_can_read(
    service: Service, open_page: Opened, files: list[Path]
) -> None:
    page = open_page()
    page.goto(f"{service.address}/controleren")
    page.get_by_text("Kies een bestand of foto").click()
    looked_at_in_every_way(page, "check-file")

    _hand_in(page, service, *files)
    heading(page, "2 van 8 badges zijn echt.")
    expect(page.get_by_text("3 badges zijn niet geldig. 1 bestand is geen badge.")).to_be_visible()
    page.get_by_text("De gever heeft deze badge ingetrokken.").click()
    looked_at_in_every_way(page, "bulk")


def test_the_table_is_saved_as_a_file(service: Service, open_page: Opened, files: list[Path], tmp_path: Path) -> None:
    page = open_page()
    _hand_in(page, service, *files)
    for name, file_name in (("Opslaan als CSV", "controle.csv"), ("Opslaan als JSON", "controle.json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == file_name
        download.value.save_as(tmp_path / file_name)
    with (tmp_path / "controle.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["input"] for row in csv.DictReader(file)] == [one.name for one in files]


def test_a_zip_is_checked_without_scripts(
    service: Service, open_page: Opened, files: list[Path], tmp_path: Path
) -> None:
    packed = tmp_path / "alles.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for file in files:
            made.write(file, file.name)
    page = open_page(PHONE, javascript=False)
    _hand_in(page, service, packed)
    heading(page, "2 van 8 badges zijn echt.")
    page.get_by_text("De gever heeft deze badge ingetrokken.").first.click()
    expect(page.get_by_text("De badge is goed opgebouwd.").locator("visible=true")).to_have_count(1)


def test_the_table_speaks_english(service: Service, open_page: Opened, files: list[Path]) -> None:
    page = open_page()
    page.goto(f"{service.address}/controleren?taal=en")
    page.get_by_text("Choose a file or photo").click()
    page.get_by_label("File", exact=True).set_input_files(files)
    page.get_by_role("button", name="Check this file").click()
    heading(page, "2 of 8 badges are real.")
    looked_at_in_every_way(page, "english-bulk")


def test_a_photo_of_a_code_leads_to_the_badge(service: Service, open_page: Opened, files: list[Path]) -> None:
    page = open_page(PHONE, javascript=False)
    _hand_in(page, service, next(file for file in files if file.suffix == ".jpg"))
    heading(page, "Deze badge is echt.")


def test_a_photo_without_a_code_says_how_to_take_a_better_one(
    service: Service, open_page: Opened, tmp_path: Path
) -> None:
    (tmp_path / "foto.jpg").write_bytes(photo_of())
    page = open_page(PHONE)
    _hand_in(page, service, tmp_path / "foto.jpg")
    heading(page, "Dit is geen badge.")
    expect(page.get_by_text("Maak de foto van dichtbij, recht en scherp.").first).to_be_visible()
    looked_at_in_every_way(page, "verdict-photo-without-code")
