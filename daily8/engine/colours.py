"""Colours as `#rrggbb`, and whether they can be read on others (WCAG 2)."""

import re
from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls

# Of text of any size, at level AA.
READABLE = 4.5
_FORM = re.compile(r"#[0-9a-f]{6}")
_STEPS = 255


def is_colour(text: str) -> bool:
    """Whether it is one, in small letters."""
    return _FORM.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart: from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(colour: str, on: Sequence[str]) -> bool:
    """Whether text in this colour can be read on each of the others."""
    return all(contrast(colour, paper) >= READABLE for paper in on)


def nearest_readable(colour: str, on: Sequence[str]) -> str:
    """Return the colour of this hue, as little lighter or darker as it must be, that can be read on the others.

    Of papers that no colour can be read on, it is black or white, whichever is further from them.
    """
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    for step in range(_STEPS + 1):
        for way in (-1, 1):
            tried = lightness + way * step / _STEPS
            if 0 <= tried <= 1 and is_readable(made := _written(hls_to_rgb(hue, tried, saturation)), on):
                return made
    return max(("#000000", "#ffffff"), key=lambda one: min(contrast(one, paper) for paper in on))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _written(channels: Sequence[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
