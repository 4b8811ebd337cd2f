"""What a query asks of the index: the terms that must be there, those that may, and those that were mistyped."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from daily8.engine.tagging.commonness import frequencies
from daily8.engine.words.queries import Clause, Condition, Field, Query
from daily8.engine.words.terms import plain, stem
from daily8.engine.words.written import is_written
from daily8.search import places, texts
from daily8.search.matching import Match, Run, Where
from daily8.search.resolving import resolved
from daily8.search.suggesting import Names
from daily8.search.tables import AFTER_ALL, Span, Table
from daily8.search.vocabulary import Vocabulary

# A word that is more than one in a thousand of all words tells nothing, like "the" and "of": it need not be there.
_EVERYWHERE = 6.2
_ARABIC_WORD = re.compile("[\u0621-\u064a]{3,}")
_ARTICLE = "ال"
_HYPHENS = re.compile("[-\u2010-\u2013]")
_MOST_PARTS = 4
_MOST_CORRECTED = 3
_MOST_OF_ONE_FIELD = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to be found: as it was typed or, where no article has that, as what may be `meant`.

    A weak one need not be there.
    """

    clause: Clause
    typed: tuple[tuple[str, ...], ...]
    meant: tuple[str, ...]
    weight: float
    weak: bool

    @property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """All that it may be found by."""
        return (*self.typed, *((stem(word),) for word in self.meant))


@dataclass(frozen=True, slots=True)
class Want:
    """All that a query asks for; `unknown` are conditions that nothing here can fulfil."""

    wanted: tuple[Wanted, ...]
    facets: tuple[tuple[str, ...], ...]
    forbidden: tuple[tuple[str, ...], ...]
    span: Span
    unknown: tuple[Condition, ...]

    @property
    def strong(self) -> tuple[Wanted, ...]:
        """What must be there; all of it where everything is weak."""
        return tuple(one for one in self.wanted if not one.weak) or self.wanted

    @property
    def corrected(self) -> tuple[Wanted, ...]:
        """What something else may be meant by."""
        return tuple(one for one in self.wanted if one.meant)

    @property
    def literal(self) -> tuple[Wanted, ...]:
        """What must stand there as it was typed."""
        return tuple(one for one in self.wanted if one.clause.literal)

    def match(self, wanted: Sequence[Wanted], where: Where = Where.ANYWHERE) -> Match:
        """Return what has all of these, and all else that the query asks for."""
        return self._match([tuple(Run(run, where) for run in one.runs) for one in wanted])

    def match_any(self, wanted: Sequence[Wanted], where: Where) -> Match:
        """Return what has one of these, and all else that the query asks for."""
        literal = [tuple(Run(run) for run in one.runs) for one in self.literal]
        return self._match([*literal, tuple(Run(run, where) for one in wanted for run in one.runs)])

    def _match(self, groups: list[tuple[Run, ...]]) -> Match:
        facets = [tuple(Run((facet,)) for facet in either) for either in self.facets]
        needed = (*groups, *facets) or ((Run((texts.EVERYTHING,)),),)
        return Match(tuple(needed), tuple(Run(run) for run in self.forbidden))


def want(query: Query, vocabulary: Vocabulary, names: Names, table: Table, *, guess: bool = True) -> Want:
    """Return what this query asks for; `names` are those of things that articles have these days.

    What mistyped words may mean is found only to `guess`.
    """
    conditions = [(each, resolved(each, names)) for each in _few(query.conditions)]
    forbidden = [clause.terms for clause in query.clauses if clause.excluded]
    forbidden += [(facet,) for condition, facets in conditions if condition.excluded for facet in facets]
    spelling = _Spelling(vocabulary, table, most=_MOST_CORRECTED if guess else 0)
    found = Want(
        wanted=tuple(one for clause in query.wanted for one in _each_wanted(clause, spelling)),
        facets=tuple(facets for condition, facets in conditions if facets and not condition.excluded),
        forbidden=tuple(forbidden),
        span=Span(
            places.first_of(query.after) if query.after else 0,
            places.first_of(query.before) if query.before else AFTER_ALL,
        ),
        # What names nothing excludes nothing.
        unknown=tuple(condition for condition, facets in conditions if not facets and not condition.excluded),
    )
    return _sensible(found, table)


