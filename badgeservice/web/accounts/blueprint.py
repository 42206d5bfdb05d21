"""Under which blueprint do the pages about signing in stand?"""

from __future__ import annotations

from flask import Blueprint

accounts = Blueprint("accounts", __name__)
