"""Words that stand in the place of others: a sentence of the source with one name or number exchanged."""

from collections.abc import Iterator

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.directory import directory
from daily8.engine.checking.reading import Token
from daily8.engine.checking.source import Place
from daily8.engine.checking.verdict import Doubt, Kind
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.names import is_given_name

# Between two neighbours of the claim the source may have so many words more than the claim has.
_SLACK = 3
# Where they are further apart, nothing stands between them in the place of something.
_FURTHEST = 16
# As common as this is what somebody is, with a capital or without.
_ROLE = 4.0


def substitutes(case: Case) -> Iterator[Doubt]:
    """Doubt words where the source has, between the same neighbours, a name, number or date instead."""
    for place, token in enumerate(case.claim.tokens):
        if not token.weight or token.quoted:
            continue
        substituted = any(_stands_for_another(case, place, number) for number in case.sentences)
        other = _is_other_given_name(case, place) or _is_other_family_name(case, place)
        if substituted or other or _is_other_behind(case, place):
            yield Doubt(_kind(case, token), token.text)


def _is_other_given_name(case: Case, place: int) -> bool:
    """Tell whether a given name that the source has nowhere stands before a name that has another one there."""
    token = case.claim.tokens[place]
    if case.wheres[place] or place + 1 >= len(case.claim.tokens) or not _is_given(token):
        return False
    return any(
        at and _is_given(case.token((number, at - 1))) and not case.token((number, at)).before
        for number, at in case.wheres[place + 1]
    )


def _is_other_family_name(case: Case, place: int) -> bool:
    """Tell whether a name follows a given name that another name follows wherever the source has it."""
    if not place or case.claim.tokens[place].before or not case.claim.tokens[place].name:
        return False
    token, given = case.claim.tokens[place], case.claim.tokens[place - 1]
    if not given.name or given.plain[0] == "و" or not _is_given(given) or case.source.are_neighbours(given, token):
        return False
    behind = [_behind(case, where) for where in case.wheres[place - 1]]
    return bool(behind) and all(each is not None and each.name and not each.before for each in behind)


def _is_other_behind(case: Case, place: int) -> bool:
    """Tell whether behind "the minister of transport" the source has another given name, and never this one."""
    token = case.claim.tokens[place]
    if not case.source.arabic or not place or token.before or not is_given_name(token.plain) or token.concepts:
        return False
    before = case.claim.tokens[place - 1]
    where = [at for at in case.wheres[place - 1] if case.token(at).plain == before.plain]
    if before.name or is_given_name(before.plain) or any(token.keys & each.keys for each in _beside(case, where)):
        return False
    claimed = {each.plain for each in case.claim.tokens}
    others = [each for each in _beside(case, [at for at in where if at[0] in case.sentences]) if not each.before]
    return any(is_given_name(each.plain) and not each.concepts and each.plain not in claimed for each in others)


def _beside(case: Case, where: list[Place]) -> list[Token]:
    return [token for at in where if (token := _behind(case, at)) is not None]


def _behind(case: Case, where: Place) -> Token | None:
    tokens = case.source.readings[where[0]].tokens
    return tokens[where[1] + 1] if where[1] + 1 < len(tokens) else None


def _is_given(token: Token) -> bool:
    word = token.plain
    return is_given_name(word) or (word[0] in "وفلب" and is_given_name(word[1:]))


def _stands_for_another(case: Case, place: int, number: int) -> bool:
    """Tell whether a sentence has something else than a word of the claim in its place."""
    token = case.claim.tokens[place]
    own = [at for each, at in case.wheres[place] if each == number]
    special = token.name or token.rare or token.number is not None or token.dated
    if own and not special:
        return False
    tokens = case.source.readings[number].tokens
    left, right = _neighbours(case, place, number)
    if own:
        far = all(abs(at - each) > _SLACK + 2 for at in own for each in left)
        if far and any(_follows_another(case, place, (number, one)) for one in left):
            return True
        return _is_elsewhere(token, tokens, own, left or _edge(case, place, tokens, -1), right)
    if token.name and not case.claim.tokens[place].quoted:
        left, right = left or _edge(case, place, tokens, -1), right or _edge(case, place, tokens, 1)
    for one in left:
        if _follows_another(case, place, (number, one)):
            return True
        for other in right:
            between = _between(tokens, one, other, most=_FURTHEST)
            if len(between) == 1 and case.source.arabic and _is_unknown_for_name(case, token, between[0]):
                return True
            if 0 < other - one <= _SLACK + 3 and any(_is_rival(token, each) for each in between):
                return True
    return False


def _edge(case: Case, place: int, tokens: list[Token], direction: int) -> list[int]:
    """Return the edge of a sentence, where a name stands at the edge of the claim."""
    if _past_names(case, place, direction) is not None:
        return []
    return [-1] if direction < 0 else [len(tokens)]


