"""Who is counted was killed, hurt, missing, driven out or held: told by nouns, and by words before and behind."""

from collections.abc import Sequence

from daily8.engine.quantities import nouns, spending
from daily8.engine.quantities.cues import BEFORE, BEHIND, COUNTED, HAPPENED, is_ill
from daily8.engine.quantities.figure import Figure
from daily8.engine.quantities.numeral import Form
from daily8.engine.quantities.quantity import Kind
from daily8.engine.quantities.sums import toll
from daily8.engine.quantities.tokens import Token, around, word_at
from daily8.engine.quantities.wordlists import words

_ATTEMPTS = words(
    "attempt attempts attempting attempted plot plotting plotted planned planning plan threatened tried"
)
_ATTEMPTS |= words("trying conspiracy conspiring intent محاوله بمحاوله لمحاوله حاول التخطيط التهديد خطط")
_CLAUSES = words(
    "after when while because before since but if as where which whose although though following until than unless"
)
_BEING = words(
    "was were been being be is are got get have has had confirmed reported feared presumed remain remains remained"
)
# Behind a verb that is said of those before it there is one of these, or the end.
_ON = words(
    """
    in by and when after on as during near at since from while with over across outside inside including amid today
    yesterday overnight last this monday tuesday wednesday thursday friday saturday sunday so or before among
    """
)
# Nobody can do these to another.
_OF_THEMSELVES = words(
    "died perished drowned fled unaccounted disappeared vanished dead homeless lost flee fleeing"
)
# These say "are missing" or, with what they have lost behind them, "lost".
_LOSING = words("فقدوا فقدا")
_INCLUDING = words("including among منهم بينهم منهن بينهن ومنهم بينها منها ضمنهم")
_SKIPPED = words("including among most all mostly some many several")
_OUT_OF = (("of", "the"), ("of",), ("out", "of"), ("out", "of", "the"), ("من", "اصل"))
_HOSTAGES = words("hostage hostages رهينه رهاين")
_FIGHTING = words("soldiers troops fighters men sailors marines servicemen crew")
_PRISONERS = words("prisoner prisoners inmate inmates سجين سجينا سجناء")
_RELEASES = words("freed free freeing released release releasing releases افرج افرجت الافراج سراح افراج")
_OTHERS = words("others other more another اخرين اخرون اخري اخر")
_HARMLESS = words("abuse fraud rape scam harassment trafficking sexual domestic scams")
# Over these an Arabic verb reaches what it is said of.
_OVER = words("في خلال جراء اثر اليوم يوم صباح مساء امس قوات عن")
_OVER_FARTHER = words("على علي قرب شرق غرب شمال جنوب وسط شرقي غربي شمالي جنوبي داخل")
_ALSO_OF_THINGS = words("ضبط ضبطت ضبطوا فقدان حبس سقوط سقط سقطت ايقاف")
_NO_VERBS = words("يوم يونيو يوليو يناير يمنيه يمني يافا يهوديه يابانيه")
_LONGEST_ASIDE = 30
_FAR, _NEAR, _ARABIC_REACH = 11, 3, 8


