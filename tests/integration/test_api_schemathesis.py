"""Whatever is sent to the API, every answer is one that its description announces, and none is an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from programs import Program
from schemathesis import Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from staff_desk import Desk

from badgeservice.organisations.roles import Role

# That all data which fits is accepted is not asked: that somebody exists or a day is past stands in no schema.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
EXAMPLES = 20
IDS = ("check", "listBadgeClasses", "readBadgeClass", "giveBadge", "listBadges", "readBadge", "revokeBadge",
       "suspendBadge", "resumeBadge")  # fmt: skip
