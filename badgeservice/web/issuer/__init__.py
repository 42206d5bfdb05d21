"""What do the staff of an organisation see: overview, badge classes, giving, given badges, people?"""

from __future__ import annotations

from badgeservice.web.issuer.blueprint import issuer
from badgeservice.web.issuer.members import members

ISSUER_PARTS = (issuer, members)
