"""A run of mails over one connection to a real mail server: what is certain when something goes wrong."""

from __future__ import annotations

import asyncio
import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from mail_server import MailServer, running

from badgeservice.mail import smtp
from badgeservice.mail.leaving import NotSentError, RefusedError, ServerGoneError
from badgeservice.mail.smtp import MOST_ON_ONE_LINE, Line, line_to


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running(MailServer()) as listening:
        yield listening


@pytest.fixture
def line(server: MailServer) -> Iterator[Line]:
    with line_to(server.address) as opened:
        yield opened


def mail_to(recipient: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "badges@voorbeeld.nl", recipient, "Je badge"
    message.set_content("Hallo\n.\nDag\n")
    return message


def answering(answers: dict[str, str]):
    async def answer(recipient: str) -> str | None:
        return answers.pop(recipient, None)

    return answer


def test_a_run_of_mails_goes_over_one_connection(server: MailServer, line: Line) -> None:
    for number in range(20):
        line.post(mail_to(f"sam{number}@voorbeeld.nl"))
    assert (len(server.taken), server.connections) == (20, 1)


def test_a_connection_is_renewed_after_a_hundred_mails(server: MailServer, line: Line) -> None:
    for _number in range(MOST_ON_ONE_LINE + 1):
        line.ready()
        line.post(mail_to("sam@voorbeeld.nl"))
    assert server.connections == 2


@pytest.mark.parametrize(
    ("answer", "error"),
    [("450 Try later", NotSentError), ("550 No such person", RefusedError), ("421 Closing", ServerGoneError)],
)
@pytest.mark.parametrize("where", ["to_rcpt", "to_data"])
def test_an_answer_about_one_recipient_counts_for_that_mail_and_the_next_one_leaves(
    server: MailServer, line: Line, where: str, answer: str, error: type[Exception]
) -> None:
    setattr(server, where, answering({"sam@voorbeeld.nl": answer}))
    with pytest.raises(error) as raised:
        line.post(mail_to("sam@voorbeeld.nl"))
    assert type(raised.value) is error

    line.post(mail_to("tom@voorbeeld.nl"))

    assert server.taken == {"tom@voorbeeld.nl": 1}


def test_a_server_that_refuses_our_own_address_is_trouble_with_the_server_not_with_the_mail(
    server: MailServer, line: Line
) -> None:
    server.to_mail = answering({"badges@voorbeeld.nl": "550 Who are you"})
    with pytest.raises(ServerGoneError):
        line.post(mail_to("sam@voorbeeld.nl"))


def test_a_connection_that_ended_between_two_mails_is_made_again_and_the_mail_leaves_once(
    server: MailServer, line: Line
) -> None:
    line.post(mail_to("sam@voorbeeld.nl"))
    server.to_rcpt = answering({"tom@voorbeeld.nl": "drop"})

    line.post(mail_to("tom@voorbeeld.nl"))

    assert (server.taken, server.connections) == ({"sam@voorbeeld.nl": 1, "tom@voorbeeld.nl": 1}, 2)


def test_a_first_connection_that_breaks_before_the_mail_goes_along_is_certain(server: MailServer, line: Line) -> None:
    server.to_rcpt = answering({"sam@voorbeeld.nl": "drop"})
    with pytest.raises(ServerGoneError):
        line.post(mail_to("sam@voorbeeld.nl"))
    assert server.taken == {}


@pytest.mark.parametrize("answer", ["drop", "take and drop"])
def test_a_connection_that_breaks_while_the_mail_goes_along_is_not_certain(
    server: MailServer, line: Line, answer: str
) -> None:
    line.post(mail_to("tom@voorbeeld.nl"))
    server.to_data = answering({"sam@voorbeeld.nl": answer})
    with pytest.raises((smtplib.SMTPException, OSError)) as raised:
        line.post(mail_to("sam@voorbeeld.nl"))
    assert not isinstance(raised.value, NotSentError | RefusedError)

    line.post(mail_to("noor@voorbeeld.nl"))

    assert server.taken["noor@voorbeeld.nl"] == 1


def test_a_server_that_does_not_answer_in_time_is_gone(
    server: MailServer, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_recipient: str) -> str | None:
        await asyncio.Event().wait()

    monkeypatch.setattr(smtp, "SECONDS", 0.3)
    server.to_rcpt = never
    with pytest.raises(ServerGoneError):
        line.post(mail_to("sam@voorbeeld.nl"))


def test_an_address_the_server_cannot_write_is_refused(server: MailServer, line: Line) -> None:
    with pytest.raises(RefusedError):
        line.post(mail_to("zoë@voorbeeld.nl"))


def test_nobody_listening_is_a_server_that_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with line_to(f"smtp://127.0.0.1:{port}") as line, pytest.raises(ServerGoneError):
        line.ready()
