"""What can a program do: check a badge, and with a token of an organisation give, read and withdraw them?"""

from __future__ import annotations

from badgeservice.web.api import awards, batches, check, classes
from badgeservice.web.api.blueprint import api
from badgeservice.web.api.documentation import documentation

__all__ = ["API_PARTS", "awards", "batches", "check", "classes"]

API_PARTS = (api, documentation)
