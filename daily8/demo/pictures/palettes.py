"""The colours of the pictures: few, quiet, and made for each other."""

from dataclasses import dataclass

from PIL import ImageColor

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The light of one hour: the sky from above to the horizon, and land from far to near."""

    high: Colour
    low: Colour
    light: Colour
    far: Colour
    near: Colour
    accent: Colour


def _palette(*colours: str) -> Palette:
    return Palette(*(colour(each) for each in colours))


def colour(text: str) -> Colour:
    """Return the colour of a notation such as "#0b4f6c"."""
    red, green, blue = ImageColor.getrgb(text)[:3]
    return red, green, blue


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return a colour between two; `share` is how much there is of the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


DAWN = _palette("#9fb8c4", "#f6dcc0", "#fff0d2", "#c8a99a", "#36454f", "#d9825b")
MORNING = _palette("#a9c6d3", "#eef0e2", "#fffaf0", "#a8bdb4", "#2f4a46", "#e0a458")
GOLD = _palette("#e3b778", "#fae3b4", "#fff6dc", "#d7a06d", "#5c3a2e", "#b5533c")
ROSE = _palette("#7d7aa0", "#f0c0ac", "#ffe9d0", "#b58a93", "#352f44", "#e58f65")
DUSK = _palette("#27375a", "#e3a587", "#ffdfb0", "#77708b", "#141d30", "#f2b66d")
SAGE = _palette("#c3cfc0", "#f1eee0", "#fffbf0", "#a5b59a", "#33493c", "#c97b4a")
SLATE = _palette("#3c4c5a", "#aeb9ba", "#e9ecea", "#71838a", "#1e2a33", "#c9b48a")
NIGHT = _palette("#0b1430", "#34496b", "#f4ecd6", "#2b3a58", "#070c1c", "#8fb8c9")
TEAL = _palette("#12343f", "#5f9a98", "#f5ecd2", "#2f6a70", "#082028", "#f0a868")
