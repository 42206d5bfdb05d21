"""What does everybody see first: home, privacy, help, and is the service healthy?"""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("pages", __name__)
