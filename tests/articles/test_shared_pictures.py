"""Pictures that several machines keep together in a bucket."""

import pytest

from daily8.articles import pictures
from daily8.articles.pictures import PictureError
from daily8.engine.http import BucketAway
from tests.articles.test_pictures_kept import drawing, folder, press, serve, width_of  # noqa: F401


class Shelf(dict[str, bytes]):
    """A bucket; it may be away."""

    away = False

    def get(self, name):
        if self.away:
            raise BucketAway("nobody answers")
        return super().get(name)

    def put(self, name, body):
        if self.away:
            raise BucketAway("nobody answers")
        self[name] = body


@pytest.fixture
def shelf(monkeypatch):
    shelf = Shelf()
    monkeypatch.setattr(pictures, "bucket", lambda: shelf)
    return shelf


def on_another_machine(settings, tmp_path) -> None:
    """Have a data folder of one's own, with nothing in it."""
    pictures._kept().close()
    settings.DATA = tmp_path / "another"
    pictures._kept.cache_clear()


def test_what_one_machine_fetched_no_other_asks_the_publisher_for(press, shelf, settings, tmp_path):  # noqa: F811
    url = serve(press, drawing())
    first = pictures.picture(url, 640)
    on_another_machine(settings, tmp_path)

    assert pictures.picture(url, 640) == first
    assert width_of(pictures.picture(url, 1280)) == 1280
    assert len(press.paths) == 1
    assert len(shelf) == 1


def test_while_the_bucket_is_away_each_machine_makes_its_own(press, shelf, settings, tmp_path):  # noqa: F811
    shelf.away = True
    url = serve(press, drawing())
    pictures.picture(url, 640)
    on_another_machine(settings, tmp_path)

    assert width_of(pictures.picture(url, 640)) == 640
    assert len(press.paths) == 2


def test_a_picture_that_the_bucket_has_broken_is_fetched_anew(press, shelf, settings, tmp_path):  # noqa: F811
    url = serve(press, drawing())
    pictures.picture(url, 640)
    (name,) = shelf
    shelf[name] = b"half of a pict"
    on_another_machine(settings, tmp_path)

    assert width_of(pictures.picture(url, 640)) == 640
    assert shelf[name] != b"half of a pict"
    assert width_of(pictures.picture(url, 320)) == 320


def test_what_cannot_be_had_is_not_shared(press, shelf):  # noqa: F811
    with pytest.raises(PictureError):
        pictures.picture(serve(press, b"no picture"), 320)

    assert not shelf
