"""Which commands are there? Each is loaded only when it is used, so that checking a badge starts fast."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "init": "badgeservice.cli.init:command",
    "demo": "badgeservice.cli.demo:command",
    "serve": "badgeservice.cli.serve:command",
    "worker": "badgeservice.cli.worker:command",
    "issue": "badgeservice.cli.issue:command",
    "verify": "badgeservice.cli.verify:command",
    "jose": "badgeservice.cli.jose:command",
    "keys": "badgeservice.cli.keys:command",
    "audit": "badgeservice.cli.audit:command",
    "skills": "badgeservice.cli.skills:command",
    "backup": "badgeservice.cli.backup:command",
    "restore": "badgeservice.cli.restore:command",
    "export": "badgeservice.cli.export:command",
}


class LazyGroup(click.Group):
    """A group whose commands are named as "module:function" and imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the table."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, function = COMMANDS[cmd_name].partition(":")
        # What loading makes, stays: looking for garbage in it takes a twentieth of the start.
        gc.disable()
        try:
            command: click.Command = getattr(import_module(module), function)
        finally:
            gc.enable()
        return command


def _print_settings(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(import_module("badgeservice.settings").help_text())
        context.exit()


@click.group(cls=LazyGroup)
@click.option(
    "--help-settings", is_flag=True, is_eager=True, expose_value=False, callback=_print_settings,
    help="Show every setting, its default and what it does.",
)  # fmt: skip
def main() -> None:
    """Give, keep and check Open Badges."""
