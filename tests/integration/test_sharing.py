"""A learner makes a page with badges, sends it, and stops again; who has the link sees the real check."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from PIL import Image
from second_app import app_with
from sharing_people import ALL, PERSON_AGENT, Sharer, words_of
from sqlalchemy import select, update
from staff_desk import BSN, WHAT, Desk, is_refused, sentences

from badgeservice.errors import ConflictError
from badgeservice.model.days import AMSTERDAM
from badgeservice.portfolio.hiding import chosen
from badgeservice.portfolio.sharing import LASTS, MOST_BADGES, MOST_SHARES, Wish
from badgeservice.portfolio.sharing import share as make_share
from badgeservice.storage.tables import AuditRow, AwardRow, ShareRow
from badgeservice.web.protection import CONTENT_POLICY

UNKNOWN = "A" * 22


@pytest.fixture
def sharer(world) -> Sharer:
    return Sharer(Desk(world))


@pytest.fixture
def award(sharer) -> AwardRow:
    return sharer.keeps("skillsbadge", WHAT)


def audited(sharer: Sharer) -> list[str]:
    with sharer.world.database.reading() as session:
        asked = select(AuditRow.action).where(AuditRow.action.like("share.%")).order_by(AuditRow.number)
        return list(session.scalars(asked))


def test_a_shared_badge_is_checked_at_that_moment_with_the_verdict_first(sharer, award):
    answer = sharer.seen(sharer.shares(award))

    words = words_of(answer)
    assert words.startswith("Deze badge is echt. Nu gecontroleerd: 22 november 2026, 14.05 uur. Skillsbadge")
    assert "Gasten ontvangen Gegeven aan Fatima Yilmaz" in words
    assert "Gegeven door Hotel Zon" in words
    assert "De handtekening klopt." in words
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_the_token_holds_128_random_bits(sharer, award):
    tokens = {sharer.shares(award).token for _time in range(3)}

    assert len(tokens) == 3
    assert all(re.fullmatch("[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_a_withdrawn_badge_says_so_on_the_page_and_hangs_no_more(sharer, award):
    share = sharer.shares(award)
    sharer.desk.post(f"/gegeven/{award.id}/intrekken", {"why": "wrong_badge", "reason": ""})

    answer = sharer.seen(share)
    assert "Deze badge is niet geldig. Hotel Zon heeft deze badge ingetrokken op 22 november 2026." in words_of(answer)
    assert "fallen" in answer.text
    assert 'content="Niet geldig"' in answer.text


def test_a_badge_past_its_end_says_so(sharer):
    share = sharer.shares(sharer.keeps("skillsbadge", WHAT, valid_months="1"), lasts="geen")
    sharer.world.clock.forward(days=60)

    assert "Deze badge is niet geldig. De badge was geldig tot en met" in words_of(sharer.seen(share))


def test_several_badges_share_one_verdict_that_is_only_good_when_all_are(sharer, award):
    other = sharer.keeps("skillsbadge", WHAT, name="Kamers verzorgen")
    share = sharer.shares(award, other)

    assert words_of(sharer.seen(share)).startswith("Deze 2 badges zijn echt. Nu gecontroleerd")
    sharer.desk.post(f"/gegeven/{other.id}/intrekken", {"why": "wrong_badge", "reason": ""})
    assert words_of(sharer.seen(share)).startswith("Let op. 1 van de 2 badges is echt en geldig.")
    sharer.desk.post(f"/gegeven/{award.id}/intrekken", {"why": "wrong_badge", "reason": ""})
    assert words_of(sharer.seen(share)).startswith("Deze badges zijn niet geldig.")


def test_a_changed_document_is_not_shown_as_if_it_were_sound(sharer, award):
    share = sharer.shares(award)
    with sharer.world.database.writing() as session:
        forged = award.document.replace(b"Fatima", b"Fatime")
        session.execute(update(AwardRow).where(AwardRow.id == award.id).values(document=forged))

    answer = sharer.seen(share)
    assert words_of(answer).startswith("Deze badge is niet geldig.")
    assert "Fatim" not in answer.text
    assert "image.svg" not in answer.text
    assert sharer.seen(share, "/beeld.png").status_code == 200


def test_an_erased_badge_is_left_out_and_a_page_without_badges_is_over(sharer, award):
    other = sharer.keeps("skillsbadge", WHAT, name="Kamers verzorgen")
    share = sharer.shares(award, other)
    for gone, status in ((other, 200), (award, 410)):
        with sharer.world.database.writing() as session:
            session.execute(
                update(AwardRow).where(AwardRow.id == gone.id).values(erased_at=sharer.world.clock(), document=b"")
            )
        answer = sharer.seen(share)
        assert answer.status_code == status
        assert "Kamers verzorgen" not in answer.text


def test_a_badge_that_became_somebody_else_s_is_left_out(sharer, award):
    share = sharer.shares(award)
    with sharer.world.database.writing() as session:
        session.execute(update(AwardRow).where(AwardRow.id == award.id).values(learner_id=None))

    assert sharer.seen(share).status_code == 410


def test_who_stops_sharing_is_asked_first_and_then_nobody_sees_the_page(sharer, award):
    share = sharer.shares(award)
    stop = f"/mijn/delen/{share.id}/stoppen"

    assert "Wil je hiermee stoppen?" in words_of(sharer.client.get(stop))
    assert sharer.seen(share).status_code == 200
    for _click in range(2):
        assert sharer.world.post(sharer.client, stop).location == "/mijn/delen"
    for below in ("", "/beeld.png", "/inbed"):
        answer = sharer.seen(share, below)
        assert answer.status_code == 410
        assert "Deze pagina is gesloten" in answer.text
        assert "Fatima" not in answer.text
    assert "Gestopt" in words_of(sharer.client.get("/mijn/delen"))
    assert sharer.client.get(f"/mijn/delen/{share.id}").location == "/mijn/delen"
    assert audited(sharer) == ["share.made", "share.withdrawn"]


def test_a_page_ends_at_the_end_of_its_last_day(sharer, award):
    share = sharer.shares(award, lasts="week")
    assert share.ends_at == datetime(2026, 11, 29, 23, 59, 59, tzinfo=AMSTERDAM).astimezone(UTC)

    sharer.world.clock.now = share.ends_at - timedelta(seconds=1)
    assert sharer.seen(share).status_code == 200
    sharer.world.clock.now = share.ends_at
    assert sharer.seen(share).status_code == 410
    assert "Voorbij" in words_of(sharer.client.get("/mijn/delen"))


def test_without_an_end_a_page_stays(sharer, award):
    share = sharer.shares(award, lasts="geen")
    sharer.world.clock.forward(days=4000)
    assert share.ends_at is None
    assert sharer.seen(share).status_code == 200


@pytest.mark.parametrize("token", ["x", UNKNOWN, "a" * 300, "🏅", "A" * 21 + "%0A", "' OR 1=1 --"])
def test_a_link_that_never_was_says_what_to_do(sharer, token):
    for below in ("", "/beeld.png", "/inbed"):
        answer = sharer.stranger().get(f"/p/{token}{below}")
        assert answer.status_code == 404
        assert "Deze link werkt niet. Kijk of je de hele link hebt." in words_of(answer)


def test_who_guesses_ten_thousand_links_is_stopped_and_never_gets_in(environment, sharer, award):
    share = sharer.shares(award)
    with app_with(environment, sharer.world.clock, BADGESERVICE_RATE_LIMITS="on") as app:
        guesser = app.test_client()
        hits = {guesser.get(f"/p/{share.token}").status_code for _time in range(45)}
        began = time.monotonic()
        answers = [guesser.get(f"/p/{number:022}").status_code for number in range(10_000)]
        minutes = 2 + int((time.monotonic() - began) // 60)
        blocked = guesser.get("/oembed", query_string={"url": f"http://localhost:8000/p/{UNKNOWN}"}).status_code

    assert hits == {200}
    assert set(answers) == {404, 429}
    assert 40 <= answers.count(404) <= 40 * minutes
    assert blocked == 429


def test_a_form_with_everything_wrong_says_what_and_keeps_what_was_typed(sharer, award):
    answer = sharer.asks(title="x" * 81, lasts="altijd", shown=("period",))

    assert is_refused(answer, "Kies een of meer badges.", "te lang", "Kies hoe lang de pagina te zien is.")
    assert "x" * 81 in answer.text
    assert re.search(r'<input[^>]*checked[^>]*value="period"', answer.text)
    assert not re.search(r'<input[^>]*checked[^>]*value="behaviours"', answer.text)
    assert sharer.all_shares() == []


@pytest.mark.parametrize(
    ("title", "sentence"),
    [("", "Vul in voor wie de pagina is."), ("  ", "Vul in voor wie"), ("twee\nregels", "Gebruik één regel"),
     (BSN, "Dit lijkt een BSN."), ("🏅", "Vul in voor wie")],
)  # fmt: skip
def test_for_whom_a_page_is_has_to_be_one_line(sharer, award, title, sentence):
    assert is_refused(sharer.asks(award, title=title), sentence)


@pytest.mark.parametrize("foreign", ["x", str(UUID(int=7)), "00000000-0000-0000-0000-000000000000"])
def test_only_badges_from_the_list_can_be_shared(sharer, award, foreign):
    answer = sharer.asks(award, badges=[str(award.id), foreign])
    assert is_refused(answer, "Een badge kun je niet delen.")


def test_a_badge_of_somebody_else_or_that_was_withdrawn_cannot_be_shared(sharer, award):
    other = Sharer(sharer.desk, "ander@voorbeeld.nl")
    theirs, withdrawn = other.keeps("skillsbadge", WHAT), sharer.keeps("skillsbadge", WHAT)
    sharer.desk.post(f"/gegeven/{withdrawn.id}/intrekken", {"why": "wrong_badge", "reason": ""})

    for badge in (theirs, withdrawn):
        assert is_refused(sharer.asks(badge), "Een badge kun je niet delen.")
        assert str(badge.id) not in sharer.client.get(f"/mijn/delen/nieuw?badge={badge.id}").text


def test_somebody_else_finds_none_of_the_pages_of_a_learner(sharer, award):
    share = sharer.shares(award)
    other = Sharer(sharer.desk, "ander@voorbeeld.nl")
    other.keeps("skillsbadge", WHAT)

    for below in ("", "/laat-zien", "/stoppen"):
        assert other.client.get(f"/mijn/delen/{share.id}{below}").status_code == 404
    assert other.world.post(other.client, f"/mijn/delen/{share.id}/stoppen").status_code == 404
    assert share.token not in other.client.get("/mijn/delen").text
    assert sharer.seen(share).status_code == 200
    for path in ("/mijn/delen", "/mijn/delen/nieuw", f"/mijn/delen/{share.id}"):
        assert sharer.stranger().get(path).location == "/mijn/inloggen"


def test_a_badge_in_the_address_is_ticked_beforehand(sharer, award):
    page = sharer.client.get(f"/mijn/delen/nieuw?badge={award.id}&badge=x").text

    assert re.search(rf'<input[^>]*checked[^>]*value="{award.id}"', page)
    assert re.search(r'<input[^>]*checked[^>]*value="kwartaal"', page)


def test_more_than_a_hundred_badges_is_too_many(sharer, award):
    answer = sharer.asks(badges=[str(uuid4()) for _one in range(MOST_BADGES + 1)])
    assert is_refused(answer, "Kies niet meer dan 100 badges.")


def test_a_learner_shares_a_hundred_pages_and_no_more_also_at_the_same_moment(sharer, award):
    clock, database = sharer.world.clock, sharer.world.database
    wish = Wish("Bakker Bart", [award.id], chosen(ALL), "week")

    def one_more(_number: int) -> bool:
        try:
            with database.writing() as session:
                make_share(session, award.learner_id, wish, clock())
        except ConflictError:
            return False
        return True

    with database.writing() as session:
        for _one in range(MOST_SHARES - 2):
            make_share(session, award.learner_id, wish, clock())
    with ThreadPoolExecutor(4) as crowd:
        assert sum(crowd.map(one_more, range(6))) == 2
    refused = sharer.asks(award)
    assert refused.status_code == 400
    assert sentences(refused) == ["Je deelt al 100 pagina’s. Stop eerst met een andere pagina."]
    clock.forward(days=LASTS["week"] + 1)
    assert sharer.asks(award).status_code == 303


def test_looks_by_others_are_counted_and_nobody_is_known_by_it(sharer, award):
    share = sharer.shares(award)
    for _look in range(3):
        sharer.seen(share).close()

    assert sharer.share(share.id).views == 3
    assert "3 keer bekeken" in words_of(sharer.client.get("/mijn/delen"))
    assert "3 keer bekeken" in words_of(sharer.client.get(f"/mijn/delen/{share.id}"))


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "WhatsApp/2.24.9 A"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "LinkedInBot/1.0 (compatible; Mozilla/5.0)"},
        {"User-Agent": "Slackbot-LinkExpanding 1.0"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": ""},
        PERSON_AGENT | {"Sec-Purpose": "prefetch;prerender"},
        PERSON_AGENT | {"X-Purpose": "preview"},
    ],
)
def test_programs_that_look_ahead_are_not_counted(sharer, award, headers):
    share = sharer.shares(award)
    sharer.stranger().get(f"/p/{share.token}", headers=headers).close()
    assert sharer.share(share.id).views == 0


def test_neither_the_learner_nor_a_head_request_nor_the_picture_counts(sharer, award):
    share = sharer.shares(award)
    sharer.client.get(f"/p/{share.token}", headers=PERSON_AGENT).close()
    sharer.stranger().head(f"/p/{share.token}", headers=PERSON_AGENT).close()
    for below in ("/beeld.png", "/inbed"):
        sharer.seen(share, below).close()
    assert sharer.share(share.id).views == 0


def test_views_wait_while_the_database_is_busy_and_none_is_lost(sharer, award):
    share = sharer.shares(award)
    tally = sharer.world.tools.share_views
    with sharer.world.database.writing() as busy:
        busy.execute(update(ShareRow).where(ShareRow.id == share.id).values(title="Bezet"))
        tally.count([share.id])
        tally.write()
    tally.count([share.id])
    tally.write()
    assert sharer.share(share.id).views == 2


def test_many_views_at_once_are_all_counted(sharer, award):
    share = sharer.shares(award)

    def look(_number: int) -> int:
        answer = sharer.seen(share)
        answer.close()
        return answer.status_code

    with ThreadPoolExecutor(4) as crowd:
        assert set(crowd.map(look, range(20))) == {200}
    sharer.world.tools.share_views.write()
    assert sharer.share(share.id).views == 20


def test_the_page_tells_other_sites_what_to_show_of_it(sharer, award):
    share = sharer.shares(award)
    address = f"http://localhost:8000/p/{share.token}"
    page = sharer.seen(share).text

    told = dict(re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]*)"', page))
    assert told["og:title"] == "Gasten ontvangen"
    assert told["og:description"] == "Gegeven door Hotel Zon"
    assert (told["og:url"], told["og:image"]) == (address, f"{address}/beeld.png")
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert 'rel="alternate" type="application/json+oembed"' in page


def test_the_picture_is_kept_for_a_while_and_asked_for_again(sharer, award):
    share = sharer.shares(award)
    answer = sharer.seen(share, "/beeld.png")

    assert answer.mimetype == "image/png"
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert sharer.seen(share, "/beeld.png", **{"If-None-Match": answer.headers["ETag"]}).status_code == 304
    sharer.desk.post(f"/gegeven/{award.id}/intrekken", {"why": "wrong_badge", "reason": ""})
    assert sharer.seen(share, "/beeld.png").data != answer.data


def test_oembed_answers_with_a_sandboxed_frame_of_at_most_the_asked_size(sharer, award):
    share = sharer.shares(award)
    asked = {"url": f"http://localhost:8000/p/{share.token}", "format": "json"}
    client = sharer.stranger()

    told = client.get("/oembed", query_string=asked).get_json()
    assert (told["type"], told["version"], told["width"], told["height"]) == ("rich", "1.0", 480, 400)
    assert told["title"] == "Gasten ontvangen, Fatima Yilmaz"
    assert f'src="http://localhost:8000/p/{share.token}/inbed"' in told["html"]
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in told["html"]
    smaller = client.get("/oembed", query_string=asked | {"maxwidth": "300", "maxheight": "9000"}).get_json()
    assert (smaller["width"], smaller["height"]) == (300, 400)
    assert 'width="300" height="400"' in smaller["html"]
    for bad in ("0", "-1", "breed", "1" * 40):
        assert client.get("/oembed", query_string=asked | {"maxwidth": bad}).status_code == 400


def test_oembed_knows_json_only_and_no_other_pages(sharer, award):
    address = f"http://localhost:8000/p/{sharer.shares(award).token}"
    client = sharer.stranger()

    assert client.get("/oembed", query_string={"url": address, "format": "xml"}).status_code == 501
    others = ("", "https://elders.voorbeeld/p/" + UNKNOWN, "http://localhost:8000/v/ABCD", address + "/inbed")
    for other in (*others, f"http://localhost:8000/p/{UNKNOWN}"):
        assert client.get("/oembed", query_string={"url": other}).status_code == 404


def test_only_the_embed_page_may_be_framed_and_it_runs_and_keeps_nothing(sharer, award):
    share = sharer.shares(award)
    embed, page = sharer.seen(share, "/inbed"), sharer.seen(share)

    policy = embed.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "Set-Cookie" not in embed.headers
    assert "<script" not in embed.text
    assert "<form" not in embed.text
    assert page.headers["Content-Security-Policy"] == CONTENT_POLICY


def test_the_ways_to_send_a_page_work_without_scripts(sharer, award):
    share = sharer.shares(award)
    address = f"http://localhost:8000/p/{share.token}"
    page = sharer.client.get(f"/mijn/delen/{share.id}").text

    assert f'value="{address}" readonly' in page
    assert (
        f"https://wa.me/?text=Ik%20heb%20de%20badge%20Gasten%20ontvangen.%20Kijk%20maar%3A%20http%3A//localhost%3A8000/p/{share.token}"
        in page
    )
    assert "mailto:?subject=Mijn%20badges&amp;body=Ik%20heb%20de%20badge" in page
    assert "data:image/svg+xml;base64," in sharer.client.get(f"/mijn/delen/{share.id}/laat-zien").text
    assert "<script" not in re.sub(r'<script src="/static/[^"]+" defer></script>', "", page)


def test_linkedin_gets_the_page_while_anything_is_hidden_and_else_the_badge(sharer):
    award = sharer.keeps("skillsbadge", WHAT, valid_months="12")
    some, everything = sharer.shares(award), sharer.shares(award, shown=ALL)
    links = [
        re.search(r'https://www\.linkedin\.com/profile/add\?[^"]+', sharer.client.get(f"/mijn/delen/{one.id}").text)
        for one in (some, everything)
    ]
    hidden, whole = (link.group().replace("&amp;", "&") for link in links)

    same = "startTask=CERTIFICATION_NAME&name=Gasten+ontvangen&organizationName=Hotel+Zon&issueYear=2026&issueMonth=11"
    ends = award.valid_until.astimezone(AMSTERDAM)
    assert f"{same}&expirationYear={ends.year}&expirationMonth={ends.month}" in hidden
    assert hidden.endswith(f"&certUrl=http%3A%2F%2Flocalhost%3A8000%2Fp%2F{some.token}")
    assert "certId" not in hidden
    assert f"&certUrl=http%3A%2F%2Flocalhost%3A8000%2Fv%2F{award.code}&certId=" in whole


def test_of_several_badges_linkedin_gets_none(sharer, award):
    share = sharer.shares(award, sharer.keeps("skillsbadge", WHAT))
    assert "linkedin" not in sharer.client.get(f"/mijn/delen/{share.id}").text


def test_nothing_about_who_shared_or_looked_is_logged(sharer, award, caplog):
    caplog.set_level("INFO")
    share = sharer.shares(award)
    sharer.seen(share).close()

    written = " ".join(str(vars(record)) for record in caplog.records if record.name.startswith("badgeservice"))
    assert not any(words in written for words in ("Fatima", "fatima@", "Bakker Bart", share.token, str(award.id)))


def test_an_uploaded_picture_stands_in_the_picture_too(sharer, award):
    with sharer.world.database.writing() as session:
        version = session.get_one(AwardRow, award.id).version
        version.picture_svg, version.design = None, None
    assert sharer.seen(sharer.shares(award), "/beeld.png").status_code == 200
