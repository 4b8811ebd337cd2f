"""The queries that search is measured with."""

from dataclasses import dataclass
from pathlib import Path

QUERIES = Path(__file__).with_name("search_queries.tsv")


@dataclass(frozen=True)
class Question:
    """One query, and what must be found."""

    id: str
    language: str
    kind: str
    query: str
    wanted: frozenset[str]


def questions() -> list[Question]:
    """Return all queries."""
    lines = [line for line in QUERIES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [
        Question(identifier, language, kind, query, frozenset(wanted.split(",")))
        for identifier, language, kind, query, wanted in (line.split("\t") for line in lines[1:])
    ]
