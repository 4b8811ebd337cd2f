"""Who does what an English verb or its noun says, and who suffers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from daily8.engine.checking import english, words
from daily8.engine.checking.lemmas import bases
from daily8.engine.checking.reading import Token
from daily8.engine.words.terms import stem

_REACH, _BY_REACH, _DEEPEST = 24, 14, 3
_ENDS = frozenset(".;:!?—–(")


@dataclass(frozen=True, slots=True)
class Doing:
    """The words that tell who does it and who suffers it; `wide` are these and all that belongs to them."""

    agent: frozenset[int] = frozenset()
    patient: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    passive: bool = False


_NOBODY = Doing()


def doing(tokens: Sequence[Token], at: int) -> Doing:
    """Return who does what a word says and who suffers it, as far as its clause tells that."""
    if is_deed(tokens, at):
        by = _by(tokens, at)
        heads, wide = _subject(tokens, at)
        if is_passive(tokens, at):
            return Doing(frozenset(by), heads, wide, passive=True)
        return Doing(heads, frozenset(_object(tokens, at)), wide)
    token = tokens[at]
    plainly = token.stop or token.name or token.number is not None or token.dated
    return _NOBODY if plainly else _of_noun(tokens, at)


def is_deed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word is a verb where it stands."""
    token, before = tokens[at], tokens[at - 1].plain if at else ""
    plainly = token.name or token.number is not None or token.dated or token.stop
    if plainly or token.plain in english.NO_VERBS:
        return False
    if before == "to" and token.plain[-3:] != "ing":
        return token.plain not in english.GOALS and not token.plain.endswith("s")
    if before in words.DETERMINERS or (at and tokens[at - 1].text.endswith(("'s", "’s"))):
        return False
    word = token.plain
    if word.endswith("ing"):
        return before in english.GERUND_LEADING | words.BE or (bool(at) and "," in token.before)
    if word in english.UNCHANGED:
        following = tokens[at + 1].plain if at + 1 < len(tokens) else ""
        led = before in english.AUXILIARIES or before in words.RELATIVES
        return led or (bool(following) and following not in english.PREPOSITIONS)
    if word in bases().values():
        return before in english.AUXILIARIES | english.BARE
    if word.endswith("ed") or word in bases():
        return not _describes(tokens, at)
    if before in english.MODALS and not word.endswith("ly"):
        return True
    named = bool(at) and (tokens[at - 1].name or before in words.RELATIVES or before in english.AUXILIARIES)
    return named and (word.endswith("s") or before in english.AUXILIARIES) and bool(token.concepts or token.common)


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a participle stands before the noun that it describes: "two written warnings"."""
    if not at or at + 1 >= len(tokens) or not tokens[at].plain.endswith(("ed", "en", "wn")):
        return False
    following = tokens[at + 1]
    if not following.weight or following.name or following.before.strip():
        return False
    if at + 2 < len(tokens) and not tokens[at + 2].stop and is_deed(tokens, at + 2):
        return tokens[at - 1].plain in ("and", "or")
    place = at - 1
    if tokens[place].number is not None or tokens[place].plain in english.PREPOSITIONS:
        return True
    while place > 0 and (tokens[place].number is not None or tokens[place].plain in ("old", "year")):
        place -= 1
    return tokens[place].plain in words.DETERMINERS


def is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb is passive: behind a form of "be", or with "by" right behind it."""
    word = tokens[at].plain
    if word.endswith("ing") or not (word.endswith(("ed", "t", "d", "n", "de", "g", "k")) and len(word) > 2):
        return False
    place = at - 1
    while place >= 0 and (tokens[place].plain in english.BESIDE_BE or tokens[place].plain.endswith("ly")):
        if tokens[place].plain in ("have", "has", "had", "having"):
            return False
        place -= 1
    if place >= 0 and tokens[place].plain in words.BE and not tokens[at].before.strip(" ,"):
        return True
    near = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].plain in english.PARTICLES)
    return near + 1 < len(tokens) and tokens[near].plain == "by" and _may_act(tokens[at], tokens[near + 1])


