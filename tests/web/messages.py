"""Every word of the interface, as the code and the templates ask for it."""

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[2] / "daily8"
# Which arguments of a function are a message; "c" marks the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = tuple[str, str, str]  # context, text, plural


def asked_for() -> set[Message]:
    """Return the messages of all modules and templates."""
    found: set[Message] = set()
    for path in PACKAGE.rglob("*.py"):
        found |= messages_of(path.read_text(encoding="utf-8"))
    for path in PACKAGE.rglob("templates/**/*.html"):
        found |= messages_of(templatize(path.read_text(encoding="utf-8")))
    return found


def messages_of(source: str) -> set[Message]:
    """Return the messages of one module."""
    found = set()
    underscore = "pgettext_lazy" if "pgettext_lazy as _" in source else "gettext"
    for _line, function, texts, _comments in extract_python(BytesIO(source.encode()), list(KEYWORDS), [], {}):
        name = underscore if function == "_" else function
        texts = [text for text in (texts if isinstance(texts, tuple) else (texts,)) if text is not None]
        if texts:
            found.add(_message(name, texts))
    return found


def _message(function: str, texts: list[str]) -> Message:
    if function.startswith("pgettext"):
        return texts[0], texts[1], ""
    if function.startswith("npgettext"):
        return texts[0], texts[1], texts[2]
    if function.startswith("ngettext"):
        return "", texts[0], texts[1]
    return "", texts[0], ""
