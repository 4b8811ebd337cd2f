"""Who does what an Arabic verb says: behind the verb, before it, or told by "من قبل"; and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from daily8.engine.checking import clauses, words
from daily8.engine.checking.nouns import (
    ends_counted,
    is_accusative,
    is_definite,
    is_feminine,
    is_group,
    is_land,
    is_of_people,
    is_owned,
    is_party,
    may_act,
    may_be_name,
    may_be_plural,
)
from daily8.engine.checking.phrases import Apart, Phrase, ends_clause, phrases, together
from daily8.engine.checking.reading import Token
from daily8.engine.checking.verbs import (
    has_verb,
    is_conjoined,
    is_finite,
    is_of_her,
    is_passive,
    is_preposition,
    is_resumed,
    is_verbal,
    preposition_of,
)

_AGENT_REACH, _LIGHT_REACH, _BACK = 14, 14, 10
_SIGNS = frozenset(".:؛—–-")


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does it, and who suffers it, as far as that is told, and the phrases of what else is told of it."""

    agent: Phrase | None
    rest: tuple[Phrase, ...]
    patient: Phrase | None = None


def deed(tokens: Sequence[Token], at: int, apart: Apart = together, *, deep: bool = True) -> Deed:
    """Return who does what a verb says, and what else is told of it in its clause.

    Unless it is to look `deep`, "that he" tells nobody.
    """
    behind = tuple(phrases(tokens, at + 1, apart))
    if (by := _by(tokens, at)) is not None:
        return _told_by(tokens, behind, next(iter(phrases(tokens, by, apart)), None))
    if is_passive(tokens, at):
        return Deed(None, behind, _bare(behind))
    if (exposed := _led_by(tokens, at, "ل", clauses.EXPOSED)) is not None:
        return Deed(None, behind, _bare(phrases(tokens, exposed + 1)))
    if (light := _led_by(tokens, at, "ب", clauses.LIGHT)) is not None:
        return Deed(deed(tokens, light, apart, deep=deep).agent, behind)
    if tokens[at].text.endswith("نا") and not tokens[at].name:
        return Deed(None, behind)
    if not is_verbal(tokens, at):
        return Deed(None, behind) if is_owned(tokens[at]) else _of_noun(tokens, behind)
    told, before = _before(tokens, at, deep=deep)
    return Deed(before, behind) if told else _with_first(tokens, at, behind, deep=deep)


def _bare(found: Sequence[Phrase]) -> Phrase | None:
    """Return the first phrase without a preposition."""
    return next((phrase for phrase in found if not phrase.led), None)


