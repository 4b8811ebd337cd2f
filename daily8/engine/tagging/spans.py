"""What was found in a text, before it is known for which thing it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.gazetteer import Things
from daily8.engine.tagging.reading import Words, read
from daily8.engine.tagging.things import Kind
from daily8.engine.tagging.traits import CAPITAL, GIVEN, SECOND, WORD, Sight

# Names of more words than that are none.
_LONGEST_NAME = 20
_first = attrgetter("first")
_OPENINGS = frozenset('.!?:\n"“”«—•…')


@dataclass(slots=True)
class Span:
    """Words from `first` up to `last` that name something: one of `things`, or something that no table knows.

    `told` is whether the words around say that it is a name; a doubtful one counts only then.
    A `nested` one is a part of a longer name.
    """

    first: int
    last: int
    start: int
    end: int
    things: Things = ()
    kind: Kind | None = None
    told: bool = True
    nested: bool = False


@dataclass(slots=True)
class Page:
    """A text with its words, what each can be, and the directory that they are looked up in."""

    words: Words
    directory: Directory
    folded: Sequence[str]
    sights: Sequence[Sight]
    headline: bool = False
    spans: list[Span] = field(default_factory=list)
    _family_names: frozenset[str] | None = None
    _lowered: frozenset[str] | None = None
    _matches: dict[int, tuple[int, Things] | None] = field(default_factory=dict)

    @property
    def family_names(self) -> frozenset[str]:
        """The Arabic words that stand behind a given name somewhere."""
        if self._family_names is None:
            before = [0, *(seen.traits & (GIVEN | WORD) for seen in self.sights)]
            self._family_names = frozenset(
                word for index, word in enumerate(self.folded) if before[index] == GIVEN and self.near(index)
            )
        return self._family_names

    @property
    def lowered(self) -> frozenset[str]:
        """The words that are written with small letters somewhere."""
        if self._lowered is None:
            self._lowered = frozenset(filter(str.islower, self.words.words))
        return self._lowered

    def trait(self, index: int) -> int:
        """Return what a word can be."""
        return self.sights[index].traits

    def near(self, index: int) -> bool:
        """Tell whether a word stands right behind the one before it."""
        return self.words.gaps[index] in (" ", "\u00a0", "-")

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
        nested: bool = False,
    ) -> None:
        """Note that words name something; `taken` letters of the first are attached to it in Arabic."""
        start = self.words.starts[first] + taken
        self.spans.append(Span(first, last, start, self.words.end(last - 1), things, kind, told, nested))

    def spans_near(self, first: int, last: int) -> list[Span]:
        """Return the spans that begin around these words, or not far before: all that may touch them."""
        begin = bisect_left(self.spans, first - _LONGEST_NAME, key=_first)
        return self.spans[begin : bisect_right(self.spans, last, key=_first)]

    def capital(self, index: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return bool(self.sights[index].traits & CAPITAL)

    def opens(self, index: int) -> bool:
        """Tell whether a word begins a sentence, where everything has a capital."""
        gap = self.words.gaps[index]
        return index == 0 or not _OPENINGS.isdisjoint(gap)

    def before(self, index: int) -> str:
        """Return the folded word that leads to this one; nothing where a sign stands between."""
        return self.folded[index - 1] if index and self.words.gaps[index] in (" ", "\u00a0", " “", ' "') else ""

    def after(self, last: int) -> str:
        """Return the folded word that follows; nothing where a sign stands between."""
        return self.folded[last] if last < len(self) and self.words.gaps[last] == " " else ""

    def match(self, index: int) -> tuple[int, Things] | None:
        """Return the longest spelling that begins at a word of Latin letters: where it ends and what it names."""
        if index in self._matches:
            return self._matches[index]
        self._matches[index] = found = self._match(index)
        return found

    def _match(self, index: int) -> tuple[int, Things] | None:
        head = self.folded[index]
        if head in self.directory.heads:
            for last in self.ends(index, head):
                if things := self._named(index, last):
                    return last, things
        return self._inflected(index)

    def ends(self, index: int, head: str) -> Sequence[int]:
        """Return where spellings may end that begin with this form of a word, the longest first."""
        lengths = self.directory.heads.get(head, ())
        if not lengths or lengths[0] == 1 or not self.goes_on(index, head):
            return [index + 1] if lengths and lengths[-1] == 1 else ()
        return [index + count for count in lengths if self.one(index, index + count)]

    def goes_on(self, index: int, head: str) -> bool:
        """Tell whether a longer spelling begins with this form of a word and the next word."""
        ahead = index + 1
        if ahead >= len(self.folded) or not self.sights[ahead].traits & SECOND:
            return False
        return f"{head} {self.folded[ahead]}" in self.directory.pairs

    def one(self, first: int, last: int) -> bool:
        """Tell whether words stand right behind each other, as in one name."""
        if last > len(self.folded):
            return False
        for index in range(first + 1, last):  # noqa: SIM110, as this is asked most often of all
            if not self.words.follows(index):
                return False
        return True

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


def page_of(text: str, directory: Directory, *, title: bool = False) -> Page:
    """Read a text for what it names; capitals may mean nothing in a title."""
    words = read(text)
    sights = list(map(directory.sights.__getitem__, words.words))
    return Page(words, directory, [seen.forms[0] for seen in sights], sights, title and _is_headline(words))


def _is_headline(words: Words) -> bool:
    """Tell whether a text has a capital on nearly every word, so that capitals tell nothing."""
    long = [word for word in words.words if len(word) > 3]
    capitals = sum(1 for word in long if word[0].isupper())
    return capitals > 3 and capitals > 3 * (len(long) - capitals)
