"""What an operator is told of the settings in use."""

from dataclasses import dataclass

from daily8.config.env import Environment, Setting


@dataclass(frozen=True, slots=True)
class Told:
    """One setting with its value now; what is secret is not in it, only whether it is set."""

    name: str
    default: str
    help: str
    value: str
    is_set: bool
    secret: bool


def all_of(environment: Environment) -> tuple[Told, ...]:
    """Return every setting that was read."""
    return tuple(_told(setting, environment.given(setting.name)) for setting in environment.settings.values())


def _told(setting: Setting, given: str) -> Told:
    value = "" if setting.secret and given else given or setting.default
    return Told(setting.name, setting.default, setting.help, value, bool(given), setting.secret)
