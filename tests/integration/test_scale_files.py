"""The files of docs/scale name commands, options, settings, ports and addresses that exist."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from benchmarks.nginx_file import nginx_file
from werkzeug.routing import Rule

from badgeservice.cli import main
from badgeservice.cli.self_signed import write_certificate
from badgeservice.settings import SETTINGS, read_settings

FOLDER = Path(__file__).parents[2] / "docs" / "scale"
UNITS = ("badgeservice-web@.service", "badgeservice-worker@.service")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(FOLDER / name, encoding="utf-8")
    return read


def compose() -> dict[str, Any]:
    return yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))


def example() -> dict[str, str]:
    lines = (FOLDER / "badgeservice.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def commands() -> list[str]:
    of_units = [unit(name)["Service"]["ExecStart"] for name in UNITS]
    return of_units + [one["command"] for one in compose()["services"].values() if "command" in one]


@pytest.mark.parametrize("line", commands())
def test_every_command_is_one_that_this_version_understands(line: str) -> None:
    program, name, *options = shlex.split(line.replace("%i", "8001"))
    assert Path(program).name == "badgeservice"
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.make_context(name, options)


def test_every_setting_is_one_that_this_version_reads() -> None:
    known = {f"BADGESERVICE_{one.name}" for one in SETTINGS}
    named = set(example())
    for service in compose()["services"].values():
        named |= {name for name in service.get("environment", {}) if name.startswith("BADGESERVICE_")}
    named |= set(re.findall(r"BADGESERVICE_[A-Z_]+", (FOLDER / "nginx.conf").read_text(encoding="utf-8")))
    assert len(named) >= 10
    assert named <= known


def test_the_example_is_a_production_start_once_a_secret_is_filled_in() -> None:
    settings = read_settings(example() | {"BADGESERVICE_SECRET_KEY": "s" * 48})
    assert settings.production
    assert settings.trusted_proxies == 1
    assert settings.redis_url is not None


def test_nginx_passes_on_to_the_ports_that_the_web_processes_listen_on() -> None:
    passed = set(re.findall(r"server 127\.0\.0\.1:(\d+)", (FOLDER / "nginx.conf").read_text(encoding="utf-8")))
    started = set(re.findall(r"web@(\d+)\.service", (FOLDER / "badgeservice.target").read_text(encoding="utf-8")))
    composed = {port for line in commands() for port in re.findall(r"--port (\d+)", line)}
    assert passed == started == composed == {"8001", "8002"}


def test_the_target_wants_units_that_are_there_two_of_each() -> None:
    wanted = re.findall(
        r"(badgeservice-\w+@)\w+\.service", (FOLDER / "badgeservice.target").read_text(encoding="utf-8")
    )
    assert sorted(f"{one}.service" for one in wanted) == sorted(UNITS * 2)
    for name in UNITS:
        assert unit(name)["Service"]["EnvironmentFile"] == "/etc/badgeservice/badgeservice.env"


def test_what_nginx_keeps_are_addresses_of_the_service_that_anybody_may_keep(world: Any) -> None:
    text = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    pattern = re.search(r"location ~ (\S+) \{", text)
    assert pattern is not None
    kept = {rule.rule for rule in world.app.url_map.iter_rules() if re.match(pattern[1], an_address(rule))}
    assert kept == {
        "/status/<uuid:status_list>",
        "/badge-classes/<slug>/v<int(max=2147483647):number>/image.<any(png, svg):form>",
        "/fonts/<name>",
        "/static/<path:filename>",
    }


def an_address(rule: Rule) -> str:
    return re.sub(r"<(int|any)?[^>]*>", lambda found: "1" if found[1] == "int" else "x", rule.rule)


@pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")
def test_nginx_accepts_its_file(tmp_path: Path) -> None:
    write_certificate(tmp_path, datetime.now(UTC))
    file = nginx_file(tmp_path, tmp_path, 18443, ["18001", "18002"])
    done = subprocess.run([NGINX, "-t", "-c", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
