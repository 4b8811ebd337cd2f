"""What an operator chooses who runs daily8 on more than one machine."""

from collections.abc import Mapping
from typing import Any

from daily8.config.env import Environment, SettingsError

_POSTGRESQL = "django.db.backends.postgresql"
_BROKER = r"(?:amqps?|rediss?)://(?:[^@/\s]*@)?[^@/:\s]+(?::[1-9][0-9]*)?(?:/\S*)?"
_BUCKET = r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9._/-]*))?"


def bucket(environment: Environment) -> dict[str, str] | None:
    """Return where the bucket is that all machines share, as `engine.http.buckets` wants it; None for none."""
    found = environment.matching(
        "DAILY8_BUCKET",
        "",
        "Bucket (s3://name/folder) in which several machines keep pictures and episodes of the podcast together;"
        " empty means the data folder of each.",
        pattern=_BUCKET,
        example="s3://name or s3://name/folder",
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
    return {
        "name": found[1], "prefix": (found[2] or "").strip("/"), "endpoint": endpoint, "region": region,
        "key": key, "secret": secret,
    }  # fmt: skip


def broker(environment: Environment, database: Mapping[str, Any]) -> str:
    """Return the address of what brings work to workers on other machines; "" where one worker does it all."""
    found = environment.matching(
        "DAILY8_BROKER",
        "",
        "RabbitMQ (amqp://user:password@host) or Redis (redis://host) that hands work to any number of workers;"
        " empty means that one worker does it all. Needs PostgreSQL.",
        pattern=_BROKER,
        example="amqp://user:password@host:5672/name or redis://host:6379/0",
        secret=True,
    )
    if found and database["ENGINE"] != _POSTGRESQL:
        raise SettingsError("DAILY8_BROKER: workers on many machines need PostgreSQL; set DATABASE_URL to one")
    return found[0] if found else ""
