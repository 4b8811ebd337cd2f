"""Pictures of the land."""

import math
from random import Random

from daily8.demo.pictures import palettes
from daily8.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point, circle, grounded, ridge
from daily8.demo.pictures.palettes import Colour, Palette, colour, mixed


def hills(canvas: Canvas) -> None:
    """Hills behind hills, in mist."""
    random = canvas.random
    palette = random.choice((palettes.DAWN, palettes.MORNING, palettes.ROSE, palettes.SAGE))
    sky(canvas, palette, horizon=430, sun=random.uniform(250, 330))
    for layer in range(6):
        near = layer / 5
        crest = ridge(random, 330 + 72 * layer, 110 - 6 * layer, rough=0.75 + near * 0.15)
        tone = mixed(palette.far, palette.near, near**1.1)
        canvas.shape(grounded(crest), mixed(tone, palette.low, 0.12), mixed(tone, palette.low, 0.62 - near * 0.5))


def desert(canvas: Canvas) -> None:
    """Dunes, each with a bright and a shaded side."""
    random = canvas.random
    palette = random.choice((palettes.GOLD, palettes.ROSE, palettes.DAWN))
    sky(canvas, palette, horizon=400, sun=random.uniform(170, 260))
    for layer in range(5):
        near = layer / 4
        sand = mixed(mixed(palette.far, palette.low, 0.35), palette.accent, near * 0.55)
        crest = ridge(random, 380 + 74 * layer, 85 + 14 * layer, rough=0.35)
        canvas.shape(grounded(crest), mixed(sand, palette.light, 0.3), sand)
        _shade(canvas, crest, mixed(sand, palette.near, 0.26 + near * 0.14), sand, drop=90 + 50 * near)


def fields(canvas: Canvas) -> None:
    """Rows of a field that meet at the horizon."""
    random = canvas.random
    palette = random.choice((palettes.MORNING, palettes.GOLD, palettes.SAGE))
    sky(canvas, palette, horizon=330, sun=random.uniform(170, 220))
    vanishing = random.uniform(480, 800)
    for layer in range(2):
        crest = ridge(random, 300 + 22 * layer, 46 - 12 * layer, rough=0.6)
        canvas.shape(grounded(crest, 420), mixed(palette.far, palette.near, 0.15 + 0.25 * layer))
    earth = mixed(palette.near, palette.accent, 0.3)
    canvas.fill(mixed(palette.far, earth, 0.5), earth, begin=340)
    green = mixed(palette.near, colour("#7f9a54"), 0.72)
    for row in range(-14, 15):
        foot = vanishing + row * 190
        stripe = [
            (vanishing + row * 4, 340.0),
            (vanishing + row * 4 + 2, 340.0),
            (foot + 105, HEIGHT),
            (foot, HEIGHT),
        ]
        canvas.shape(stripe, mixed(green, palette.low, 0.45), mixed(green, palette.near, 0.2))


def savannah(canvas: Canvas) -> None:
    """A great sun behind acacias."""
    random = canvas.random
    palette = palettes.GOLD
    canvas.fill(palette.high, palette.low, end=520)
    sun = random.uniform(560, 800)
    canvas.glow(sun, 400, 620, palette.light, 0.8)
    canvas.disc(sun, 405, 165, mixed(palette.accent, palette.light, 0.22))
    for layer in range(3):
        tone = mixed(palette.far, palette.near, 0.1 + layer * 0.3)
        crest = ridge(random, 468 + 55 * layer, 44, rough=0.55)
        canvas.shape(grounded(crest), tone, mixed(tone, palette.low, 0.25))
    for x, size in ((300, 1.0), (1010, 0.62), (1150, 0.4), (90, 0.5)):
        _acacia(canvas, x + random.uniform(-90, 90), 560 + 70 * size, size, palette.near)
    canvas.shape(grounded(ridge(random, 668, 26, rough=0.7)), palette.near)


def leaves(canvas: Canvas) -> None:
    """Branches with leaves, as in a herbarium."""
    random = canvas.random
    paper, greens = random.choice(
        (
            ("#efe9da", ("#2f4a3f", "#5f7f5c", "#93a87a", "#c8b273")),
            ("#e4ebe4", ("#22494a", "#4b7a72", "#8fb0a0", "#d09a62")),
            ("#20372f", ("#6f9a78", "#a8c092", "#46725c", "#e0c98c")),
        )
    )
    canvas.fill(colour(paper), mixed(colour(paper), colour(greens[2]), 0.25))
    for _ in range(9):
        x, lean = random.uniform(-60, WIDTH + 60), random.uniform(-0.5, 0.5)
        _branch(canvas, (x, HEIGHT + 40), lean, random.uniform(420, 760), colour(random.choice(greens)))


