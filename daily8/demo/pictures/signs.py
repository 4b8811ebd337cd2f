"""Pictures of what cannot be photographed."""

import math

from daily8.demo.pictures import palettes
from daily8.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point, circle, grounded, ridge
from daily8.demo.pictures.palettes import Colour, colour, mixed


def comet(canvas: Canvas) -> None:
    """A comet over dark hills."""
    random = canvas.random
    palette = palettes.NIGHT
    canvas.fill(palette.high, mixed(palette.low, palettes.ROSE.accent, 0.3), end=640)
    canvas.fill(palette.near, palette.near, begin=640)
    for _ in range(420):
        bright = random.random() ** 3
        canvas.disc(
            random.uniform(0, WIDTH),
            random.uniform(0, 560),
            0.5 + 1.3 * bright,
            mixed(palette.low, palette.light, 0.3 + 0.7 * bright),
        )
    head = (random.uniform(360, 560), random.uniform(330, 390))
    turn = random.uniform(-0.85, -0.55)
    for width, length, opacity, blur in ((190, 640, 0.28, 22), (95, 560, 0.4, 12), (34, 430, 0.6, 6)):
        canvas.veil(_tail(head, turn, length, width), palette.accent, opacity, blur=blur)
    canvas.veil(_tail(head, turn - 0.2, 470, 26), colour("#bcd0f2"), 0.4, blur=6)
    canvas.glow(*head, 92, palette.light, 0.95)
    canvas.disc(*head, 9, colour("#fffdf4"))
    for layer in range(3):
        crest = ridge(random, 560 + 52 * layer, 84 - 14 * layer, rough=0.78)
        canvas.shape(grounded(crest), mixed(palette.far, palette.near, 0.25 + 0.37 * layer))


def network(canvas: Canvas) -> None:
    """Lines of light between two coasts, over the sea bed."""
    random = canvas.random
    palette = palettes.TEAL
    canvas.fill(mixed(palette.high, palette.low, 0.35), palette.near)
    for _ in range(9):
        x = random.uniform(-100, WIDTH)
        canvas.veil([(x, -20), (x + 130, -20), (x - 130, HEIGHT), (x - 330, HEIGHT)], palette.low, 0.09, blur=18)
    for layer in range(4):
        crest = ridge(random, 470 + 62 * layer, 120, rough=0.72)
        canvas.shape(grounded(crest), mixed(palette.far, palette.near, 0.3 + 0.22 * layer))
        if layer in (1, 2):
            _cable(canvas, [(x, y - 6) for x, y in crest], palette.accent, random.randint(5, 8))
    left = [(random.uniform(60, 260), random.uniform(70, 330)) for _ in range(6)]
    right = [(random.uniform(1020, 1220), random.uniform(70, 330)) for _ in range(6)]
    for begin in left:
        for end in random.sample(right, 2):
            canvas.line(_arc(begin, end, random.uniform(-40, 150)), mixed(palette.light, palette.high, 0.4), 1.6)
    for point in left + right:
        canvas.glow(*point, 36, palette.light, 0.6)
        canvas.disc(*point, 5, palette.light)


def cells(canvas: Canvas) -> None:
    """Cells under a microscope."""
    random = canvas.random
    paper, tints = random.choice(
        (
            ("#f1e7e4", ("#b5586b", "#d99a94", "#7a6a9a", "#e3bfa8")),
            ("#e6eeee", ("#3f7d8a", "#86b3b0", "#c98f7a", "#5a6f9c")),
            ("#efe9dc", ("#8a6d9c", "#c7a0b5", "#5f8f8b", "#dcb27c")),
        )
    )
    canvas.fill(colour(paper), mixed(colour(paper), colour(tints[1]), 0.3))
    for _ in range(38):
        x, y, size = random.uniform(0, WIDTH), random.uniform(0, HEIGHT), random.uniform(34, 150)
        tint = colour(random.choice(tints))
        blur = 10 if random.random() < 0.4 else 0
        canvas.veil(_cell(canvas, x, y, size), tint, 0.3, blur=blur)
        canvas.veil(_cell(canvas, x, y, size * 0.86), mixed(tint, (255, 255, 255), 0.35), 0.3, blur=blur)
        canvas.veil(
            _cell(canvas, x + size * 0.15, y - size * 0.1, size * 0.3),
            mixed(tint, (20, 10, 40), 0.3),
            0.6,
            blur=blur / 2,
        )


