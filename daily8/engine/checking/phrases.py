"""Arabic phrases: which of the words behind a verb belong together, and which preposition leads to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from daily8.engine.checking import clauses, words
from daily8.engine.checking.directory import directory
from daily8.engine.checking.nouns import (
    ends_counted,
    is_accusative,
    is_adjective,
    is_counted,
    is_definite,
    is_feminine,
    is_group,
    is_land,
    is_number,
    is_of_people,
    is_owned,
    is_party,
    is_place,
    is_plural,
    is_proper,
    known,
    may_be_name,
    may_be_plural,
)
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verbs import is_finite, is_preposition, preposition_of
from daily8.engine.tagging.names import is_given_name

Apart = Callable[[int, int], bool]
_REACH, _LONGEST_NAME = 24, 4
_ENDS = frozenset(".;:!?؛؟—–-")
_ASIDE = frozenset("،,()")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are one phrase, with the preposition before them, if any, and whether a comma stands there."""

    places: tuple[int, ...]
    led: str = ""
    aside: bool = False


class _Parser:
    """Takes words one by one, and puts them together to phrases."""

    def __init__(self, tokens: Sequence[Token], apart: Apart) -> None:
        self._tokens = tokens
        self._apart = apart
        self._open: list[int] = []
        self._led, self._aside = "", False
        self.found: list[Phrase] = []

    def close(self, led: str = "", *, aside: bool = False) -> None:
        """End a phrase, and let the next one begin behind a preposition or a comma."""
        if self._open:
            self.found.append(Phrase(tuple(self._open), self._led, self._aside))
        self._open, self._led, self._aside = [], led, aside

    def take(self, at: int) -> None:
        """Take one more word."""
        token = self._tokens[at]
        if not _ASIDE.isdisjoint(token.before):
            self.close(aside=True)
        if is_preposition(token):
            self.close(token.plain)
        elif (token.stop and not is_number(token)) or token.dated or not token.keys:
            if token.dated or token.plain in words.RESUMING:
                self.close()
        else:
            self._join(at, preposition_of(token))

    def _join(self, at: int, attached: str) -> None:
        own = self._open
        if attached:
            self.close(attached)
        elif own and (_is_boundary(self._tokens, own, at) or self._apart(own[-1], at)):
            self.close()
        self._open.append(at)


def together(_one: int, _other: int) -> bool:
    """Tell of no two words that they are not of one phrase."""
    return False


def phrases(tokens: Sequence[Token], start: int, apart: Apart = together) -> list[Phrase]:
    """Return the phrases from a place up to the end of the clause; `apart` tells of words that are not of one."""
    parser = _Parser(tokens, apart)
    for at in range(start, min(start + _REACH, len(tokens))):
        if ends_clause(tokens, at, start):
            break
        parser.take(at)
    parser.close()
    return parser.found