def _sensible(found: Want, table: Table) -> Want:
    """Take a real word that no article has as it was typed, unless what it may mean stands with all the others.

    Beside "Genghis" a "Kahn" is a Khan; by itself it is none, as "penguins" are nothing else.
    """
    doubtful = [one for one in found.corrected if _is_real(one.clause.text)]
    others = len(found.strong) > 1 or found.facets
    if not doubtful or (others and table.find(found.match(found.strong), found.span, most=1)):
        return found
    return replace(found, wanted=tuple(replace(one, meant=()) if one in doubtful else one for one in found.wanted))


def _is_real(typed: str) -> bool:
    word = plain(typed)
    return is_written(word) or bool(_ARABIC_WORD.fullmatch(word) and is_written(_other_form(word)))


def _each_wanted(clause: Clause, spelling: "_Spelling") -> list[Wanted]:
    """What a clause asks for: its words by themselves where hyphens join them and one of them is mistyped."""
    parts = _parts(clause)
    if parts and spelling.is_new(clause.terms):
        apart = [_wanted(part, spelling) for part in parts]
        if any(one.meant for one in apart):
            return apart
    return [_wanted(clause, spelling)]


def _parts(clause: Clause) -> list[Clause]:
    words = [] if clause.literal else _HYPHENS.split(clause.text)
    if not 1 < len(words) == len(clause.terms) <= _MOST_PARTS:
        return []
    return [Clause((term,), word) for term, word in zip(clause.terms, words, strict=True)]


def _wanted(clause: Clause, spelling: "_Spelling") -> Wanted:
    single = len(clause.terms) == 1 and not clause.literal
    weak = single and _is_everywhere(clause.text)
    typed = (clause.terms, *(_articled(clause) if single else ()))
    meant = spelling.meant(clause.text, typed) if single and not weak else ()
    return Wanted(clause, typed, meant, max(map(spelling.vocabulary.weight, clause.terms)), weak)


def _is_everywhere(word: str) -> bool:
    return frequencies().get(plain(word), 0.0) >= _EVERYWHERE


def _articled(clause: Clause) -> tuple[tuple[str, ...], ...]:
    """The stem of an Arabic word with its article, or without, where that is another.

    What stands before a word's own letters cannot always be told from them: the first letter of "bitcoin" may
    be "with", but not after the article.
    """
    word = plain(clause.text)
    if not _ARABIC_WORD.fullmatch(word):
        return ()
    other = stem(_other_form(word))
    return ((other,),) if other and (other,) != clause.terms else ()


def _other_form(word: str) -> str:
    """An Arabic word without its article, or with one."""
    return word.removeprefix(_ARTICLE) if word.startswith(_ARTICLE) else _ARTICLE + word


def _few(conditions: Sequence[Condition]) -> list[Condition]:
    """The first conditions of each field: nobody means more, and each is looked up."""
    counts: Counter[Field] = Counter()
    kept = []
    for condition in conditions:
        counts[condition.field] += 1
        if counts[condition.field] <= _MOST_OF_ONE_FIELD:
            kept.append(condition)
    return kept


class _Spelling:
    """Finds what mistyped words mean, for a few of them: to compare one with all that are known takes long."""

    def __init__(self, vocabulary: Vocabulary, table: Table, *, most: int):
        self.vocabulary = vocabulary
        self._table = table
        self._left = most

    def is_new(self, run: tuple[str, ...]) -> bool:
        """Tell whether no article has terms that stand together, as far as that matters to what may be meant."""
        return self._left > 0 and not self._table.find(Match(((Run(run),),)), Span(), most=1)

    def meant(self, word: str, typed: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        """Return what a word may mean whose terms no article has."""
        known = not self._left or any(self.vocabulary.counts[run[0]] for run in typed)
        if known or self._table.find(Match((tuple(map(Run, typed)),)), Span(), most=1):
            return ()
        self._left -= 1
        return tuple(each for each in self.vocabulary.meant(word) if not _is_everywhere(each))
