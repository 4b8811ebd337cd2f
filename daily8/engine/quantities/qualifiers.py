"""How exactly a number is meant: the words before it and behind it."""

from collections.abc import Sequence

from daily8.engine.quantities.lexicon import Lexicon
from daily8.engine.quantities.quantity import About
from daily8.engine.quantities.tokens import Token
from daily8.engine.quantities.wordlists import phrases, words

BEFORE = Lexicon({phrase: About(meaning) for phrase, meaning in phrases("qualifiers").items()})
_BEHIND = Lexicon({phrase: About(meaning) for phrase, meaning in phrases("qualifiers_behind").items()})
# These stand between the qualifier and the number, or are one in themselves without saying how exact it is.
_LOOSE = words("a an the his her its their our another just only as well ب ال ل بـ لـ further other estimated")


def before(tokens: Sequence[Token], first: int) -> tuple[About, int]:
    """Return how exactly a number is meant, and where the words that say so begin."""
    about, place = About.EXACT, first
    while place > 0:
        found = BEFORE.before(tokens, place)
        if found:
            about = found[0] if about == About.EXACT else about
            place -= found[1]
        elif tokens[place - 1].plain in _LOOSE:
            place -= 1
        else:
            break
    return about, place


def behind(tokens: Sequence[Token], last: int) -> About | None:
    """Return how exactly a number is meant where words behind it say so: 12 or more, 14 people at least."""
    if last < len(tokens) and tokens[last].plain == "+" and tokens[last].glued:
        return About.AT_LEAST
    for place in range(last, min(last + 3, len(tokens))):
        if found := _BEHIND.at(tokens, place):
            return found[0]
        if not tokens[place].word:
            return None
    return None
