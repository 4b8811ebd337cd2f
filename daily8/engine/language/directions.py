"""Which way a language is written."""

from typing import Literal

_RIGHT_TO_LEFT = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "khw", "ks", "ku-arab", "nqo", "pnb", "ps", "sd", "syr",
    "ug", "ur", "yi",
})  # fmt: skip


def direction(language: str) -> Literal["rtl", "ltr"]:
    """Return the direction of a language's script, "ltr" for one that is not known."""
    tag = language.strip().lower().replace("_", "-")
    return "rtl" if tag in _RIGHT_TO_LEFT or tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr"
