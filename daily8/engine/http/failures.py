"""What the libraries say when a fetch fails, in words for an operator."""

import os
import ssl

import aiohttp

from daily8.engine.http.errors import AddressRefused, FetchError, Unreachable, WrongContent
from daily8.engine.http.inflating import InflatingError
from daily8.engine.http.resolving import RefusedAddress


def plain_error(error: Exception) -> FetchError:
    """Return what an operator understands in place of what the libraries say."""
    if isinstance(error, InflatingError):
        return WrongContent(str(error))
    cause = getattr(error, "os_error", error)
    if isinstance(cause, RefusedAddress):
        return AddressRefused(str(cause))
    return Unreachable(_plain_words(error))


def _plain_words(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return f"the server's certificate is not valid: {_certificate_words(error)}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"there is no host named {error.host!r}"
    if isinstance(error, aiohttp.ClientSSLError):
        return "no secure connection could be agreed on with the server"
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"the server cannot be reached: {_connection_words(error)}"
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError | OSError):
        return "the server closed the connection before answering"
    return "the server's answer is not HTTP"


def _connection_words(error: aiohttp.ClientConnectorError) -> str:
    number = error.os_error.errno
    return os.strerror(number).lower() if number else str(error.os_error)


def _certificate_words(error: aiohttp.ClientConnectorCertificateError) -> str:
    cause = error.certificate_error
    return cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else str(cause)
