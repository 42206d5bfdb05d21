"""What can another portfolio do for a learner who let it in: read badges, hand in badges? (OB 3.0 §6 and §7)"""

from __future__ import annotations

from badgeservice.web.ob3 import consent, credentials, discovery, oauth, profile
from badgeservice.web.ob3.blueprint import ob3

__all__ = ["consent", "credentials", "discovery", "oauth", "ob3", "profile"]
