"""Names, numbers and dates: whether they stand in the source, and there beside what the claim has beside them."""

from collections.abc import Iterator
from decimal import Decimal

from daily8.engine.checking import words
from daily8.engine.checking.case import Case
from daily8.engine.checking.concepts import is_at_stake
from daily8.engine.checking.reading import Token
from daily8.engine.checking.source import Place
from daily8.engine.checking.verdict import Doubt, Kind

# A sentence without a name must speak so much less for the words around it than another does.
_RATIO = 0.6
_LEAST_VOTES = 0.8
# Kenya and Kenyan, Egypt and Egyptian, لبنان and لبناني.
_ENDINGS = frozenset(
    {
        "",
        "n",
        "an",
        "ian",
        "ese",
        "i",
        "ish",
        "s",
        "is",
        "ic",
        "ns",
        "a",
        "y",
        "e",
        "ي",
        "يه",
        "يين",
        "يون",
        "ا",
        "ه",
    }
)
_BACK = 3
_AMID = 3
_NOUN_BEFORE, _NOUN_AFTER = 3, 5
_CONVERTED = {
    "year": (12,),
    "years": (12,),
    "week": (7,),
    "weeks": (7,),
    "عام": (12,),
    "سنه": (12,),
    "اسبوع": (7,),
}
_ABOUT = frozenset(
    {"about", "around", "nearly", "almost", "roughly", "over", "more", "نحو", "حوالي", "قرابه", "اكثر", "زهاء"}
)
_OTHERS = frozenset({"others", "more", "other", "اخرين", "اخرون", "اخري", "اخر"})
_CLOSE = Decimal("0.06")
_PLACE_BEFORE = frozenset(
    {"in", "at", "near", "from", "to", "outside", "across", "في", "من", "الي", "قرب", "مدينه", "بلده"}
)


def names(case: Case) -> Iterator[Doubt]:
    """Doubt names that the source does not have, or has where it speaks of something else."""
    for place, token in enumerate(case.claim.tokens):
        if not token.name:
            continue
        if not case.wheres[place]:
            if not _is_known(case, place):
                yield Doubt(_kind(case, place), token.text)
        elif not token.quoted and is_displaced(case, place) and not _is_explained(case, place):
            yield Doubt(_kind(case, place), token.text)


def numbers(case: Case) -> Iterator[Doubt]:
    """Doubt numbers that the source does not have, or that count something else there."""
    for place, token in enumerate(case.claim.tokens):
        if token.number is None or not token.weight:
            continue
        if not case.wheres[place]:
            if not _is_small_word(token) and not _is_rounded(case, place) and not _is_converted(case, place):
                yield Doubt(Kind.NUMBER, token.text)
        elif _counts_other(case, place) or (is_displaced(case, place) and not _is_small_word(token)):
            yield Doubt(Kind.NUMBER, token.text)


def dates(case: Case) -> Iterator[Doubt]:
    """Doubt dates of which any part is not told by the source, or is told of something else."""
    for place, token in enumerate(case.claim.tokens):
        if not token.dated or not token.weight:
            continue
        told = [case.token(where).keys for where in case.wheres[place]]
        if not any(token.keys <= keys or (keys <= token.keys and _is_told(case, token)) for keys in told):
            if _is_told(case, token) and len(token.keys) == 1:
                continue
            yield Doubt(Kind.DATE, _written_date(case, token))
        elif is_displaced(case, place) and not _leads(case, place):
            yield Doubt(Kind.DATE, _written_date(case, token))


def _is_told(case: Case, token: Token) -> bool:
    return all(key in case.source.index for key in token.keys)


def _written_date(case: Case, token: Token) -> str:
    return next((each.written for each in case.claim.dates if each.start <= token.start < each.end), token.text)


def _leads(case: Case, place: int) -> bool:
    """Tell whether a date is that of the first sentence, which is that of the whole report."""
    return any(number == 0 for number, _ in case.wheres[place])


