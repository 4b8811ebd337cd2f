"""Bytes from the network become text."""

import codecs
import re
from collections.abc import Iterator, Sequence

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers decode in place of the label: the superset that publishers mean.
_SUPERSETS = {
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gbk": "gb18030",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
}
_HIGH = bytes(range(0x80, 0x100))
_FIRST_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 65_536


def decode(body: bytes, *, declared: Sequence[str] = ()) -> str:
    """Return the text of `body`; never fails, and costs little more than a few passes over it.

    `declared` are the labels that a header or the document itself gives, the most trusted first. They are
    believed only after the bytes have been heard: a byte order mark, a UTF-16 pattern and valid UTF-8 win.
    A label means what it means to a browser: `iso-8859-1` is windows-1252, `gb2312` is GB 18030.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    wide = _wide_encoding(body[:4096])
    if wide:
        return body.decode(wide, "replace")
    if body.isascii():
        return _decode_ascii(body, declared)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_broken(body, declared)


def _wide_encoding(head: bytes) -> str | None:
    """Name UTF-16 or UTF-32 without a mark: mark-up in it has zeros at regular places."""
    length = len(head) // 4
    if not length:
        return None
    zeros = [head[place::4].count(0) / length for place in range(4)]
    if zeros[0] < 0.1 and min(zeros[2:]) > 0.9:
        return "utf-32-le"
    if zeros[3] < 0.1 and min(zeros[:2]) > 0.9:
        return "utf-32-be"
    odd, even = (zeros[1] + zeros[3]) / 2, (zeros[0] + zeros[2]) / 2
    if odd > 0.3 and even < 0.1:
        return "utf-16-le"
    if even > 0.3 and odd < 0.1:
        return "utf-16-be"
    return None


def _decode_ascii(body: bytes, declared: Sequence[str]) -> str:
    # ISO-2022-JP hides Japanese behind escape sequences of ASCII bytes.
    if b"\x1b" in body and "iso2022_jp" in _known_encodings(declared):
        return body.decode("iso2022_jp", "replace")
    return body.decode("ascii")


def _decode_broken(body: bytes, declared: Sequence[str]) -> str:
    mended = _mended_utf8(body)
    if mended is not None:
        return mended
    for encoding in _known_encodings(declared):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode(_detected_encoding(body), "replace")


def _mended_utf8(body: bytes) -> str | None:
    """Return UTF-8 with replacement characters where at most 2 % of the text is broken.

    This comes before the declared encoding, because windows-1252 decodes nearly anything: one cut character
    would turn a whole feed of a server with a careless header into garbage. Text in another encoding
    has almost no valid UTF-8 sequences, so the good ones must outnumber the broken ten to one.
    """
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    ascii_length = len(body.translate(None, _HIGH))
    good = len(text) - ascii_length - broken
    return text if broken * 50 <= len(text) and broken * 10 <= good else None


def _known_encodings(labels: Sequence[str]) -> Iterator[str]:
    """Yield Python's names of the labels a browser knows.

    UTF-16 is left out: had it been true, a mark or the pattern of zeros would have said so.
    """
    for label in labels:
        encoding = map_encoding_to_html5(label, fallback_utf8=False)
        if encoding and not encoding.startswith("utf-"):
            yield _SUPERSETS.get(encoding, encoding)


def _detected_encoding(body: bytes) -> str:
    first = _FIRST_HIGH.search(body)
    start = max(0, first.start() - 1000) if first else 0
    encoding = detect_encoding(body[start : start + _SAMPLE]) or "cp1252"
    return _SUPERSETS.get(encoding, encoding)