def sky(canvas: Canvas, palette: Palette, *, horizon: float, sun: float) -> None:
    """Fill the picture with a sky, its sun at the height `sun`."""
    x = canvas.random.uniform(300, 980)
    canvas.fill(palette.high, palette.low, end=horizon)
    canvas.fill(palette.low, palette.low, begin=horizon)
    canvas.glow(x, sun, 460, palette.light, 0.75)
    canvas.disc(x, sun, canvas.random.uniform(38, 58), palette.light)


def _shade(canvas: Canvas, crest: list[Point], dark: Colour, sand: Colour, *, drop: float) -> None:
    """Darken the side of a dune that falls away to the right of each top."""
    heights = [y for _, y in crest]
    top = 0
    while top < len(crest) - 1:
        valley = next(
            (place for place in range(top, len(crest) - 1) if heights[place + 1] < heights[place]), len(crest) - 1
        )
        if valley - top > 12:
            canvas.shape(
                [*crest[top : valley + 1], *_sagging(crest[valley], crest[top], drop)],
                dark,
                mixed(dark, sand, 0.85),
            )
        top = max(valley, top + 1)
        top = next(
            (place for place in range(top, len(crest) - 1) if heights[place + 1] > heights[place]), len(crest)
        )


def _sagging(begin: Point, end: Point, drop: float) -> list[Point]:
    """A curve from one point back to another that hangs below both."""
    x, y = end[0] + (begin[0] - end[0]) * 0.18, max(begin[1], end[1]) + drop * 0.9
    steps = [step / 24 for step in range(1, 24)]
    return [
        (
            begin[0] * (1 - t) ** 2 + 2 * x * t * (1 - t) + end[0] * t**2,
            begin[1] * (1 - t) ** 2 + 2 * y * t * (1 - t) + end[1] * t**2,
        )
        for t in steps
    ]


def _acacia(canvas: Canvas, x: float, foot: float, size: float, tone: Colour) -> None:
    height = 250 * size
    canvas.line([(x, foot), (x + 8 * size, foot - height * 0.55)], tone, 13 * size)
    for reach in (-120, -60, 20, 75, 130):
        canvas.line(
            [(x + 8 * size, foot - height * 0.5), (x + reach * size, foot - height * 0.86)], tone, 6 * size
        )
    for offset, level, width in ((-95, 0.86, 105), (20, 0.97, 150), (110, 0.87, 110), (0, 0.88, 170)):
        canvas.shape(circle(x + offset * size, foot - height * level, width * size, flat=0.2), tone)


def _branch(canvas: Canvas, root: Point, lean: float, length: float, tone: Colour) -> None:
    random: Random = canvas.random
    spine = [(root[0] + lean * length * (step / 20) ** 1.6, root[1] - length * step / 20) for step in range(21)]
    canvas.line(spine, mixed(tone, (0, 0, 0), 0.15), 3)
    for step in range(4, 21):
        side = 1 if step % 2 else -1
        size = (150 - 5 * step) * random.uniform(0.8, 1.1)
        turn = math.atan2(-1, lean) + side * random.uniform(0.6, 0.95)
        _leaf(canvas, spine[step], turn, size, mixed(tone, (255, 255, 255), random.uniform(0, 0.18)))


def _leaf(canvas: Canvas, stem: Point, turn: float, size: float, tone: Colour) -> None:
    def at(along: float, across: float) -> Point:
        return (
            stem[0] + size * (along * math.cos(turn) - across * math.sin(turn)),
            stem[1] + size * (along * math.sin(turn) + across * math.cos(turn)),
        )

    bulge = [(step / 12, 0.2 * math.sin(math.pi * (step / 12) ** 0.8)) for step in range(13)]
    canvas.shape([at(a, c) for a, c in bulge] + [at(a, 0) for a, _ in reversed(bulge)], tone)
    canvas.shape(
        [at(a, -c) for a, c in bulge] + [at(a, 0) for a, _ in reversed(bulge)], mixed(tone, (0, 0, 0), 0.12)
    )
