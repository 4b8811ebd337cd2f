"""Primary keys of rows, as an address or a form names them."""

# So many figures are fewer than either database has room for.
_LONGEST = 18


def is_key(text: str) -> bool:
    """Return whether somebody's words may be the primary key of a row."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST
