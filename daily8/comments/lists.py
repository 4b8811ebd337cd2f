"""The lists of words that moderators keep: what they would find, and lists to begin with."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from daily8.comments.models import Comment, Word
from daily8.engine.remarks import spelling
from daily8.engine.remarks.suspicion import WordList

# Lists to begin with, by their language.
LANGUAGES = ("en", "ar")
_FOLDER = Path(__file__).parent / "words"
# Words are tried on so many of the newest comments that everybody sees.
TRIED_ON = 500


@dataclass(frozen=True, slots=True)
class Lists:
    """Words and phrases that hold a comment, and those that make one suspicious; none is in both."""

    banned: Sequence[str]
    suspect: Sequence[str]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.banned) + len(self.suspect)

    def with_more(self, other: "Lists") -> "Lists":
        """Return these with those of another that are not in them yet; where both know a word, these decide."""
        known = {*self.banned, *self.suspect}
        new = [[word for word in words if word not in known] for words in (other.banned, other.suspect)]
        return Lists([*self.banned, *new[0]], [*self.suspect, *new[1]])


def present() -> Lists:
    """Return what is looked for now."""
    known = list(Word.objects.order_by("text"))
    return Lists([word.text for word in known if word.banned], [word.text for word in known if not word.banned])


@cache
def starter(language: str) -> Lists:
    """Return the list of a language to begin with; nothing of it is looked for before moderators keep it."""
    lines = (_FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    middle = words.index("[suspect]")
    return Lists(words[1:middle], words[middle + 1 :])


def tried(words: Iterable[str]) -> list[tuple[str, int]]:
    """Return in how many of the newest comments each of these words stands that does in any, the most first."""
    newest = Comment.objects.published().order_by("-pk").values_list("text", flat=True)[:TRIED_ON]
    looked_for = WordList(words)
    found = Counter(word for text in newest for word in set(looked_for.found(list(spelling.words(text)))))
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))
