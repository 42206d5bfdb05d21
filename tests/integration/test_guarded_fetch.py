"""The one fetch gets what may be had from real sites with TLS, and is led nowhere else, however it is asked."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Semaphore
from typing import Any

import pytest
from issued import AWARD, DID, KEY, World, badge, ob2
from issued.other_forms import UNSIGNED, as_text, proved, token
from secure_site import NAME, Site, plain, secure_site

from badgeservice.errors import UnavailableError
from badgeservice.model.fetched import DID_DOCUMENT, DOCUMENT, INPUT, STATUS_LIST, Fetch, Limits
from badgeservice.network.connection import Deadlines
from badgeservice.network.guarded_fetch import MOST_AT_ONCE, create_fetch, create_fetch_for_one_check
from badgeservice.network.rules import FetchRules
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify

OPEN = "93.184.215.14"
ADDRESS = f"https://{NAME}/a.json"
SHORT = Deadlines(resolve=0.5, connect=0.5, total=0.5)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with secure_site(tmp_path) as running:
        yield running


def fetch_to(site: Site, numbers: tuple[str, ...] = (OPEN,), rules: FetchRules = FetchRules(), **more: Any) -> Fetch:  # noqa: B008
    """The guarded fetch, to which every open number is this machine's site; `connected` notes where it went."""

    def connect(place: tuple[str, int], seconds: float) -> socket.socket:
        more.get("connected", []).append(place)
        if place[0] in more.get("deaf", ()):
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", site.port), seconds)

    find = more.get("find") or (lambda _host, _port: list(numbers))
    return create_fetch(rules, find=find, connect=connect, tls=site.trust, seconds=more.get("seconds", Deadlines()))


def reason(fetch: Fetch, address: str = ADDRESS, limits: Limits = DOCUMENT) -> str:
    with pytest.raises(UnavailableError) as caught:
        fetch(address, limits)
    return caught.value.reason


def test_a_document_is_had_under_its_own_name_from_the_number_that_was_checked(site: Site) -> None:
    site.answer = plain(b'{"a":1}')
    connected: list[Any] = []
    fetched = fetch_to(site, connected=connected)(f"{ADDRESS}?x=1#part", DOCUMENT)
    assert (fetched.document, fetched.status, fetched.content_type) == (b'{"a":1}', 200, "application/json")
    assert connected == [(OPEN, 443)]
    request = site.asked[0].decode()
    assert request.startswith("GET /a.json?x=1 HTTP/1.1\r\n")
    assert f"\r\nHost: {NAME}\r\n" in request
    assert "\r\nAccept-Encoding: identity\r\n" in request
    for secret in ("Cookie", "Authorization", "Referer", "part"):
        assert secret not in request


def test_a_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.answer = plain()
    assert fetch_to(site)(ADDRESS, DOCUMENT).status == 200


def test_an_answer_is_asked_once_a_minute_and_its_status_passed_on(site: Site) -> None:
    site.answer = plain()
    fetch = fetch_to(site)
    for _ in range(3):
        fetch(ADDRESS, DOCUMENT)
    assert len(site.asked) == 1
    site.answer = plain(b'{"revoked":true}', "410 Gone")
    gone = fetch(f"https://{NAME}/b.json", DOCUMENT)
    assert (gone.status, gone.document) == (410, b'{"revoked":true}')


@pytest.mark.parametrize(
    "numbers",
    [("127.0.0.1",), (OPEN, "10.0.0.1"), ("::1",), ("::ffff:7f00:1",), ("169.254.169.254",), ("fe80::1%lo",)],
)
def test_one_closed_number_behind_a_name_closes_the_name(site: Site, numbers: tuple[str, ...]) -> None:
    connected: list[Any] = []
    assert reason(fetch_to(site, numbers, connected=connected)) == "fetch.blocked"
    assert connected == []


def test_a_name_is_looked_up_once_so_that_a_second_answer_leads_nowhere(site: Site) -> None:
    site.answer = plain()
    answers = [[OPEN], ["127.0.0.1"]]
    connected: list[Any] = []
    fetch_to(site, find=lambda _host, _port: answers.pop(0), connected=connected)(ADDRESS, DOCUMENT)
    assert (connected, len(answers)) == ([(OPEN, 443)], 1)


