"""The blueprint that the learner's views hang on."""

from __future__ import annotations

from flask import Blueprint

learner = Blueprint("learner", __name__)
