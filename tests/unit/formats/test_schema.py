"""Our schemas say what fits, and where it does not."""

from __future__ import annotations

import copy
import time
from typing import Any

import pytest
from issued import KINDS, badge, did_document, status_list

from badgeservice.errors import MalformedError
from badgeservice.formats import schema


def changed(path: str, value: Any) -> dict[str, Any]:
    document = copy.deepcopy(badge())
    *steps, last = path.split("/")
    place: Any = document
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


def problem(document: dict[str, Any], named: str = schema.OPEN_BADGE) -> tuple[str, str]:
    with pytest.raises(MalformedError) as caught:
        schema.validate(document, named)
    return caught.value.reason, caught.value.detail


@pytest.mark.parametrize("kind", KINDS)
def test_a_badge_of_every_kind_fits(kind: str) -> None:
    schema.validate(badge(KINDS[kind]))


def test_the_other_documents_fit_theirs() -> None:
    schema.validate(status_list(), schema.STATUS_LIST)
    schema.validate(status_list(), schema.CREDENTIAL)
    schema.validate(did_document(), schema.DID_DOCUMENT)


@pytest.mark.parametrize("member", ["credentialSubject", "evidence", "credentialStatus", "proof"])
def test_one_value_or_an_array_is_taken_where_vcdm_allows_both(member: str) -> None:
    document = badge()
    value = document[member]
    document[member] = value[0] if isinstance(value, list) else [value]
    schema.validate(document)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("issuer", ["x"], "/issuer"),
        ("issuer", {"type": ["Profile"]}, "/issuer"),
        ("credentialSubject", [], "/credentialSubject"),
        ("credentialSubject/type", ["Person"], "/credentialSubject/type"),
        ("credentialSubject/type", "AchievementSubject\n", "/credentialSubject/type"),
        ("credentialSubject/achievement", None, "/credentialSubject"),
        ("credentialSubject/achievement/criteria", "x", "/credentialSubject/achievement/criteria"),
        ("credentialSubject/achievement/achievementType", "Nieuw", "/credentialSubject/achievement/achievementType"),
        ("credentialSubject/achievement/image", "https://a.example", "/credentialSubject/achievement/image"),
        ("credentialSubject/achievement/image/alt", "x", "/credentialSubject/achievement/image"),
        ("credentialSubject/achievement/alignment", {}, "/credentialSubject/achievement/alignment"),
        ("credentialSubject/identifier/0/hashed", "false", "/credentialSubject/identifier/0/hashed"),
        ("credentialSubject/identifier/1/identityHash", "sha1$00", "/credentialSubject/identifier/1/identityHash"),
        ("credentialSubject/identifier/1/extra", "x", "/credentialSubject/identifier/1"),
        ("validFrom", 5, "/validFrom"),
        ("validFrom", None, "/"),
        ("id", None, "/"),
        ("name", {"@value": "x"}, "/name"),
        ("credentialStatus", "x", "/credentialStatus"),
        ("proof", "x", "/proof"),
    ],
)
def test_a_member_of_the_wrong_type_is_named(path: str, value: Any, where: str) -> None:
    assert problem(changed(path, value)) == ("schema.invalid", where)


@pytest.mark.parametrize("types", [["OpenBadgeCredential"], ["VerifiableCredential"], ["AchievementCredential"], None])
def test_a_missing_type_has_its_own_reason(types: Any) -> None:
    assert problem(changed("type", types))[0] == "type.missing"


def test_many_values_take_linear_time() -> None:
    achievement = badge()["credentialSubject"]["achievement"]
    document = changed("credentialSubject/achievement", {**achievement, "tag": ["x"] * 9000})
    began = time.process_time()
    schema.validate(document)
    assert time.process_time() - began < 2
