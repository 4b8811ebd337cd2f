"""Pictures of the sea and of what floats on it."""

import math

from daily8.demo.pictures import palettes
from daily8.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, circle, grounded, ridge
from daily8.demo.pictures.palettes import Colour, Palette, mixed


def sea(canvas: Canvas) -> None:
    """The sea under a low sun, with a headland."""
    random = canvas.random
    palette = random.choice((palettes.DAWN, palettes.ROSE, palettes.MORNING, palettes.TEAL))
    _open_water(canvas, palette, horizon=380, sun_x=random.uniform(420, 860))
    left = random.random() < 0.5
    for layer in range(2):
        tone = mixed(palette.far, palette.near, 0.25 + 0.4 * layer)
        _headland(
            canvas, left=left, width=620 - 170 * layer, height=150 - 45 * layer, level=381 + 5 * layer, tone=tone
        )


def boats(canvas: Canvas) -> None:
    """Sails on quiet water."""
    random = canvas.random
    palette = random.choice((palettes.MORNING, palettes.DAWN, palettes.DUSK))
    _open_water(canvas, palette, horizon=350, sun_x=random.uniform(800, 1000))
    _headland(canvas, left=False, width=700, height=80, level=352, tone=mixed(palette.far, palette.near, 0.3))
    for x, foot, size in ((420, 560, 1.55), (170, 450, 0.75), (760, 425, 0.55), (610, 395, 0.3), (930, 390, 0.26)):
        _boat(canvas, x + random.uniform(-40, 40), foot, size, palette)


def harbour(canvas: Canvas) -> None:
    """A quay with cranes and a ship."""
    random = canvas.random
    palette = random.choice((palettes.DUSK, palettes.ROSE))
    _open_water(canvas, palette, horizon=500, sun_x=random.uniform(300, 500))
    dark, middle = palette.near, mixed(palette.far, palette.near, 0.5)
    canvas.shape(grounded(ridge(random, 462, 34, rough=0.6), 500), mixed(palette.far, palette.low, 0.3))
    for x in (690, 900, 1110):
        _crane(canvas, x, 500, 1.0 - (x - 690) / 2100, middle)
    canvas.shape([(150, 470), (860, 470), (820, 540), (205, 540)], dark)
    canvas.box(190, 360, 66, 110, dark)
    canvas.box(176, 346, 94, 16, dark)
    cargo = [palette.accent, mixed(palette.accent, dark, 0.45), mixed(palette.far, palette.low, 0.4), middle]
    for column in range(13):
        for level in range(random.randint(1, 4)):
            canvas.box(276 + column * 42, 446 - level * 25, 40, 23, random.choice(cargo))
    canvas.box(0, 590, WIDTH, HEIGHT, dark)
    for x in range(60, WIDTH, 150):
        canvas.box(x, 572, 24, 18, dark)


def storm(canvas: Canvas) -> None:
    """Waves under a heavy sky, with a lighthouse."""
    random = canvas.random
    palette = palettes.SLATE
    canvas.fill(palette.high, palette.low, end=430)
    for _ in range(26):
        cloud = circle(random.uniform(0, WIDTH), random.uniform(-40, 210), random.uniform(110, 260), flat=0.34)
        canvas.veil(cloud, random.choice((palette.near, palette.far, palette.high)), 0.32, blur=26)
    rock = random.choice((240, 1010))
    _lighthouse(canvas, rock, 386, palette)
    for layer in range(6):
        near = layer / 5
        tone = mixed(mixed(palette.far, palettes.TEAL.far, 0.4), palette.near, near)
        crest = _swell(canvas, 415 + 55 * layer, 13 + 8 * layer, 230 + 90 * layer)
        canvas.shape(grounded(crest), mixed(tone, palette.light, 0.2), tone)
        canvas.line(crest, mixed(palette.light, tone, 0.35), 1.5 + near * 3)
    for _ in range(240):
        x, y, length = random.uniform(-60, WIDTH), random.uniform(-20, HEIGHT), random.uniform(14, 46)
        canvas.line(
            [(x, y), (x + length * 0.35, y + length)], mixed(palette.low, palette.far, random.random()), 0.5
        )


def reflections(canvas: Canvas, x: float, begin: float, spread: float, light: Colour, water: Colour) -> None:
    """Lay the track of a light on the water."""
    random = canvas.random
    y = begin + 3
    while y < HEIGHT:
        depth = (y - begin) / (HEIGHT - begin)
        reach = spread * (0.35 + depth)
        for _ in range(3):
            middle, half = x + random.gauss(0, reach * 0.5), random.uniform(0.15, 0.6) * reach
            canvas.shape(circle(middle, y, half, flat=0.02 + 1.2 / half), mixed(light, water, 0.15 + 0.55 * depth))
        y += 5 + 13 * depth


