"""Names in a text of Latin letters: runs of capitals, cut where known things and roles stand."""

from daily8.engine.tagging import cues
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.contexts import context
from daily8.engine.tagging.gazetteer import ANY_CASE, Things
from daily8.engine.tagging.guesses import is_sure, kind_of
from daily8.engine.tagging.names import given_name
from daily8.engine.tagging.spans import Page
from daily8.engine.tagging.things import Kind

_LONGEST_RUN = 14
# Behind this letter are scripts in which unknown names cannot be told.
_LAST_LATIN = "\u024f"
# Kinds whose names people have as given names: Paris, Chelsea.
_SHARED = frozenset({Kind.PLACE, Kind.ORGANISATION})
# As common as this, a word that opens a sentence is no part of the name behind it.
_EVERYDAY = 5.0


def look(page: Page, *, learn: bool) -> None:
    """Note what a text of Latin letters names; with `learn` also what no table knows."""
    index = 0
    for first in [place for place, seen in enumerate(page.sights) if seen.traits & sign.BEGINS]:
        if first < index:
            continue
        own = page.trait(first)
        if own & sign.CAPITAL and _goes_on(page, first + 1):
            index = _Run(page, first, learn=learn and not page.headline).look()
        elif own & sign.CAPITAL:
            index = _alone(page, first, learn=learn and not page.headline)
        elif own & sign.KNOWN or page.goes_on(first, page.folded[first]):
            index = _small(page, first)


def _goes_on(page: Page, index: int) -> bool:
    """Tell whether a word may belong to the name that the one before it is of."""
    if index >= len(page.folded):
        return False
    capital = page.sights[index].traits & sign.CAPITAL
    return bool(capital or page.folded[index] in cues.CONNECTORS) and page.words.joined(index)


def _alone(page: Page, index: int, *, learn: bool) -> int:
    """Note what a word with a capital names that no other goes on; return where to go on."""
    match, word = page.match(index), page.folded[index]
    idle = word in cues.NEVER or word in cues.ROLES
    if match and (match[0] > index + 1 or not idle or _is_acronym(page, index)):
        return _take(page, index, *match)
    opens = page.opens(index) and is_common(word) and word not in cues.ORGANISATIONS and not given_name([word])
    if learn and not (match or idle or opens) and page.words.words[index][0] <= _LAST_LATIN:
        _note(page, index, index + 1)
    return index + 1


def _take(page: Page, index: int, last: int, things: Things) -> int:
    """Note a known spelling; return where it ends."""
    told, kind = context(page, index, last, things)
    page.add(index, last, things=things, told=told, kind=kind)
    return last


def _is_acronym(page: Page, index: int) -> bool:
    """Tell whether a word in capitals stands for something known, such as WHO or IT."""
    written = page.words.words[index]
    return written.isupper() and bool(page.directory.acronym(written))


def _note(page: Page, first: int, last: int) -> None:
    """Note a name that no table knows."""
    kind, told = kind_of(page, first, last), is_sure(page, first, last)
    if not told and page.before(first) in ("and", "or") and page.spans and page.spans[-1].last == first - 1:
        neighbour = page.spans[-1]
        kind, told = (neighbour.things[0].kind if neighbour.things else neighbour.kind), neighbour.told
    page.add(first, last, kind=kind, told=told)


def _small(page: Page, index: int) -> int:
    """Note what begins with a small letter: a theme, an event, "bin Laden"; return where to go on."""
    match = page.match(index)
    if not match:
        return index + 1
    last, named = match
    things = tuple(thing for thing in named if thing.kind in ANY_CASE or page.capital(last - 1))
    if things:
        told = not page.directory.is_doubtful(" ".join(page.folded[index:last]))
        page.add(index, last, things=things, told=told)
        return last
    return index + 1


