"""Publishers' pictures, made small and clean."""

import io
import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_MOST_PIXELS = 40_000_000
# What decoding one pixel takes in memory, as measured; and what one picture may take.
_BYTES_PER_PIXEL = {"WEBP": 16, "AVIF": 9}
_BYTES_PER_CLEAR_PIXEL = 8
_BYTES_PER_SOLID_PIXEL = 4
_MOST_BYTES = 192_000_000
_LONGEST_SIDE = 16_383  # What a WebP file can hold.
# What comes out must go in again, to be made smaller still: a little less than is decoded of a WebP file.
_MOST_PIXELS_MADE = 11_900_000
_MOST_SCANS = 100  # A progressive JPEG has about ten; each costs a pass over the whole picture.
_SCAN_MARK = b"\xff\xda"

_BLENDABLE_MODES = frozenset({"L", "LA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "HSV"})
_THINNED_TO = 4

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})


# Whatever the decoders raise on broken bytes; there is no common class.
_DECODING_ERRORS = (
    *(OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, AttributeError, RuntimeError),
    *(EOFError, MemoryError, AssertionError, struct.error, zlib.error),
)

# Pillow warns of every broken tag that a camera or a publisher's system wrote: nobody can act on it.
warnings.filterwarnings("ignore", module="PIL")


class PictureError(ValueError):
    """The bytes are not a picture that can be shown; the message says why."""


def resized(body: bytes, *, width: int, quality: int = 78) -> bytes:
    """Return the picture as WebP, upright, at most `width` wide and with nothing in it but the picture.

    It is never enlarged; of an animation the first frame is taken.
    """
    with _opened(body) as image:
        orientation = _orientation(image)
        size = _target_size(image.size, width=width, sideways=orientation in _SIDEWAYS)
        image.draft(None, size)
        plain = _blendable(image, size).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        if orientation in _TURNS:
            plain = plain.transpose(_TURNS[orientation])
        return _encoded(plain, quality=quality)


def size(body: bytes) -> tuple[int, int]:
    """Return the width and height of a picture that was made here."""
    with _opened(body) as image:
        return image.size


def squared(body: bytes, *, side: int, paper: str = "", part: float = 1.0) -> bytes:
    """Return the picture as a square PNG: whole in its middle, within that part of each side.

    Around it is `paper`, a colour such as #ffffff, or nothing where none is named.
    """
    with _opened(body) as image:
        drawn = _blendable(image, _Size(side, side)).convert("RGBA")
    scale = side * part / max(drawn.size)
    inner = _Size(*(max(1, round(length * scale)) for length in drawn.size))
    square = Image.new("RGBA", (side, side), paper or "#0000")
    corner = ((side - inner.width) // 2, (side - inner.height) // 2)
    square.alpha_composite(drawn.resize(inner, Image.Resampling.LANCZOS), corner)
    output = io.BytesIO()
    (square.convert("RGB") if paper else square).save(output, "PNG", optimize=True)
    return output.getvalue()


@contextmanager
def _opened(body: bytes) -> Iterator[Image.Image]:
    """Open a picture whose header promises no more than can be decoded; say plainly what is wrong with it."""
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            _check(image, body)
            yield image
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError("not a JPEG, PNG, WebP, GIF or AVIF picture") from error
    except Image.DecompressionBombError as error:
        raise PictureError(f"more than {_MOST_PIXELS:,} pixels") from error
    except _DECODING_ERRORS as error:
        raise PictureError("the picture is cut off or broken") from error


def _check(image: Image.Image, body: bytes) -> None:
    width, height = image.size
    if not width or not height:
        raise PictureError("the picture has no size")
    most = _most_pixels(image)
    if width * height > most:
        raise PictureError(f"{width:,} x {height:,} pixels: more than {most:,} are not decoded")
    if image.format == "JPEG" and body.count(_SCAN_MARK) > _MOST_SCANS:
        raise PictureError(f"a JPEG in more than {_MOST_SCANS} scans is made to waste time")


def _most_pixels(image: Image.Image) -> int:
    """Return how many pixels may be decoded: as many as fit in memory, the format and its colours considered."""
    colours = _BYTES_PER_CLEAR_PIXEL if image.mode in ("RGBA", "LA") else _BYTES_PER_SOLID_PIXEL
    return min(_MOST_PIXELS, _MOST_BYTES // _BYTES_PER_PIXEL.get(image.format or "", colours))


class _Size(NamedTuple):
    width: int
    height: int


def _target_size(size: tuple[int, int], *, width: int, sideways: bool) -> _Size:
    """Return the size to scale the stored picture to, before it is turned upright."""
    seen_width = size[1] if sideways else size[0]
    roomy = math.sqrt(_MOST_PIXELS_MADE / (size[0] * size[1]))
    scale = min(1.0, width / seen_width, _LONGEST_SIDE / max(size), roomy)
    return _Size(*(max(1, round(side * scale)) for side in size))


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held; 1, upright, when the metadata is broken."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _DECODING_ERRORS:
        return 1
    return value if isinstance(value, int) else 1


def _blendable(image: Image.Image, size: _Size) -> Image.Image:
    """Return the picture in a mode whose colours can be mixed.

    Palettes take four times the memory as colours, so a large one is thinned out first.
    """
    if image.mode in _BLENDABLE_MODES:
        return image
    if image.mode.startswith("I;16"):
        # Converting alone would cut every value above 255 off.
        return image.point(lambda value: value / 256).convert("L")
    thinned = [min(now, _THINNED_TO * then) for now, then in zip(image.size, size, strict=True)]
    return image.resize(_Size(*thinned), Image.Resampling.NEAREST).convert(_final_mode(image))


def _final_mode(image: Image.Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


def _encoded(image: Image.Image, *, quality: int) -> bytes:
    image = image.convert(_final_mode(image))
    image.info = {}
    output = io.BytesIO()
    image.save(output, "WEBP", quality=quality, method=4)
    return output.getvalue()
