"""Draws the app's icons from `static/images/icon.svg`: `python -m daily8.web.pwa.icons`.

The drawing is three paths of arcs and straight lines, so Pillow draws it, four times as large and then made
smaller. A maskable icon has the paper's red up to its edges, and the eight within the circle that no system cuts.
"""

from pathlib import Path

from PIL import Image, ImageDraw

from daily8.web.pwa.manifest import ICONS

_FOLDER = Path(__file__).parent.parent / "static"
# The square of the drawing, and its colours: red, and paper.
_SQUARE = 64
_RED, _PAPER = "#b3330b", "#fbfaf7"
_SMOOTH = 4
_PODCAST = 1400
# A system may cut off all but a circle of four fifths: the eight, 54 of 64 high, is made to fit it.
_WHOLE, _SAFE = 1.0, 0.9


def draw(size: int, *, maskable: bool) -> Image.Image:
    """Return the icon in this size, in the few colours that it has."""
    canvas = Image.new("RGBA", (size * _SMOOTH,) * 2, _RED if maskable else "#0000")
    pen = _Pen(canvas, _SAFE if maskable else _WHOLE)
    if not maskable:
        pen.square(radius=14)
    pen.circle(32, 18.2, 13.2, _PAPER)
    pen.circle(32, 42.5, 16.5, _PAPER)
    pen.circle(32, 18.2, 6.1, _RED)
    pen.half_circle(32, 46.5, 9.6, _RED)
    small = canvas.resize((size, size), Image.Resampling.LANCZOS)
    return small.quantize(32, method=Image.Quantize.FASTOCTREE)


class _Pen:
    """Draws in the measures of the drawing, around its middle."""

    def __init__(self, canvas: Image.Image, scale: float):
        self._draw = ImageDraw.Draw(canvas)
        self._step = canvas.width / _SQUARE * scale
        self._edge = canvas.width * (1 - scale) / 2

    def square(self, *, radius: float) -> None:
        self._draw.rounded_rectangle(self._box(32, 32, 32), radius * self._step, _RED)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        self._draw.ellipse(self._box(x, y, radius), colour)

    def half_circle(self, x: float, y: float, radius: float, colour: str) -> None:
        self._draw.pieslice(self._box(x, y, radius), 180, 360, colour)

    def _box(self, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        sides = (x - radius, y - radius, x + radius, y + radius)
        first, second, third, fourth = (self._edge + side * self._step for side in sides)
        return first, second, third, fourth


def _write() -> None:
    # As directories of podcasts want it: square, large, without transparent corners.
    draw(_PODCAST, maskable=True).convert("RGB").quantize(32).save(_FOLDER / "images/podcast.png", optimize=True)
    for icon in ICONS:
        if icon.size:
            draw(icon.size, maskable=icon.maskable).save(_FOLDER / icon.file, optimize=True)


if __name__ == "__main__":
    _write()
