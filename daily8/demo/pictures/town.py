"""Pictures of towns and of what people made."""

import math

from daily8.demo.pictures import palettes
from daily8.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point, circle, grounded, ridge
from daily8.demo.pictures.palettes import Colour, Palette, colour, mixed
from daily8.demo.pictures.water import reflections


def city(canvas: Canvas) -> None:
    """A skyline at dusk, over a river."""
    random = canvas.random
    palette = random.choice((palettes.DUSK, palettes.ROSE, palettes.TEAL))
    canvas.fill(palette.high, palette.low, end=540)
    moon = random.uniform(250, 1030)
    canvas.glow(moon, 210, 330, palette.light, 0.5)
    canvas.disc(moon, 200, 42, palette.light)
    for layer in range(3):
        near = layer / 2
        tone = mixed(mixed(palette.far, palette.low, 0.3), palette.near, 0.1 + near * 0.8)
        _skyline(canvas, 545, 240 + 25 * layer, tone, palette.accent if layer else None)
    water = mixed(palette.near, palette.high, 0.35)
    canvas.fill(mixed(palette.low, palette.near, 0.6), water, begin=545)
    for _ in range(34):
        reflections_at = random.uniform(0, WIDTH)
        canvas.veil(circle(reflections_at, 620, 8, flat=8), palette.accent, 0.3, blur=5)
    reflections(canvas, moon, 560, 40, palette.light, water)


def arches(canvas: Canvas) -> None:
    """Three arches that open on a land with palms."""
    random = canvas.random
    palette = random.choice((palettes.GOLD, palettes.SAGE, palettes.MORNING, palettes.DAWN))
    canvas.fill(palette.high, palette.low, end=430)
    canvas.fill(palette.low, palette.low, begin=430)
    canvas.glow(random.uniform(560, 720), 330, 420, palette.light, 0.8)
    for layer in range(3):
        crest = ridge(random, 420 + 46 * layer, 56, rough=0.6)
        canvas.shape(grounded(crest), mixed(palette.far, palette.near, layer * 0.28))
    for x in (random.uniform(180, 330), random.uniform(560, 730), random.uniform(930, 1090)):
        _palm(canvas, x, 590, random.uniform(150, 230), mixed(palette.near, palettes.SAGE.near, 0.5))
    wall = mixed(palette.near, palette.far, 0.22)
    _colonnade(canvas, wall, palette)


def cinema(canvas: Canvas) -> None:
    """An audience before a bright screen."""
    random = canvas.random
    palette = random.choice((palettes.ROSE, palettes.GOLD))
    dark = colour("#120f1a")
    canvas.fill(colour("#1d1826"), dark)
    for y in range(92, 440):
        canvas.line([(230, y), (1050, y)], mixed(palette.high, palette.low, (y - 92) / 260 if y < 352 else 1), 1)
    canvas.disc(random.uniform(420, 860), 270, 40, palette.light)
    for layer in range(4):
        crest = [
            point for point in ridge(random, 300 + 42 * layer, 46, rough=0.5, step=5) if 230 <= point[0] <= 1050
        ]
        canvas.shape(grounded(crest, 440), mixed(palette.far, palette.near, layer / 3))
    bends = [(step / 30, 30 * (1 - step / 30) * math.sin(step / 5)) for step in range(31)]
    road = mixed(palette.light, palette.accent, 0.3)
    canvas.shape(
        [(632 + bend - 9 * (1 - far), 440 - 82 * far) for far, bend in bends]
        + [(632 + bend + 9 * (1 - far), 440 - 82 * far) for far, bend in reversed(bends)],
        road,
    )
    canvas.glow(640, 300, 760, palette.low, 0.2)
    for row in range(3):
        _seats(canvas, 560 + 66 * row, 58 + 16 * row, mixed(colour("#3b2f45"), dark, 0.25 + 0.35 * row))


def pitch(canvas: Canvas) -> None:
    """A football pitch under floodlights, from above."""
    random = canvas.random
    turn, zoom = random.uniform(-0.5, 0.5), random.uniform(1.0, 1.25)
    x0, y0 = random.uniform(500, 780), random.uniform(320, 420)

    def at(x: float, y: float) -> Point:
        x, y = x * zoom, y * zoom
        return x0 + x * math.cos(turn) - y * math.sin(turn), y0 + x * math.sin(turn) + y * math.cos(turn)

    grass = random.choice((("#2f5d4a", "#386b54"), ("#3d6450", "#47725b"), ("#27504a", "#2f5c54")))
    canvas.fill(colour(grass[0]), colour(grass[0]))
    for stripe in range(-12, 12):
        if stripe % 2:
            edge = [
                at(stripe * 90, -1200),
                at(stripe * 90 + 90, -1200),
                at(stripe * 90 + 90, 1200),
                at(stripe * 90, 1200),
            ]
            canvas.shape(edge, colour(grass[1]))
    chalk = colour("#e9efe4")
    canvas.line([at(0, -1200), at(0, 1200)], chalk, 5)
    ring = [at(x, y) for x, y in circle(0, 0, 190)]
    canvas.line([*ring, ring[0]], chalk, 5)
    canvas.disc(*at(0, 0), 9, chalk)
    _players(canvas, [at(random.uniform(-560, 560), random.uniform(-330, 330)) for _ in range(11)])
    canvas.glow(random.choice((150, 1130)), 40, 760, colour("#fff7dd"), 0.33)
    canvas.veil([(0, 470), (WIDTH, 620), (WIDTH, HEIGHT), (0, HEIGHT)], colour("#0c1f1d"), 0.42, blur=90)


