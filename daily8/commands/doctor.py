"""`daily8 doctor`: what is amiss, and what to do about it."""

import importlib
import json
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from daily8.config.env import SettingsError
from daily8.operating.diagnosis import machine
from daily8.operating.diagnosis.findings import Finding, State

_COLOURS = {State.OK: "green", State.WARN: "yellow", State.FAIL: "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As a list in JSON, for programs.")
@click.option("--deep", is_flag=True, help="Read through all of the database, however large it is.")
@click.option("--offline", is_flag=True, help="Ask nobody on the network.")
def doctor(as_json: bool, deep: bool, offline: bool) -> None:
    """Look at all that the site needs, and say what to do.

    It changes nothing. It ends with 1 when something fails, and with 0 else.
    """
    found = []
    for finding in _look(deep=deep, network=not offline):
        found.append(finding)
        if not as_json:
            _show(finding)
    counts = {state: sum(one.state == state for one in found) for state in State}
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo(f"{counts[State.OK]} ok, {counts[State.WARN]} to put right, {counts[State.FAIL]} failing")
    sys.exit(1 if counts[State.FAIL] else 0)


def _look(*, deep: bool, network: bool) -> Iterator[Finding]:
    # What is logged meanwhile is what the findings say in better words.
    logging.disable(logging.CRITICAL)
    try:
        django.setup()
    except (SettingsError, ImproperlyConfigured) as error:
        way_out = "put it right; docs/settings.md lists all settings"
        yield Finding("settings", State.FAIL, str(error), way_out)
        yield from machine.look(Path(os.environ.get("DAILY8_DATA", "") or "data"))
        return
    yield Finding("settings", State.OK, "all can be read")
    yield from machine.look(Path(settings.DATA))
    # Models can be imported only now.
    looking = importlib.import_module("daily8.operating.diagnosis.looking")
    yield from looking.site(deep=deep, network=network)


def _show(finding: Finding) -> None:
    state = click.style(f"{finding.state:<4}", fg=_COLOURS[finding.state])
    click.echo(f"{state}  {finding.check}: {finding.says}")
    if finding.way_out:
        click.echo(f"      -> {finding.way_out}")
