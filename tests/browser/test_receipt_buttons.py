"""Somebody checks a badge, files the receipt, and has it checked later."""

from __future__ import annotations

from pathlib import Path

import pytest
from seeing import PHONE, Opened, heading, looked_at, looked_at_in_every_way
from serving import Service

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
def test_a_receipt_is_saved_and_checked_later(
    open_page: Opened, service: Service, tmp_path: Path, javascript: bool
) -> None:
    page = open_page(PHONE, javascript=javascript)
    page.goto(f"{service.address}/v/{service.badge('revoked')['code']}")
    if javascript:
        looked_at(page, "controle-met-bewijs")
    saved = {}
    for button in ("PDF", "JSON"):
        with page.expect_download() as downloading:
            page.get_by_role("button", name=f"Bewijs van controle ({button})").click()
        saved[button] = tmp_path / downloading.value.suggested_filename
        downloading.value.save_as(saved[button])
    assert saved["PDF"].read_bytes().startswith(b"%PDF-1.7")
    assert saved["PDF"].suffix == ".pdf"

    page.goto(f"{service.address}/controleren")
    page.get_by_text("Kies een bestand").click()
    page.get_by_label("Bestand").set_input_files(saved["JSON"])
    page.get_by_role("button", name="Controleer dit bestand").click()
    heading(page, "Dit bewijs is echt. De badge was niet geldig.")
    assert page.get_by_text("Deze badge is niet geldig.").count() > 0
    if javascript:
        looked_at_in_every_way(page, "bewijs-van-controle")