def _by(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the one is told who does what a passive verb says."""
    for place in range(at + 1, min(at + _AGENT_REACH, len(tokens) - 1)):
        if ends_clause(tokens, place, at + 1):
            return None
        following = tokens[place + 1]
        if (tokens[place - 1].plain, tokens[place].plain) in clauses.BY and not following.dated:
            return place + 1 if following.number is None else None
        if tokens[place].plain == "بواسطه":
            return place + 1
    return None


def _told_by(tokens: Sequence[Token], behind: Sequence[Phrase], agent: Phrase | None) -> Deed:
    own = set(agent.places) if agent else set()
    small = {second for _, second in clauses.BY}
    rest = [each for each in behind if not own & set(each.places) and tokens[each.places[0]].plain not in small]
    return Deed(Phrase(agent.places) if agent else None, tuple(rest))


def _led_by(tokens: Sequence[Token], at: int, preposition: str, verbs: frozenset[str]) -> int | None:
    """Return where one of some verbs stands before a noun with a preposition attached, in the same sentence."""
    if not tokens[at].plain.startswith(preposition):
        return None
    for place in range(at - 1, max(-1, at - _LIGHT_REACH), -1):
        if tokens[place].plain in verbs:
            return place
        if not frozenset(".؛:").isdisjoint(tokens[place].before):
            return None
    return None


def _of_noun(tokens: Sequence[Token], behind: tuple[Phrase, ...]) -> Deed:
    """Take the first of two phrases for who does it: "the council's rejection of the plan"."""
    bare = [phrase for phrase in behind if not phrase.led and not phrase.aside]
    if len(bare) < 2 or behind[:2] != tuple(bare[:2]):
        return Deed(None, behind)
    second = [tokens[place] for place in bare[1].places]
    if not any(map(is_definite, second)) and not is_accusative(second[0]):
        return Deed(None, behind)
    return Deed(bare[0], behind[1:])


def _with_first(tokens: Sequence[Token], at: int, behind: tuple[Phrase, ...], *, deep: bool) -> Deed:
    """Take the first phrase without a preposition for who does it, unless the verb or a doubt forbids that."""
    first = next((phrase for phrase in behind if not phrase.led and not phrase.aside), None)
    if first is None:
        return Deed((_in_front(tokens, at) or _same_as_before(tokens, at)) if deep else None, behind)
    first, others = _with_apposition(tokens, *_somebody_first(tokens, first, behind))
    alone = not any(not phrase.led and not phrase.aside for phrase in others)
    left_out = alone and not is_resumed(tokens[at]) and _may_leave_out(tokens, at, first)
    if left_out or _is_other_gender(tokens, at, first):
        return Deed(None, behind)
    return Deed(first, others)


def _somebody_first(
    tokens: Sequence[Token], first: Phrase, behind: tuple[Phrase, ...]
) -> tuple[Phrase, tuple[Phrase, ...]]:
    """Let a body behind a definite thing do it: "found the tomb a mission"; return it and the rest."""
    second = behind[behind.index(first) + 1] if behind[-1] is not first else None
    thing = is_definite(tokens[first.places[0]]) and not any(may_act(tokens[place]) for place in first.places)
    if second is None or second.led or second.aside or not thing or len(first.places) > 1:
        return first, behind
    head, told = tokens[second.places[0]], tokens[first.places[0]]
    body = is_group(head) or bool(head.concepts & {"team", "company"})
    if not body or is_definite(head) or is_accusative(head) or ends_counted(told) or may_be_plural(told):
        return first, behind
    return second, (first, *(phrase for phrase in behind if phrase is not first))


def _with_apposition(
    tokens: Sequence[Token], first: Phrase, behind: tuple[Phrase, ...]
) -> tuple[Phrase, tuple[Phrase, ...]]:
    """Join "the mayor" with his name behind a comma; return that and the other phrases."""
    others = tuple(phrase for phrase in behind if phrase is not first)
    owned = is_owned(tokens[first.places[0]]) and others and not (others[0].led or others[0].aside)
    if owned and all(may_be_name(tokens[place]) for place in others[0].places):
        # "His colleague", and his name.
        return Phrase(first.places + others[0].places), others[1:]
    named = any(tokens[place].name and not is_of_people(tokens[place]) for place in first.places)
    if named or is_group(tokens[first.places[0]]):
        return first, others
    for phrase in others:
        tells = any(may_be_name(tokens[place]) for place in phrase.places)
        joins = phrase.aside or (phrase is not others[0] and not phrase.led and _is_of_office(tokens, others[0]))
        if joins and tells and not is_definite(tokens[phrase.places[0]]):
            return Phrase(first.places + phrase.places), tuple(each for each in others if each is not phrase)
        if not phrase.led and not phrase.aside:
            break
    return first, others


def _is_of_office(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Tell whether a phrase goes on what somebody is: "a member in the council"."""
    first = tokens[phrase.places[0]]
    word = first.plain.removeprefix(preposition_of(first)).removeprefix("ل").removeprefix("ال")
    return phrase.led in ("ل", "ب", "في") and word in clauses.GROUPS


def _may_leave_out(tokens: Sequence[Token], at: int, first: Phrase) -> bool:
    """Tell whether a verb may leave out who does it, because that was told before it in the sentence."""
    if not has_verb(tokens, at):
        return False
    before = tokens[at - 1].plain
    past = tokens[at - 2].plain if at > 1 and before in clauses.BEFORE_VERBS else before
    if past in clauses.SUBORDINATE or before in clauses.SUBORDINATE:
        return bool(tokens[at].concepts & clauses.PASSIVE)
    head = tokens[first.places[0]]
    nobody = is_owned(head) or not (is_party(head) or may_be_name(head))
    joined = before in clauses.BEFORE_VERBS and before[0] == "و" and nobody
    return is_conjoined(tokens[at]) or "،" in tokens[at].before or joined


def _is_other_gender(tokens: Sequence[Token], at: int, first: Phrase) -> bool:
    """Tell whether the one right behind a verb is of the other gender, and thus to whom it is done."""
    head = tokens[first.places[0]]
    if first.places[0] != at + 1 or tokens[at].plain.endswith("وا") or head.number is not None:
        return False
    if not is_of_her(tokens[at]):
        hers = is_land(head) and head.plain in clauses.LANDS_OF_HER
        return hers or (is_feminine(head) and not head.name)
    if len(head.plain) == 5 and head.plain[0] == "ت" and head.plain[3] == "ي" and not head.name:
        return True
    plainly = is_definite(head) and not head.name and not head.text.endswith("ى")
    return plainly and not is_feminine(head) and not may_be_plural(head)


def _in_front(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return who opens a sentence that goes on behind a comma: "Ghali, head of the centre, said"."""
    if "،" not in tokens[at].before or is_conjoined(tokens[at]) or not _may_open(tokens):
        return None
    first = next(iter(phrases(tokens[:at], 0)), None)
    return first if first and not first.led and may_be_name(tokens[first.places[0]]) else None


def _same_as_before(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return who does what the first verb of a sentence says, where another verb goes on without telling who."""
    start = (
        0 if at and has_verb(tokens, 1) else next((each for each in range(at) if is_finite(tokens, each)), None)
    )
    if start is None or tokens[at - 1].plain in clauses.OPENING:
        return None
    return deed(tokens, start, deep=False).agent if is_of_her(tokens[start]) == is_of_her(tokens[at]) else None


def _before(tokens: Sequence[Token], at: int, *, deep: bool) -> tuple[bool, Phrase | None]:
    """Return whether who does it cannot stand behind a verb, and who it is of those before it."""
    place = at - 1
    if (at and is_conjoined(tokens[at])) or "،" in tokens[at].before or not _SIGNS.isdisjoint(tokens[at].before):
        return False, None
    while place >= 0 and tokens[place].plain in clauses.BEFORE_VERBS:
        if tokens[place].plain[0] == "و" or "،" in tokens[place].before:
            return False, None
        place -= 1
    if place < 0:
        return False, None
    if tokens[place].plain in clauses.THAT_HE:
        return True, _speaker(tokens, place) if deep else None
    following = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if following.plain in words.RESUMING:
        return False, None
    if tokens[place].plain in clauses.RELATIVES:
        of_them = is_owned(following) and not is_preposition(following) and not following.stop
        return (False, None) if is_resumed(tokens[at]) or of_them else (True, _ending(tokens, place))
    return _among(tokens, place, at)


def _among(tokens: Sequence[Token], place: int, at: int) -> tuple[bool, Phrase | None]:
    """Return the same of the words that begin the clause of a verb."""
    before = tokens[place]
    if clauses.leads_clause(before.plain) or before.plain in words.OPENERS or before.plain in clauses.OPENING:
        return False, None
    resumed = is_resumed(tokens[at])
    start, opens = _subject(tokens, place)
    own = [each for each in phrases(tokens[:at], start) if not each.led]
    if not own or (resumed and not (opens and is_definite(before))):
        return False, None
    return True, own[0] if opens else None


def _speaker(tokens: Sequence[Token], place: int) -> Phrase | None:
    """Return who "he" is in "that he": who does what the verb before says."""
    for at in range(place - 1, max(-1, place - _BACK), -1):
        if tokens[at].name or not (tokens[at].plain in words.SPEECH or is_finite(tokens, at)):
            continue
        same = is_of_her(tokens[at]) == tokens[place].plain.endswith("ها")
        return deed(tokens, at, deep=False).agent if same else None
    return None


def _ending(tokens: Sequence[Token], end: int) -> Phrase | None:
    """Return the phrase that ends before a place."""
    found = None
    for start in range(end - 1, max(-1, end - _BACK), -1):
        own = phrases(tokens[:end], start)
        if len(own) > 1 or is_finite(tokens, start):
            break
        found = own[0] if own else found
    return found


def _subject(tokens: Sequence[Token], place: int) -> tuple[int, bool]:
    """Return where the words before a verb begin, and whether they begin its clause: then they are who does it."""
    for at in range(place, max(-1, place - 2 * _BACK), -1):
        token = tokens[at]
        if clauses.leads_clause(token.plain) or token.plain in clauses.OPENING:
            return at + 1, True
        if at and (is_finite(tokens, at) or token.plain in words.RELATIVES):
            return at + 1, False
        if at == 0:
            return 0, not is_finite(tokens, 0) and _may_open(tokens)
        if not _SIGNS.isdisjoint(token.before):
            return at, True
    return place, False


def _may_open(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence begins with a noun rather than with a verb."""
    first = tokens[0]
    if is_conjoined(first) and not first.plain.startswith("وال"):
        return not is_verbal(tokens, 0)
    return first.name or first.rare or is_definite(first) or not is_verbal(tokens, 0)
