import http.client
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from daily8.demo import markup
from daily8.demo.server import PortError, Server
from daily8.demo.world import papers

OPENED_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def connection(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    yield connection
    connection.close()


@pytest.fixture
def ask(connection):
    def ask(url, *, method="GET", **headers):
        connection.request(method, urlsplit(url).path, headers=headers)
        response = connection.getresponse()
        return response, response.read()

    return ask


def test_every_page_and_every_feed_of_every_paper_is_served(server, ask):
    for paper in papers(server.address, OPENED_AT):
        for url in (paper.home, paper.feed_url, *(piece.url for piece in paper.pieces)):
            response, body = ask(url)
            assert response.status == 200, url
            assert len(body) > 500, url
    assert ask(f"{server.address}/")[0].status == 200


def test_every_picture_that_a_page_shows_is_served(server, ask):
    for paper in papers(server.address, OPENED_AT):
        shown = [piece.image for piece in paper.pieces if piece.image]
        inline = [
            markup.picture_address(f"{paper.home}pictures/", scene, piece.title)
            for piece in paper.pieces
            for scene in markup.scenes(piece.text)
        ]
        # To draw them all takes too long for a test.
        for url in [*shown[:1], *inline]:
            response, body = ask(url)
            assert response.getheader("Content-Type") == "image/jpeg"
            assert body.startswith(b"\xff\xd8"), url
        assert all(urlsplit(url).path.isascii() for url in shown)


def test_robots_may_read_everything(server, ask):
    response, body = ask(f"{server.address}/robots.txt")
    assert response.status == 200
    assert body == b"User-agent: *\nAllow: /\n"


def test_what_has_not_changed_is_not_sent_again(server, ask):
    paper = papers(server.address, OPENED_AT)[0]
    first, _ = ask(paper.feed_url)
    second, body = ask(paper.feed_url, **{"If-None-Match": first.getheader("ETag")})
    assert (second.status, body) == (304, b"")


def test_head_answers_without_a_body(server, ask):
    response, body = ask(f"{server.address}/", method="HEAD")
    assert int(response.getheader("Content-Length")) > 500
    assert body == b""


@pytest.mark.parametrize("path", ["/etc/passwd", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%ff%fe"])
def test_nothing_but_the_made_up_world_is_behind_the_server(server, ask, path):
    response, _ = ask(f"{server.address}{path}")
    assert response.status == 404


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_a_used_port_is_named_with_the_way_out(server):
    with pytest.raises(PortError, match=rf"port {server.server_port} on 127.0.0.1 is used .* --port"):
        Server(server.server_port)


@pytest.mark.parametrize(
    ("error", "told"), [(BrokenPipeError, False), (ConnectionResetError, False), (KeyError, True)]
)
def test_only_those_who_went_before_their_answer_are_not_told_of(server, capsys, error, told):
    try:
        raise error("gone")
    except error:
        server.handle_error(None, ("127.0.0.1", 1))

    assert (error.__name__ in capsys.readouterr().err) == told
