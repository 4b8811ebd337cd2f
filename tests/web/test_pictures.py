import pytest

from daily8.articles import pictures

ADDRESS = "https://daily.example/picture.jpg"


@pytest.fixture
def publisher_sends(monkeypatch):
    monkeypatch.setattr(pictures, "picture", lambda url, width: f"{url} in {width}".encode())


def test_a_picture_is_kept_by_browsers_for_ever(client, publisher_sends):
    response = client.get(pictures.address(ADDRESS, 640))

    assert response.content == f"{ADDRESS} in 640".encode()
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_picture_is_the_same_in_every_language(client, publisher_sends):
    response = client.get(pictures.address(ADDRESS, 640))

    assert "Vary" not in response
    assert "Content-Language" not in response


def test_a_picture_that_this_site_did_not_sign_is_not_fetched(client, publisher_sends):
    signed = pictures.address(ADDRESS, 640)
    other = pictures.address("https://other.example/picture.jpg", 640)

    for address in (
        signed.replace("/640/", "/1280/"),
        signed[:-4] + "AAAA",
        signed.rsplit("/", 1)[0] + "/" + other.rsplit("/", 1)[1],
    ):
        assert client.get(address).status_code == 404


def test_a_picture_that_cannot_be_had_is_not_found_for_a_while(client, monkeypatch):
    def fail(url, width):
        raise pictures.PictureError("the server answers 503")

    monkeypatch.setattr(pictures, "picture", fail)
    response = client.get(pictures.address(ADDRESS, 640))

    assert response.status_code == 404
    assert response["Cache-Control"] == "public, max-age=300"