def ends_clause(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether another clause begins with a word."""
    token = tokens[at]
    if clauses.leads_clause(token.plain) or token.plain in words.RELATIVES or token.plain in words.OPENERS:
        return True
    if token.plain in clauses.THAT_HE:
        return True
    if (
        "،" in token.before
        and token.plain[0] in "وف"
        and token.concepts
        and not (is_definite(token) or token.name)
    ):
        return True
    if at <= start:
        return False
    signed = not _ENDS.isdisjoint(token.before) or _is_other_voice(tokens, at)
    return signed or is_finite(tokens, at) or _goes_on(tokens, at)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "and" leads to what else somebody did, rather than to somebody else."""
    token, before = tokens[at], tokens[at - 1]
    if token.plain[0] != "و" or is_definite(token) or token.name or is_party(token) or not token.concepts:
        return False
    return (is_definite(before) or before.name) and not token.text.endswith(("ة", "ات", "ين", "ون"))


def _is_other_voice(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a quotation of more than a name begins or ends at a word."""
    if tokens[at].quoted == tokens[at - 1].quoted:
        return False
    way = 1 if tokens[at].quoted else -1
    place = at if tokens[at].quoted else at - 1
    far = place + way * _LONGEST_NAME
    return 0 <= far < len(tokens) and all(tokens[each].quoted for each in range(place, far, way))


def _is_boundary(tokens: Sequence[Token], own: Sequence[int], at: int) -> bool:
    """Tell whether a word begins another phrase than the words before it."""
    token, before, head = tokens[at], tokens[own[-1]], tokens[own[0]]
    if is_number(token):
        return not is_number(before) and not is_definite(token)
    if (is_number(before) and not is_definite(before)) or _is_joined(token):
        return False
    describes = is_definite(token) and is_definite(before) and is_adjective(token)
    plural = token.plain.endswith("ات") and is_plural(token.plain) and not is_place(token)
    if token.name and not is_of_people(token) and not describes and not plural:
        return _begins_with_name(tokens, own, at)
    named = any(may_be_name(tokens[place]) and not is_definite(tokens[place]) for place in own)
    if named and (is_party(token) or is_group(token)) and not tokens[at].name:
        return True
    if is_definite(token):
        return _begins_with_article(token, before, head)
    if _is_family_name(tokens, own, at):
        return False
    behind = is_definite(before) or is_proper(before)
    if behind and not is_group(head) and not is_plural(before.plain) and _goes_on_name(tokens, at):
        return False
    return _begins_without_article(token, before)


def _is_family_name(tokens: Sequence[Token], own: Sequence[int], at: int) -> bool:
    """Tell whether an everyday word without an article stands right behind a given name that has none yet."""
    token, before = tokens[at], tokens[own[-1]]
    given = is_given_name(before.plain) and may_be_name(before)
    alone = given and sum(may_be_name(tokens[place]) for place in own) == 1
    other = token.concepts or is_accusative(token) or is_plural(token.plain) or is_party(token)
    return alone and not (other or is_definite(token) or is_owned(token))


def _is_joined(token: Token) -> bool:
    """Tell whether a word begins with "and"."""
    word = token.plain
    if word[0] != "و":
        return False
    return is_definite(token) or known(word[1:]) > known(word) or bool(directory().named(word[1:]))


def _begins_with_name(tokens: Sequence[Token], own: Sequence[int], at: int) -> bool:
    """Tell whether a name is not that of those whom the words before it tell of: "the captain Farid" is one."""
    before, head = tokens[own[-1]], tokens[own[0]]
    if is_proper(before) and not is_of_people(before):
        return _is_another_name(tokens, own, at)
    if is_accusative(before) or is_counted(before):
        return not is_definite(before)
    if not is_definite(head) or not is_definite(before):
        return False
    many = head.plain.endswith(("ات", "ون", "ين"))
    located = is_place(tokens[at]) and not words.is_place_noun(head.plain.removeprefix("ال"))
    return is_group(head) or many or located


def _is_another_name(tokens: Sequence[Token], own: Sequence[int], at: int) -> bool:
    """Tell whether a name behind another one is of somebody else."""
    token, before = tokens[at], tokens[own[-1]]
    both = is_place(token, led=True) and is_place(before, led=True)
    one = directory().named(f"{before.plain} {token.plain}") or (is_definite(token) and is_adjective(token))
    if both and not one:
        return len(own) == 1 or is_land(token)
    if is_land(token):
        return not before.concepts and not is_place(before, led=True)
    if is_land(before):
        return len(own) == 1
    names = [place for place in own if tokens[place].name]
    return len(names) > 2 and is_given_name(tokens[names[0]].plain) and is_given_name(token.plain)


def _begins_with_article(token: Token, before: Token, head: Token) -> bool:
    """Tell whether a word with the article is somebody else than the words before it tell of."""
    proper = is_proper(before) or (may_be_name(before) and not is_definite(before))
    if proper and not is_of_people(before):
        united = is_feminine(before) and is_feminine(token) and is_definite(before)
        surname = token.rare or token.number is not None
        surname = surname or (token.text.endswith("ي") and is_adjective(token))
        return not united and (not surname or is_party(token))
    if is_definite(before):
        return not _describes(token, before, head)
    if is_counted(before) or is_accusative(before):
        return True
    if before is not head and is_adjective(before) and is_feminine(before) and is_feminine(head):
        return not is_party(before)
    return is_owned(before) and not _describes(token, before, head)


def _describes(token: Token, before: Token, head: Token) -> bool:
    """Tell whether a word with the article describes those before it, rather than being somebody else."""
    if not is_adjective(token):
        return before.name and token.rare
    if is_feminine(token):
        return any(is_feminine(each) or may_be_plural(each) or each.name for each in (before, head))
    if ends_counted(token):
        return may_be_plural(before) and (before is not head or not token.plain.endswith("ين"))
    return not (is_feminine(before) and is_feminine(head))


def _goes_on_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word without an article may be a name behind what somebody is, or behind a given name."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    leads = (
        following is not None and following.name and not following.before.strip() and not is_definite(following)
    )
    led = token.plain[0] in "بل" and not token.name
    return (may_be_name(token) or (leads and not token.concepts)) and not (led or is_plural(token.plain))


def _begins_without_article(token: Token, before: Token) -> bool:
    if is_proper(before) or is_definite(before) or is_owned(before):
        return True
    if is_counted(before):
        return not ends_counted(token)
    return is_accusative(token) and not is_accusative(before)
