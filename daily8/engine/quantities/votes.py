"""Numbers of votes: 52-48, 218 to 210, 98 in favour, وعارضه 132."""

from collections.abc import Sequence

from daily8.engine.quantities.figure import Figure
from daily8.engine.quantities.lexicon import Lexicon
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.tokens import Token, around, word_at
from daily8.engine.quantities.wordlists import words

_VOTING = words(
    """
    vote votes voted voting senate congress parliament lawmakers deputies ballot ruled ruling court justices
    approved passed ratified rejected confirmed confirm confirmation backed resolution motion house council
    assembly referendum
    صوت صوتا اصوات تصويت صوتين صوتوا التصويت باغلبيه بغالبيه الاصوات النواب مجلس البرلمان المحكمه صوتت
    امتناع وامتنع تاييد معارضه ومعارضه وعارضه الكنيست الكونغرس الشيوخ
    """
)
_ALWAYS = words("vote votes voted voting ballot صوت صوتا اصوات تصويت صوتين صوتوا التصويت صوتت")
_PLAYING = words("beat win won match game goal goals cup league season striker فاز المباراه الدوري كاس هدف")
_BEHIND = Lexicon.of(
    (
        "in favour", "in favor", "against", "abstained", "abstaining", "abstentions", "voted", "opposed", "votes",
        "were against", "were in favour", "عن التصويت", "لصالح", "ضد", "صوتوا", "أيدوا", "عارضوا", "امتنعوا",
    ),
    meaning=True,
)  # fmt: skip
_BEFORE = Lexicon.of(
    (
        "أيده", "أيدها", "عارضه", "عارضها", "امتنع", "امتناع", "بأغلبية", "بغالبية", "بموافقة", "بتأييد", "صوت",
        "رفضه", "رفضها", "عارضته", "عارضتها", "أيدته", "أيدتها", "امتنعت", "رفضته",
        "اعتراض", "معارضة", "رفض", "vote of", "margin of",
    ),
    meaning=True,
)  # fmt: skip
_BETWEEN = words("to مقابل against versus vs - – — ‐ ‑")
_VOTERS = words(
    "دول دوله دولا countries states نايبا نواب نايب عضوا اعضاء deputies lawmakers members senators mps"
)
_LARGEST = 10**9


def told(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers with those of votes marked."""
    if not any(token.plain in _VOTING or token.plain.removeprefix("ب") in _VOTING for token in tokens):
        return list(figures)
    found = [_counted(tokens, figure) for figure in figures]
    always = any(token.plain in _ALWAYS for token in tokens)
    for place in range(len(found) - 1):
        one, other = found[place], found[place + 1]
        if _opposed(tokens, one, other) and (always or _is_pair(tokens, one, other)):
            found[place], found[place + 1] = one.told(kind=Kind.VOTES), other.told(kind=Kind.VOTES)
    return found


def _counted(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Mark a number whose own words say that it is of votes."""
    if not figure.counts or figure.value > _LARGEST:
        return figure
    behind = figure.behind
    said = any(_BEHIND.at(tokens, place) for place in (behind, behind + 1) if _near(tokens, behind, place))
    before = _BEFORE.before(tokens, figure.begins) is not None
    return figure.told(kind=Kind.VOTES) if (said or before) and _may_be(tokens, figure) else figure


def _near(tokens: Sequence[Token], behind: int, place: int) -> bool:
    return place == behind or word_at(tokens, behind) in ("were", "was", "votes", "have", "had")


def _may_be(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether what is counted is nothing, votes or those who vote."""
    nouns = [token.plain for token in tokens[figure.noun : figure.behind]]
    return not nouns or any(noun in _VOTERS or noun in _ALWAYS or noun in _VOTING for noun in nouns)


def _opposed(tokens: Sequence[Token], one: Figure, other: Figure) -> bool:
    """Whether two numbers stand against each other: 52-48, 218 votes to 209."""
    if not {one.kind, other.kind} <= {Kind.COUNT, Kind.VOTES} or one.unit or other.unit:
        return False
    between = [token.plain for token in tokens[one.last : other.first]]
    between = [word for word in between if word not in _ALWAYS]
    return len(between) == 1 and between[0] in _BETWEEN and _may_be(tokens, other) and one.upper is None


def _is_pair(tokens: Sequence[Token], one: Figure, other: Figure) -> bool:
    """Whether two numbers with a dash between them are of a vote though no word says "vote"."""
    dashed = other.first == one.last + 1 and tokens[one.last].plain in "-–—‐‑"
    falling = tokens[one.last].plain == "to" and one.value > other.value and other.behind == other.last
    return (dashed or falling) and not any(token.plain in _PLAYING for token in around(tokens, one.last))
