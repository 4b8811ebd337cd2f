"""What every picture is drawn on."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from daily8.demo.pictures.palettes import Colour

WIDTH, HEIGHT = 1280, 720
# Drawn twice as large and made smaller at the end, which smooths every edge.
_SCALE = 2
_GRAIN = 0.13

Point = tuple[float, float]


class Canvas:
    """A surface of 1280 by 720, filled from the back to the front."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE))

    def fill(self, top: Colour, bottom: Colour, *, begin: float = 0, end: float = HEIGHT) -> None:
        """Let one colour turn into another from `begin` downwards to `end`."""
        band = _gradient(top, bottom).resize((WIDTH * _SCALE, max(1, round((end - begin) * _SCALE))))
        self._image.paste(band, (0, round(begin * _SCALE)))

    def shape(self, points: Sequence[Point], top: Colour, bottom: Colour | None = None) -> None:
        """Fill an outline with a colour, or with one that turns into another towards its foot."""
        if bottom is None:
            ImageDraw.Draw(self._image).polygon(_scaled(points), fill=top)
            return
        corner, mask = self._mask(points, opacity=1)
        self._image.paste(_gradient(top, bottom).resize(mask.size), corner, mask)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        box = ((x - radius) * _SCALE, (y - radius) * _SCALE, (x + radius) * _SCALE, (y + radius) * _SCALE)
        ImageDraw.Draw(self._image).ellipse(box, fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float = 1) -> None:
        """Draw a line through the points."""
        ImageDraw.Draw(self._image).line(
            _scaled(points), fill=colour, width=max(1, round(width * _SCALE)), joint="curve"
        )

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle whose upper left corner is at x, y."""
        corners = (x * _SCALE, y * _SCALE, (x + width) * _SCALE - 1, (y + height) * _SCALE - 1)
        if corners[2] >= corners[0] and corners[3] >= corners[1]:
            ImageDraw.Draw(self._image).rectangle(corners, fill=colour)

    def veil(self, points: Sequence[Point], colour: Colour, opacity: float, *, blur: float = 0) -> None:
        """Lay a see-through shape over what is there, with soft edges where `blur` is not 0."""
        corner, mask = self._mask(points, opacity=opacity, blur=blur)
        self._image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def glow(self, x: float, y: float, radius: float, colour: Colour, opacity: float) -> None:
        """Let light spread from a point."""
        size = round(radius * 2 * _SCALE)
        mask = ImageChops.invert(Image.radial_gradient("L")).point(
            lambda value: max(0, value - 75) * opacity * 1.4
        )
        corner = (round((x - radius) * _SCALE), round((y - radius) * _SCALE))
        self._image.paste(Image.new("RGB", (size, size), colour), corner, mask.resize((size, size)))

    def finished(self) -> Image.Image:
        """Return the picture with a fine grain, as if it had been printed."""
        image = self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        noise = Image.frombytes("L", (WIDTH, HEIGHT), self.random.randbytes(WIDTH * HEIGHT))
        grain = noise.point(lambda value: 128 + (value - 128) * _GRAIN)
        return ImageChops.soft_light(image, Image.merge("RGB", (grain, grain, grain)))

    def _mask(
        self, points: Sequence[Point], *, opacity: float, blur: float = 0
    ) -> tuple[tuple[int, int], Image.Image]:
        """Where an outline begins on the surface, and how much each of its pixels covers."""
        # A soft thing needs no detail: it is made small and pulled up to size.
        small = 4 if blur else 1
        margin = 3 * blur * _SCALE
        scaled = _scaled(points)
        left, right = _reach([x for x, _ in scaled], margin, WIDTH * _SCALE)
        upper, lower = _reach([y for _, y in scaled], margin, HEIGHT * _SCALE)
        mask = Image.new("L", (max(1, (right - left) // small), max(1, (lower - upper) // small)))
        outline = [((x - left) / small, (y - upper) / small) for x, y in scaled]
        ImageDraw.Draw(mask).polygon(outline, fill=round(255 * opacity))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * _SCALE / small))
            mask = mask.resize((max(1, right - left), max(1, lower - upper)), Image.Resampling.BILINEAR)
        return (left, upper), mask


def circle(x: float, y: float, radius: float, *, flat: float = 1.0) -> list[Point]:
    """Return the outline of a circle, or of an ellipse that is `flat` times as high as it is wide."""
    turns = [step * math.tau / 72 for step in range(72)]
    return [(x + radius * math.cos(turn), y + radius * flat * math.sin(turn)) for turn in turns]


def ridge(random: Random, y: float, height: float, *, rough: float = 1.0, step: int = 8) -> list[Point]:
    """Return a line of hills across the picture, about `height` high around `y`; 0 is smoothest."""
    waves = [
        (
            height * rough**level / (level + 1) ** 1.4,
            random.uniform(0.7, 1.3) * 2**level,
            random.uniform(0, math.tau),
        )
        for level in range(6)
    ]
    return [(x, y + _sum_of(waves, x)) for x in range(-step, WIDTH + 2 * step, step)]


def grounded(line: Sequence[Point], foot: float = HEIGHT) -> list[Point]:
    """Return the area between a line across the picture and a level under it."""
    return [*line, (line[-1][0], foot), (line[0][0], foot)]


def _sum_of(waves: Sequence[tuple[float, float, float]], x: float) -> float:
    return sum(size * math.sin(speed * x / WIDTH * math.tau + phase) for size, speed, phase in waves) / 2


def _reach(values: Sequence[float], margin: float, end: int) -> tuple[int, int]:
    """From where to where on the surface these values lie, with a margin."""
    return max(0, math.floor(min(values) - margin)), min(end, math.ceil(max(values) + margin))


def _gradient(top: Colour, bottom: Colour) -> Image.Image:
    """A column of 256 pixels from one colour to the other."""
    ramp = Image.linear_gradient("L").crop((0, 0, 1, 256))
    bands = [
        ramp.point([round(a + (b - a) * step / 255) for step in range(256)])
        for a, b in zip(top, bottom, strict=True)
    ]
    return Image.merge("RGB", bands)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * _SCALE, y * _SCALE) for x, y in points]
