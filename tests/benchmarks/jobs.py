"""What is measured, beside whom, and which ratio is to be reached? (performance.md)"""

from __future__ import annotations

import hashlib
import json
import zlib
from itertools import cycle

from issued import GIVEN, KEY

from badgeservice.formats import baking_png, jwt_profiles, strict_json
from badgeservice.formats.award_templates import AwardTemplates
from badgeservice.formats.bulk_signer import BulkSigner
from badgeservice.jsonld.canonical import canonicalise, known_shapes
from badgeservice.jsonld.parts import known_wholes
from badgeservice.model import base64url
from badgeservice.proofs import base58, ed25519_key, eddsa_rdfc, jws_signing
from badgeservice.status import bitstring
from badgeservice.verification.known_structure import known_structures
from badgeservice.verification.pipeline import verify
from benchmarks import material
from benchmarks.results import Job
from benchmarks.timing import Work

_BYTES_OF_A_HASH = 64


def bake() -> Work:
    image, credential = material.picture(), material.badge_file()
    return lambda: baking_png.bake(image, credential)


def splice() -> Work:
    """The sum of the text, and the bytes put together once, with the place known beforehand."""
    image, chunk = material.picture(), b"iTXtopenbadgecredential\0\0\0\0\0" + material.badge_file()
    start, end, length = image[:-12], image[-12:], (len(chunk) - 4).to_bytes(4)
    return lambda: b"".join((start, length, chunk, zlib.crc32(chunk).to_bytes(4), end))


def issue_jwt() -> Work:
    def work() -> bytes:
        token = jwt_profiles.vc_jwt(material.UNSIGNED, material.METHOD)
        return jws_signing.sign(token.header, token.payload, KEY)

    return work


def sign_bytes() -> Work:
    """Ed25519 and JSON alone."""
    return lambda: KEY.sign(strict_json.dumps(material.UNSIGNED))


def verify_jwt() -> Work:
    material.refuse_unless_valid(material.TOKEN)
    context = material.checks()
    return lambda: verify(material.TOKEN, context)


def verify_bytes() -> Work:
    """Ed25519 and JSON alone."""
    public = KEY.public_key()
    signing_input, _, signature = material.TOKEN.rpartition(b".")
    payload = base64url.decode(signing_input.partition(b".")[2].decode()) or b""
    raw = base64url.decode(signature.decode()) or b""

    def work() -> object:
        public.verify(raw, signing_input)
        return json.loads(payload)

    return work


def sign_document() -> Work:
    return lambda: eddsa_rdfc.sign(material.UNSIGNED, KEY, material.METHOD, GIVEN)


def sign_many() -> Work:
    """Badges of one class for one learner after the other, ready to be stored."""
    signer = BulkSigner(AwardTemplates(), ed25519_key.signer(KEY), material.METHOD, GIVEN)
    awards = cycle(material.learners())
    return lambda: signer.signed(next(awards))


def sign_hash() -> Work:
    """Sign, hash, base58 and JSON, as if the canonical form cost nothing."""
    canonical, sign = canonicalise(material.UNSIGNED).encode(), ed25519_key.signer(KEY)

    def work() -> bytes:
        digest = hashlib.sha256(canonical).digest()
        proof = {"proofValue": "z" + base58.encode(sign(digest + digest))}
        return strict_json.dumps({**material.UNSIGNED, "proof": [proof]})

    return work


def verify_documents() -> Work:
    """Badges of one class of many learners, each with all checks."""
    badges = material.badges()
    for data in badges[:3]:
        material.refuse_unless_valid(data)
    context, one_after_the_other = material.checks(), cycle(badges)
    return lambda: verify(next(one_after_the_other), context)


def verify_strangers() -> Work:
    """Badges of which each has a shape that was never seen."""
    material.refuse_unless_valid(material.badge_file())
    badges, context = material.badges(), material.checks()
    one_after_the_other = cycle(badges)

    def work() -> object:
        known_shapes.cache_clear()
        known_structures.cache_clear()
        known_wholes.cache_clear()
        return verify(next(one_after_the_other), context)

    return work


def verify_hash() -> Work:
    """Verify, hash and JSON, as if the canonical form cost nothing."""
    data, public = material.badge_file(), KEY.public_key()
    canonical = canonicalise(material.UNSIGNED).encode()
    signature = KEY.sign(bytes(_BYTES_OF_A_HASH))

    def work() -> object:
        hashlib.sha256(canonical).digest()
        assert ed25519_key.holds(signature, bytes(_BYTES_OF_A_HASH), public)
        return json.loads(data)

    return work


def encode_list() -> Work:
    return lambda: bitstring.encode(material.SET_INDEXES, material.LIST_SIZE)


def compress_list() -> Work:
    """Compressing the same bits, and nothing else."""
    bits = bitstring.decode(bitstring.encode(material.SET_INDEXES, material.LIST_SIZE))
    return lambda: zlib.compress(bits, 6)


JOBS = (
    Job("PNG bake", bake, {"openbadgeslib": "bake"}, splice, {"openbadgeslib": 5}),
    Job("VC-JWT issue", issue_jwt, {"pyjwt": "issue"}, sign_bytes, {"pyjwt": 0.8}),
    Job("VC-JWT verify, all checks", verify_jwt, {"pyjwt": "verify"}, verify_bytes, {"pyjwt": 0.8}),
    Job(
        "sign, one class, many learners",
        sign_many,
        {"digitalbazaar": "sign", "openbadgeslib": "sign", "openvc_core": "sign"},
        sign_hash,
        {"digitalbazaar": 85},
        limit_to_reach=0.7,
    ),
    Job("sign, one badge alone", sign_document, {"digitalbazaar": "sign"}, sign_hash, {"digitalbazaar": 1}),
    Job(
        "verify, known shape, all checks",
        verify_documents,
        {"digitalbazaar": "verify", "openbadgeslib": "verify", "openvc_core": "verify"},
        verify_hash,
        {"digitalbazaar": 25},
    ),
    Job(
        "verify, unknown shape, all checks",
        verify_strangers,
        {"digitalbazaar": "verify"},
        verify_hash,
        {"digitalbazaar": 1},
    ),
    Job("status list encode", encode_list, {"openvc_core": "encode_list"}, compress_list, {"openvc_core": 10}),
)