def test_the_next_number_is_tried_when_the_first_is_deaf(site: Site) -> None:
    site.answer = plain()
    fetched = fetch_to(site, ("1.1.1.1", OPEN), deaf=("1.1.1.1",))(ADDRESS, DOCUMENT)
    assert fetched.status == 200


@pytest.mark.parametrize(
    ("location", "limits", "expected"),
    [
        ("/b.json", DOCUMENT, None),
        (f"https://{NAME}/b.json", DOCUMENT, None),
        (f"https://{NAME}:443/b.json", INPUT, None),
        ("/b.json", DID_DOCUMENT, "fetch.redirect_blocked"),
        ("/b.json", STATUS_LIST, "fetch.redirect_blocked"),
        ("https://other.example/b.json", DOCUMENT, "fetch.redirect_blocked"),
        (f"https://sub.{NAME}/b.json", DOCUMENT, "fetch.redirect_blocked"),
        (f"http://{NAME}/b.json", DOCUMENT, "fetch.redirect_blocked"),
        (f"https://{NAME}:8443/b.json", DOCUMENT, "fetch.redirect_blocked"),
        ("https://127.0.0.1/b.json", DOCUMENT, "fetch.redirect_blocked"),
        (f"https://x@{NAME}/b.json", DOCUMENT, "fetch.redirect_blocked"),
        ("/a.json", DOCUMENT, "fetch.redirect_blocked"),
        ("https://[/", DOCUMENT, "fetch.redirect_blocked"),
    ],
)
def test_only_the_same_host_may_send_on(site: Site, location: str, limits: Limits, expected: str | None) -> None:
    def answer(connection: socket.socket) -> None:
        moved = site.asked[-1].startswith(b"GET /a.json")
        (plain(b"", "302 Found", f"Location: {location}") if moved else plain())(connection)

    site.answer = answer
    fetch = fetch_to(site)
    if expected is None:
        assert fetch(ADDRESS, limits).document == b"{}"
    else:
        assert reason(fetch, ADDRESS, limits) == expected
        assert all(request.startswith(b"GET /a.json") for request in site.asked)


def _chunked(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(40):
        connection.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def _endless_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (plain(b"x" * 2_000_001), "fetch.too_large"),
        (lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2_100_000), "fetch.too_large"),
        (_chunked, "fetch.too_large"),
        (plain(b"x", "200 OK", "Content-Encoding: gzip"), "fetch.unreachable"),
        (plain(b"x", "200 OK", "Content-Encoding: br"), "fetch.unreachable"),
        (_endless_headers, "fetch.unreachable"),
        (lambda connection: connection.sendall(b"SSH-2.0-x\r\n"), "fetch.unreachable"),
        (lambda _connection: None, "fetch.unreachable"),
        (lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"), "fetch.unreachable"),
    ],
)
def test_what_is_too_large_or_odd_is_not_read(site: Site, answer: Callable[..., None], expected: str) -> None:
    site.answer = answer
    assert reason(fetch_to(site)) == expected


