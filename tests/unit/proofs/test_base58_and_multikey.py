"""Are keys and signatures written and read in one way only, and weak keys refused?"""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.errors import BadgeServiceError, MalformedError, UnavailableError
from badgeservice.proofs import base58, did_key, multikey
from badgeservice.proofs.ed25519_key import load_public_key

FIELD = 2**255 - 19
CURVE_D = -121665 * pow(121666, -1, FIELD) % FIELD
# From VC-DI-EDDSA, appendix A: the key pair of the test vectors.
KNOWN = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"


def public():
    return Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()


def reason(judge, value) -> str | None:
    try:
        judge(value)
    except BadgeServiceError as problem:
        return problem.reason
    return None


def add(one, other):
    (x1, y1), (x2, y2) = one, other
    product = CURVE_D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, FIELD)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, FIELD)
    return x % FIELD, y % FIELD


def times_eight(point):
    for _ in range(3):
        point = add(point, point)
    return point


def x_of(y: int) -> int:
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, -1, FIELD) % FIELD
    root = pow(square, (FIELD + 3) // 8, FIELD)
    if root * root % FIELD != square:
        root = root * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    assert root * root % FIELD == square
    return root


def small_order_points() -> set[bytes]:
    """All eight, computed: the multiples of a point of order eight, which is L times a point that lies elsewhere."""
    order = 2**252 + 27742317777372353535851937790883648493
    y = 2
    while True:
        y += 1
        try:
            start = (x_of(y), y)
        except AssertionError:
            continue
        point, power, left = (0, 1), start, order
        while left:
            point = add(point, power) if left & 1 else point
            power, left = add(power, power), left >> 1
        half = add(add(point, point), add(point, point))
        if half != (0, 1):
            break
    points, multiple = set(), (0, 1)
    for _ in range(8):
        assert times_eight(multiple) == (0, 1)
        points.add((multiple[1] | (multiple[0] & 1) << 255).to_bytes(32, "little"))
        multiple = add(multiple, point)
    return points


@given(st.binary(max_size=80))
def test_base58_comes_back_as_it_went(data):
    assert base58.decode(base58.encode(data)) == data


@given(st.text("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", max_size=80))
def test_every_base58_text_is_the_only_one_for_its_bytes(text):
    assert base58.encode(base58.decode(text)) == text


def test_base58_equals_a_published_value():
    # draft-msporny-base58-03 §5
    assert base58.encode(b"Hello World!") == "2NEpo7TZRRrLZSi2U"
    assert base58.encode(bytes.fromhex("0000287fb4cd")) == "11233QC4"


@pytest.mark.parametrize(
    "text", ["z0", "zO", "zI", "zl", "z 1", "z1\n", "z1=", "u11", "Z11", "11", "", None, 5, ["z1"], "z\u0661"]
)
def test_other_text_is_no_multibase_of_ours(text):
    assert reason(base58.decode_multibase, text) == "proof.value_malformed"


def test_base58_is_at_most_8_kb():
    assert reason(base58.decode_multibase, "z" + "1" * 8192) is None
    assert reason(base58.decode_multibase, "z" + "1" * 8193) == "proof.value_malformed"


def test_multikey_comes_back_as_it_went():
    assert multikey.encode_public(public()).startswith("z6Mk")
    assert multikey.decode_public(multikey.encode_public(public())) == public()
    assert multikey.encode_public(multikey.decode_public(KNOWN)) == KNOWN


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xed\x01",
        b"\xed\x01" + b"\x02" * 31,
        b"\xed\x01" + b"\x02" * 33,
        b"\xe7\x01" + b"\x02" * 33,
        b"\xed" * 34,
    ],
)
def test_multikey_of_another_length_or_kind_is_malformed(raw):
    assert reason(multikey.decode_public, "z" + base58.encode(raw)) == "proof.value_malformed"


def test_the_eight_points_of_small_order_are_weak():
    points = small_order_points()
    assert len(points) == 8
    for raw in points:
        assert reason(load_public_key, raw) == "proof.key_weak"
        assert reason(multikey.decode_public, "z" + base58.encode(b"\xed\x01" + raw)) == "proof.key_weak"


@pytest.mark.parametrize("y", [*range(FIELD, 2**255)])
@pytest.mark.parametrize("sign", [0, 1])
def test_encoding_that_is_not_canonical_is_weak(y, sign):
    assert reason(load_public_key, (y | sign << 255).to_bytes(32, "little")) == "proof.key_weak"


@pytest.mark.parametrize("y", [0, 1, FIELD - 1])
def test_small_order_point_with_an_odd_sign_is_weak(y):
    assert reason(load_public_key, (y | 1 << 255).to_bytes(32, "little")) == "proof.key_weak"


def test_did_key_resolves_to_its_own_key():
    did = did_key.did_key(public())
    document = did_key.resolve(did)
    method = did_key.verification_method(did)
    assert method == f"{did}#{did.removeprefix('did:key:')}"
    assert document["id"] == did
    assert document["assertionMethod"] == [method]
    (key,) = document["verificationMethod"]
    assert (key["id"], key["type"], key["controller"]) == (method, "Multikey", did)
    assert multikey.decode_public(key["publicKeyMultibase"]) == public()


@pytest.mark.parametrize(
    "did", ["did:web:x.example", "did:key:", "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"]
)
def test_did_key_we_cannot_read_is_unresolvable(did):
    with pytest.raises(UnavailableError, match=r"issuer\.unresolvable"):
        did_key.resolve(did)


def test_did_key_with_a_weak_key_is_weak_not_unknown():
    weak = "did:key:z" + base58.encode(b"\xed\x01" + bytes(32))
    with pytest.raises(MalformedError, match=r"proof\.key_weak"):
        did_key.resolve(weak)


@given(st.integers(0, 3), st.binary(max_size=400))
def test_what_is_written_in_base58_is_read_as_its_digits_say(zeros: int, data: bytes) -> None:
    text = base58.encode(bytes(zeros) + data)
    number = 0
    for digit in text:
        number = number * 58 + base58.ALPHABET.index(digit)
    assert int.from_bytes(data) == number
    assert base58.decode(text) == bytes(zeros) + data


@pytest.mark.parametrize("text", ["0", "1" * 130 + "l", "zé", "I" + "2" * 127, "a\0", "a\ud800", "2 2"])
def test_text_with_a_sign_that_is_no_digit_of_base58_is_malformed(text: str) -> None:
    with pytest.raises(MalformedError):
        base58.decode(text)