def _kind(case: Case, place: int) -> Kind:
    token = case.claim.tokens[place]
    before = case.claim.tokens[place - 1].plain if place else ""
    is_place = token.plain in case.places or before in _PLACE_BEFORE
    return Kind.PLACE if is_place else Kind.NAME


def _is_known(case: Case, place: int) -> bool:
    """Tell whether a name that is not written so in the source is another form of one."""
    token = case.claim.tokens[place]
    return any(_are_close(token.plain, other) for other in case.source.names)


def _are_close(one: str, other: str) -> bool:
    """Tell whether two names differ by an ending: Kenya and Kenyan, السعودية and سعودي."""
    one, other = one.removeprefix("ال"), other.removeprefix("ال")
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    endings = (one[common:], other[common:])
    return common >= 4 and all(ending in _ENDINGS for ending in endings)


def is_displaced(case: Case, place: int) -> bool:
    """Tell whether the words around one of a claim stand together in a sentence that does not have it."""
    votes = case.votes(place)
    best = max(votes.values(), default=0.0)
    own = max((votes.get(number, 0.0) for number, _ in case.wheres[place]), default=0.0)
    return best >= _LEAST_VOTES and own < _RATIO * best and not is_amid(case, place)


def is_amid(case: Case, place: int) -> bool:
    """Tell whether a word stands in the source between the same neighbours as in the claim."""
    before, after = case.beside(place, -1), case.beside(place, 1)
    if before is None and after is None:
        return False
    return any(
        _stands(case, before, number, at, direction=-1) and _stands(case, after, number, at, direction=1)
        for number, at in case.wheres[place]
    )


def _stands(case: Case, neighbour: int | None, number: int, at: int, *, direction: int) -> bool:
    """Tell whether a neighbour stands within a few words of a place; one that there is not does."""
    if neighbour is None:
        return True
    return any(owner == number and 0 < (each - at) * direction <= _AMID for owner, each in case.wheres[neighbour])


def _is_explained(case: Case, place: int) -> bool:
    """Tell whether the sentence that the words around a name come from speaks of the one with that name."""
    votes = case.votes(place)
    best = max(votes, key=lambda number: votes[number])
    token = case.claim.tokens[place]
    others = {each.plain for each in case.source.readings[best].tokens if each.name and not each.quoted}
    if token.plain in case.source.central and not others & set(_people(case)):
        return True
    if _is_known_beside(case, place, best):
        return True
    if _speaks_of_another(case, best):
        return False
    return _is_named_before(case, place, best)


def _is_known_beside(case: Case, place: int, number: int) -> bool:
    """Tell whether a word beside a name stands beside it in the source too, and in the sentence that is meant.

    That is how a summary says in full who is called by a role or half of the name there.
    """
    tokens = case.claim.tokens
    for at in (place - 1, place + 1):
        if not 0 <= at < len(tokens) or not tokens[at].weight:
            continue
        one, other = (tokens[at], tokens[place]) if at < place else (tokens[place], tokens[at])
        beside = case.source.are_neighbours(one, other)
        if beside and (any(each == number for each, _ in case.wheres[at]) or _is_chained(case, at, place, number)):
            return True
    return False


def _is_chained(case: Case, at: int, place: int, number: int) -> bool:
    """Tell whether the word past a neighbour, of one name or role with it, stands in the sentence that is meant."""
    past = at + (at - place)
    tokens = case.claim.tokens
    if not 0 <= past < len(tokens) or not tokens[past].weight or tokens[max(past, at)].before:
        return False
    one, other = (tokens[past], tokens[at]) if past < at else (tokens[at], tokens[past])
    return case.source.are_neighbours(one, other) and any(each == number for each, _ in case.wheres[past])


def _people(case: Case) -> Iterator[str]:
    for reading in case.source.readings:
        for token in reading.tokens:
            if token.name and token.plain not in case.places:
                yield token.plain


