"""How near summaries come to those that people wrote, against the first sentences, and what they cost.

ROUGE-1 F with stems of words in either script, on the articles of our own (three points of one article) and on
the MultiLing 2011 pilot (a brief of ten articles against two people's). Lead and summary have as many sentences,
cut at as many words.
"""

import json
import os
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rouge_score import rouge_scorer, tokenizers

from daily8.engine.language.sentences import sentences
from daily8.engine.summarizing import Report, brief, dangles, points
from daily8.engine.summarizing.trimming import trimmed
from daily8.engine.words import spelled

SHARED = Path(os.environ.get("DAILY8_SHARED", Path(__file__).parents[2] / "shared")) / "data"
WORDS = 250
BRIEF = 10
LONG = 30_000
DAY = re.compile(r"(?:\w+day, )?(?P<date>(?:[A-Z][a-z]+) \d{1,2}, \d{4})")


class Stems(tokenizers.Tokenizer):  # type: ignore[misc]
    """The words of a text in any script, by their stems."""

    def tokenize(self, text: str) -> list[str]:
        """Return the stem of each word."""
        return spelled(text)


SCORER = rouge_scorer.RougeScorer(["rouge1"], tokenizer=Stems())


def measure() -> dict[str, float]:
    """Return each figure by name; scores in points of a hundred."""
    return {**_articles(), **_events(), **_standing(), **_cost()}


def _articles() -> dict[str, float]:
    ours, leads = [], []
    for row in rows("summaries/articles_gold.jsonl"):
        texts = [sentence.text for sentence in sentences(row["text"])]
        gold = [" ".join(row["bullets"])]
        chosen = [point.text for point in points(row["title"], texts, row["lang"])]
        ours.append(score(gold, " ".join(chosen)))
        leads.append(score(gold, " ".join(trimmed(text) for text in texts[: len(chosen)])))
        print(f"   {row['id']}: {ours[-1]:.1f}, lead {leads[-1]:.1f}")
    return _against("summary.articles", ours, leads)


def _events() -> dict[str, float]:
    ours, leads = [], []
    for row in rows("summaries/multiling2011_en.jsonl"):
        reports = sorted(map(_report, row["documents"]), key=lambda report: report.published_at)
        gold = [" ".join(reference) for reference in row["reference_summaries"]]
        chosen = [point.text for point in brief(reports, most=BRIEF)]
        ours.append(score(gold, _cut(chosen)))
        leads.append(score(gold, _cut(_lead(reports, len(chosen)))))
        print(f"   {row['topic']}: {ours[-1]:.1f}, lead {leads[-1]:.1f}")
    return _against("summary.events", ours, leads)


def _against(name: str, ours: Sequence[float], leads: Sequence[float]) -> dict[str, float]:
    return {name: mean(ours), f"{name}_lead": mean(leads), f"{name}_gain": mean(ours) - mean(leads)}


def _report(document: dict[str, Any]) -> Report:
    """Return a report; the day stands in the first lines of each, alone or before the first sentence."""
    title, *lines = document["text"]
    day = next(found for line in lines if (found := DAY.search(line)))
    published = datetime.strptime(day["date"], "%B %d, %Y").replace(tzinfo=UTC)
    text = [rest for line in lines if (rest := line.replace(day[0], "", 1).strip())]
    cut = [sentence.text for paragraph in text for sentence in sentences(paragraph)]
    return Report(document["filename"], document["filename"], published, title, tuple(cut), "en")


def _lead(reports: Sequence[Report], count: int) -> list[str]:
    """Return the first sentences of all reports, then their second ones, up to as many."""
    longest = max(len(report.sentences) for report in reports)
    turns = [
        report.sentences[turn] for turn in range(longest) for report in reports if turn < len(report.sentences)
    ]
    return turns[:count]


def _standing() -> dict[str, float]:
    """Return how many points of other texts dangle, as the rule sees it; people have to read them, too."""
    found = [
        dangles(point.text, language)
        for title, text, language in articles()
        for point in points(title, [sentence.text for sentence in sentences(text)], language)
    ]
    return {"summary.points": len(found), "summary.dangling": sum(found)}


def _cost() -> dict[str, float]:
    words = " ".join(text for _, text, language in articles() if language == "en").split()
    text = " ".join((words * (LONG // len(words) + 1))[:LONG])
    began = time.process_time()
    points("A long text", [sentence.text for sentence in sentences(text)], "en")
    return {"summary.seconds_30000_words": time.process_time() - began}


def articles() -> Iterator[tuple[str, str, str]]:
    """Yield title, text and language of articles of others, in both languages."""
    for row in rows("stories/g5w1h.jsonl"):
        yield row["title"], row["text"], "en"
    for row in list(rows("stories/arnews_categories.jsonl"))[::8]:
        yield row["title"], row["text"], "ar"


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of the shared data."""
    for line in (SHARED / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def score(gold: Sequence[str], text: str) -> float:
    """Return ROUGE-1 F in points, the mean over the people who wrote a summary."""
    return mean([100 * SCORER.score(reference, text)["rouge1"].fmeasure for reference in gold])


def _cut(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split()[:WORDS])


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:32} {value:10.3f}")
