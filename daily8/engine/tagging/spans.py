"""What was found in a text, before it is known for which thing it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.gazetteer import Things
from daily8.engine.tagging.reading import Words, fold, read
from daily8.engine.tagging.things import Kind


@dataclass(slots=True)
class Span:
    """Words from `first` up to `last` that name something: one of `things`, or something that no table knows.

    `told` is whether the words around say that it is a name; a doubtful one counts only then.
    """

    first: int
    last: int
    start: int
    end: int
    things: Things = ()
    kind: Kind | None = None
    told: bool = True


@dataclass(slots=True)
class Page:
    """A text with its words, and the directory that they are looked up in."""

    words: Words
    directory: Directory
    folded: Sequence[str]
    lowered: frozenset[str]
    headline: bool = False
    spans: list[Span] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.folded)

    def add(
        self,
        first: int,
        last: int,
        *,
        things: Things = (),
        kind: Kind | None = None,
        told: bool = True,
        taken: int = 0,
    ) -> None:
        """Note that words name something; `taken` letters of the first are attached to it in Arabic."""
        start = self.words.starts[first] + taken
        self.spans.append(Span(first, last, start, self.words.end(last - 1), things, kind, told))

    def capital(self, index: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return self.words.words[index][:1].isupper()

    def opens(self, index: int) -> bool:
        """Tell whether a word begins a sentence, where everything has a capital."""
        gap = self.words.gaps[index]
        return index == 0 or any(sign in gap for sign in '.!?:\n"“”«—•…')

    def before(self, index: int) -> str:
        """Return the folded word that leads to this one; nothing where a sign stands between."""
        return self.folded[index - 1] if index and self.words.gaps[index] in (" ", "\u00a0", " “", ' "') else ""

    def after(self, last: int) -> str:
        """Return the folded word that follows; nothing where a sign stands between."""
        return self.folded[last] if last < len(self) and self.words.gaps[last] == " " else ""

    def match(self, index: int) -> tuple[int, Things] | None:
        """Return the longest spelling that begins at a word of Latin letters: where it ends and what it names."""
        head = self.folded[index]
        for count in range(self.directory.heads.get(head, 0), 0, -1):
            last = index + count
            if last <= len(self) and self._one(index, last):
                things = self._named(index, last)
                if things:
                    return last, things
        return self._inflected(index)

    def _one(self, first: int, last: int) -> bool:
        return all(self.words.follows(index) for index in range(first + 1, last))

    def _named(self, first: int, last: int) -> Things | None:
        if last == first + 1:
            return self.directory.acronym(self.words.words[first]) or self.directory.named(self.folded[first])
        return self.directory.named(" ".join(self.folded[first:last]))

    def _inflected(self, index: int) -> tuple[int, Things] | None:
        written, word = self.words.words[index], self.folded[index]
        if written.isupper() and (things := self.directory.acronym(written.removesuffix("s"))):
            return index + 1, things
        if len(word) > 4 and word.endswith("s") and (things := self.directory.named(word[:-1])):
            return index + 1, things
        return None


def page_of(text: str, directory: Directory) -> Page:
    """Read a text for what it names."""
    words = read(text)
    folded = [fold(word) for word in words.words]
    lowered = frozenset(word for word in words.words if word.islower())
    capitals = sum(1 for word in words.words if word[:1].isupper())
    headline = capitals > 3 and capitals > 0.6 * sum(1 for word in words.words if len(word) > 3)
    return Page(words, directory, folded, lowered, headline)
