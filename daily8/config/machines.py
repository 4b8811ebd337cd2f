"""What an operator chooses who runs daily8 on more than one machine."""

from collections.abc import Mapping
from typing import Any

from daily8.config.env import Environment, SettingsError

_POSTGRESQL = "django.db.backends.postgresql"


def broker(environment: Environment, database: Mapping[str, Any]) -> str:
    """Return the address of what brings work to workers on other machines; "" where one worker does it all."""
    address = environment.broker(
        "DAILY8_BROKER",
        "",
        "RabbitMQ (amqp://user:password@host) or Redis (redis://host) that hands work to any number of workers;"
        " empty means that one worker does it all. Needs PostgreSQL.",
    )
    if address and database["ENGINE"] != _POSTGRESQL:
        raise SettingsError("DAILY8_BROKER: workers on many machines need PostgreSQL; set DATABASE_URL to one")
    return address
