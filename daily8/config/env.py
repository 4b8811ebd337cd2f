"""Reads settings from the environment; every setting is known here by name, default and help."""

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url

from daily8.engine.mail import AddressError
from daily8.engine.mail import server as mail_server

SHORTEST_SECRET = 32
# No number that is asked for has more.
_MOST_FIGURES = 18
Network = IPv4Network | IPv6Network
Value = TypeVar("Value")

PREFIX = "DAILY8_"
# Read by the tests and the benches, never by the product.
OTHERS = {"DAILY8_SHARED", "DAILY8_TEST_DATABASE_URL", "DAILY8_REQUIRE_BROWSER"}

_ENGINES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")


class SettingsError(ValueError):
    """A setting that daily8 cannot work with; the message names it and the way out."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the documentation shows it; pages look up what its help is in their own language."""

    name: str
    default: str
    help: str
    secret: bool = False


class Environment:
    """Settings read from a mapping of variables, remembered for the documentation."""

    def __init__(self, variables: Mapping[str, str]):
        self._variables = variables
        self.settings: dict[str, Setting] = {}

    def text(self, name: str, default: str, help: str) -> str:
        """Return the setting as it was written, on one line."""
        return self._read(name, default, help, _line)

    def secret(self, name: str, default: str, help: str) -> str:
        """Return a secret of 32 characters or more, or "" for none; no error repeats it."""
        return self._read(name, default, help, _secret, secret=True)

    def token(self, name: str, default: str, help: str) -> str:
        """Return the key of a service elsewhere, or "" for none; no error repeats it."""
        return self._read(name, default, help, _token, secret=True)

    def boolean(self, name: str, default: str, help: str) -> bool:
        """Return True or False."""
        return self._read(name, default, help, _boolean)

    def integer(self, name: str, default: str, help: str, *, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""

        def read(value: str) -> int:
            if not value.isdecimal() or len(value) > _MOST_FIGURES or not least <= int(value) <= most:
                raise SettingsError(f"write a whole number from {least} to {most}")
            return int(value)

        return self._read(name, default, help, read)

    def number(self, name: str, default: str, help: str) -> float:
        """Return a number that is not negative."""
        return self._read(name, default, help, _number)

    def numbers(self, name: str, default: str, help: str) -> tuple[float, ...]:
        """Return numbers that are not negative, smallest first; there are no numbers in "none"."""
        return self._read(name, default, help, _numbers)

    def networks(self, name: str, default: str, help: str) -> tuple[Network, ...]:
        """Return address ranges."""
        return self._read(name, default, help, _networks)

    def address(self, name: str, default: str, help: str) -> str:
        """Return the web address of a site, without a path and a slash at its end, or nothing."""
        return self._read(name, default, help, _address)

    def service(self, name: str, default: str, help: str, *, words: tuple[str, ...]) -> str:
        """Return one of the words, or the address of a service, which may have a path."""

        def read(value: str) -> str:
            if value not in words and not _is_service(value):
                raise SettingsError(f"write {', '.join(words)} or an address such as http://localhost:11434/v1")
            return value.rstrip("/")

        return self._read(name, default, help, read)

    def matching(
        self, name: str, default: str, help: str, *, pattern: str, example: str, secret: bool = False
    ) -> re.Match[str] | None:
        """Return how the setting matches a pattern, None where it is empty; `example` says how to write it."""

        def read(value: str) -> re.Match[str] | None:
            found = re.fullmatch(pattern, value)
            if value and found is None:
                raise SettingsError(f"write {example}")
            return found

        return self._read(name, default, help, read, secret=secret)

    def mail(self, name: str, default: str, help: str, *, words: tuple[str, ...]) -> str:
        """Return one of the words, or the address of a mail server; no error repeats its password."""

        def read(value: str) -> str:
            if value not in words:
                try:
                    mail_server(value)
                except AddressError as error:
                    raise SettingsError(f"write {', '.join(words)}, or {error}") from error
            return value

        return self._read(name, default, help, read, secret=True)

    def mailbox(self, name: str, default: str, help: str) -> str:
        """Return an e-mail address, or nothing."""
        return self._read(name, default, help, _mailbox)

    def time_zone(self, name: str, default: str, help: str) -> str:
        """Return the name of a time zone."""
        return self._read(name, default, help, _time_zone)

    def clock(self, name: str, default: str, help: str) -> str:
        """Return a time of day, such as 06:00."""
        return self._read(name, default, help, _clock)

    def database(self, name: str, default: str, help: str) -> dict[str, Any]:
        """Return Django's settings of the database behind an address; none for none."""
        return self._read(name, default, help, _database, secret=True)

    def choice(self, name: str, default: str, help: str, *, of: tuple[str, ...]) -> str:
        """Return one of the words in `of`."""

        def read(value: str) -> str:
            if value not in of:
                raise SettingsError("write one of " + ", ".join(of))
            return value

        return self._read(name, default, help, read)

    def refuse_missing(self, name: str, *, because: str) -> None:
        """Raise SettingsError when a setting is empty that another one needs."""
        if not self.given(name):
            raise SettingsError(f"{name}: {because}")

    def refuse_unknown(self) -> None:
        """Raise SettingsError for a DAILY8_ variable that is no setting: most likely a typing error."""
        known = {name.removeprefix(PREFIX) for name in set(self.settings) | OTHERS}
        for name in self._variables:
            own = name.removeprefix(PREFIX)
            if name.startswith(PREFIX) and own not in known:
                near = difflib.get_close_matches(own, known, n=1)
                way_out = f"did you mean {PREFIX}{near[0]}?" if near else "docs/settings.md lists them all"
                raise SettingsError(f"{name}: there is no such setting; {way_out}")

    def given(self, name: str) -> str:
        """Return what the variable holds, "" for nothing; it may be a secret."""
        return self._variables.get(name, "").strip()

    def _read(
        self, name: str, default: str, help: str, read: Callable[[str], Value], *, secret: bool = False
    ) -> Value:
        self.settings[name] = Setting(name, default, help, secret)
        value = self.given(name) or default
        try:
            return read(value)
        except SettingsError as error:
            shown = name if secret else f"{name}={value!r}"
            raise SettingsError(f"{shown}: {error}") from error


def from_process() -> Environment:
    """Return the settings of this process."""
    return Environment(os.environ)


def _line(value: str) -> str:
    if not value.isprintable():
        raise SettingsError("write it on one line, without control characters")
    return value


def _secret(value: str) -> str:
    if value and len(_line(value)) < SHORTEST_SECRET:
        raise SettingsError(f"write {SHORTEST_SECRET} characters or more, or leave it empty")
    return value


def _boolean(value: str) -> bool:
    if value not in ("True", "False"):
        raise SettingsError("write True or False")
    return value == "True"


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError as error:
        raise SettingsError("write a number") from error
    if not 0 <= number < float("inf"):
        raise SettingsError("write a number that is 0 or more")
    return number


def _numbers(value: str) -> tuple[float, ...]:
    parts = [] if value == "none" else value.split(",")
    return tuple(sorted({_number(part.strip()) for part in parts if part.strip()}))


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError as error:
        raise SettingsError(f"{error}; write address ranges such as 10.0.0.0/8, with commas") from error


def _address(value: str) -> str:
    value = value.rstrip("/")
    if value and not _is_origin(value):
        raise SettingsError("write an address such as https://news.example.org, without a path")
    return value


def _is_origin(value: str) -> bool:
    """Whether it is scheme, host and perhaps port, and nothing else: pages stand at the root of the site."""
    try:
        parts = urlsplit(value)
        # A port that is none raises ValueError when it is looked at.
        good_host = bool(parts.hostname) and parts.port != 0
        return parts.scheme in ("http", "https") and good_host and not any(parts[2:])
    except ValueError:
        return False


def _is_service(value: str) -> bool:
    try:
        parts = urlsplit(value)
        good_host = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        return parts.scheme in ("http", "https") and good_host and not (parts.query or parts.fragment)
    except ValueError:
        return False


def _token(value: str) -> str:
    if not value.isascii() or not value.isprintable() or " " in value:
        raise SettingsError("write a key of ASCII letters, digits and signs, without spaces")
    return value


def _time_zone(value: str) -> str:
    if value == "UTC":
        # Known even where the system has no list of time zones.
        return value
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError("there is no such time zone; write one such as Africa/Cairo") from error
    return value


def _mailbox(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", value):
        raise SettingsError("write an e-mail address, such as news@example.org")
    return value


def _clock(value: str) -> str:
    if not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise SettingsError("write a time of day such as 06:00")
    return value


def _database(value: str) -> dict[str, Any]:
    if not value:
        return {}
    way_out = "write postgresql://user:password@host/name"
    try:
        parsed = dict(dj_database_url.parse(value, conn_max_age=600))
    except (ValueError, KeyError) as error:
        # The words of the library may repeat the address, and with it the password.
        raise SettingsError(f"that is no address of a database; {way_out}") from error
    if parsed["ENGINE"] not in _ENGINES:
        raise SettingsError(f"only PostgreSQL and SQLite are supported; {way_out}")
    return parsed
