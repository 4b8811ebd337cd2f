"""Everything that an article names, each thing once, with its places in the title and in the text."""

from collections.abc import Iterable, Sequence

from daily8.engine.tagging import arabic, cues, latin
from daily8.engine.tagging.arabic_doubts import weigh_doubts
from daily8.engine.tagging.arabic_unknown import is_ended
from daily8.engine.tagging.certainty import is_sure
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.found import Found
from daily8.engine.tagging.gazetteer import Things
from daily8.engine.tagging.names import display, is_given_name, own_key, without_form
from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.spans import Page, Span, page_of
from daily8.engine.tagging.things import Kind, Thing
from daily8.engine.tagging.traits import ARABIC

# What is behind this is not read: nobody's hashtags depend on it.
MOST_CHARACTERS = 24_000
# A family name of so many letters is hardly that of two people in one article.
_LONG = 8
_LONGEST_NAME = 6
# So often a word must be said that says little by itself.
_OFTEN = 3
# Languages whose unknown names can be told; of others only known things are found.
_LEARNED = frozenset({"en", "ar"})


def find(title: str, text: str, language: str, directory: Directory) -> list[Found]:
    """Return what an article names, in the order of the text; most of it no hashtag."""
    body = _read(text[:MOST_CHARACTERS], language, directory)
    head = _read(title[:MOST_CHARACTERS], language, directory, title=True)
    return _Finding(language, directory).of(head, body)


def _read(text: str, language: str, directory: Directory, *, title: bool = False) -> Page:
    page = page_of(text, directory, title=title)
    learn = language[:2] in _LEARNED or not language
    if any(seen.traits & ARABIC for seen in page.sights[:200:5]):
        arabic.look(page, learn=learn)
    latin.look(page, learn=learn and language[:2] != "ar")
    page.spans.sort(key=lambda span: span.start)
    return page


