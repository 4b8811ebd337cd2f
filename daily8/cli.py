"""The `daily8` command."""

import importlib
import os
import sys
from collections.abc import Sequence

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from daily8 import __version__
from daily8.config import logs
from daily8.config.env import SettingsError
from daily8.operating.errors import OperatingError

# Each subcommand, the module that holds it, and whether it works with the site's data.
COMMANDS = {
    "up": ("daily8.commands.up", True),
    "update": ("daily8.commands.update", True),
    "worker": ("daily8.commands.worker", True),
    "dispatcher": ("daily8.commands.dispatcher", True),
    "web": ("daily8.commands.web", True),
    "sources": ("daily8.commands.sources", True),
    "operator": ("daily8.commands.operator", True),
    "reprocess": ("daily8.commands.reprocess", True),
    "corrections": ("daily8.commands.corrections", True),
    "edition": ("daily8.commands.edition", True),
    "returned": ("daily8.commands.returned", True),
    "mcp": ("daily8.commands.mcp", True),
    "demo": ("daily8.commands.demo", False),
    "migrate": ("daily8.commands.migrate", True),
    "upgrade": ("daily8.commands.upgrade", True),
    "export": ("daily8.commands.export", True),
    "stats": ("daily8.commands.stats", True),
    "completion": ("daily8.commands.completion", False),
    "doctor": ("daily8.commands.doctor", False),
    "backup": ("daily8.commands.backup", True),
    "restore": ("daily8.commands.restore", True),
    "move": ("daily8.commands.move", True),
    "tool": ("daily8.commands.tool", False),
}


class Commands(click.Group):
    """Loads a subcommand when it is asked for, so that each starts as fast as it can."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, with_data = COMMANDS[cmd_name]
        if with_data:
            django.setup()
            logs.set_up(settings.LOG_LEVEL)
        command: click.Command = getattr(importlib.import_module(module), cmd_name)
        return command


@click.group(cls=Commands)
@click.version_option(__version__)
def daily8() -> None:
    """Run a news site that reads its publishers by itself."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; what a person can put right ends in one sentence, not in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
    try:
        daily8(arguments, prog_name="daily8")
    except SettingsError as error:
        _stop(f"{error}")
    except OperatingError as error:
        _stop(f"{error}")
    except ImproperlyConfigured as error:
        _stop(f"the settings do not fit: {error}")
    except (OperationalError, InterfaceError) as error:
        _stop(f"{_database()} cannot be used: {error}")
    except DatabaseError as error:
        # Others of this family are faults of the program's; only this one, by its exact type, is the file's.
        if type(error) is not DatabaseError:
            raise
        _stop(f"{_database()} cannot be used: {error}")


def _database() -> str:
    """The database by a name that an operator knows; never with its password."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"the database file {name}"
    return f"the {connection.display_name} database {name} (DATABASE_URL)"


def _stop(message: str) -> None:
    click.echo(f"daily8: {message}", err=True)
    sys.exit(2)