def _speaks_of_another(case: Case, number: int) -> bool:
    """Tell whether a sentence names who says or does what it tells, right beside the verb or at its beginning."""
    tokens = case.source.readings[number].tokens
    for place, token in enumerate(tokens):
        if not token.name or token.quoted or token.plain in case.places:
            continue
        around = tokens[max(0, place - 2) : place + 3]
        if place <= 2 or any(each.plain in words.SPEECH for each in around):
            return True
    return False


def _is_named_before(case: Case, place: int, number: int) -> bool:
    """Tell whether a name is that of the last ones before a sentence, or stands right behind a quotation."""
    own = {each for each, _ in case.wheres[place]}
    for before in range(number - 1, max(-1, number - 1 - _BACK), -1):
        if before in own:
            return True
        if any(token.name and token.plain not in case.places for token in case.source.readings[before].tokens):
            break
    behind = number + 1
    return behind in own and any(token.quoted for token in case.source.readings[number].tokens)


def _is_small_word(token: Token) -> bool:
    """Tell whether a number is "one" or "first" in letters, which are often no numbers at all."""
    return token.plain in ("a", "an") or (token.number == 1 and not token.text[0].isdigit())


def _is_converted(case: Case, place: int) -> bool:
    """Tell whether a number of years or weeks is one of months or days in the source."""
    noun = _noun(case, place)
    number = case.claim.tokens[place].number
    if number is None:
        return False
    units = case.claim.tokens[place].plain, case.claim.tokens[noun].plain if noun is not None else ""
    whole = case.claim.tokens[place + 1].plain if place + 1 < len(case.claim.tokens) else ""
    for unit, times in _CONVERTED.items():
        if unit in (*units, whole):
            return any(
                f"#{Decimal(each) * number:f}".rstrip("0").rstrip(".") in case.source.index for each in times
            )
    return False


def _is_rounded(case: Case, place: int) -> bool:
    """Tell whether a number is said to be about one that the source has."""
    number = case.claim.tokens[place].number
    before = [token.plain for token in case.claim.tokens[max(0, place - 2) : place]]
    if number is None or not number or _ABOUT.isdisjoint(before):
        return False
    return any(
        token.number is not None and 0 < abs(token.number - number) <= abs(number) * _CLOSE
        for reading in case.source.readings
        for token in reading.tokens
    )


def _counts_other(case: Case, place: int) -> bool:
    """Tell whether what a number counts in the claim stands nowhere beside that number in the source.

    What the source never speaks of is another word for what it counts; that is for the other rules.
    """
    noun = _noun(case, place)
    if noun is None or not case.wheres[noun] or _is_small_word(case.claim.tokens[place]):
        return False
    beside = case.claim.tokens[noun]
    return not any(_has_beside(case, where, beside) for where in case.wheres[place])


def _noun(case: Case, place: int) -> int | None:
    """Return what a number counts: the first word behind it that says something."""
    tokens = case.claim.tokens
    for at in range(place + 1, min(place + 4, len(tokens))):
        if any(sign in ".;:!?،,()—" for sign in tokens[at].before):
            return None
        if tokens[at].plain in words.PREPOSITIONS and tokens[at].plain not in ("of", "من"):
            return None
        if tokens[at].weight:
            plain_noun = not tokens[at].dated and tokens[at].number is None
            return at if plain_noun and not any(map(is_at_stake, tokens[at].concepts)) else None
    return None


def _has_beside(case: Case, where: Place, noun: Token) -> bool:
    """Tell whether a number of the source counts a thing, or leaves it out: "61 people died and 400 were hurt"."""
    number, at = where
    tokens = case.source.readings[number].tokens
    around = tokens[max(0, at - _NOUN_BEFORE) : at + _NOUN_AFTER + 1]
    if any(noun.keys & token.keys for token in around):
        return True
    following = next((token for token in tokens[at + 1 : at + 4] if token.weight), None)
    elliptic = following is None or following.plain in _OTHERS or any(map(is_at_stake, following.concepts))
    return elliptic and any(noun.keys & token.keys for token in tokens[:at])