def told(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers with those marked that count who was killed, hurt, missing, driven out or held."""
    found: list[Figure] = []
    for place, figure in enumerate(figures):
        behind = (each.begins for each in figures[place + 1 : place + 4] if not _is_aside(tokens, each))
        after = next(behind, len(tokens))
        before = found[-1] if found else None
        found.append(_told(tokens, figure, before, after))
    for place in range(len(found) - 1, 0, -1):
        found[place - 1] = _with_next(tokens, found[place - 1], found[place])
        found[place - 1], found[place] = _out_of(tokens, found[place - 1], found[place])
    return found


def _is_aside(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether nobody can take a number for that of those who were killed or hurt."""
    return figure.kind == Kind.AGE or nouns.is_thing(tokens, figure.noun)


def _out_of(tokens: Sequence[Token], figure: Figure, whole: Figure) -> tuple[Figure, Figure]:
    """Tell of some what is told behind all of whom they are: 34 of the 96 hostages are dead."""
    between = tuple(token.plain for token in tokens[figure.behind : whole.begins])
    if not figure.counts or between not in _OUT_OF:
        return figure, whole
    if whole.kind in HAPPENED and nouns.is_people(tokens, whole.noun) and not _by_noun(tokens, whole):
        return figure.told(kind=whole.kind), whole.told(kind=Kind.COUNT)
    if _is_counted_thing(tokens, whole):
        return figure, whole
    kind = _behind(tokens, whole.behind, whole.behind + _FAR, sure=True)
    return (figure.told(kind=kind) if kind else figure), whole


def _is_counted_thing(tokens: Sequence[Token], figure: Figure) -> bool:
    return not figure.counts or nouns.is_thing(tokens, figure.noun)


def _with_next(tokens: Sequence[Token], figure: Figure, following: Figure) -> Figure:
    """Tell of people what is told of those counted with them behind: 400 soldiers and 60 officers were killed."""
    between = [token.plain for token in tokens[figure.behind : following.begins]]
    joined = between in (["and"], ["و"]) or (not between and tokens[following.first].plain.startswith("و"))
    people = nouns.is_people(tokens, figure.noun) and nouns.is_people(tokens, following.noun)
    if not (joined and people and figure.counts and following.kind in HAPPENED) or figure.part:
        return figure
    return figure.told(kind=following.kind)


def _told(tokens: Sequence[Token], figure: Figure, before: Figure | None, after: int) -> Figure:
    part = before is not None and (_is_part(tokens, figure, before) or _is_of_them(tokens, figure))
    if not figure.counts or figure.kind == Kind.VOTES:
        return figure.told(part=part)
    edge = before.behind if before else 0
    if kind := _by_noun(tokens, figure):
        other = _worse(tokens, figure, edge, after) if kind in (Kind.ARRESTED, Kind.DISPLACED) else None
        return figure.told(kind=other or kind, part=part)
    if nouns.is_thing(tokens, figure.noun) or _is_hostage(tokens, figure):
        return figure.told(part=part)
    kind = (
        _close_behind(tokens, figure, after)
        or _right_before(tokens, figure, edge)
        or toll(tokens, figure, before)
        or _far_behind(tokens, figure, after)
        or (_inherited(tokens, figure, before, part=part) if before else None)
    )
    if kind == Kind.DISPLACED and any(token.plain in _PRISONERS for token in tokens[figure.noun : figure.behind]):
        kind = None
    return figure.told(kind=kind or Kind.COUNT, part=part)


def _is_freed(tokens: Sequence[Token], figure: Figure) -> bool:
    before = tokens[max(0, figure.begins - 4) : figure.begins]
    return any(token.plain.removeprefix("و") in _RELEASES for token in before)


def _worse(tokens: Sequence[Token], figure: Figure, edge: int, after: int) -> Kind | None:
    """Return what is said of detainees or of those driven out, where they were killed or hurt."""
    kind = (
        _close_behind(tokens, figure, after)
        or _right_before(tokens, figure, edge)
        or _far_behind(tokens, figure, after)
    )
    return kind if kind in (Kind.DEAD, Kind.INJURED, Kind.MISSING) else None


def _is_hostage(tokens: Sequence[Token], figure: Figure) -> bool:
    return any(token.plain in _HOSTAGES for token in tokens[figure.noun : figure.behind])


def _by_noun(tokens: Sequence[Token], figure: Figure) -> Kind | None:
    """Return what the counted noun says: deaths, wounded, arrests, قتيلا."""
    if figure.form == Form.DUAL:
        return COUNTED.get(tokens[figure.first].plain)
    behind = word_at(tokens, figure.behind)
    adjective = not behind.isascii() and not nouns.is_joined(behind)
    for place in range(figure.noun, figure.behind + adjective):
        found = COUNTED.at(tokens, place)
        if not found or (found[0] == Kind.INJURED and is_ill(tokens, place)):
            continue
        return None if found[0] == Kind.ARRESTED and _is_freed(tokens, figure) else found[0]
    if any(token.plain in ("victims", "victim", "ضحايا", "ضحيه") for token in tokens[figure.noun : figure.behind]):
        return None if any(token.plain in _HARMLESS for token in around(tokens, figure.first)) else Kind.DEAD
    return None


def _close_behind(tokens: Sequence[Token], figure: Figure, after: int) -> Kind | None:
    """Return what is said right behind: 12 dead, 30 others wounded, three people injured in ..."""
    return _behind(tokens, figure.behind, min(after, figure.behind + _NEAR), sure=False)


def _far_behind(tokens: Sequence[Token], figure: Figure, after: int) -> Kind | None:
    """Return what is said of those who are counted farther on in their clause."""
    place = figure.behind
    if place < len(tokens) and tokens[place].plain in (",", "،") and word_at(tokens, place + 1) in _SKIPPED:
        farthest = min(place + _LONGEST_ASIDE, len(tokens))
        closing = next((at for at in range(place + 1, farthest) if tokens[at].plain in (",", "،")), None)
        return _behind(tokens, closing + 1, closing + _NEAR + 1, sure=True) if closing else None
    return _behind(tokens, place, min(after, place + _FAR), sure=True)


def _behind(tokens: Sequence[Token], place: int, end: int, *, sure: bool) -> Kind | None:
    """Look on from a number's noun as far as its clause goes; `sure` asks for "were" before a verb."""
    being = False
    begin = place
    while place < min(end, len(tokens)):
        word = tokens[place].plain
        if (not tokens[place].word and word not in "'\"“”«»()") or word in _CLAUSES:
            return None
        if word == "and" and (being or not nouns.is_person(word_at(tokens, place + 1))):
            return None
        if not word.isascii() and (nouns.is_joined(word) or word[:2] in ("وا", "وق")):
            return None
        being = being or word in _BEING
        found = BEHIND.at(tokens, place)
        if found and _is_said_of_them(tokens, place, found[1], being=being, far=sure and place - begin > 4):
            return found[0]
        place += 1
    return None


def _is_said_of_them(tokens: Sequence[Token], place: int, length: int, *, being: bool, far: bool) -> bool:
    """Whether a verb is said of those before it, not of whoever is named behind it."""
    if spending.is_spent(tokens, place, place + 1):
        return False
    if tokens[place].plain in _LOSING:
        return nouns.ends(word_at(tokens, place + 1)) or not word_at(tokens, place + 1)
    if word_at(tokens, place - 1) in ("the", "of") or not tokens[place].plain.isascii():
        return not tokens[place].plain.isascii()
    if being or length > 1 or tokens[place].plain in _OF_THEMSELVES:
        return True
    following = tokens[place + length] if place + length < len(tokens) else None
    return not far and (following is None or not following.word or following.plain in _ON)


def _right_before(tokens: Sequence[Token], figure: Figure, edge: int) -> Kind | None:
    """Return what a verb before says of the number: killing at least 12, إصابة نحو 30."""
    place = figure.begins
    if place < len(tokens) and tokens[figure.first].plain.isascii() and not _has_arabic_before(tokens, place):
        return _english_before(tokens, place, edge)
    return _arabic_before(tokens, place, edge)


def _has_arabic_before(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].word and not tokens[place - 1].plain.isascii()


def _english_before(tokens: Sequence[Token], place: int, edge: int) -> Kind | None:
    found = BEFORE.before(tokens, place)
    if not found and word_at(tokens, place - 1) == "and":
        for back in range(place - 2, max(edge, place - 7), -1):
            if not tokens[back].word:
                break
            if found := BEFORE.before(tokens, back):
                place = back
                break
    if not found or (place - found[1] < edge and edge):
        return None
    if word_at(tokens, place - 1) == "lost" and not any(
        token.plain in _FIGHTING for token in tokens[place : place + _NEAR + 1]
    ):
        return None
    attempt = any(word_at(tokens, place - found[1] - step) in _ATTEMPTS for step in (1, 2, 3))
    return None if attempt else found[0]


def _arabic_before(tokens: Sequence[Token], place: int, edge: int) -> Kind | None:
    if word_at(tokens, place - 1) in ("فقد", "فقدت"):
        return Kind.MISSING
    for back in range(place, max(edge, place - _ARABIC_REACH), -1):
        if found := BEFORE.before(tokens, back):
            attempt = any(word_at(tokens, back - found[1] - step) in _ATTEMPTS for step in (0, 1))
            attempt = attempt or spending.is_spent(tokens, back - 1, place)
            ill = found[0] == Kind.INJURED and is_ill(tokens, place + 1)
            seized = tokens[back - 1].plain.lstrip("وب") in _ALSO_OF_THINGS and not _may_be_people(tokens, place)
            return None if attempt or ill or seized else found[0]
        over = back < place and tokens[back - 1].plain in _OVER_FARTHER
        if not over and _ends_clause(tokens[back - 1]):
            return None
    return None


def _may_be_people(tokens: Sequence[Token], place: int) -> bool:
    """Whether people are among the next words, or nothing is named."""
    near = [token.plain for token in tokens[place : place + _NEAR + 2] if token.word]
    return not near or any(nouns.is_person(word) for word in near)


def _ends_clause(token: Token) -> bool:
    """Whether an Arabic verb farther back says nothing of what stands behind a word."""
    word = token.plain
    verb = word.startswith("ي") and word not in _NO_VERBS
    return not token.word or verb or nouns.is_joined(word) or (nouns.ends(word) and word not in _OVER)


def _is_part(tokens: Sequence[Token], figure: Figure, before: Figure) -> bool:
    """Whether a number is counted within the one before it."""
    between = tokens[before.last : figure.begins]
    return len(between) < _FAR and any(
        token.plain in _INCLUDING or token.plain[1:] in _INCLUDING for token in between
    )


def _is_of_them(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether a number is said of those counted before: three of them, منهم."""
    if word_at(tokens, figure.last) in ("منهم", "منهن"):
        return True
    return word_at(tokens, figure.last) == "of" and word_at(tokens, figure.last + 1) in ("them", "whom")


def _inherited(tokens: Sequence[Token], figure: Figure, before: Figure, *, part: bool) -> Kind | None:
    """Return what happened to those just counted, where these are counted with them."""
    if before.kind not in HAPPENED:
        return None
    if _is_of_them(tokens, figure):
        return None if _is_freed(tokens, figure) else before.kind
    people = nouns.is_people(tokens, figure.noun) or figure.form == Form.DUAL
    others = word_at(tokens, figure.noun) in _OTHERS
    if not part and not others and any(COUNTED.get(token.plain) for token in tokens[before.noun : before.behind]):
        return None
    if part:
        return before.kind if people else None
    between = [token.plain for token in tokens[before.behind : figure.begins]]
    joined = tokens[figure.first].plain.startswith("و") and not between
    return (
        before.kind
        if (people or others) and (joined or (between and set(between) <= {"and", ",", "،", "و"}))
        else None
    )