def _may_act(verb: Token, token: Token) -> bool:
    """Tell whether what follows "by" may do what a verb says: "raised by three percent" tells of nobody."""
    counted = token.number is not None and bool(verb.concepts & english.MEASURED)
    return not counted and not token.dated and not token.plain.endswith("ing")


def _by(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the words behind "by", before another verb."""
    for place in range(at + 1, min(at + _BY_REACH, len(tokens) - 1)):
        if not _ENDS.isdisjoint(tokens[place].before) or tokens[place].plain in words.CLAUSES:
            break
        if place > at + 1 and is_deed(tokens, place) and tokens[place - 1].plain != "to":
            break
        if tokens[place].plain == "by" and _may_act(tokens[at], tokens[place + 1]):
            return _object(tokens, place, aside=True)
    return []


def _object(tokens: Sequence[Token], at: int, *, aside: bool = False) -> list[int]:
    """Return the words right behind a verb, or behind "by" with what stands aside, up to a preposition."""
    found: list[int] = []
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[place]
        if not _ENDS.isdisjoint(token.before) or token.quoted != tokens[at].quoted or token.dated:
            break
        if token.plain in words.CLAUSES or token.plain in words.RELATIVES or token.plain == "to":
            break
        if "," in token.before and not (aside and found and not token.stop) and found:
            break
        if token.plain in english.PREPOSITIONS or (found and is_deed(tokens, place)):
            if found or token.plain not in english.PARTICLES:
                break
        elif token.weight:
            found.append(place)
    return found


def _subject(tokens: Sequence[Token], at: int, depth: int = 0) -> tuple[frozenset[int], frozenset[int]]:
    """Return the words that tell who stands before a verb as its subject, and all that belong to them."""
    place = at - 1
    aside = "," in tokens[at].before
    while place >= 0 and (tokens[place].plain in english.AUXILIARIES or tokens[place].plain.endswith("ly")):
        aside = aside or "," in tokens[place].before
        place -= 1
    nobody: tuple[frozenset[int], frozenset[int]] = frozenset(), frozenset()
    if place < 0 or depth > _DEEPEST:
        return nobody
    word = tokens[place].plain
    if word == "to" or (tokens[at].plain.endswith("ing") and (word in english.PREPOSITIONS or place == at - 1)):
        return _governing(tokens, place, depth, word)
    if word in ("and", "but", "or"):
        return _governing(tokens, place + 1, depth, word)
    if word in words.RELATIVES:
        _, wide = _region(tokens, place - 1, aside=True)
        return wide, wide
    if word in words.CLAUSES or word in english.BARE or word in english.PREPOSITIONS:
        return nobody
    return _region(tokens, place, aside=aside)


def _governing(
    tokens: Sequence[Token], place: int, depth: int, word: str
) -> tuple[frozenset[int], frozenset[int]]:
    """Return who does what a verb says that hangs on another one before it: "A accused B of doing"."""
    for at in range(place - 1, max(-1, place - _REACH), -1):
        if not _ENDS.isdisjoint(tokens[at + 1].before) or tokens[at + 1].quoted != tokens[place - 1].quoted:
            break
        if not is_deed(tokens, at):
            continue
        if word == "to" and any(tokens[each].plain == "by" for each in range(at + 1, place)):
            break
        own = [] if is_passive(tokens, at) else _object(tokens, at)
        if own and (word in english.LEADS_TO_OTHERS or (word == "to" and _controls(tokens[at]))):
            return frozenset(own), frozenset(own)
        return _subject(tokens, at, depth + 1)
    return _region(tokens, place - 2, aside=False) if word == "to" and place > 1 else (frozenset(), frozenset())


def _controls(verb: Token) -> bool:
    return stem(bases().get(verb.plain, verb.plain)) in english.CONTROLLING


def _region(tokens: Sequence[Token], place: int, *, aside: bool) -> tuple[frozenset[int], frozenset[int]]:
    """Return the words of the phrase that ends at a place; with `aside` also what it is joined to by commas."""
    if aside and (before := _before_relative(tokens, place)):
        return _region(tokens, before, aside=False)
    parts: list[list[int]] = [[]]
    for at in range(place, max(-1, place - _REACH), -1):
        token = tokens[at]
        if token.plain in words.CLAUSES or token.plain in words.RELATIVES or token.quoted != tokens[place].quoted:
            break
        if at < place and token.plain in english.HAVING and tokens[at + 1].plain in words.DETERMINERS:
            return frozenset(), frozenset()
        if is_deed(tokens, at) or token.plain in ("said", "say", "says"):
            if at == place or not _is_aside_passive(tokens, at, aside=aside):
                break
            parts[-1] = []
            continue
        parts[-1].append(at)
        if not _ENDS.isdisjoint(token.before):
            break
        if "," in token.before:
            parts.append([])
    told = [part[::-1] for part in parts if any(tokens[at].number is None and tokens[at].weight for at in part)]
    kept = told if aside else told[:1]
    heads = {at for part in kept for at in _heads(tokens, part)}
    wide = {at for part in kept for at in part if tokens[at].weight}
    return frozenset(heads or wide), frozenset(wide)


def _is_aside_passive(tokens: Sequence[Token], at: int, *, aside: bool) -> bool:
    """Tell whether a participle tells more of the word before it: "the team led by Kelly"."""
    before, sign = tokens[at - 1] if at else tokens[at], tokens[at].before.strip()
    if tokens[at].plain.endswith("ing"):
        return aside and sign == ","
    return bool(before.weight) and (not sign or (aside and sign == ",")) and is_passive(tokens, at)


def _before_relative(tokens: Sequence[Token], place: int) -> int | None:
    """Return where the phrase ends that a clause between commas says something of: "A, who won, resigned"."""
    acts = False
    for at in range(place, max(1, place - _REACH), -1):
        if not _ENDS.isdisjoint(tokens[at].before):
            break
        acts = acts or is_deed(tokens, at)
        if tokens[at].plain in words.RELATIVES:
            return at - 1 if acts and "," in tokens[at].before else None
    return None


def _heads(tokens: Sequence[Token], part: Sequence[int]) -> list[int]:
    """Return the words of a phrase before a preposition, past "three of"."""
    found: list[int] = []
    for at in part:
        if tokens[at].plain in english.PREPOSITIONS:
            telling = [each for each in found if tokens[each].number is None]
            if any(tokens[each].plain not in english.TIMES for each in telling) or tokens[at].plain != "of":
                break
        elif tokens[at].weight and not tokens[at].dated:
            found.append(at)
    return found


def _of_noun(tokens: Sequence[Token], at: int) -> Doing:
    """Return the same of a noun: "A's refusal of B", "a request by A", "praise for B came from A"."""
    agent = _by(tokens, at) or _behind(tokens, at, "from")
    coming = {token.plain for token in tokens[max(0, at - 4) : at + _BY_REACH]} & english.COMING
    agent = agent if coming or not _behind(tokens, at, "from") else _by(tokens, at)
    agent = [] if agent and tokens[agent[0]].number is not None else agent
    patient = _behind(tokens, at, "for") or _behind(tokens, at, "of")
    if not agent and at and tokens[at - 1].text.endswith(("'s", "’s", "s'", "s’")):
        heads, _ = _region(tokens, at - 1, aside=False)
        agent = sorted(heads)
    return Doing(frozenset(agent), frozenset(patient) if agent else frozenset(), frozenset(agent), passive=True)


def _behind(tokens: Sequence[Token], at: int, word: str) -> list[int]:
    """Return the words behind a preposition that follows a noun: right behind it, or "from" anywhere near."""
    for place in range(at + 1, min(at + (_BY_REACH if word == "from" else 2), len(tokens))):
        if not _ENDS.isdisjoint(tokens[place].before):
            break
        if tokens[place].plain == word:
            return [each for each in _object(tokens, place) if tokens[each].number is None]
    return []
