"""What articles must have to be found, in words that each database understands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from daily8.search.texts import MARK


class Where(Enum):
    """In which columns of an article's words something stands."""

    ANYWHERE = "anywhere"
    HEAD = "title and names"


@dataclass(frozen=True, slots=True)
class Run:
    """Terms that stand right behind each other."""

    terms: tuple[str, ...]
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True)
class Match:
    """Of each group in `all_of` one run must be there, and none of `none_of`; `all_of` has one group at least."""

    all_of: tuple[tuple[Run, ...], ...]
    none_of: tuple[Run, ...] = field(default=())

    def and_also(self, groups: Iterable[tuple[Run, ...]]) -> "Match":
        """Return what asks for more."""
        return Match((*self.all_of, *groups), self.none_of)


_COLUMNS = {Where.ANYWHERE: "", Where.HEAD: "{title names} : "}
# The index of PostgreSQL knows of no columns: what stands in a headline or a name has a sign besides, and runs are
# told by their weight.
_WEIGHTS = {Where.ANYWHERE: "", Where.HEAD: ":AB"}


def for_fts5(match: Match) -> str:
    """Return the expression of SQLite's FTS5: https://www.sqlite.org/fts5.html#full_text_query_syntax."""
    wanted = " AND ".join(_any([_fts5(run) for run in group], "OR") for group in match.all_of)
    if not match.none_of:
        return wanted
    return f"({wanted}) NOT {_any([_fts5(run) for run in match.none_of], 'OR')}"


def for_tsquery(match: Match) -> str:
    """Return the text of a `tsquery`: https://www.postgresql.org/docs/current/datatype-textsearch.html."""
    wanted = [_any([_tsquery(run) for run in group], "|") for group in match.all_of]
    return " & ".join([*wanted, *(f"!{_any([_tsquery(run)], '|')}" for run in match.none_of)])


def _any(expressions: Sequence[str], either: str) -> str:
    return f"({f' {either} '.join(expressions)})"


# Terms are letters and digits and the one sign of what articles have: there is nothing to escape in them.
def _fts5(run: Run) -> str:
    return f'{_COLUMNS[run.where]}"{" ".join(run.terms)}"'


def _tsquery(run: Run) -> str:
    behind = " <-> ".join(f"'{term}'{_WEIGHTS[run.where]}" for term in run.terms)
    if run.where is Where.ANYWHERE:
        return behind
    signs = [f"'{in_head(term)}'" for term in run.terms]
    return signs[0] if len(signs) == 1 else f"({' & '.join([*signs, f'({behind})'])})"


def in_head(term: str) -> str:
    """Return the sign that this term stands in the headline or in a name."""
    return f"{MARK}i{term}"
