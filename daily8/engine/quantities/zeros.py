"""What is said not to have happened: no deaths, nobody was hurt, لم تسجل وفيات."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daily8.engine.quantities.cues import BEFORE
from daily8.engine.quantities.lexicon import Lexicon
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import phrases, words

_NOBODY = words("nobody none noone")
_UNSURE = words("immediate further more other new longer immediately additional official اخرى اخري جديده فوري")
_HARM = Lexicon({phrase: Kind(kind) for phrase, kind in phrases("harm").items()})
_FATES = Lexicon({phrase: Kind(kind) for phrase, kind in phrases("fates").items()})
_NEGATIONS = words("لم ولم فلم لا ولا ليس دون بدون")
_REACH, _ARABIC_REACH = 6, 10


class Zero(NamedTuple):
    """Nobody of a kind, or one, said by the tokens from `first` up to `last`; what is denied begins at `noun`."""

    kind: Kind
    first: int
    last: int
    noun: int
    value: int = 0


def zeros(tokens: Sequence[Token]) -> Iterator[Zero]:
    """Yield what a sentence denies."""
    last = 0
    for place, token in enumerate(tokens):
        if place < last or not token.word:
            continue
        zero = _english(tokens, place) if token.plain.isascii() else _arabic(tokens, place)
        if zero:
            last = zero.last
            yield zero


def _english(tokens: Sequence[Token], place: int) -> Zero | None:
    word, following = tokens[place].plain, word_at(tokens, place + 1)
    if word in _NOBODY or (word == "no" and following == "one"):
        done = BEFORE.before(tokens, place)
        if done:
            return Zero(done[0], place, place + 1 + (word == "no"), place + 1 + (word == "no"))
        return _found(tokens, _FATES, place, place + 1 + (word == "no"), _REACH)
    if word in ("no", "without") and following not in _UNSURE:
        return _found(tokens, _HARM, place, place + 1, 4)
    return None


def _arabic(tokens: Sequence[Token], place: int) -> Zero | None:
    if tokens[place].plain not in _NEGATIONS:
        return None
    return _found(tokens, _FATES, place, place + 1, 1) or _found(tokens, _HARM, place, place + 1, _ARABIC_REACH)


def _found(tokens: Sequence[Token], lexicon: Lexicon[Kind], first: int, begin: int, reach: int) -> Zero | None:
    """Look for what is denied; a number or a sign on the way ends it."""
    for place in range(begin, min(begin + reach, len(tokens))):
        if not tokens[place].word or tokens[place].plain in _UNSURE:
            return None
        if found := lexicon.at(tokens, place):
            last = place + found[1]
            named = place if lexicon is _HARM else last
            return None if word_at(tokens, last) in _UNSURE else Zero(found[0], first, last, named)
    return None
