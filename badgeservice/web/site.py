"""Which parts make the site: guards first, then the blueprints?"""

from __future__ import annotations

from flask import Flask

from badgeservice.settings import Settings
from badgeservice.web import counting, database, errors, protection, request_log
from badgeservice.web.accounts.blueprint import accounts
from badgeservice.web.accounts.library import use_account_library
from badgeservice.web.admin import organisations as admin
from badgeservice.web.api import API_PARTS
from badgeservice.web.assessing import assessing
from badgeservice.web.badges import badges
from badgeservice.web.compression import compress_answers
from badgeservice.web.conformance import conformance
from badgeservice.web.copying import copying
from badgeservice.web.development_mail import development
from badgeservice.web.documents import documents
from badgeservice.web.issuer import ISSUER_PARTS
from badgeservice.web.learner import learner
from badgeservice.web.ob2 import ob2
from badgeservice.web.ob3 import ob3
from badgeservice.web.own_words import own_words
from badgeservice.web.pages import pages
from badgeservice.web.receipts import receipts
from badgeservice.web.recommending import recommending
from badgeservice.web.registration import registration
from badgeservice.web.shared import shared
from badgeservice.web.stylesheet import styles, use_stylesheet
from badgeservice.web.verifier import verifier


def build(app: Flask, settings: Settings) -> None:
    """Put guards, the account library and every blueprint on the app."""
    # What is registered first sees an answer last: whole, and then compressed.
    compress_answers(app)
    request_log.log_requests(app)
    protection.protect(app, settings)
    database.close_at_the_end(app)
    counting.write_after_answers(app)
    errors.handle_errors(app)
    use_account_library(app)
    use_stylesheet(app)
    public = (pages, verifier, receipts, badges, documents, ob2, conformance, learner, registration, development)
    others = (shared, styles, own_words, copying, assessing, recommending, accounts, admin.admin, ob3)
    for blueprint in (*public, *others, *API_PARTS, *ISSUER_PARTS):
        app.register_blueprint(blueprint)
