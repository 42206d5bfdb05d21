"""How often may somebody try? Per address of the network, and per account that is tried."""

from __future__ import annotations

from flask import Response, request, session

from badgeservice.web.accounts.entering import STEP
from badgeservice.web.protection import limiter

POST = ["POST"]


def _typed_account() -> str:
    return "account:" + request.form.get("email", "").strip().lower()[:254]


def _half_entered_account() -> str:
    return "code:" + str((session.get(STEP) or {}).get("account", ""))


def _was_refused(response: Response) -> bool:
    return response.status_code == 400


per_browser = limiter.limit("10 per minute; 100 per hour", methods=POST)
per_account = limiter.limit("10 per 15 minutes", key_func=_typed_account, methods=POST, deduct_when=_was_refused)
per_code = limiter.limit("5 per 5 minutes", key_func=_half_entered_account, methods=POST, deduct_when=_was_refused)
mail_per_account = limiter.limit("3 per hour", key_func=_typed_account, methods=POST)
