"""Whether the web server can have its port is known before it tries."""

import socket

import click
import pytest

from daily8.commands import listening


@pytest.fixture
def port(settings) -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.HOST, settings.PORT = server.getsockname()
    return settings.PORT


def test_a_free_port_is_left_free(port):
    listening.refuse_used_port()
    listening.refuse_used_port()

    with socket.create_server(("127.0.0.1", port)) as server:
        assert server.getsockname()[1] == port


def test_a_port_that_was_just_given_back_is_free(port):
    """The system remembers for a minute the connections that a server has closed."""
    with (
        socket.create_server(("127.0.0.1", port)) as server,
        socket.create_connection(server.getsockname()) as reader,
    ):
        accepted, _ = server.accept()
        accepted.close()
        assert reader.recv(1) == b""

    listening.refuse_used_port()


def test_a_port_that_a_program_listens_on_is_refused(port):
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(
            click.ClickException, match=f"port {port} on 127.0.0.1 is used by another program.*DAILY8_PORT"
        ),
    ):
        listening.refuse_used_port()


def test_a_port_shared_by_a_web_server_is_used_too(port):
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", port))
        server.listen()
        with pytest.raises(click.ClickException, match="used by another program"):
            listening.refuse_used_port()


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_a_host_that_is_not_this_machine_is_named(port, settings, host):
    settings.HOST = host

    with pytest.raises(click.ClickException, match=f"port {port} on {host} cannot be used.*DAILY8_HOST"):
        listening.refuse_used_port()


def test_a_host_by_name_is_listened_on_by_number(port, settings):
    settings.HOST = "localhost"

    assert listening.refuse_used_port() == "127.0.0.1"
