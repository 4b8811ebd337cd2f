"""How long somebody stays signed in, and what an office asks for beside a password."""

from dataclasses import dataclass
from datetime import timedelta

from daily8.config.env import Environment


@dataclass(frozen=True, slots=True)
class Lasting:
    """After how much idleness a session ends, and after how long in any case."""

    idle: timedelta
    longest: timedelta


def lasting(environment: Environment) -> tuple[Lasting, Lasting]:
    """Return how long sessions last: of readers, and of operators and moderators."""
    idle = environment.integer(
        "DAILY8_SESSION_IDLE", "30", "Days of idleness after which a reader is signed out.", least=1, most=3650
    )
    longest = environment.integer(
        "DAILY8_SESSION_LONGEST",
        "180",
        "Days after which a reader signs in again in any case.",
        least=1,
        most=3650,
    )
    idle_in_office = environment.integer(
        "DAILY8_OFFICE_IDLE",
        "12",
        "Hours of idleness after which an operator or moderator is signed out.",
        least=1,
        most=24 * 365,
    )
    longest_in_office = environment.integer(
        "DAILY8_OFFICE_LONGEST",
        "7",
        "Days after which an operator or moderator signs in again in any case.",
        least=1,
        most=3650,
    )
    return (
        Lasting(timedelta(days=idle), timedelta(days=longest)),
        Lasting(timedelta(hours=idle_in_office), timedelta(days=longest_in_office)),
    )


def office_lock(environment: Environment) -> bool:
    """Return whether who holds an office needs a second lock."""
    return environment.boolean(
        "DAILY8_OFFICE_LOCK",
        "False",
        "Let operators and moderators do nothing before they have set up an app or a passkey.",
    )
