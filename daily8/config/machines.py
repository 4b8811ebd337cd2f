"""What an operator chooses who runs daily8 on more than one machine."""

from collections.abc import Mapping
from typing import Any

from daily8.config.env import Environment, SettingsError

_POSTGRESQL = "django.db.backends.postgresql"


def bucket(environment: Environment) -> dict[str, str] | None:
    """Return where the bucket is that all machines share, as `engine.http.buckets` wants it; None for none."""
    found = environment.bucket(
        "DAILY8_BUCKET",
        "",
        "Bucket (s3://name/folder) in which several machines keep pictures and episodes of the podcast together;"
        " empty means the data folder of each.",
    )
    endpoint = environment.service(
        "DAILY8_BUCKET_ENDPOINT",
        "",
        "Server that has DAILY8_BUCKET; empty means Amazon's.",
        words=("",),
    )
    region = environment.text("DAILY8_BUCKET_REGION", "us-east-1", "Region of DAILY8_BUCKET.")
    key = environment.token("DAILY8_BUCKET_KEY", "", "Key (access key id) for DAILY8_BUCKET.")
    secret = environment.token("DAILY8_BUCKET_SECRET", "", "Secret (secret access key) for DAILY8_BUCKET.")
    if found is None:
        return None
    for name in ("DAILY8_BUCKET_KEY", "DAILY8_BUCKET_SECRET"):
        environment.refuse_missing(name, because="DAILY8_BUCKET is opened with it")
    name, prefix = found
    return {
        "name": name, "prefix": prefix, "endpoint": endpoint, "region": region, "key": key, "secret": secret,
    }  # fmt: skip


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
