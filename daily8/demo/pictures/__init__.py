"""Illustrations for articles: drawn, not photographed, so that nobody takes them for the real thing."""

from random import Random

from PIL import Image

from daily8.demo.pictures import land, signs, town, water
from daily8.demo.pictures.canvas import Canvas

SCENES = {
    scene.__name__: scene
    for scene in (
        land.desert, land.fields, land.hills, land.leaves, land.savannah,
        water.boats, water.harbour, water.sea, water.storm,
        town.arches, town.cinema, town.city, town.pitch,
        signs.cells, signs.chart, signs.comet, signs.network,
    )
}  # fmt: skip


def draw(scene: str, seed: str) -> Image.Image:
    """Return the picture of a scene, 1280 by 720; another seed gives another picture, the same seed the same."""
    canvas = Canvas(Random(seed))  # noqa: S311
    SCENES[scene](canvas)
    return canvas.finished()
