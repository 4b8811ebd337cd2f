"""Publishers' pictures: fetched once, kept on disk, and only where this site says so."""

import base64
import io
import threading
from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from PIL import Image

from daily8.articles import pictures
from daily8.articles.pictures import PictureError, PictureRefused
from tests.engine.http.publishing import answer
from tests.pipeline.press import Press, serving


@pytest.fixture
def press() -> Iterator[Press]:
    with serving(Press()) as press:
        yield press


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """An empty cache, and loopback opened."""
    settings.DATA = tmp_path
    settings.ALLOW_PRIVATE_NETWORKS = (ip_network("127.0.0.0/8"),)
    pictures._kept.cache_clear()
    yield tmp_path / "pictures"
    pictures._kept().close()
    pictures._kept.cache_clear()


def drawing(width: int = 1600, height: int = 900, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(file, kind)
    return file.getvalue()


def serve(press: Press, body: bytes, content_type: str = "image/png", path: str = "/lead.png") -> str:
    press.answers[path] = answer(body, content_type=content_type)
    return press.url(path)


def width_of(body: bytes) -> int:
    with Image.open(io.BytesIO(body)) as image:
        assert image.format == "WEBP"
        return image.width


def test_a_picture_comes_as_webp_no_wider_than_asked(press):
    url = serve(press, drawing())

    assert width_of(pictures.picture(url, 320)) == 320
    assert width_of(pictures.picture(url, 1280)) == 1280


def test_a_small_picture_is_not_blown_up(press):
    url = serve(press, drawing(200, 100))

    assert width_of(pictures.picture(url, 640)) == 200


def test_a_picture_is_asked_for_once_whatever_its_widths(press):
    url = serve(press, drawing())

    for width in (*pictures.WIDTHS, *pictures.WIDTHS):
        pictures.picture(url, width)

    assert press.asked("/lead.png") == 1


def test_readers_who_come_together_cost_one_fetch(press):
    url = serve(press, drawing())
    together = [threading.Thread(target=pictures.picture, args=(url, 320)) for _ in range(6)]
    for reader in together:
        reader.start()
    for reader in together:
        reader.join()

    assert press.asked("/lead.png") == 1


def test_pictures_outlive_the_process(press, folder):
    url = serve(press, drawing())
    first = pictures.picture(url, 320)
    pictures._kept().close()
    pictures._kept.cache_clear()

    assert pictures.picture(url, 320) == first
    assert press.asked("/lead.png") == 1
    assert any(folder.iterdir())


def test_the_publishers_own_file_is_not_kept(press, folder):
    marker = b"GPS 51.5007 N 0.1246 W"
    body = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(body, "JPEG", comment=marker)
    url = serve(press, body.getvalue(), "image/jpeg")
    pictures.picture(url, 640)

    kept = [pictures._kept()[key] for key in pictures._kept()]
    assert kept
    assert all(marker not in one for one in kept)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "image/png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/svg+xml"),
        (b"not a picture", "image/png"),
        (drawing()[:5000], "image/png"),
        (b"<p>Hello", "text/html"),
    ],
)
def test_what_is_no_picture_is_remembered_as_a_failure(press, body, content_type):
    url = serve(press, body, content_type)

    for width in (320, 640, 320):
        with pytest.raises(PictureError):
            pictures.picture(url, width)

    assert press.asked("/lead.png") == 1


def test_a_picture_that_is_gone_is_not_asked_for_again_for_a_while(press, monkeypatch):
    url = press.url("/missing.png")
    for _ in range(3):
        with pytest.raises(PictureError, match="answers 404"):
            pictures.picture(url, 320)
    assert press.asked("/missing.png") == 1

    pictures._kept().delete((url, "failure"))
    press.answers["/missing.png"] = answer(drawing(), content_type="image/png")
    assert width_of(pictures.picture(url, 320)) == 320


def test_a_private_address_is_never_called(press, settings):
    settings.ALLOW_PRIVATE_NETWORKS = ()
    url = serve(press, drawing())

    with pytest.raises(PictureError, match="not a public address"):
        pictures.picture(url, 320)

    assert press.requests == []


def test_a_picture_that_unfolds_to_gigabytes_is_refused(press):
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    url = serve(press, bomb.getvalue())
    assert len(bomb.getvalue()) < 1_000_000

    with pytest.raises(PictureError):
        pictures.picture(url, 320)


def test_a_file_of_twenty_megabytes_is_refused(press):
    url = serve(press, b"\x89PNG\r\n\x1a\n" + b"x" * 20_000_000)

    with pytest.raises(PictureError):
        pictures.picture(url, 320)


