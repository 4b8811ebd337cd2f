import io

import pytest
from PIL import Image, ImageStat

from daily8.demo.gallery import Gallery
from daily8.demo.pictures import SCENES, draw


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_is_a_picture_with_light_and_shade(scene):
    image = draw(scene, "one")
    assert image.size == (1280, 720)
    assert min(ImageStat.Stat(image.convert("L")).stddev) > 8


def test_the_same_seed_gives_the_same_picture_and_another_seed_another():
    assert draw("boats", "one").tobytes() == draw("boats", "one").tobytes()
    assert draw("boats", "one").tobytes() != draw("boats", "two").tobytes()


def test_a_picture_is_drawn_once_and_then_kept(tmp_path):
    gallery = Gallery(tmp_path / "drawings")
    drawn = gallery.picture("hills", "/a/b")
    (kept,) = (tmp_path / "drawings").iterdir()

    assert Image.open(io.BytesIO(drawn)).format == "JPEG"
    kept.write_bytes(b"as it was kept")
    assert gallery.picture("hills", "/a/b") == b"as it was kept"
    assert gallery.picture("hills", "/a/c") != b"as it was kept"