def _open_water(canvas: Canvas, palette: Palette, *, horizon: float, sun_x: float) -> None:
    random = canvas.random
    canvas.fill(palette.high, palette.low, end=horizon)
    canvas.glow(sun_x, horizon - 90, 480, palette.light, 0.8)
    canvas.disc(sun_x, horizon - 80, 54, palette.light)
    deep = mixed(palette.high, palette.near, 0.55)
    canvas.fill(mixed(palette.low, palette.high, 0.45), deep, begin=horizon)
    for _ in range(120):
        depth = random.random() ** 1.5
        half = 20 + 130 * depth * random.random()
        tone = mixed(palette.low, deep, 0.45 + 0.5 * depth)
        y = horizon + 6 + depth * (HEIGHT - horizon)
        canvas.shape(circle(random.uniform(0, WIDTH), y, half, flat=0.01 + 1.0 / half), tone)
    reflections(canvas, sun_x, horizon, 70, palette.light, deep)


def _headland(canvas: Canvas, *, left: bool, width: float, height: float, level: float, tone: Colour) -> None:
    line = ridge(canvas.random, 0, height * 0.5, rough=0.8)
    points = []
    for x, lift in line:
        inland = max(0.0, 1 - x / width)
        rise = min(1.0, inland * 2) * (height * 0.7 * inland**0.6 - lift * inland)
        points.append((x if left else WIDTH - x, level - max(0.0, rise)))
    canvas.shape([*points, (points[-1][0], level), (points[0][0], level)], tone)


def _boat(canvas: Canvas, x: float, foot: float, size: float, palette: Palette) -> None:
    sail = mixed(palette.light, palette.accent, 0.12)
    dark = palette.near
    for flip, share in ((-0.55, 0.62), (1, 0)):

        def at(across: float, up: float, flip: float = flip) -> tuple[float, float]:
            return x + across * size, foot - up * size * flip

        water = mixed(palette.high, palette.near, 0.45)
        canvas.shape([at(-4, 22), at(-4, 190), at(-78, 30)], mixed(sail, water, share))
        canvas.shape([at(4, 22), at(4, 170), at(62, 34)], mixed(mixed(palette.accent, sail, 0.25), water, share))
        canvas.line([at(0, 0), at(0, 196)], mixed(dark, water, share), 3 * size)
        canvas.shape([at(-90, 16), at(84, 16), at(60, -8), at(-66, -8)], mixed(dark, water, share * 0.6))


def _crane(canvas: Canvas, x: float, foot: float, size: float, tone: Colour) -> None:
    top = foot - 300 * size
    for leg in (-42, 42):
        canvas.line([(x + leg * size, foot), (x + leg * size * 0.8, top + 70 * size)], tone, 8 * size)
    canvas.line([(x - 230 * size, top + 70 * size), (x + 110 * size, top + 70 * size)], tone, 9 * size)
    canvas.line([(x, top + 70 * size), (x, top)], tone, 7 * size)
    for reach in (-220, -110, 100):
        canvas.line([(x, top), (x + reach * size, top + 68 * size)], tone, 2.5 * size)
    canvas.line([(x - 42 * size, foot - 90 * size), (x + 42 * size, foot - 160 * size)], tone, 4 * size)
    canvas.line([(x - 150 * size, top + 70 * size), (x - 150 * size, foot - 110 * size)], tone, 2 * size)


def _swell(canvas: Canvas, y: float, height: float, length: float) -> list[tuple[float, float]]:
    """A line of waves with sharp tops and broad valleys: the path of a point in a rolling wheel."""
    phase = canvas.random.uniform(0, math.tau)
    turns = [step * math.tau / 40 for step in range(-40, round(40 * (WIDTH / length + 2)))]
    return [
        (
            (turn - 0.8 * math.sin(turn) + phase) * length / math.tau - length,
            y - height * math.cos(turn) * (0.75 + 0.25 * math.sin(turn / 2.7 + phase)),
        )
        for turn in turns
    ]


def _lighthouse(canvas: Canvas, x: float, foot: float, palette: Palette) -> None:
    lamp = foot - 222
    way = 1 if x < WIDTH / 2 else -1
    beam = [(x, lamp - 4), (x + way * 1300, lamp - 150), (x + way * 1300, lamp + 40), (x, lamp + 6)]
    canvas.veil(beam, palette.accent, 0.55, blur=9)
    canvas.shape(
        [(x - 26, foot + 10), (x - 15, lamp + 18), (x + 15, lamp + 18), (x + 26, foot + 10)], palette.light
    )
    for level in (60, 140):
        canvas.shape(
            [
                (x - 24, foot - level),
                (x + 24, foot - level),
                (x + 21, foot - level - 36),
                (x - 21, foot - level - 36),
            ],
            palettes.GOLD.accent,
        )
    canvas.box(x - 19, lamp + 12, 38, 7, palette.near)
    canvas.box(x - 11, lamp - 10, 22, 22, palettes.GOLD.light)
    canvas.shape([(x - 15, lamp - 10), (x, lamp - 27), (x + 15, lamp - 10)], palette.near)
    canvas.glow(x, lamp, 90, palettes.GOLD.light, 0.9)
    canvas.shape(
        [(x - 190, foot + 60), (x - 70, foot - 2), (x + 60, foot - 6), (x + 210, foot + 60)], palette.near
    )
