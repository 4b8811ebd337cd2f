"""The Arabic verb of those who die, where it says how time is spent: قضى 1200 شخص ليلتهم في المدارس."""

from collections.abc import Sequence

from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import words

_VERBS = words("قضي قضت قضوا قضيا يقضي تقضي يقضون")
_TIMES = words(
    """
    ليله ليلتين ليال ليالي وقت وقتا ايام اياما يومين ساعات ساعه ساعتين اسبوع اسبوعا اسبوعين اسابيع شهرا شهرين اشهر
    سنوات سنه سنتين عقودا اعواما اجازه عطله نهار حياه طفوله فتره عقوبه محكوميه رمضان
    """
)
# What is theirs is spent; "the night of Friday" is when somebody died.
_OF_THEM = ("هما", "هم", "هن", "ها", "ه")
_LED = words("خلال بعد قبل منذ في اثر جراء نتيجه مساء فجر ليل يوم اول امس علي بسبب")
_REACH = 7


def is_spent(tokens: Sequence[Token], verb: int, place: int) -> bool:
    """Tell whether the verb at a place has a time as its object, among the words from another place on."""
    if word_at(tokens, verb).removeprefix("و") not in _VERBS:
        return False
    for at in range(place, place + _REACH):
        word = word_at(tokens, at)
        if word in _LED:
            return False
        if _is_theirs(word) or (word in _TIMES and not _is_named(word_at(tokens, at + 1))):
            return True
    return False


def _is_theirs(word: str) -> bool:
    """Tell whether a word is a time of those who spend it: ليلتهم, إجازتها."""
    for ending in _OF_THEM:
        if word.endswith(ending) and word not in _TIMES:
            bare = word[: -len(ending)]
            return bare in _TIMES or (bare.endswith("ت") and bare[:-1] + "ه" in _TIMES)
    return False


def _is_named(following: str) -> bool:
    return following.startswith("ال") or following in ("امس", "اول")