class _Finding:
    """Decides which thing each span stands for, the whole names first: they say what the short ones mean."""

    def __init__(self, language: str, directory: Directory) -> None:
        self._language = "ar" if language[:2] == "ar" else "en"
        self._directory = directory
        self._found: dict[str, Found] = {}
        self._short: dict[str, Thing] = {}
        self._whole_keys: set[str] = set()
        self._pages: tuple[Page, ...] = ()
        self._sports = False

    def of(self, head: Page, body: Page) -> list[Found]:
        """Return what both pages name."""
        pages = self._pages = (body, head)
        self._sports = sum(sum(map(cues.SPORTS.__contains__, page.folded)) for page in pages) >= _OFTEN
        counts = _counts(pages)
        for page in pages:
            things = [self._whole(page, span) for span in page.spans]
            for span, thing in zip(page.spans, things, strict=True):
                if not thing and span.last - span.first == 1:
                    thing = self._single(page, span, counts)
                if thing:
                    self._note(page, span, thing, in_title=page is head)
        self._join()
        self._repeat(body, in_title=False)
        self._repeat(head, in_title=True)
        self._echo(head)
        if self._language == "ar":
            weigh_doubts(self._found)
        for found in self._found.values():
            found.mentions.sort()
        return list(self._found.values())

    def _whole(self, page: Page, span: Span) -> Thing | None:
        """Return the thing of a name in full; nothing yet for a single word that the others may explain."""
        if span.last - span.first == 1 or not span.told:
            return None
        words = page.folded[span.first : span.last]
        thing = self._ruled(span.things, span.kind) if span.things else self._unknown(page, span, words)
        if thing:
            self._whole_keys.add(thing.key)
            self._shorten(thing, words)
        return thing

    def _ruled(self, things: Things, kind: Kind | None = None) -> Thing | None:
        """Return the thing that is meant: of the kind that the context speaks of, or else the first."""
        fitting = next((thing for thing in things if thing.kind is kind), things[0])
        return self._directory.ruled(fitting)

    def _unknown(self, page: Page, span: Span, words: Sequence[str]) -> Thing | None:
        if self._directory.is_void(" ".join(words)):
            return None
        if span.kind in (Kind.PERSON, Kind.ORGANISATION, None) and (person := self._directory.person(words)):
            return self._directory.ruled(person)
        name = page.words.text[span.start : span.end]
        words = phrase(name).split()
        if words[0].startswith("لل"):
            words[0] = "ال" + words[0][2:]
            name = "ال" + name[2:]
        if span.kind is not Kind.PERSON:
            words = without_form(words)
            if things := self._directory.named(" ".join(words)):
                return self._directory.ruled(things[0])
            if close := self._directory.close(" ".join(words)):
                return self._directory.ruled(close)
        key = own_key(words) if span.kind is Kind.PERSON else " ".join(words)
        if known := self._directory.thing(key):
            return known
        written = display(name) if span.kind is Kind.PERSON else name
        return self._directory.ruled(Thing(key, span.kind or Kind.ORGANISATION, {self._language: written}))

    def _shorten(self, thing: Thing, words: Sequence[str]) -> None:
        """Note by which single words a thing may be called further on."""
        if thing.kind is Kind.PERSON:
            for word in reversed(words):
                self._short.setdefault(word, thing)
        elif thing.kind is Kind.ORGANISATION and not is_common(words[0]):
            self._short.setdefault(words[0], thing)
        initials = "".join(word[:1] for word in words if word not in ("of", "the", "and", "for"))
        self._short.setdefault(initials, thing)

    def _single(self, page: Page, span: Span, counts: dict[str, int]) -> Thing | None:
        word = page.folded[span.first]
        explained = self._short.get(word)
        if span.things:
            if explained and (explained in span.things or self._explains(explained, span)):
                return explained
            told = span.told or (span.things[0].kind is Kind.THEME and counts[word] >= _OFTEN)
            return self._meant(word, span) if told else None
        if explained:
            return explained
        return self._alone(page, span, word, counts)

    def _explains(self, person: Thing, span: Span) -> bool:
        """Tell whether somebody named in full is meant by a family name that the tables give to another."""
        if person.kind is not Kind.PERSON or span.things[0].kind is not Kind.PERSON:
            return person.kind is Kind.PERSON and not span.told
        return not any(thing.key in self._whole_keys for thing in span.things)

    def _meant(self, word: str, span: Span) -> Thing | None:
        """Return the thing of a single word; of a city and its club the club, where it is about sport."""
        if self._sports and span.things[0].kind is Kind.PLACE:
            clubs = [thing for thing in self._directory.doubtful(word) if thing.kind is Kind.ORGANISATION]
            if clubs:
                return self._directory.ruled(clubs[0])
        return self._ruled(span.things, span.kind)

    def _alone(self, page: Page, span: Span, word: str, counts: dict[str, int]) -> Thing | None:
        """Return the thing of a single word that nothing else in the article explains."""
        if self._directory.is_void(word):
            return None
        if not is_common(word) and (close := self._directory.close(word)):
            return self._directory.ruled(close)
        if person := self._surname(page, span, word):
            return self._directory.ruled(person)
        if len(word) < 4 or is_common(word) or (not span.told and counts[word] < 2):
            return None
        if any(word in each.lowered for each in self._pages):
            return None
        written = page.words.text[span.start : span.end]
        return self._directory.thing(word) or Thing(
            word, span.kind or Kind.ORGANISATION, {self._language: written}
        )

    def _surname(self, page: Page, span: Span, word: str) -> Thing | None:
        """Return the only known person of a family name, where it is rare enough or a role stands before it."""
        if is_common(word) or is_given_name(word) or page.opens(span.first):
            return None
        rare = len(word) >= _LONG and span.kind is not Kind.PLACE
        return self._directory.of_surname(word) if rare or (span.kind is Kind.PERSON and span.told) else None

    def _join(self) -> None:
        """Let a name that nothing knows, and that is the end of somebody's full name here, be that person's."""
        shorts = [each for each in self._found.values() if not each.known and each.thing.kind is not Kind.PLACE]
        if not shorts:
            return
        wholes = [
            (spelling, each)
            for each in self._found.values()
            if each.thing.kind is not Kind.PLACE
            for spelling in map(phrase, each.spellings)
            if " " in spelling
        ]
        for short in shorts:
            if whole := self._whole_of(short, wholes):
                whole.mentions += short.mentions
                whole.title_mentions += short.title_mentions
                whole.sure = whole.sure or short.sure
                del self._found[short.thing.key]

    def _whole_of(self, short: Found, wholes: Sequence[tuple[str, Found]]) -> Found | None:
        """Return who has the whole name that a short one is the end of."""
        ends = tuple(" " + phrase(spelling) for spelling in short.spellings)
        return next(
            (each for spelling, each in wholes if spelling.endswith(ends) and each.thing.key in self._found), None
        )

    def _repeat(self, page: Page, *, in_title: bool) -> None:
        """Note people who are called by their family name alone further on, which Arabic does without capitals.

        A name whose last word is said alone is surely one that ends there.
        """
        names = {
            word: thing for word, thing in self._short.items() if word > "\u0600" and _is_family_name(word, thing)
        }
        if not names:
            return
        taken = {index for span in page.spans for index in range(span.first, span.last)}
        for index, seen in enumerate(page.sights):
            for form in seen.forms:
                if form in names and index not in taken:
                    start, end = page.words.starts[index] + seen.taken(form), page.words.end(index)
                    found = self._found[names[form].key]
                    (found.title_mentions if in_title else found.mentions).append((start, end))
                    found.sure = found.sure or is_ended(found.spellings[0], form)
                    break

    def _echo(self, head: Page) -> None:
        """Note in the title the names that only the text could tell to be names."""
        if all(found.known for found in self._found.values()):
            return
        names = {phrase(spelling): found for found in self._found.values() for spelling in found.spellings}
        beginnings = {name.partition(" ")[0] for name in names}
        taken = {index for span in head.spans for index in range(span.first, span.last)}
        for first in [index for index, word in enumerate(head.folded) if word in beginnings]:
            for last in range(min(first + _LONGEST_NAME, len(head)), first, -1):
                found = names.get(" ".join(head.folded[first:last]))
                if found and not found.known and taken.isdisjoint(range(first, last)) and head.one(first, last):
                    found.title_mentions.append((head.words.starts[first], head.words.end(last - 1)))
                    taken.update(range(first, last))

    def _note(self, page: Page, span: Span, thing: Thing, *, in_title: bool) -> None:
        found = self._found.get(thing.key)
        if not found:
            found = self._found[thing.key] = Found(thing, self._directory.thing(thing.key) is not None)
        (found.title_mentions if in_title else found.mentions).append((span.start, span.end))
        written = page.words.text[span.start : span.end]
        found.nested = found.nested and span.nested
        found.sure = found.sure or is_sure(page, span, thing, self._directory)
        # "Kelly" is Michael Kelly in this article only.
        whole = span.last - span.first > 1 or " " not in thing.key
        if whole and written not in found.spellings:
            found.spellings.append(written)


def _is_family_name(word: str, thing: Thing) -> bool:
    """Tell whether a word of somebody's name is no everyday word or given name, so that it means him alone."""
    return thing.kind is Kind.PERSON and len(word) > 3 and not is_common(word) and not is_given_name(word)


def _counts(pages: Iterable[Page]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for page in pages:
        for span in page.spans:
            if span.last - span.first == 1:
                word = page.folded[span.first]
                counts[word] = counts.get(word, 0) + 1
    return counts
