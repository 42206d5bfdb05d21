"""Under which blueprint do the pages of an organisation's staff stand?"""

from __future__ import annotations

from flask import Blueprint

issuer = Blueprint("issuer", __name__, url_prefix="/organisatie/<slug>")
