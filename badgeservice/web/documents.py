"""Which signed documents and public pages does the service hand out?"""

from __future__ import annotations

from flask import Blueprint

documents = Blueprint("documents", __name__)