class _Run:
    """Words with capitals in a row, with "of", "van" and the like between them."""

    def __init__(self, page: Page, first: int, *, learn: bool) -> None:
        self._page = page
        self._first = first
        self._learn = learn
        self._last = self._end()
        # Where the name that no table knows begins, while one is open.
        self._open: int | None = None

    def look(self) -> int:
        """Note all that the run names; return where to go on."""
        index = self._first
        while index < self._last:
            index = self._step(index)
        self._close(index)
        return max(index, self._last)

    def _end(self) -> int:
        page, index = self._page, self._first + 1
        most = min(len(page), self._first + _LONGEST_RUN)
        while index < most and _goes_on(page, index):
            ahead = self._past_connectors(index)
            if ahead >= most or not page.capital(ahead) or self._shouts(ahead):
                break
            index = ahead + 1
        return index

    def _shouts(self, index: int) -> bool:
        """Tell whether a word in capitals stands behind words that are not: a dateline or a credit begins."""
        words = self._page.words.words
        return len(words[index]) > 3 and words[index].isupper() and not words[index - 1].isupper()

    def _past_connectors(self, index: int) -> int:
        page, ahead = self._page, index
        if page.capital(index):
            return index
        while ahead - index < 2 and ahead + 1 < len(page) and self._connects(ahead):
            ahead += 1
        return ahead

    def _connects(self, index: int) -> bool:
        page = self._page
        return page.folded[index] in cues.CONNECTORS and not page.capital(index) and page.words.joined(index + 1)

    def _step(self, index: int) -> int:
        page = self._page
        match = page.match(index)
        if self._open is not None and not page.capital(index):
            match = None
        if match and match[0] > index + 1 and not self._within_organisation(index, match[0]):
            return self._take(index, *match)
        if last := self._organisation(index):
            self._close(index)
            page.add(index, last, kind=Kind.ORGANISATION)
            self._nest(index, last)
            return last
        if match and match[0] > index + 1:
            return self._take(index, *match)
        word = page.folded[index]
        if (word in cues.NEVER and page.capital(index) and not self._is_family_name()) or self._is_role(index):
            self._close(index)
            return self._role_or_thing(index, match)
        if match and self._stands_alone(index, match[1]):
            return self._take(index, *match)
        if not page.capital(index):
            self._connect(index)
        elif self._open is None and not self._is_plain_opening(index):
            self._open = index
        return index + 1

    def _is_family_name(self) -> bool:
        """Tell whether a given name is open, so that "May" behind it is no month."""
        return self._open is not None and given_name(self._page.folded[self._open : self._open + 2]) is not None

    def _nest(self, first: int, last: int) -> None:
        """Note the places that the name of an organisation holds."""
        while first < last:
            match = self._page.match(first)
            if match and match[0] <= last and match[1][0].kind is Kind.PLACE:
                self._page.add(first, match[0], things=match[1], told=self._page.capital(first), nested=True)
                first = match[0]
            else:
                first += 1

    def _connect(self, index: int) -> None:
        """End the open name at an "of" that only says where somebody belongs."""
        if self._open is None or self._page.folded[index] not in cues.OF:
            return
        ahead = self._past_connectors(index)
        if given_name(self._page.folded[self._open : index]) or self._keyword(ahead) is not None:
            self._close(index)

    def _take(self, index: int, last: int, things: Things) -> int:
        self._close(index)
        return _take(self._page, index, last, things)

    def _role_or_thing(self, index: int, match: tuple[int, Things] | None) -> int:
        """Pass over "May" and "President"; a word in capitals such as WHO or IT is a thing all the same."""
        if match and _is_acronym(self._page, index):
            return self._take(index, *match)
        return index + 1

    def _is_role(self, index: int) -> bool:
        """Tell whether a word says what the next one is: it must have one, or it is a name itself."""
        if self._page.folded[index] not in cues.ROLES:
            return False
        if self._open is None:
            return True
        ahead = index + 1
        return ahead < self._last and self._page.capital(ahead) and not self._is_family_name()

    def _stands_alone(self, index: int, things: Things) -> bool:
        """Tell whether a known word is itself here, and not a part of a longer name."""
        page, ahead = self._page, index + 1
        if page.headline:
            return True
        if self._open is not None:
            return False
        if ahead >= self._last or not page.capital(ahead):
            return True
        word, following = page.folded[index], page.folded[ahead]
        if following in cues.ROLES or following in cues.NEVER:
            return True
        feature = following in cues.PLACES and following not in things[0].key.split()
        if things[0].kind is Kind.PLACE and feature:
            return False
        if things[0].kind in _SHARED and given_name([word]) and following not in cues.PLACES:
            return False
        if things[0].kind is Kind.PERSON and not page.match(ahead):
            return is_common(following) and not page.directory.is_doubtful(word)
        if page.match(ahead) or things[0].kind is not Kind.PLACE:
            return not page.directory.is_doubtful(word) or _begins_name(page, ahead)
        return self._is_people(index, things) or _begins_name(page, ahead)

    def _is_people(self, index: int, things: Things) -> bool:
        """Tell whether a word is what a country's people are called ("Kenyan"), not its name."""
        return self._page.folded[index] != things[0].key and "country" not in things[0].key

    def _organisation(self, index: int) -> int | None:
        """Return where an organisation ends that begins here, by a word such as University or Bank."""
        if not self._learn or self._open is not None or self._last - index < 2 or self._is_plain_opening(index):
            return None
        key = self._keyword(index)
        return None if key is None else self._organisation_end(index, key)

    def _keyword(self, index: int) -> int | None:
        """Return where the next word such as University stands, if nothing else comes first."""
        page = self._page
        for key in range(index, self._last):
            word = page.folded[key]
            if not page.capital(key) or word in cues.NEVER or (key > index and self._cuts(key)):
                return None
            if word in cues.ORGANISATIONS:
                return key
        return None

    def _cuts(self, key: int) -> bool:
        match = self._page.match(key)
        return bool(match and match[1][0].kind is Kind.PERSON)

    def _organisation_end(self, index: int, key: int) -> int | None:
        page, last = self._page, key + 1
        while last < self._last and page.capital(last) and page.folded[last] in cues.ORGANISATIONS:
            last += 1
        if last < self._last and page.folded[last] in cues.OF:
            return self._last
        return last if last - index > 1 else None

    def _within_organisation(self, index: int, last: int) -> bool:
        """Tell whether a known place is only the beginning of an organisation's name."""
        end = self._organisation(index)
        if end is None or end <= last:
            return False
        match = self._page.match(index)
        return self._page.folded[end - 1] in cues.ORGANISATIONS or bool(match and match[1][0].kind is Kind.THEME)

    def _is_plain_opening(self, index: int) -> bool:
        """Tell whether a word has its capital only because a sentence begins."""
        page, word = self._page, self._page.folded[index]
        if word in cues.NEVER or word in cues.ROLES:
            return True
        if not page.opens(index) or not is_common(word) or word in cues.ORGANISATIONS or given_name([word]):
            return False
        ahead = index + 1
        begins = ahead < self._last and page.capital(ahead) and not is_common(word, least=_EVERYDAY)
        return not begins or _begins_name(page, ahead) or page.folded[ahead] in cues.ROLES

    def _close(self, last: int) -> None:
        """Note the name that is open, if there is one, without what does not belong to it."""
        first, self._open = self._open, None
        if first is None or not self._learn or self._page.words.words[first][0] > _LAST_LATIN:
            return
        page = self._page
        while last > first and not page.capital(last - 1):
            last -= 1
        if last > first:
            _note(page, first, last)


def _begins_name(page: Page, index: int) -> bool:
    return given_name(page.folded[index : index + 2]) is not None