def _skyline(canvas: Canvas, foot: float, height: float, tone: Colour, lamp: Colour | None) -> None:
    random = canvas.random
    x = -20.0
    while x < WIDTH:
        width = random.uniform(46, 120)
        # Cities are highest in their middle.
        tall = height * random.uniform(0.35, 1) * (0.55 + 0.6 * math.sin(math.pi * min(1, max(0, x / WIDTH))))
        canvas.box(x, foot - tall, width - random.choice((0, 0, 8)), tall, tone)
        if random.random() < 0.25:
            canvas.line(
                [(x + width / 2, foot - tall), (x + width / 2, foot - tall - random.uniform(18, 60))], tone, 3
            )
        if random.random() < 0.2:
            canvas.shape([(x, foot - tall), (x + width / 2, foot - tall - 30), (x + width, foot - tall)], tone)
        if lamp:
            _windows(canvas, x, foot - tall, width, tall, mixed(lamp, tone, 0.25))
        x += width


def _windows(canvas: Canvas, x: float, top: float, width: float, height: float, lamp: Colour) -> None:
    random = canvas.random
    for column in range(int((width - 14) // 13)):
        for row in range(int((height - 16) // 17)):
            if random.random() < 0.3:
                canvas.box(
                    x + 9 + column * 13,
                    top + 12 + row * 17,
                    6,
                    8,
                    mixed(lamp, (255, 255, 255), random.uniform(0, 0.25)),
                )


def _colonnade(canvas: Canvas, wall: Colour, palette: Palette) -> None:
    """A wall with three openings, and the light that falls through them on the floor."""
    openings = [_arch(x, 590, 300, 480) for x in (240, 640, 1040)]
    inner = [
        point for opening in openings for point in [(opening[0][0], 590.0), *opening, (opening[-1][0], 590.0)]
    ]
    floor = mixed(wall, palette.low, 0.28)
    canvas.shape([(0, 0), (0, 590), *inner, (WIDTH, 590), (WIDTH, 0)], mixed(wall, palette.near, 0.35), wall)
    for opening in openings:
        edge = mixed(wall, palette.low, 0.3)
        canvas.line(opening, edge, 9)
        canvas.line([(x, y) for x, y in opening], mixed(edge, palette.near, 0.3), 2)
    canvas.fill(floor, mixed(wall, palette.near, 0.3), begin=590)
    for x in (240, 640, 1040):
        light = [
            (x - 150, 590),
            (x + 150, 590),
            (x + 150 + (x - 640) * 0.35 + 60, HEIGHT),
            (x - 150 + (x - 640) * 0.35 - 60, HEIGHT),
        ]
        canvas.veil(light, palette.low, 0.5, blur=3)


def _arch(x: float, foot: float, width: float, height: float) -> list[Point]:
    """The outline of a pointed arch around x, from its left foot to its right."""
    half = width / 2
    spring = foot - height + half * 1.32
    # Each side is a part of a circle whose centre lies beyond the middle.
    radius, limit = width * 0.78, math.acos(1 - half / (width * 0.78))
    left = [
        (x - half + radius * (1 - math.cos(turn)), spring - radius * math.sin(turn))
        for turn in (step * limit / 24 for step in range(25))
    ]
    return [(x - half, foot), *left, *[(2 * x - along, up) for along, up in reversed(left)], (x + half, foot)]


def _palm(canvas: Canvas, x: float, foot: float, height: float, tone: Colour) -> None:
    top = (x + height * 0.06, foot - height)
    canvas.line([(x, foot), (x - height * 0.02, foot - height * 0.5), top], tone, height * 0.045)
    for turn in (-2.9, -2.5, -2.05, -1.57, -1.1, -0.65, -0.2):
        tip = (top[0] + height * 0.46 * math.cos(turn), top[1] + height * (0.36 * math.sin(turn) + 0.2))
        lift = (top[0] + height * 0.24 * math.cos(turn), top[1] + height * (0.34 * math.sin(turn) - 0.05))
        under = (lift[0], lift[1] + height * 0.09)
        canvas.shape([top, lift, tip, under], tone)


def _seats(canvas: Canvas, y: float, size: float, tone: Colour) -> None:
    x = canvas.random.uniform(-size, 0)
    while x < WIDTH + size:
        if canvas.random.random() < 0.85:
            canvas.disc(x, y - size * 0.42 + canvas.random.uniform(-5, 5), size * 0.27, tone)
        canvas.shape(circle(x, y + size * 0.35, size * 0.62, flat=0.75), tone)
        x += size * 1.45
    canvas.box(0, y + size * 0.3, WIDTH, HEIGHT, tone)


def _players(canvas: Canvas, places: list[Point]) -> None:
    shirts = (colour("#e8c07a"), colour("#d9dfe6"))
    for number, (x, y) in enumerate(places):
        canvas.veil(
            [(x - 5, y + 4), (x + 5, y + 10), (x + 62, y + 52), (x + 50, y + 56)], colour("#0c1f1d"), 0.5, blur=2
        )
        canvas.disc(x, y, 13, mixed(shirts[number % 2], (0, 0, 0), 0.15))
        canvas.disc(x - 1.5, y - 2, 7, colour("#4a3a33"))
