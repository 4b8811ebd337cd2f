"""Who stands around a verb in its clause: before it and behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from daily8.engine.checking import words
from daily8.engine.checking.lemmas import is_irregular
from daily8.engine.checking.reading import Token

_BEFORE, _AFTER = 8, 7
_AGENT_REACH = 10
_ENDS = frozenset(".;:!?؛؟—")
_AGENTS = frozenset({"by", "بواسطه"})
_ATTACHED = ("ها", "هما", "هم", "ه")
_PARTICIPLES = ("ed", "en", "wn", "t", "ght", "ld", "de", "id", "ound", "ung", "un", "on")
_LONGEST_PARTY = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """The places of those who stand before a verb, or first behind an Arabic one, and of those behind them."""

    subjects: frozenset[int]
    objects: frozenset[int]
    passive: bool


def scene(tokens: Sequence[Token], place: int, *, arabic: bool) -> Scene:
    """Return who stands around a verb in its clause."""
    before = _walk(tokens, place, -1, _BEFORE)
    after = _walk(tokens, place, 1, _AFTER)
    passive = _is_passive(tokens, place)
    if not arabic:
        return Scene(frozenset(before), frozenset(after), passive)
    following = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    if tokens[place].plain.endswith(_ATTACHED) or following in words.RESUMING:
        return Scene(frozenset(), frozenset(), passive)
    if _follows_subject(tokens, place, before) and not passive:
        return Scene(frozenset(before), frozenset(after), passive)
    first = _first_party(tokens, after)
    return Scene(frozenset(first), frozenset(after) - frozenset(first), passive)


def is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an English word looks like the verb of a clause."""
    token = tokens[place]
    if token.name or token.number is not None or token.dated or token.quoted or token.stop:
        return False
    word = token.plain
    led = bool(place) and (tokens[place - 1].name or tokens[place - 1].plain in words.RELATIVES)
    return word.endswith("ed") or is_irregular(word) or (led and bool(token.concepts) and word.endswith("s"))


def bare_after(tokens: Sequence[Token], place: int) -> list[int]:
    """Return the words behind a verb up to the first preposition, number or sign."""
    found: list[int] = []
    for at in range(place + 1, min(place + _AFTER + 1, len(tokens))):
        led = tokens[at].plain in words.PREPOSITIONS | words.CLAUSES or tokens[at].plain.startswith(("لل", "بال"))
        # A dual is a number and a word.
        counted = tokens[at].number is not None and all(key[0] in "#@" for key in tokens[at].keys)
        if tokens[at].before.strip() or led or counted:
            break
        if tokens[at].weight and not tokens[at].dated:
            found.append(at)
    return found


def has_agent(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "by", "من قبل" or "على يد" follows a verb in its clause, before another verb does."""
    for at in range(place + 1, min(place + _AGENT_REACH, len(tokens) - 1)):
        if not _ENDS.isdisjoint(tokens[at].before):
            return False
        word, before, following = tokens[at].plain, tokens[at - 1].plain, tokens[at + 1]
        if word in _AGENTS and following.number is None and not following.dated:
            return True
        if (word, before) in (("يد", "علي"), ("ايدي", "علي"), ("قبل", "من")):
            return True
        if word[0] < "\u0600" and is_verb(tokens, at):
            return False
    return False


def _walk(tokens: Sequence[Token], place: int, direction: int, most: int) -> list[int]:
    """Return the words that say something on one side of a verb, up to the end of its clause."""
    found: list[int] = []
    at = place
    while len(found) < most:
        edge = at + 1 if direction > 0 else at
        if edge >= len(tokens) or not _ENDS.isdisjoint(tokens[edge].before):
            break
        at += direction
        if at < 0 or _ends_clause(tokens, place, at):
            break
        if tokens[at].weight:
            found.append(at)
    return found


def _ends_clause(tokens: Sequence[Token], place: int, at: int) -> bool:
    word = tokens[at].plain
    if word in words.CLAUSES or tokens[at].quoted != tokens[place].quoted:
        return True
    # Of "Prado, who was sent off" the one before "who" is meant; "and" leads to what the same one does.
    return (word in words.RELATIVES and (at > place or place - at > 3)) or (word == "and" and at > place)


def _follows_subject(tokens: Sequence[Token], place: int, before: Sequence[int]) -> bool:
    """Tell whether an Arabic verb stands right behind who does it, rather than before."""
    if not before or place - before[0] > 3 or _is_led(tokens, before[0]) or tokens[place].plain[0] in "وف":
        return False
    subject = tokens[before[0]]
    if not (subject.name or subject.rare or subject.plain.startswith("ال")):
        return False
    between = range(before[0] + 1, place + 1)
    return not any(
        ("،" in tokens[at].before and tokens[at].plain not in words.RELATIVES) or tokens[at].plain.startswith("و")
        for at in between
    )


def _first_party(tokens: Sequence[Token], after: Sequence[int]) -> list[int]:
    """Return the first words behind an Arabic verb that stand side by side: who does it, as a rule."""
    found: list[int] = []
    for at in after:
        if tokens[at].dated or _is_led(tokens, at):
            break
        if found and (at != found[-1] + 1 or tokens[at].before.strip()):
            break
        if found and tokens[found[-1]].name and not tokens[at].name:
            break
        found.append(at)
    return found[:_LONGEST_PARTY]


def _is_led(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a preposition leads to a word, apart or attached to it."""
    before = tokens[at - 1].plain if at else ""
    return before in words.PREPOSITIONS or tokens[at].plain.startswith(("لل", "بال"))


def _is_passive(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a verb is passive: a form of "be" shortly before it, or who did it told by "by"."""
    before = [token.plain for token in tokens[max(0, place - 3) : place]]
    formed = tokens[place].plain.endswith(_PARTICIPLES)
    return (formed and not words.BE.isdisjoint(before)) or has_agent(tokens, place)