def _is_plain(token: Token) -> bool:
    """Tell whether an Arabic word may be a name as well as any other: one of which nothing is known."""
    return token.plain[0] > "\u0600" and not token.concepts and token.number is None and not token.dated


def _is_elsewhere(token: Token, tokens: list[Token], own: list[int], left: list[int], right: list[int]) -> bool:
    """Tell whether another name stands between the neighbours of one that the sentence has too, far from there."""
    if any(abs(at - each) <= 2 for at in own for each in [*left, *right]):
        return False
    for one in left:
        for other in right:
            between = _between(tokens, one, other, most=_SLACK)
            named = len(between) == 1 and (
                _is_rival(token, between[0]) or (other - one == 2 and _is_plain(between[0]))
            )
            if named and all(abs(at - one) > _SLACK + 2 for at in own):
                return True
    return False


def _between(tokens: list[Token], one: int, other: int, *, most: int) -> list[Token]:
    """Return the words that say something between two that are not too far apart."""
    if not 0 < other - one <= most:
        return []
    return [each for each in tokens[one + 1 : other] if each.weight]


def _is_unknown_for_name(case: Case, token: Token, other: Token) -> bool:
    """Tell whether a word that the source has nowhere stands for a name; Arabic names have no capitals."""
    return (other.name or other.rare) and not other.quoted and not case.source.where(token) and not token.concepts


def _neighbours(case: Case, place: int, number: int) -> tuple[list[int], list[int]]:
    """Return where in a sentence the words stand that stand right before and after one of the claim."""
    found = []
    for direction in (-1, 1):
        at = _past_names(case, place, direction)
        where = case.wheres[at] if at is not None else []
        found.append([each for owner, each in where if owner == number and _is_same(case, at, (owner, each))])
    return found[0], found[1]


def _is_same(case: Case, place: int | None, where: Place) -> bool:
    """Tell whether a word of the source is one of the claim in some form, and does not only mean the same."""
    shared = case.claim.tokens[place].keys & case.token(where).keys if place is not None else frozenset()
    return any(key[0] != "=" for key in shared)


def _past_names(case: Case, place: int, direction: int) -> int | None:
    """Return the next word that says something, past the other words of the same name."""
    own = case.claim.tokens[place].name
    at = case.beside(place, direction)
    while own and at is not None and case.claim.tokens[at].name and abs(at - place) < 3:
        if case.wheres[at] and case.aligned[at] is not None:
            break
        at = case.beside(at, direction)
    return at


def _follows_another(case: Case, place: int, where: Place) -> bool:
    """Tell whether right behind a neighbour, and behind the same small words, stands another name or number."""
    before = case.beside(place, -1)
    token = case.claim.tokens[place]
    led = case.source.arabic and before is not None and words.is_place_noun(case.claim.tokens[before].plain)
    if before is None or case.aligned[before] != where:
        return False
    if not (led or token.name or token.number is not None or token.dated):
        return False
    between = [each.plain for each in case.claim.tokens[before + 1 : place]]
    tokens = case.source.readings[where[0]].tokens
    at = where[1] + 1 + len(between)
    if at >= len(tokens) or [each.plain for each in tokens[where[1] + 1 : at]] != between:
        return False
    role = is_common(case.claim.tokens[before].plain, least=_ROLE)
    if not between and case.claim.tokens[before].name and not role and token.plain[0] != "و":
        return False
    if led and not between and _is_plain(token) and _is_plain(tokens[at]):
        # "The town of" is followed by its name, whatever else the word may be.
        return not token.keys & tokens[at].keys
    if any(tokens[at].keys & each.keys for each in case.claim.tokens if each.name):
        return False
    definite = tokens[at].plain.startswith("ال") and not token.plain.startswith("ال")
    own = any(number == where[0] for number, _ in case.wheres[place])
    if definite and own and not directory().is_people(tokens[at].plain.removeprefix("ال")):
        return False
    return _is_rival(token, tokens[at]) and not tokens[at].before.strip(' "“”«»')


def _is_rival(token: Token, other: Token) -> bool:
    """Tell whether a word of the source is of the kind of one of the claim, and another one."""
    if not other.weight or token.keys & other.keys or other.quoted:
        return False
    if token.number is not None or token.dated:
        return (other.number is not None) == (token.number is not None) and other.dated == token.dated
    return (other.name or other.rare) and (token.name or token.rare)


def _kind(case: Case, token: Token) -> Kind:
    if token.number is not None:
        return Kind.NUMBER
    if token.dated:
        return Kind.DATE
    return Kind.PLACE if token.plain in case.places else Kind.NAME
