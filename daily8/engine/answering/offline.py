"""What `daily8 tool ask` answers for a line."""

from typing import Any

from daily8.engine.answering.answering import answer as answer_question
from daily8.engine.answering.likeness import likeness_of
from daily8.engine.answering.passages import Article, Cited
from daily8.engine.embedding import Embedder
from daily8.engine.judging import judge_of
from daily8.engine.language.sentences import sentences

MOST_ARTICLES = 1_000

Line = dict[str, Any]


def answer(row: Line, embedder: Embedder) -> Line:
    """Return the sentences that answer `{"id", "question", "articles"}`; none where the articles do not say.

    Each article is `{"id", "title", "text", "language"}`; numbers of sentences count from 1. `before` may hold the
    questions that were asked earlier.
    """
    asked = row.get("question")
    if not isinstance(asked, str) or not asked.strip():
        raise ValueError('write "question" as text')
    articles, ids = _articles(row.get("articles"))
    before = row.get("before") or []
    if not isinstance(before, list) or not all(isinstance(each, str) for each in before):
        raise ValueError('write "before" as a list of questions')
    found = answer_question(
        asked, articles, before=before, likeness=likeness_of(embedder), judge=judge_of(embedder)
    )
    return {"id": row.get("id"), "answer": [_line(cited, ids) for cited in found.sentences]}


def _articles(rows: Any) -> tuple[list[Article], dict[str, Any]]:
    """Return the articles by keys of our own, and the id that each came with."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError('write "articles" as a list of {"id", "title", "text", "language"}')
    if len(rows) > MOST_ARTICLES:
        raise ValueError(f"{len(rows)} articles are more than the {MOST_ARTICLES} that are read")
    articles = [_article(str(number), row) for number, row in enumerate(rows)]
    return articles, {str(number): row.get("id") for number, row in enumerate(rows)}


def _article(key: str, row: Line) -> Article:
    title, text, language = (_text(row, name) for name in ("title", "text", "language"))
    return Article(key, title, language, tuple(sentence.text for sentence in sentences(text)))


def _line(cited: Cited, ids: Line) -> Line:
    return {"text": cited.text, "article": ids[cited.article], "from": [cited.sentence + 1]}


def _text(row: Line, name: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(f'write "{name}" of an article as text')
    return value
