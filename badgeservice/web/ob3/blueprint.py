"""Under which addresses do other portfolios ask, how often may they, and what may one answer hold?"""

from __future__ import annotations

from flask import Blueprint

from badgeservice.portfolio.letting_in import hash_of
from badgeservice.web.access import bearer
from badgeservice.web.protection import limiter

BASE = "/ims/ob/v3p0"
CALLS = "120 per minute; 2000 per hour"
# Every one is checked, which may ask other sites.
HAND_INS = "30 per minute; 300 per hour"

ob3 = Blueprint("ob3", __name__, url_prefix=BASE)


def _token() -> str:
    return hash_of(bearer())


limited = limiter.shared_limit(CALLS, scope="ob3-calls", key_func=_token)
limited_hand_ins = limiter.shared_limit(HAND_INS, scope="ob3-hand-ins", key_func=_token)
