import io
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from daily8.engine.pictures import PictureError, resized

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning:PIL")

ROOT = Path(__file__).resolve().parents[2]
ORIENTATION, DESCRIPTION = 0x0112, 0x010E


def drawn(width=400, height=200, mode="RGB"):
    """A red picture with a blue top left quarter."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (0, 0, width // 2, height // 2))
    return image.convert(mode)


def saved(image, kind, **options):
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def opened(body):
    image = Image.open(io.BytesIO(body))
    image.load()
    return image


def colour(image, x, y):
    red, _, blue = image.convert("RGB").getpixel((x, y))
    return "red" if red > blue else "blue"


def png_chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, *, data=b"", bits=8, colours=2, extra=b""):
    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + extra
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *[
            ("JPEG", "RGB"),
            ("JPEG", "L"),
            ("JPEG", "CMYK"),
            ("PNG", "RGB"),
            ("PNG", "RGBA"),
            ("PNG", "P"),
            ("PNG", "L"),
        ],
        *[("PNG", "LA"), ("PNG", "1"), ("GIF", "P"), ("WEBP", "RGB"), ("WEBP", "RGBA"), ("AVIF", "RGB")],
    ],
)
def test_every_kind_of_picture_becomes_a_small_webp(kind, mode):
    body = saved(drawn(mode=mode), kind)

    small = opened(resized(body, width=100))

    assert (small.format, small.size) == ("WEBP", (100, 50))
    if mode not in ("L", "LA", "1"):
        assert (colour(small, 10, 10), colour(small, 90, 40)) == ("blue", "red")


def test_a_picture_is_never_enlarged():
    assert opened(resized(saved(drawn(40, 20), "PNG"), width=100)).size == (40, 20)


def test_less_quality_is_less_to_send():
    noise = Image.effect_noise((400, 300), 60)

    assert len(resized(saved(noise, "PNG"), width=400, quality=20)) < len(resized(saved(noise, "PNG"), width=400))


def test_transparency_stays():
    image = drawn(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 0))

    assert opened(resized(saved(image, "PNG"), width=100)).convert("RGBA").getpixel((5, 5))[3] == 0
    assert opened(resized(saved(drawn(), "PNG"), width=100)).mode == "RGB"


def test_sixteen_bits_a_pixel_keep_their_shades():
    image = Image.new("I;16", (40, 20), 40_000)

    assert opened(resized(saved(image, "PNG"), width=20)).getpixel((5, 5))[0] == pytest.approx(156, abs=2)


@pytest.mark.parametrize(
    ("orientation", "blue_corner"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_the_camera_position_is_honoured(orientation, blue_corner):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    body = saved(drawn(400, 200), "JPEG", exif=exif)
    upright = (200, 400) if orientation >= 5 else (400, 200)

    small = opened(resized(body, width=100))

    assert small.size == (100, 100 * upright[1] // upright[0])
    corners = {
        (x, y): colour(small, 5 + x * (small.width - 10), 5 + y * (small.height - 10))
        for x in (0, 1)
        for y in (0, 1)
    }
    assert [corner for corner, seen in corners.items() if seen == "blue"] == [blue_corner]


def test_nothing_but_the_picture_is_left():
    exif = Image.Exif()
    exif[DESCRIPTION] = "secret place"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    body = saved(drawn(), "JPEG", exif=exif, icc_profile=profile, comment=b"secret", xmp=b"<x>secret</x>")

    small = resized(body, width=100)

    assert b"secret" not in small
    assert not {"exif", "icc_profile", "xmp"} & set(opened(small).info)
    assert not opened(small).getexif()


def test_broken_camera_data_does_not_break_the_picture():
    body = saved(drawn(), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")

    assert opened(resized(body, width=100)).size == (100, 50)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_frame_is_shown(kind):
    frames = [Image.new("RGB", (60, 40), shade) for shade in ("blue", "red", "red")]
    body = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)

    small = opened(resized(body, width=30))

    assert getattr(small, "n_frames", 1) == 1
    assert colour(small, 15, 10) == "blue"


def test_a_very_long_picture_fits_a_webp():
    small = opened(resized(saved(Image.new("L", (20, 30_000)), "PNG"), width=800))

    assert small.height == 16_383


def test_a_line_of_one_pixel_is_a_picture():
    assert opened(resized(saved(Image.new("RGB", (3_000, 1)), "PNG"), width=100)).size == (100, 1)


@pytest.mark.parametrize(
    "body",
    [
        *[
            b"",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<html></html>",
            b"PK\x03\x04" + bytes(100),
            b"%PDF-1.7",
        ],
        *[saved(drawn(), "BMP"), saved(drawn(), "TIFF"), saved(drawn(), "ICO"), saved(drawn(), "PPM"), b"GIF89a"],
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_only_the_pictures_of_the_web_are_read(body):
    with pytest.raises(PictureError, match=r"not a JPEG, PNG, WebP, GIF or AVIF|cut off or broken"):
        resized(body, width=100)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_that_is_cut_off_is_said_plainly(kind):
    body = saved(Image.effect_noise((300, 300), 60).convert("RGB"), kind)

    with pytest.raises(PictureError, match=r"not a JPEG|cut off or broken"):
        resized(body[: len(body) // 2], width=100)


@pytest.mark.parametrize(
    ("body", "most"),
    [
        (png(8_000, 6_000), "40,000,000"),
        (png(50_000, 50_000), "40,000,000"),
        (png(2**31 - 1, 2**31 - 1), "40,000,000"),
        (png(6_000, 5_000, colours=6), "24,000,000"),
        (b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x08", "40,000,000"),
    ],
)
def test_more_pixels_than_fit_are_refused_before_they_are_decoded(body, most):
    with pytest.raises(PictureError, match=f"more than {most}"):
        resized(body, width=100)


def test_a_bomb_in_the_text_of_a_picture_is_refused():
    bomb = png_chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(50_000_000), 9))

    with pytest.raises(PictureError, match="cut off or broken"):
        resized(png(10, 10, extra=bomb), width=100)


def test_a_jpeg_of_endless_scans_is_refused():
    body = saved(drawn(), "JPEG", progressive=True)
    start = body.index(b"\xff\xda")
    scan = body[start : body.index(b"\xff", start + 20)]

    with pytest.raises(PictureError, match="100 scans"):
        resized(body[:start] + scan * 500 + body[start:], width=100)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to see the peak of memory")
@pytest.mark.parametrize(("kind", "most"), [("JPEG", 80), ("PNG", 260)])
def test_forty_megapixels_are_made_small_in_bounded_memory(tmp_path, kind, most):
    (tmp_path / "picture").write_bytes(saved(Image.new("RGB", (7_900, 5_000), "blue"), kind))
    program = f"""
import pathlib, re
from daily8.engine.pictures import resized

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])

body, before = pathlib.Path({str(tmp_path / "picture")!r}).read_bytes(), peak()
assert resized(body, width=800)
print((peak() - before) // 1024)
"""
    printed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert int(printed.stdout) < most


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_no_damage_does_harm(kind):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    whole = saved(drawn(80, 60), kind, **({} if kind == "GIF" else {"exif": exif}))
    dice = random.Random(8)

    for _ in range(300):
        body = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        try:
            small = resized(bytes(body), width=30)
        except PictureError:
            continue
        assert opened(small).format == "WEBP"
