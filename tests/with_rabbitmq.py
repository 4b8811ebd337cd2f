"""A RabbitMQ of one's own, from the programs that the system's package brings, where it is installed."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
START_SECONDS = 60.0


def installed() -> bool:
    """Whether there is a RabbitMQ to start."""
    return PROGRAM.exists()


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a running RabbitMQ that nobody else uses; it is stopped and removed at the end."""
    if not installed():
        raise RuntimeError("there is no RabbitMQ here (Debian: apt install rabbitmq-server)")
    folder = Path(tempfile.mkdtemp(prefix="daily8-rabbitmq-"))
    port = free_port()
    (folder / "plugins").write_text("[].", encoding="ascii")
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [str(PROGRAM)], env=_environment(folder, port), stdout=output, stderr=output, start_new_session=True
        )
        try:
            _wait(process, port, folder)
            yield f"amqp://guest:guest@127.0.0.1:{port}//"
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        # Its cookie lies there, which is nobody else's business.
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"daily8-{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "ERL_EPMD_PORT": str(free_port()),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_CONFIG_FILE": str(folder / "none"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
    }


def _wait(process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"RabbitMQ does not start:\n{(folder / 'output').read_text(errors='replace')}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
