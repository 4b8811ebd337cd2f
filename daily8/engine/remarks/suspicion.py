"""Why a moderator should look at a comment: rules that each give a reason and a weight, never a verdict."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import groupby

from daily8.engine.remarks import markup, spelling

# From this sum on a comment waits for a moderator, whatever the mode.
HELD = 10
_NEW_ACCOUNT = timedelta(days=1)
_QUICK = timedelta(seconds=4)
_MANY_LINKS = 2
_LOUD_LETTERS = 20
_DRAWN_OUT = 5
# A list may have phrases of so many words.
_LONGEST_PHRASE = 5
Phrase = tuple[frozenset[str], ...]


class Code(StrEnum):
    """What a rule saw; whoever shows it says it in the reader's language."""

    BANNED = "banned"
    SUSPECT = "suspect"
    LINKS = "links"
    OWN_REPEAT = "own_repeat"
    OTHERS_REPEAT = "others_repeat"
    LOUD = "loud"
    DRAWN_OUT = "drawn_out"
    MARKS = "marks"
    NEW_ACCOUNT = "new_account"
    GUEST = "guest"
    QUICK = "quick"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's finding; `detail` is a word of the list, or a number."""

    code: Code
    weight: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """What is known of who writes; `repeats` count comments that said the same lately. Guests have no account."""

    account_age: timedelta | None
    rejected: int = 0
    took: timedelta | None = None
    own_repeats: int = 0
    others_repeats: int = 0


class WordList:
    """Words and phrases, found however they are spelled."""

    def __init__(self, entries: Iterable[str]):
        self._entries = [(entry, phrase) for entry in entries if (phrase := _phrase(entry))]

    def found(self, words: Sequence[frozenset[str]]) -> list[str]:
        """Return the entries that stand in these words, as the list has them."""
        heads = frozenset().union(*words)
        likely = [(entry, phrase) for entry, phrase in self._entries if phrase[0] & heads]
        return [entry for entry, phrase in likely if _stands(phrase, words)]


def reasons(typed: str, writer: Writer, *, banned: WordList, suspect: WordList) -> list[Reason]:
    """Return why this text by this writer should be looked at, weightiest first; `typed` is as it came."""
    words = list(spelling.words(typed[: 4 * markup.LONGEST]))
    found = [*_of_words(words, banned, suspect), *_of_letters(typed[: 4 * markup.LONGEST]), *_of_writer(writer)]
    return sorted(found, key=lambda reason: -reason.weight)


def weight(found: Iterable[Reason]) -> int:
    """Return what reasons weigh together."""
    return sum(reason.weight for reason in found)


def _of_words(words: list[frozenset[str]], banned: WordList, suspect: WordList) -> Iterator[Reason]:
    for entry in banned.found(words):
        yield Reason(Code.BANNED, HELD, entry)
    for entry in suspect.found(words):
        yield Reason(Code.SUSPECT, 4, entry)


def _of_letters(typed: str) -> Iterator[Reason]:
    if addresses := markup.links(typed):
        yield Reason(Code.LINKS, 3 if len(addresses) <= _MANY_LINKS else HELD, str(len(addresses)))
    if marks := spelling.piled_marks(typed):
        yield Reason(Code.MARKS, 6, str(marks))
    letters = [letter for letter in typed if letter.isupper() or letter.islower()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) >= _LOUD_LETTERS and capitals > 0.7 * len(letters):
        yield Reason(Code.LOUD, 3)
    if any(letter.isalpha() and sum(1 for _ in run) >= _DRAWN_OUT for letter, run in groupby(typed.casefold())):
        yield Reason(Code.DRAWN_OUT, 2)


def _of_writer(writer: Writer) -> Iterator[Reason]:
    if writer.own_repeats:
        yield Reason(Code.OWN_REPEAT, min(HELD, 4 * writer.own_repeats), str(writer.own_repeats))
    if writer.others_repeats:
        yield Reason(Code.OTHERS_REPEAT, min(HELD, 5 * writer.others_repeats), str(writer.others_repeats))
    if writer.rejected:
        yield Reason(Code.REJECTED, min(HELD, 3 * writer.rejected), str(writer.rejected))
    if writer.account_age is None:
        yield Reason(Code.GUEST, 3)
    elif writer.account_age < _NEW_ACCOUNT:
        yield Reason(Code.NEW_ACCOUNT, 2)
    if writer.took is not None and writer.took < _QUICK:
        yield Reason(Code.QUICK, 4, str(max(0, int(writer.took.total_seconds()))))


def _phrase(entry: str) -> Phrase:
    return tuple(spelling.words(entry))[:_LONGEST_PHRASE]


def _stands(phrase: Phrase, words: Sequence[frozenset[str]]) -> bool:
    size = len(phrase)
    return any(
        all(wanted & word for wanted, word in zip(phrase, words[at : at + size], strict=True))
        for at in range(len(words) - size + 1)
    )