def test_slow_publishers_of_pictures_leave_threads_for_pages(press, monkeypatch):
    url = serve(press, drawing())
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 0.01)
    taken = 0
    while pictures._fetches().acquire(blocking=False):
        taken += 1
    try:
        with pytest.raises(PictureError, match="too many"):
            pictures.picture(url, 320)
    finally:
        for _ in range(taken):
            pictures._fetches().release()

    # That was nobody's fault, so it is not remembered.
    assert width_of(pictures.picture(url, 320)) == 320


def test_an_address_leads_back_to_the_picture():
    url = "https://tide.example/صورة.jpg?a=1&b=2"
    _, _, width, signature, coded = pictures.address(url, 300).split("/")

    assert int(width) == 320
    assert pictures.checked(signature, coded, 320) == url


@pytest.mark.parametrize(("asked", "given"), [(1, 160), (160, 160), (161, 320), (1280, 1280), (9999, 1280)])
def test_only_a_few_widths_are_made(asked, given):
    assert pictures.address("https://tide.example/a.jpg", asked).split("/")[2] == str(given)


def test_nobody_else_can_sign_an_address(settings):
    url = "https://tide.example/a.jpg"
    _, _, _, signature, coded = pictures.address(url, 320).split("/")
    other = base64.urlsafe_b64encode(b"http://10.0.0.1/admin").decode().rstrip("=")

    for forged in (
        (signature, other, 320),
        (signature, coded, 640),
        ("A" * len(signature), coded, 320),
        ("", coded, 320),
        ("é", coded, 320),
        (signature, "!!!", 320),
        (signature, "é", 320),
        (signature, "_w", 320),
        (signature, "", 320),
        (signature, coded + "A" * 9000, 320),
    ):
        with pytest.raises(PictureRefused):
            pictures.checked(*forged)

    settings.SECRET_KEY = "another site's key"
    with pytest.raises(PictureRefused):
        pictures.checked(signature, coded, 320)


@pytest.mark.django_db
def test_a_reader_gets_the_picture_and_may_keep_it_for_ever(press, client):
    address = pictures.address(serve(press, drawing()), 480)

    reply = client.get(address)

    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "image/webp"
    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert width_of(reply.content) == 480


@pytest.mark.django_db
def test_a_picture_that_cannot_be_had_is_not_found_and_no_error(press, client):
    address = pictures.address(serve(press, b"not a picture"), 480)

    assert client.get(address).status_code == 404
    assert client.get(address.replace("/480/", "/320/")).status_code == 404
    assert client.get("/picture/480/x/y").status_code == 404


def test_a_kept_picture_that_went_bad_on_disk_is_made_again(press, monkeypatch):
    url = serve(press, drawing())
    pictures.picture(url, 1280)
    pictures._kept().set((url, pictures.LARGEST), b"half a pict")

    assert width_of(pictures.picture(url, 320)) == 320


def test_the_cache_keeps_to_its_size(press, settings, monkeypatch):
    settings.PICTURES_MB = 0
    pictures._kept.cache_clear()
    for number in range(40):
        pictures._kept().set((str(number), 320), b"x" * 50_000)

    assert len(pictures._kept()) < 40


def test_a_drawing_as_long_as_a_wall_has_every_width_and_is_asked_for_once(press):
    url = serve(press, drawing(1280, 12_000, "JPEG"), "image/jpeg")

    assert [width_of(pictures.picture(url, width)) for width in (1280, 480)] == [1127, 480]
    assert press.asked("/lead.png") == 1


def test_readers_of_large_pictures_do_not_fill_the_memory(press, monkeypatch):
    addresses = [serve(press, drawing(64, 64), path=f"/{number}.png") for number in range(6)]
    at_once, most = 0, 0
    lock, resized = threading.Lock(), pictures.pictures.resized

    def watched(body: bytes, *, width: int) -> bytes:
        nonlocal at_once, most
        with lock:
            at_once, most = at_once + 1, max(most, at_once + 1)
        threading.Event().wait(0.05)
        with lock:
            at_once -= 1
        return resized(body, width=width)

    monkeypatch.setattr(pictures.pictures, "resized", watched)
    together = [threading.Thread(target=pictures.picture, args=(url, 320)) for url in addresses]
    for reader in together:
        reader.start()
    for reader in together:
        reader.join()

    assert 0 < most <= pictures.DECODED_AT_ONCE
