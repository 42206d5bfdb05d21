"""What does a learner see: keeping a badge, and the badges that were kept?"""

from __future__ import annotations

from flask import Blueprint

learner = Blueprint("learner", __name__)
