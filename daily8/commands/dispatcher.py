"""`daily8 dispatcher`: hands work to workers on other machines."""

import importlib
import signal
from types import FrameType
from typing import Any

import click
from django.conf import settings

from daily8.commands.migrate import bring_up_to_date
from daily8.engine import processes
from daily8.pipeline.duty import Duty


@click.command()
@click.option("--parent", type=int, hidden=True, help="Stop when this process, which has started it, ends.")
def dispatcher(parent: int | None) -> None:
    """Hand work to workers on any number of machines (DAILY8_BROKER).

    Start two, on two machines, if you like: one is at work, the other takes over when it ends.
    """
    processes.end_with_parent(parent)
    broker = broker_module().CeleryBroker()
    bring_up_to_date()
    duty = Duty(broker)

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        duty.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    duty.stand()


def broker_module() -> Any:
    """Return the door to the broker; raise ClickException where none is named, or its libraries are missing."""
    if not settings.BROKER:
        raise click.ClickException(
            "no broker: set DAILY8_BROKER to one, such as amqp://user:password@host;"
            " without one, `daily8 worker` does all the work by itself"
        )
    try:
        return importlib.import_module("daily8.pipeline.broker")
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"DAILY8_BROKER needs {error.name}, which is not installed:"
            " install daily8 with its extra, `daily8[scale]`"
        ) from error
