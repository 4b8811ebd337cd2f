"""Numbers of people of whom none or not all were hurt: none of the 155, one of the 20, police deny 30 deaths."""

from collections.abc import Iterator, Sequence

from daily8.engine.quantities import nouns
from daily8.engine.quantities.cues import BEFORE, HAPPENED
from daily8.engine.quantities.figure import Figure
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.tokens import Token
from daily8.engine.quantities.wordlists import words
from daily8.engine.quantities.zeros import Zero

_LINKS = (("of",), ("among",), ("of", "the"), ("among", "the"), ("of", "its"), ("of", "those"), ("of", "their"))
_NOBODY = (
    ("none",),
    ("nobody",),
    ("noone",),
    ("neither",),
    ("no", "one"),
    ("not", "one"),
    ("not", "a", "single", "one"),
)
_SOME = (("some",), ("several",), ("many",), ("most",), ("half",), ("few",), ("a", "few"), ("part",))
_SOME_OF = {**dict.fromkeys(_NOBODY, 0), ("one",): 1, **dict.fromkeys(_SOME, None)}
_DENY = words("deny denied denies denying نفي نفت ينفي تنفي نافيا نافيه")
_NOT = words("not didn't never")
_REACH = 5


def undenied(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers; those of people of whom not all were hurt only count them."""
    return [figure.told(kind=Kind.COUNT) if _is_denied(tokens, figure) else figure for figure in figures]


def nobody(tokens: Sequence[Token], figures: Sequence[Figure]) -> Iterator[Zero]:
    """Yield what happened to none, or to one, of those who are counted."""
    for figure in figures:
        people = figure.kind in HAPPENED and nouns.is_people(tokens, figure.noun)
        share = _share_before(tokens, figure.begins) if people else None
        if share and share[1] is not None:
            yield Zero(figure.kind, share[0], figure.behind, figure.noun, share[1])


def _is_denied(tokens: Sequence[Token], figure: Figure) -> bool:
    if figure.kind not in HAPPENED:
        return False
    before = range(max(0, figure.begins - _REACH), figure.begins)
    told = any(tokens[place].plain in _DENY for place in before)
    undone = any(tokens[place].plain in _NOT and BEFORE.at(tokens, place + 1) for place in before)
    # "One of the 20 injured": these are told to be hurt by their name.
    some = nouns.is_people(tokens, figure.noun) and _share_before(tokens, figure.begins) is not None
    return told or undone or some


def _share_before(tokens: Sequence[Token], place: int) -> tuple[int, int | None] | None:
    """Return where "none of the" begins that ends before a place, and how many that is where it says so."""
    for link in _LINKS:
        for some, count in _SOME_OF.items():
            first = place - len(link) - len(some)
            if first >= 0 and tuple(token.plain for token in tokens[first:place]) == some + link:
                return first, count
    return None
