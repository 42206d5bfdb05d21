"""Who is meant by a text with a name and an e-mail address in it?"""

from __future__ import annotations

import re

# An address and nothing else; whether it is sound is asked later.
ADDRESS = re.compile(r"[^<>@\s;,]+@[^<>@\s;,]+")
# Somebody as a mail program writes it: Jan de Vries <jan@voorbeeld.nl>.
MAILBOX = re.compile(r"[^<>\t\r\n]*<[^<>@\s]+@[^<>@\s]+>[;,]?")

# What people and programs put around an address.
_AROUND = re.compile(r"[\s<>()\[\],;:\"]+")
_BEFORE, _AFTER = " <([,;:\"'", " >)],;:\"'"


def name_and_address(text: str) -> tuple[str, str]:
    """The name and the first address in a text; "" for what is not there."""
    address = next((word for word in _AROUND.split(text) if "@" in word[1:-1]), "")
    if not address:
        return text, ""
    before, _address, after = text.partition(address)
    said = (before.strip().removesuffix("mailto:").rstrip(_BEFORE).lstrip(_AFTER), after.lstrip(_AFTER).rstrip(_BEFORE))
    return " ".join(part for part in said if part), address
