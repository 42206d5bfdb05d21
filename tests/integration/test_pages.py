"""What does everybody see first, and what when something goes wrong?"""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from second_app import app_with
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from badgeservice.logs import JsonLines


@pytest.mark.parametrize("path", ["/", "/privacy", "/toegankelijkheid", "/hulp", "/controleren", "/conformance"])
def test_public_pages_may_be_found_and_set_no_cookie(client, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "all"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert ' style="' not in answer.text
    assert "<script>" not in answer.text


def test_home_shows_a_badge_of_every_kind(client):
    page = client.get("/").text

    for kind in ("Skillsbadge", "Deelcertificaat", "Praktijkverklaring"):
        assert kind in page
    assert client.get("/voorbeelden/gasten-groot.svg").mimetype == "image/svg+xml"
    assert client.get("/voorbeelden/nergens-groot.svg").status_code == 404


def test_a_language_is_kept_and_the_same_page_comes_back(client):
    answer = client.get("/orgs/x?na=a&taal=en")

    assert answer.location == "/orgs/x?na=a"
    assert '<html lang="en"' in client.get("/").text
    assert client.get("/?taal=nl").location == "/"
    assert '<html lang="nl"' in client.get("/").text
    assert client.get("/?taal=fr").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/?taal=en", "/nergens?taal=en"])
def test_choosing_a_language_never_leads_away(client, path):
    location = client.get(path).location or "/"

    assert location.startswith("/")
    assert not location.startswith("//")


def test_a_theme_is_kept(client):
    client.get("/?thema=donker")
    assert 'data-bs-theme="dark"' in client.get("/").text
    client.get("/?thema=systeem")
    assert "data-bs-theme" not in client.get("/").text


def test_only_our_own_letters_are_served(client, settings):
    answer = client.get("/fonts/source-sans-400.woff2")

    assert (answer.status_code, answer.mimetype) == (200, "font/woff2")
    assert "immutable" in answer.headers["Cache-Control"]
    answer.close()
    for name in ("..%2fbadgeservice.db", "x.woff2", "source-sans-400.ttf"):
        assert client.get(f"/fonts/{name}").status_code == 404


def test_operators_see_that_it_is_alive_and_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


def test_a_database_that_is_too_old_is_not_ready(client, database):
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    assert client.get("/readyz").status_code == 503


def test_mail_is_shown_in_development_with_links_to_click(client, settings):
    settings.mail_folder.mkdir(parents=True)
    mail = "Subject: =?utf-8?q?Je_hebt_een_badge?=\nTo: a@voorbeeld.nl\n\nKlik: http://localhost:8000/bewaren/x <b>\n"
    (settings.mail_folder / "1.eml").write_text(mail)

    page = client.get("/ontwikkeling/mail").text
    assert "Je hebt een badge" in page
    assert '<a href="http://localhost:8000/bewaren/x">' in page
    assert "&lt;b&gt;" in page


def test_mail_to_one_address_is_found_among_much_that_is_newer(client, settings):
    settings.mail_folder.mkdir(parents=True)
    for number in range(60):
        to = "mila@voorbeeld.nl" if number == 0 else f"{number}@voorbeeld.nl"
        file = settings.mail_folder / f"{number}.eml"
        file.write_text(f"Subject: Post {number}.\nTo: {to}\n\nDag\n")
        os.utime(file, (number, number))

    assert "Post 0." not in client.get("/ontwikkeling/mail").text
    page = client.get("/ontwikkeling/mail?aan=mila@voorbeeld.nl").text
    assert "Post 0." in page
    assert page.count("<section") == 1


def test_mail_is_not_shown_when_it_is_really_sent(environment, settings, clock):
    with app_with(environment, clock, BADGESERVICE_SMTP_URL="smtp://mail.voorbeeld.nl") as app:
        assert app.test_client().get("/ontwikkeling/mail").status_code == 404


def test_search_engines_leave_private_pages_alone(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert {"Disallow: /v/", "Disallow: /mijn", "Disallow: /bewaren"} <= set(lines)


def test_a_page_that_is_not_there_says_where_to_go(client):
    answer = client.get("/nergens")

    assert answer.status_code == 404
    assert "Kijk of het adres klopt" in answer.text
    assert 'href="/controleren"' in answer.text


def test_a_file_of_200_mb_is_refused_with_a_page(client):
    begin = b'--x\r\nContent-Disposition: form-data; name="file"; filename="groot.png"\r\n\r\n'
    body = BytesIO(begin + bytes(200 * 1024 * 1024) + b"\r\n--x--\r\n")
    answer = client.post("/controleren", input_stream=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 413
    assert "Een bestand mag 10 MB zijn." in answer.text


def test_a_post_without_a_token_where_there_is_no_page_says_what_to_do(client):
    answer = client.post("/mijn/uitloggen")

    assert answer.status_code == 400
    assert "Deze pagina stond te lang open." in answer.text


def test_asking_too_often_says_to_wait(environment, settings, clock, world):
    with app_with(environment, clock, BADGESERVICE_RATE_LIMITS="on") as app:
        client = app.test_client()
        answers = [world.post(client, "/mijn/inloggen", {"email": "a@voorbeeld.nl"}) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [303] * 4 + [429]
    assert "Wacht een paar minuten" in answers[-1].text


@pytest.fixture
def failing(app):
    """The app with two routes that fail on purpose."""
    app.testing = False

    def away() -> str:
        raise OperationalError("SELECT 1", {}, ConnectionError())

    def bug(token: str = "") -> str:
        return str(1 // 0)

    app.add_url_rule("/weg", view_func=away)
    app.add_url_rule("/fout", view_func=bug)
    app.add_url_rule("/fout/<token>", view_func=bug)
    return app.test_client()


def test_a_bug_gives_a_page_with_a_number_to_pass_on(failing):
    answer = failing.get("/fout")

    assert answer.status_code == 500
    assert "Er is niets half opgeslagen." in answer.text
    assert answer.headers["X-Request-Id"] in answer.text


def test_a_database_that_is_away_asks_to_come_back_in_a_moment(failing):
    answer = failing.get("/weg")

    assert answer.status_code == 503
    assert "Probeer het over een halve minuut opnieuw." in answer.text
    assert answer.headers["Retry-After"] == "5"


def test_a_database_that_only_reads_for_a_moment_asks_to_come_back_too(failing, app, database):
    def keep() -> None:
        with database.reading() as session:
            session.execute(text("UPDATE service_fact SET value = value"))

    app.add_url_rule("/bewaar", view_func=keep)
    answer = failing.get("/bewaar")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_a_bug_is_logged_without_the_address_that_holds_a_token(failing, caplog):
    failing.get("/fout/GEHEIM")

    (line,) = [JsonLines().format(record) for record in caplog.records if record.levelname == "ERROR"]
    assert "ZeroDivisionError" in line
    assert "/fout/<token>" in line
    assert "GEHEIM" not in line


@pytest.mark.parametrize("path", ["/organisatie/hotel-zon/gegeven", "/organisaties", "/orgs/hotel-zon"])
def test_staff_are_asked_to_come_back_as_well(failing, world, path):
    def lost(*_arguments):
        raise OperationalError("SELECT 1", {}, ConnectionError())

    client = world.signed_in(world.member(world.organisation()))
    event.listen(world.database.engine, "before_cursor_execute", lost)
    answer = client.get(path)
    event.remove(world.database.engine, "before_cursor_execute", lost)

    assert answer.status_code == 503
    assert "Probeer het over een halve minuut opnieuw." in answer.text
    assert answer.headers["Retry-After"] == "5"


def test_a_script_gets_its_error_as_json(client):
    for accept in ("application/json", "application/json; charset=utf-8"):
        answer = client.get("/nergens", headers={"Accept": accept})

        assert answer.mimetype == "application/problem+json"
        assert answer.json["status"] == 404
