"""openbadgeslib, with its `ldp` extra: its own baking, signing and checking of the proof."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from issued import GIVEN, KEY
from openbadgeslib import baking
from openbadgeslib.ob3.ldp import add_data_integrity_proof, verify_data_integrity_proof

from benchmarks import material
from benchmarks.timing import Work


def bake() -> Work:
    image, credential = material.picture(), material.badge_file().decode()
    return lambda: baking.bake_png(image, credential, keyword=b"openbadgecredential")


def sign() -> Work:
    key = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return lambda: add_data_integrity_proof(
        material.UNSIGNED, key, material.METHOD, created=GIVEN, extra_contexts=material.KNOWN_CONTEXTS
    )


def verify() -> Work:
    key = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return lambda: verify_data_integrity_proof(material.WITH_ONE_PROOF, key, extra_contexts=material.KNOWN_CONTEXTS)
