"""What underpins a badge: what the giver wrote, and who judged it when?"""

from __future__ import annotations

from badgeservice.issuing.order import Order
from badgeservice.model.achievement import Kind
from badgeservice.model.award import Evidence
from badgeservice.model.days import plain_day
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.wording import N_, translator

JUDGEMENT = N_("Beoordeling")
JUDGED_BY = N_("Beoordeeld door {assessor} op {day}.")
JUDGED = N_("Beoordeeld op {day}.")
SEE_THE_LINK = N_("Zie de link.")
PROOF = N_("Onderbouwing")
FOR_EVERYBODY = N_("Wie de badge controleert")


def proofs_of(order: Order, version: BadgeClassVersionRow) -> tuple[Evidence, ...]:
    """What underpins each behaviour that was ticked, under its own words; only for a kind that asks for it."""
    if not Kind(version.badge_class.kind).needs_proofs:
        return ()
    translate = translator(version.language)
    return tuple(
        Evidence(order.proofs[one["id"]].strip(), one["text"], None, translate(PROOF), translate(FOR_EVERYBODY))
        for one in version.behaviours
        if one["id"] in order.levels
    )


def evidence_of(order: Order, kind: Kind, language: str) -> tuple[Evidence, ...]:
    """The evidence to sign, in the language of the badge.

    The day of judging has no member of its own: `awardedDate` is typed by a prefix that its context does not define.
    """
    translate = translator(language)
    found = []
    if order.evidence.strip() or order.evidence_url:
        found.append(Evidence(order.evidence.strip() or translate(SEE_THE_LINK), url=order.evidence_url or None))
    if order.judged_on is not None and kind.claims_skill:
        words = translate(JUDGED_BY if order.assessor.strip() else JUDGED)
        narrative = words.format(assessor=order.assessor.strip(), day=plain_day(order.judged_on, language))
        found.append(Evidence(narrative, name=translate(JUDGEMENT)))
    return tuple(found)
