"""A process that is started with this folder on its path reaches nothing but this machine."""

import ipaddress
import socket

_connect, _connect_ex, _find = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _refuse_beyond(host: object) -> None:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    try:
        near = host in (None, "", "localhost") or ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        near = False
    if not near:
        raise PermissionError(f"{host} is beyond this machine")


def connect(self: socket.socket, address: object) -> None:
    if self.family != socket.AF_UNIX:
        _refuse_beyond(address[0])  # type: ignore[index]
    _connect(self, address)  # type: ignore[arg-type]


def connect_ex(self: socket.socket, address: object) -> int:
    if self.family != socket.AF_UNIX:
        _refuse_beyond(address[0])  # type: ignore[index]
    return _connect_ex(self, address)  # type: ignore[arg-type]


def find(host: object, *arguments: object, **named: object) -> object:
    _refuse_beyond(host)
    return _find(host, *arguments, **named)  # type: ignore[arg-type]


socket.socket.connect = connect  # type: ignore[method-assign,assignment]
socket.socket.connect_ex = connect_ex  # type: ignore[method-assign,assignment]
socket.getaddrinfo = find  # type: ignore[assignment]
