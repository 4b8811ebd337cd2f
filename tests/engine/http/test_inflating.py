import gzip
import random
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daily8.engine.http.inflating import Body, InflatingError, encodings_of, zstd

TEXT = "خبر عاجل: كلمات كتبها ناشر. A publisher's words. ".encode() * 3_000
COMPRESSORS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=4),
    "zstd": zstd.compress,
}


def inflated(data, *encodings, limit=1_000_000, step=1_000_000):
    body = Body(encodings=encodings, limit=limit)
    for start in range(0, len(data), step):
        if not body.feed(data[start : start + step]):
            break
    return body


@pytest.mark.parametrize("encoding", COMPRESSORS)
@pytest.mark.parametrize("step", [1, 7, 4_096, 1_000_000])
def test_a_body_is_the_same_however_it_arrives(encoding, step):
    body = inflated(COMPRESSORS[encoding](TEXT), encoding, step=step)

    assert body.content() == TEXT
    assert body.complete


@pytest.mark.parametrize("encoding", COMPRESSORS)
def test_a_body_stops_at_its_limit(encoding):
    body = inflated(COMPRESSORS[encoding](bytes(5_000_000)), encoding, limit=100_000)

    assert body.overflowed
    assert not body.complete
    assert body.content() == bytes(100_000)


@pytest.mark.parametrize("encoding", COMPRESSORS)
def test_a_body_that_is_cut_gives_what_it_has(encoding):
    noise = random.Random(8).randbytes(100_000)
    whole = COMPRESSORS[encoding](noise)
    body = inflated(whole[: len(whole) * 3 // 4], encoding, step=1_000)

    assert noise.startswith(body.content())
    assert body.content() or encoding == "zstd"
    assert not body.complete


@pytest.mark.parametrize("encoding", COMPRESSORS)
def test_an_empty_body_is_complete(encoding):
    assert inflated(b"", encoding).complete
    assert inflated(COMPRESSORS[encoding](b""), encoding).complete


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate"])
def test_what_is_not_in_its_encoding_is_an_error(encoding):
    with pytest.raises(InflatingError):
        inflated(b"<rss version='2.0'></rss>" * 10, encoding)


def test_all_members_are_read_and_padding_is_not():
    assert inflated(gzip.compress(b"one ") + gzip.compress(b"two") + bytes(500), "gzip").content() == b"one two"
    assert inflated(zstd.compress(b"one ") + zstd.compress(b"two"), "zstd").content() == b"one two"
    assert inflated(zlib.compress(b"one") + b"rest", "deflate").content() == b"one"


@pytest.mark.parametrize(
    ("encoding", "part"), [("gzip", gzip.compress(b"", mtime=0)), ("zstd", zstd.compress(b""))]
)
def test_endless_empty_parts_are_an_error(encoding, part):
    with pytest.raises(InflatingError, match="compressed parts in a row"):
        inflated(part * 2_000, encoding)


def test_no_layer_swells_unseen():
    # The outer layer makes 50 MB of padding behind an inner gzip that is already over.
    hidden = gzip.compress(gzip.compress(b"small") + bytes(50_000_000))
    body = inflated(hidden, "gzip", "gzip", limit=100_000)

    assert body.overflowed
    assert body.content() == b"small"


@pytest.mark.parametrize(
    ("header", "encodings"),
    [
        ("", []),
        ("identity", []),
        ("GZIP", ["gzip"]),
        ("x-gzip", ["gzip"]),
        ("gzip, br", ["gzip", "br"]),
        ("UTF-8", []),
    ],
)
def test_a_header_names_the_encodings(header, encodings):
    assert encodings_of(header) == encodings


@pytest.mark.parametrize("header", ["compress", "aes128gcm", "gzip, gzip, gzip, gzip"])
def test_encodings_that_nobody_asked_for_are_an_error(header):
    with pytest.raises(InflatingError):
        encodings_of(header)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(list(COMPRESSORS)), st.booleans(), st.integers(1, 50))
def test_no_bytes_do_harm(noise, encoding, real, step):
    whole = COMPRESSORS[encoding](TEXT[:2_000])
    data = whole[: len(noise)] + noise if real else noise
    try:
        body = inflated(data, encoding, limit=5_000, step=step)
    except InflatingError:
        return
    assert len(body.content()) <= 5_000
