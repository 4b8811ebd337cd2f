"""How many questions are answered with the right sentence first, and how many that nothing answers are refused.

The questions are our own (bench/ai_sets/ask.jsonl) over a fixed set of articles, ours and the shared ones; half of
them, over other articles, were held out. Each is asked of its article alone and of all articles at once, without
the embedded model and with it.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from daily8.engine.answering import Answer, Article, answer, likeness_of
from daily8.engine.embedding import EMBEDDED, Embedder, embedder
from daily8.engine.judging import judge_of
from daily8.engine.language.sentences import sentences

HERE = Path(__file__).parent
SETS = HERE / "ai_sets"
_SHARED = Path(os.environ.get("DAILY8_SHARED", HERE.parents[1] / "shared")) / "data"
GOLD, STORIES = _SHARED / "summaries/articles_gold.jsonl", _SHARED / "stories"
SCOPES = ("one", "all")

Row = dict[str, Any]
Ask = Callable[..., Answer]
_TWO_LETTERS = {"eng": "en", "ara": "ar"}


def measure(*, halves: Sequence[str] = ("tune", "held"), told: bool = False) -> dict[str, float]:
    """Return each figure by name; what went wrong is printed where it may be looked at."""
    gold = _rows(GOLD) if GOLD.exists() else []
    (questions, articles), (blind, of_blind), *others = sets()
    figures: dict[str, float] = {}
    for name, ask in _ways():
        for half in halves:
            asked = [row for row in questions if row["half"] == half]
            figures |= _figures(f"ask.{name}.{half}", asked, articles, ask, told=told)
            asked = [row for row in blind if row["half"] == half]
            figures |= _figures(f"ask.{name}.blind_{half}", asked, of_blind, ask, told=told and half != "held")
        if "held" in halves:
            for asked, of in others:
                if asked[0]["half"] == "held":
                    figures |= _figures(f"ask.{name}.{asked[0]['group']}", asked, of, ask, told=False)
        if "tune" in halves:
            figures |= _gold(f"ask.{name}.gold", gold, articles, ask, told=told)
    return figures | _cost(questions, articles)


def _ways() -> Iterator[tuple[str, Ask]]:
    """Yield the ways to ask: by words alone, and with the embedded model and its judge where they are."""
    yield "words", answer
    model = maker()
    if model.dimensions:
        yield "vectors", partial(answer, likeness=likeness_of(model), judge=judge_of(model))
    else:
        print("   no embedded model here")


def sets() -> list[tuple[list[Row], dict[str, Article]]]:
    """Return the questions with the articles that they are asked of.

    The first set is ours. All others were written by people who had not looked at how answers are found, each
    group by another one, over invented articles or over those of the shared data; some are for measuring alone.
    """
    found = []
    for name in ("ask", "ask_blind", "ask_own", "ask_news"):
        written = SETS / f"{name}_articles.jsonl"
        rows = _rows(written) if written.exists() else []
        rows += _rows(GOLD) if name == "ask" and GOLD.exists() else []
        articles = {row["id"]: _article(row) for row in rows}
        groups: dict[str, list[Row]] = {}
        for row in _rows(SETS / f"{name}.jsonl"):
            groups.setdefault(row.get("group", ""), []).append(row)
        for asked in groups.values():
            of = {row["article"]: _of(row, articles) for row in asked} if asked[0].get("group") else articles
            read = {key: article for key, article in of.items() if article}
            found.append(([row for row in asked if row["article"] in read], read))
    return found


def _of(row: Row, articles: Mapping[str, Article]) -> Article | None:
    """Return the article of a question, which may be one of the shared ones; nothing where these are not there."""
    if "file" not in row:
        return articles[row["article"]]
    told = _shared(row["file"]).get(row["article"])
    return _article(told) if told else None


@cache
def _shared(name: str) -> dict[str, Row]:
    path = STORIES / name
    return {row["id"]: row for row in _rows(path)} if path.exists() else {}


def maker() -> Embedder:
    """Return the embedded model, in the folder DAILY8_MODEL or a new one; where there is none, the empty one."""
    return embedder(EMBEDDED, folder=Path(os.environ.get("DAILY8_MODEL") or tempfile.mkdtemp()))


def _figures(
    name: str, rows: Sequence[Row], articles: Mapping[str, Article], ask: Ask, *, told: bool
) -> dict[str, float]:
    right: list[bool] = []
    refused: list[bool] = []
    across: list[bool] = []
    for row in rows:
        for scope in SCOPES[: 1 if row.get("alone") else 2]:
            passages = [articles[row["article"]]] if scope == "one" else list(articles.values())
            good, has = _is_good(row, passages, articles, ask, told=told, scope=scope)
            (right if has else refused).append(good)
            if has and row["language"] != articles[row["article"]].language:
                across.append(good)
    return {
        f"{name}.right_first": _share(right),
        f"{name}.refused": _share(refused),
        f"{name}.across_languages": _share(across),
    }


def _is_good(
    row: Row,
    passages: Sequence[Article],
    articles: Mapping[str, Article],
    ask: Ask,
    *,
    told: bool,
    scope: str,
) -> tuple[bool, bool]:
    """Return whether the answer is right, and whether there is one."""
    places = wanted(row, articles[row["article"]])
    found = ask(row["question"], passages, row["language"], before=row.get("before", ()))
    first = found.sentences[0] if found.sentences else None
    if places:
        good = first is not None and (first.article, first.sentence) in {(row["article"], at) for at in places}
    else:
        good = first is None
    if told and not good:
        print(f"   {scope} {row['id']} {row['article']} {row['question']} -> {_told(first)}")
    return good, bool(places)


def _told(first: Any) -> str:
    return f"{first.score:.2f} [{first.article}] {first.text[:110]}" if first else "nothing"


def wanted(row: Row, article: Article) -> set[int]:
    """Return the numbers of the sentences that answer a question, from 0."""
    quotes = row.get("quotes", ())
    return {number - 1 for number in row.get("sentences", ())} | {
        place for place, text in enumerate(article.sentences) if any(quote in text for quote in quotes)
    }


def _gold(
    name: str, rows: Sequence[Row], articles: Mapping[str, Article], ask: Ask, *, told: bool
) -> dict[str, float]:
    """Return the figures of the questions that come with the shared articles, each asked of its own.

    Right is a sentence that the quotation given there is from, though another may say it as well.
    """
    right, refused = [], []
    for row in rows:
        for asked in row["qa"]:
            found = ask(asked["q"], [articles[row["id"]]], row["lang"]).sentences
            places = _quoted(row["text"], asked["quote"] or "")
            good = bool(found) and found[0].sentence in places if places else not found
            (right if places else refused).append(good)
            if told and not good:
                print(f"   gold {row['id']} {asked['q']} -> {_told(found[0] if found else None)}")
    return {f"{name}.right_first": _share(right), f"{name}.refused": _share(refused)} if rows else {}


def _quoted(text: str, quote: str) -> set[int]:
    """Return the numbers of the sentences that a quotation is from."""
    start = text.find(quote) if quote else -1
    if start < 0:
        return set()
    end = start + len(quote)
    return {place for place, cut in enumerate(sentences(text)) if cut.start < end and cut.end > start}


def _cost(questions: Sequence[Row], articles: Mapping[str, Article]) -> dict[str, float]:
    began = time.process_time()
    for row in questions[::4]:
        answer(row["question"], list(articles.values()), row["language"])
    return {"ask.words.milliseconds": 1000 * (time.process_time() - began) / len(questions[::4])}


def _article(row: Row) -> Article:
    cut = tuple(sentence.text for sentence in sentences(row["text"]))
    language = row.get("language") or row["lang"]
    # The shared files write languages with three letters or two.
    return Article(row["id"], row["title"].strip(), _TWO_LETTERS.get(language, language), cut)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _share(good: Sequence[bool]) -> float:
    return sum(good) / len(good) if good else 1.0


if __name__ == "__main__":
    for figure, value in measure(told=True).items():
        print(f"{figure:36} {value:8.3f}")
