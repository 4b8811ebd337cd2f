"""What `daily8 tool check` answers for a line."""

from functools import lru_cache
from typing import Any

from daily8.engine.checking.checker import Checker
from daily8.engine.embedding import Embedder
from daily8.engine.judging import Judge, judge_of
from daily8.engine.language.sentences import sentences

MOST_CHARACTERS = 400_000
# Lines that ask about one source often follow each other.
_REMEMBERED = 4


def answer(line: dict[str, Any], embedder: Embedder) -> dict[str, Any]:
    """Return whether the text "source" bears out "claim": `supported`, `score`, `why` and `sentences`, from 1.

    Raises ValueError, in plain words, where there is nothing to check.
    """
    source, claim, language = (_text(line, name) for name in ("source", "claim", "language"))
    if len(source) > MOST_CHARACTERS:
        raise ValueError(f"{len(source)} letters of source are more than the {MOST_CHARACTERS} that are read")
    if not claim.strip():
        raise ValueError('write what is claimed as "claim"')
    verdict = _checker(source, language, judge_of(embedder)).check(claim, language)
    return {
        "id": line.get("id"),
        "supported": verdict.supported,
        "score": round(verdict.score, 4),
        "why": [str(doubt) for doubt in verdict.why],
        "sentences": [number + 1 for number in verdict.sentences],
    }


@lru_cache(_REMEMBERED)
def _checker(source: str, language: str, judge: Judge | None) -> Checker:
    return Checker([sentence.text for sentence in sentences(source)], language, lambda: judge)


def _text(line: dict[str, Any], name: str) -> str:
    value = line.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(f'write "{name}" as text')
    return value