def chart(canvas: Canvas) -> None:
    """Curves on squared paper."""
    random = canvas.random
    paper, tints = random.choice(
        (
            ("#f3eee2", ("#c9d3c4", "#8fb0a8", "#3f6f78", "#c4613f")),
            ("#ecebe6", ("#d9cdb8", "#a9a2b8", "#5a5f86", "#cf8a3f")),
        )
    )
    canvas.fill(colour(paper), mixed(colour(paper), colour(tints[0]), 0.35))
    grid = mixed(colour(paper), colour(tints[2]), 0.16)
    for x in range(80, WIDTH, 80):
        canvas.line([(x, 0), (x, HEIGHT)], grid, 0.8)
    for y in range(80, HEIGHT, 80):
        canvas.line([(0, y), (WIDTH, y)], grid, 0.8)
    slope = random.choice((-1, 1)) * random.uniform(80, 150)
    for layer in range(3):
        walk = _walk(canvas, 330 + 105 * layer, slope * (1 - layer * 0.25), 15)
        canvas.shape(grounded(walk), colour(tints[layer]), mixed(colour(tints[layer]), colour(paper), 0.45))
    line = _walk(canvas, 280, slope * 1.1, 20)
    canvas.line(line, colour(tints[3]), 6)
    for point in line[4::8]:
        canvas.disc(*point, 12, colour(paper))
        canvas.disc(*point, 7.5, colour(tints[3]))


def _tail(head: Point, turn: float, length: float, width: float) -> list[Point]:
    far = (head[0] + length * math.cos(turn), head[1] + length * math.sin(turn))
    across = (-math.sin(turn) * width / 2, math.cos(turn) * width / 2)
    return [head, (far[0] + across[0], far[1] + across[1]), (far[0] - across[0], far[1] - across[1])]


def _cable(canvas: Canvas, line: list[Point], tone: Colour, lamps: int) -> None:
    canvas.line(line, mixed(tone, (0, 0, 0), 0.25), 4)
    for lamp in range(lamps):
        x, y = line[(lamp * 2 + 1) * len(line) // (2 * lamps)]
        canvas.glow(x, y, 60, tone, 0.8)
        canvas.disc(x, y, 6, mixed(tone, (255, 255, 255), 0.6))


def _arc(begin: Point, end: Point, lift: float) -> list[Point]:
    steps = [step / 40 for step in range(41)]
    return [
        (
            begin[0] + (end[0] - begin[0]) * t,
            begin[1] + (end[1] - begin[1]) * t - lift * math.sin(math.pi * t),
        )
        for t in steps
    ]


def _cell(canvas: Canvas, x: float, y: float, size: float) -> list[Point]:
    """A circle that is not quite one."""
    phase = canvas.random.uniform(0, math.tau)
    return [
        (
            x + (px - x) * (1 + 0.06 * math.sin(3 * step / 72 * math.tau + phase)),
            y + (py - y) * (1 + 0.05 * math.cos(2 * step / 72 * math.tau + phase)),
        )
        for step, (px, py) in enumerate(circle(x, y, size))
    ]


def _walk(canvas: Canvas, y: float, slope: float, swing: float) -> list[Point]:
    random = canvas.random
    points, drift = [], 0.0
    for step in range(33):
        drift = drift * 0.93 + random.gauss(0, swing)
        points.append((step * 41.0 - 16, y + slope * (step / 16 - 1) + drift))
    return points