def _drops(beginning: bytes, finished: list[bool]) -> Callable[[socket.socket], None]:
    """An answer of which every next byte comes soon, for ten seconds; `finished` says that nobody cut it off."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(beginning)
        for _ in range(200):
            time.sleep(0.05)
            connection.sendall(b"x")
        finished.append(True)

    return answer


@pytest.mark.parametrize(
    "beginning",
    [
        b"HTTP/1.1 200 OK\r\nX-A: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 900\r\n\r\n",
    ],
)
def test_a_site_that_drips_is_cut_off_at_the_deadline(site: Site, beginning: bytes) -> None:
    finished: list[bool] = []
    site.answer = _drops(beginning, finished)
    assert reason(fetch_to(site, seconds=SHORT)) == "fetch.timeout"
    assert finished == []


def test_slow_sites_hold_no_more_than_three_who_ask_and_the_next_is_told_so(site: Site) -> None:
    waiting, over = Semaphore(0), Event()

    def slow(connection: socket.socket) -> None:
        waiting.release()
        over.wait(10)
        plain()(connection)

    site.answer = slow
    fetch = fetch_to(site, seconds=Deadlines(turn=0.2))
    with ThreadPoolExecutor(MOST_AT_ONCE) as others:
        asked = [others.submit(fetch, f"https://{NAME}/{number}", DOCUMENT) for number in range(MOST_AT_ONCE)]
        try:
            assert all(waiting.acquire(timeout=5) for _ in asked)
            began = time.monotonic()
            assert reason(fetch) == "fetch.timeout"
            assert time.monotonic() - began < 2
        finally:
            over.set()
        assert [one.result(5).status for one in asked] == [200] * MOST_AT_ONCE
    site.answer = plain()
    assert fetch(ADDRESS, DOCUMENT).status == 200


def test_who_failed_gives_the_turn_back(site: Site) -> None:
    fetch = fetch_to(site, deaf=(OPEN,))
    for _ in range(MOST_AT_ONCE + 1):
        assert reason(fetch) == "fetch.unreachable"


def test_a_handshake_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    with secure_site(tmp_path, handshake=False) as silent:
        assert reason(fetch_to(silent, seconds=SHORT)) == "fetch.timeout"


def test_a_name_that_is_never_found_is_left_behind(site: Site) -> None:
    waiting = time.sleep
    assert reason(fetch_to(site, find=lambda _host, _port: waiting(3) or [OPEN], seconds=SHORT)) == "fetch.timeout"
    assert reason(fetch_to(site, find=lambda _host, _port: [])) == "fetch.unreachable"


def test_a_certificate_of_another_name_or_authority_is_refused(tmp_path: Path, site: Site) -> None:
    site.answer = plain()
    assert reason(fetch_to(site), "https://elsewhere.example/a.json") == "fetch.unreachable"
    with secure_site(tmp_path, "elsewhere.example") as other:
        other.answer = plain()
        other.trust = site.trust
        assert reason(fetch_to(other), "https://elsewhere.example/a.json") == "fetch.unreachable"
        assert other.asked == []


def test_a_trusted_host_may_be_near_us_but_still_shows_its_certificate(site: Site) -> None:
    site.answer = plain()
    rules = FetchRules(frozenset({f"{NAME}:8443"}))
    address = f"https://{NAME}:8443/a.json"
    assert fetch_to(site, ("10.0.0.1",), rules)(address, DOCUMENT).status == 200
    assert reason(fetch_to(site, ("10.0.0.1",), rules)) == "fetch.blocked"
    assert reason(fetch_to(site, ("127.0.0.1",), rules), address) == "fetch.blocked"


def test_development_may_ask_this_machine_only_when_it_says_so(site: Site) -> None:
    assert reason(fetch_to(site, ("127.0.0.1",)), "http://localhost:8000/x") == "fetch.scheme"
    assert reason(fetch_to(site, ("127.0.0.1",)), "https://localhost:8000/x") == "fetch.blocked"
    allowed = fetch_to(site, ("127.0.0.1",), FetchRules(allow_loopback=True))
    assert reason(allowed, "https://localhost/x") == "fetch.unreachable"
    assert site.asked == []


def test_the_addresses_of_one_check_together_have_their_time_too(site: Site) -> None:
    site.answer = plain()
    moments = iter([0.0, 1.0, 30.0])
    fetch = create_fetch_for_one_check(fetch_to(site), 20.0, lambda: next(moments))
    assert fetch(ADDRESS, DOCUMENT).status == 200
    assert reason(fetch) == "fetch.timeout"


# fmt: off
HOSTS = [
    "127.0.0.1", "127.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1",  # noqa: S104
    "127.0.0.1.", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "169.254.169.254.", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "1.1.1.1", "93.184.215.14", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25eth0]", "[fc00::1]",
    "[2606:2800:21f::1]", "localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain",
    "intranet", "printer.local", "metadata.google.internal", "a.internal", "router.lan", "nas.home", "a.corp",
    "x.in-addr.arpa", "a.private", "a", "a.", ".a", "a..example", "-.example", "xn--.example", "a_b", "a.1",
    "a.0x1", "example.123", "１２７.0.0.1", "①.example", "a.exаmple", "a%2eexample", "a%00.example", "a", "example",
    "a\\example", "127.0.0.1\\@a.example", "a.example:0", "a.example:80", "a.example:8443", "a.example:65536",
    "a.example:-1", "a.example:x", "a.example:", "x@a.example", "x:y@a.example", "@a.example",
    "a.example@127.0.0.1", "%31.example",
]
# fmt: on
SCHEMES = (
    "https://",
    "http://",
    "HTTPS://",
    "https:/",
    "https:",
    "//",
    "ftp://",
    "file://",
    "gopher://",
    "ws://",
    "data:",
)
TAILS = ("", "/", "/x", "/x#y", "?x", "/../x", "/%0d%0aHost:%20b")


@pytest.fixture
def hooked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every name that is looked up and every connection that is begun in this process; none gets through."""
    seen: list[str] = []

    def refuse(what: str) -> Callable[..., Any]:
        def hook(*arguments: Any, **_more: Any) -> Any:
            named = next((one for one in arguments if isinstance(one, tuple | str)), "")
            seen.append(f"{what} {named}")
            raise OSError("this test goes nowhere")

        return hook

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse(name))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, refuse(name))
    return seen


