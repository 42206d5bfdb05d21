"""How does a letter become a mail: plain text and simple HTML, one button, no tracking?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape

from badgeservice.mail.letter import Letter, Translate
from badgeservice.mail.letters import LETTERS
from badgeservice.wording import N_

BUTTON = "background:#5A2350;color:#fff;padding:14px 22px;border-radius:8px;text-decoration:none"
FOOTER = N_("Deze mail komt van de badgeservice op {host}.")


def compose(kind: str, sender: str, recipient: str, facts: Mapping[str, str], link: str | None, host: str,
            translate: Translate, now: datetime) -> EmailMessage:  # fmt: skip
    """The mail of a kind; `link` is the address behind its button, `host` is named in the footer."""
    letter = LETTERS[kind]
    values = {"diploma": ""} | {name: _one_line(value) for name, value in facts.items()} | {"host": host}
    message = EmailMessage()
    message["Subject"] = translate(letter.subject).format_map(values)
    message["From"] = Address("Badgeservice", addr_spec=sender)
    message["To"] = Address(addr_spec=recipient)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    written = (translate(paragraph).format_map(values) for paragraph in letter.paragraphs)
    paragraphs = [paragraph for paragraph in written if paragraph]
    footer = translate(FOOTER).format_map(values)
    message.set_content(_as_text(letter, paragraphs, link, footer, translate))
    message.add_alternative(_as_html(letter, paragraphs, link, footer, translate), subtype="html")
    return message


def _as_text(letter: Letter, paragraphs: list[str], link: str | None, footer: str, translate: Translate) -> str:
    button = [f"{translate(letter.button)}:\n{link}"] if letter.button and link else []
    return "\n\n".join([*paragraphs, *button, "-- \n" + footer]) + "\n"


def _as_html(letter: Letter, paragraphs: list[str], link: str | None, footer: str, translate: Translate) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    if letter.button and link:
        body += f'<p><a href="{escape(link)}" style="{BUTTON}">{escape(translate(letter.button))}</a></p>'
    body += f'<p style="color:#5F4C5B;font-size:14px">{escape(footer)}</p>'
    return f'<!doctype html><html><body style="font:18px/1.5 system-ui,sans-serif;color:#2B1728">{body}</body></html>'


def _one_line(text: str) -> str:
    return " ".join(text.split())
