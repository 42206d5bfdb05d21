"""How is docs/scale/nginx.conf run on any machine: the same file, with other ports and folders?"""

from __future__ import annotations

from pathlib import Path

GIVEN = Path(__file__).parents[2] / "docs" / "scale" / "nginx.conf"


def nginx_file(folder: Path, tls: Path, port: int, webs: list[str]) -> Path:
    """The file, in a folder where nginx may write; it listens on `port` and passes on to the ports `webs`."""
    text = GIVEN.read_text(encoding="utf-8")
    first, second = webs
    others = {
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/var/log/nginx/": f"{folder}/",
        "/var/cache/nginx/": f"{folder}/",
        "/etc/badgeservice/tls": str(tls),
        "127.0.0.1:8001": f"127.0.0.1:{first}",
        "127.0.0.1:8002": f"127.0.0.1:{second}",
        "listen 80 default_server": f"listen 127.0.0.1:{port + 1}",
        "listen 443 ssl default_server": f"listen 127.0.0.1:{port} ssl",
    }
    for given, other in others.items():
        assert given in text, given
        text = text.replace(given, other)
    made = folder / "nginx.conf"
    made.write_text(text, encoding="utf-8")
    return made
