"""Is this badge real? The check page and what the QR opens."""

from __future__ import annotations

from flask import Blueprint

verifier = Blueprint("verifier", __name__)
