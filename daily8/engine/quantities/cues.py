"""Words that say that somebody was killed, hurt, missing, driven out or held (tables/)."""

from collections.abc import Sequence

from daily8.engine.quantities.lexicon import Lexicon
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.tokens import Token, around
from daily8.engine.quantities.wordlists import phrases, words


def _lexicon(name: str) -> Lexicon[Kind]:
    return Lexicon({phrase: Kind(kind) for phrase, kind in phrases(name).items()})


COUNTED, BEFORE, BEHIND = _lexicon("counted"), _lexicon("cues_before"), _lexicon("cues_behind")
HAPPENED = (Kind.DEAD, Kind.INJURED, Kind.MISSING, Kind.DISPLACED, Kind.ARRESTED)
_DISEASE = words("بفيروس كورونا بكورونا بالفيروس جديده مءكده موكده بالكوليرا بمرض بحمي infections cases")
_PLAGUES = words("كوليرا كورونا كوفيد فيروس حصبه ملاريا ايبولا حمي وباء جايحه انفلونزا مرض الضنك")


def is_ill(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether those who are hurt at a place are ill, not wounded."""
    return any(token.plain in _DISEASE for token in tokens[place : place + 3]) or any(
        token.plain.removeprefix("ب").removeprefix("ال") in _PLAGUES for token in around(tokens, place)
    )
