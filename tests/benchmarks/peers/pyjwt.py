"""Plain PyJWT: a signature and JSON, with no idea of what a credential is."""

from __future__ import annotations

import jwt
from issued import KEY

from benchmarks import material
from benchmarks.timing import Work


def issue() -> Work:
    header = {"typ": "vc+jwt", "cty": "vc", "kid": material.METHOD}
    return lambda: jwt.encode(material.UNSIGNED, KEY, "EdDSA", headers=header)


def verify() -> Work:
    public = KEY.public_key()
    return lambda: jwt.decode(material.TOKEN, public, ["EdDSA"])
