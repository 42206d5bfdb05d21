"""All tables of the service, so that one import knows them."""

from badgeservice.storage.tables.accounts import AccountRow, MembershipRow, OneTimeLinkRow, RoleRow
from badgeservice.storage.tables.api import ApiRequestRow, ApiTokenRow
from badgeservice.storage.tables.audit import AuditHeadRow, AuditRow
from badgeservice.storage.tables.awards import AwardDraftRow, AwardFormRow, AwardRow, StatusListRow
from badgeservice.storage.tables.badge_classes import BadgeClassRow, BadgeClassVersionRow
from badgeservice.storage.tables.columns import Row
from badgeservice.storage.tables.keys import SigningKeyRow
from badgeservice.storage.tables.learners import LearnerRow
from badgeservice.storage.tables.organisations import OrganisationRow
from badgeservice.storage.tables.outbox import OutboxRow
from badgeservice.storage.tables.service import KeptInputRow, ServiceFactRow

__all__ = [
    "AccountRow",
    "ApiRequestRow",
    "ApiTokenRow",
    "AuditHeadRow",
    "AuditRow",
    "AwardDraftRow",
    "AwardFormRow",
    "AwardRow",
    "BadgeClassRow",
    "BadgeClassVersionRow",
    "KeptInputRow",
    "LearnerRow",
    "MembershipRow",
    "OneTimeLinkRow",
    "OrganisationRow",
    "OutboxRow",
    "RoleRow",
    "Row",
    "ServiceFactRow",
    "SigningKeyRow",
    "StatusListRow",
]
