"""Mail leaves once each, whatever happens to its workers, the queue and the mail server. In full: tests/faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from faults import queue_emptied, smtp, workers_killed
from faults.processes import Installation, alone, installed
from mail_server import MailServer, running
from staff_desk import Desk

from badgeservice.issuing.delivery import Mailing, deliver_due

pytestmark = pytest.mark.faults


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running(MailServer()) as listening:
        yield listening


@pytest.fixture
def many_machines(server: MailServer) -> Iterator[Installation]:
    """PostgreSQL and Valkey, as with more machines."""
    with alone(server.address, "postgresql", "valkey") as here:
        yield here


@pytest.fixture
def give(world: Any) -> Callable[[int, int], None]:
    """Somebody at a desk who gives badges by the screens."""
    desk = Desk(world)
    version = desk.released()
    deliver_due(Mailing(world.database, [].append, world.tools.addresses, "badges@voorbeeld.nl", world.clock))

    def given(first: int, number: int) -> None:
        for one in range(first, first + number):
            desk.given(version, email=f"badge{one}@voorbeeld.nl")

    return given


@pytest.fixture
def beside_the_site(environment: dict[str, str], tmp_path: Path) -> Callable[[str], Any]:
    """Workers beside the site of this test."""

    def with_mail_to(address: str) -> Any:
        more = {"BADGESERVICE_SMTP_URL": address, "BADGESERVICE_MAIL_RATE": "0"}
        return installed(tmp_path, environment | more)

    return with_mail_to


def test_two_workers_send_three_hundred_mails_once_each(many_machines: Installation, server: MailServer) -> None:
    counted = workers_killed.share(many_machines, server, 300)
    assert (counted["left"], counted["left twice"]) == (300, 0)
    assert len(server.taken) == 300
    assert min(counted["by each worker"]) > 0, "both took part"


def test_a_worker_that_is_killed_half_way_leaves_no_mail_twice_and_loses_none(many_machines: Installation) -> None:
    with running(MailServer(to_data=workers_killed.slowly)) as server:
        many_machines.environment["BADGESERVICE_SMTP_URL"] = server.address
        counted = workers_killed.kill_half_way(many_machines, server, 300, wait=False)
    in_the_end = counted["in the end"]
    assert counted["left twice"] == 0
    assert set(in_the_end) <= {"sent", "perhaps_sent"}
    assert in_the_end["sent"] + in_the_end.get("perhaps_sent", 0) == 300
    assert in_the_end.get("perhaps_sent", 0) <= 1
    assert counted["perhaps sent and not left"] <= in_the_end.get("perhaps_sent", 0)


def test_a_queue_that_is_emptied_loses_no_mail(many_machines: Installation, server: MailServer) -> None:
    counted = queue_emptied.lose_messages(many_machines, server, 20)
    assert counted["messages lost"] > 0
    assert (counted["left"], counted["left twice"]) == (40, 0)


def test_badges_are_given_while_the_mail_server_is_down_and_told_of_when_it_is_back(
    give: Callable[[int, int], None], beside_the_site: Callable[[str], Any]
) -> None:
    with beside_the_site(f"smtp://127.0.0.1:{smtp.free_port()}") as here:
        counted = smtp.down(here, give, 6)
    assert counted["attempts that counted"] == 0
    assert (counted["left"], counted["left twice"]) == (6, 0)


def test_badges_are_given_and_other_work_is_done_while_the_mail_server_is_slow(
    give: Callable[[int, int], None], beside_the_site: Callable[[str], Any], server: MailServer
) -> None:
    with beside_the_site(server.address) as here:
        counted = smtp.slow(here, server, give, 6, 1)
    assert counted["mails leaving at that moment"] == 1, "the queue was empty before the mail had left"
    assert (counted["left"], counted["left twice"]) == (6, 0)


def test_each_refusal_counts_for_its_own_mail(
    give: Callable[[int, int], None], beside_the_site: Callable[[str], Any], server: MailServer
) -> None:
    with beside_the_site(server.address) as here:
        counted = smtp.refusing(here, server, give, 9, wait=False)
    assert counted["states at first"] == {"failed": 3, "sent": 3, "waiting": 3}
    assert counted["states in the end"] == {"failed": 3, "sent": 6}
    assert (counted["left"], counted["left twice"]) == (6, 0)
