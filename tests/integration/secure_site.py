"""A real website with TLS on this machine, with a certificate of an authority that only the test trusts."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NAME = "school.example"
Answer = Callable[[socket.socket], None]


@dataclass
class Site:
    """Where it listens, what it answers, and the requests it got."""

    port: int
    trust: ssl.SSLContext
    answer: Answer = lambda _connection: None
    asked: list[bytes] = field(default_factory=list)


def plain(body: bytes = b"{}", status: str = "200 OK", *headers: str) -> Answer:
    """An ordinary answer."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers, "", ""]
    return lambda connection: connection.sendall("\r\n".join(lines).encode() + body)


@contextmanager
def secure_site(folder: Path, name: str = NAME, handshake: bool = True) -> Iterator[Site]:
    """The site, listening until the test ends; without `handshake` it never finishes TLS."""
    listener = socket.create_server(("127.0.0.1", 0))
    authority, key, certificate = _certificates(folder, name)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(certificate, key)
    site = Site(listener.getsockname()[1], ssl.create_default_context(cafile=str(authority)))
    over = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while not over.is_set():
                connection, _ = listener.accept()
                threading.Thread(target=one, args=(connection,), daemon=True).start()

    def one(connection: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError):
            if not handshake:
                with connection:
                    over.wait(20)
                return
            with connection, secured.wrap_socket(connection, server_side=True) as wrapped:
                site.asked.append(wrapped.recv(65_536))
                site.answer(wrapped)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _certificates(folder: Path, name: str) -> tuple[Path, Path, Path]:
    authority_key, site_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of this test")])
    now = datetime.now(UTC)

    def made(subject: str, key: ec.EllipticCurvePrivateKey, is_authority: bool) -> x509.Certificate:
        owner = issuer if is_authority else x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
        builder = x509.CertificateBuilder(issuer, owner, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
        builder = builder.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        if not is_authority:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(subject)]), critical=False)
        return builder.sign(authority_key, hashes.SHA256())

    authority, key, certificate = (folder / f"{part}-{name}.pem" for part in ("authority", "key", "certificate"))
    authority.write_bytes(made("", authority_key, True).public_bytes(Encoding.PEM))
    key.write_bytes(site_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(made(name, site_key, False).public_bytes(Encoding.PEM))
    return authority, key, certificate