def test_no_address_outside_the_rules_is_ever_looked_up_or_connected_to(hooked: list[str]) -> None:
    fetch = create_fetch(FetchRules())
    addresses = [scheme + host + tail for scheme in SCHEMES for host in HOSTS for tail in TAILS]
    for address in addresses:
        for limits in (DOCUMENT, STATUS_LIST):
            with pytest.raises(UnavailableError):
                fetch(address, limits)
    assert len(addresses) > 5000
    looked_up = {one.removeprefix("getaddrinfo ") for one in hooked}
    # Names of two labels and no local suffix may be looked up; what stands behind them is judged next.
    assert looked_up <= {"a_b.example", "xn--.example", "example.com"} | {
        name for name in looked_up if name.endswith(".example")
    }
    assert not [one for one in hooked if one.startswith(("connect", "create", "sendto"))]


def test_the_hook_would_have_seen_it(hooked: list[str]) -> None:
    assert reason(create_fetch(FetchRules()), "https://a.example/x") == "fetch.unreachable"
    assert hooked == ["getaddrinfo a.example"]
    hooked.clear()
    open_name = create_fetch(FetchRules(), find=lambda _host, _port: [OPEN], connect=socket.create_connection)
    assert reason(open_name, "https://a.example/x") == "fetch.unreachable"
    assert hooked == [f"create_connection ('{OPEN}', 443)"]


def _badges_that_point_at(host: str) -> Iterator[bytes]:
    """Badges whose giver, list, key or own address lies there."""
    entry = {**badge()["credentialStatus"], "statusListCredential": f"https://{host}/list"}
    yield as_text(proved("eddsa-jcs-2022", KEY, {**UNSIGNED, "credentialStatus": entry}))
    contexts = [*UNSIGNED["@context"], "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"]
    entry = {"id": f"https://{host}/list", "type": "1EdTechRevocationList"}
    yield as_text(proved("eddsa-jcs-2022", KEY, {**UNSIGNED, "@context": contexts, "credentialStatus": entry}))
    for issuer in (f"did:web:{host}", f"did:web:{host.replace(':', '%3A')}:orgs", f"https://{host}/issuer"):
        document = {**UNSIGNED, "issuer": {**UNSIGNED["issuer"], "id": issuer}}
        yield as_text(proved("eddsa-jcs-2022", KEY, document, verificationMethod=f"{issuer}#key-1"))
        yield token(document, kid=f"https://{host}/key")
    yield token(kid=f"https://{host}/key")
    yield as_text({**ob2.HOSTED, "id": f"https://{host}/badge"})
    yield ob2.signed({**ob2.SIGNED, "badge": f"https://{host}/class"})


def test_no_badge_leads_us_to_a_place_near_us(hooked: list[str]) -> None:
    world, guarded = World(), create_fetch(FetchRules())

    def fetch(address: str, limits: Limits) -> Any:
        return world.fetch(address) if address in world.documents else guarded(address, limits)

    closed = [host for host in HOSTS if not host.endswith((".example", "example:")) and ".example:" not in host]
    context = Context(world.now, fetch, world.known.get)
    count = 0
    for host in closed:
        for data in _badges_that_point_at(host):
            count += 1
            assert verify(data, context).verdict != "valid", (host, data[:300])
    assert count > 500
    assert [one for one in hooked if not one.endswith(".example")] == []
    assert AWARD.issuer.id == DID
