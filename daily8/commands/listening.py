"""Whether the web server can have its port."""

import asyncio
import errno
import os

import click
from django.conf import settings

from daily8.operating import ports

# These lie with the port; anything else lies with the host.
_PORT_ERRORS = (errno.EADDRINUSE, errno.EACCES)


def refuse_used_port() -> str:
    """Return the numeric address to listen on, for that is what the web server wants.

    Stop with a clear word where another program listens; the web server itself would share the port.
    """
    try:
        return asyncio.run(ports.listen(settings.HOST, settings.PORT))
    except OSError as error:
        used = error.errno == errno.EADDRINUSE
        reason = "is used by another program" if used else f"cannot be used: {_words(error)}"
        setting = "DAILY8_PORT" if error.errno in _PORT_ERRORS else "DAILY8_HOST"
        raise click.ClickException(
            f"port {settings.PORT} on {settings.HOST} {reason}; set {setting} to another one"
        ) from error


def _words(error: OSError) -> str:
    number = error.errno
    return os.strerror(number).lower() if number and number > 0 else str(error.strerror)
