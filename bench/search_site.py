"""Fills a site with the collection that the queries of `bench.search` are asked of, and asks them."""

import json
import os
import pickle
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from bench.search_questions import questions
from daily8.articles.models import Address, Article, Meaning, Stage
from daily8.engine.words.queries import parse
from daily8.pipeline import embedded
from daily8.search import finding
from daily8.search.places import pk_of
from daily8.sources.models import Publisher
from daily8.stories.models import Means

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).resolve().parents[2] / "shared")
STORIES = SHARED / "data" / "stories"
CODES = {
    "ara": "ar", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "heb": "he", "hin": "hi", "por": "pt",
    "rus": "ru", "slv": "sl", "spa": "es", "tur": "tr", "urd": "ur", "zho": "zh",
}  # fmt: skip
CATEGORIES = {
    "b": "business", "t": "technology", "e": "entertainment", "m": "health",
    "politics": "politics", "economy": "business", "culture": "culture", "science": "technology",
}  # fmt: skip
# Of what has no date.
DATES = {
    "arnews_categories": "2022-05-01",
    "ntrex_docs": "2018-10-01",
    "tg_categories": "2019-11-15",
    "tg_pairs": "2019-11-15",
    "semeval8_pairs": "2020-04-01",
}
NAMED = {
    "jazeera": ("aljazeera.net", {"en": "Al Jazeera", "ar": "الجزيرة"}),
    "hespress": ("hespress.com", {"en": "Hespress", "ar": "هسبريس"}),
}
_TAG = re.compile(r"</?seg[^>]*>")
_TITLE_LETTERS = 80


@dataclass(frozen=True)
class Record:
    """One article of the collection; `id` is what the queries know it by."""

    id: str
    language: str
    title: str
    text: str
    published_at: datetime
    domain: str
    names: dict[str, str]
    category: str


def records() -> Iterator[Record]:
    """Yield the whole collection, each article once."""
    seen: set[str] = set()
    for file in (
        "og2021", "uci_aggregator", "g5w1h", "arnews_categories", "ntrex_docs", "tg_categories", "tg_pairs",
        "semeval8_pairs",
    ):  # fmt: skip
        for row in map(json.loads, (STORIES / f"{file}.jsonl").read_text("utf-8").splitlines()):
            for record in _records(file, row):
                if record.id not in seen:
                    seen.add(record.id)
                    yield record


def fill(kept: Path) -> None:
    """Put the collection on an empty site, and have the line read and place it.

    Vectors, and the middle of each language's, are taken from a file where there is one, else they are put there
    for the next site: the middles are learned as articles come, which is never twice in the same batches.
    """
    now, publishers = timezone.now(), dict[str, Publisher]()
    articles = []
    for record in records():
        if record.domain not in publishers:
            publishers[record.domain] = Publisher.objects.create(
                domain=record.domain, names=record.names, language=record.language, added_at=now
            )
        articles.append(_article(record, publishers[record.domain], now))
    Article.objects.bulk_create(articles, batch_size=500)
    Address.objects.bulk_create([Address(key=one.key, article=one) for one in articles], batch_size=500)
    known = pickle.loads(kept.read_bytes()) if kept.exists() else None
    if known:
        Meaning.objects.bulk_create(Meaning(**row) for row in known["meanings"])
    embedded.work(until_idle=True)
    if known:
        Means.objects.update(packed=known["middles"])
    # Codes were made with what was known of the middles when each article came.
    Article.objects.all().publish_again()
    embedded.work(until_idle=True)
    if not known:
        middles = bytes(Means.objects.get().packed)
        kept.write_bytes(pickle.dumps({"meanings": list(Meaning.objects.values()), "middles": middles}))


def ask() -> None:
    """Print for each query, as JSON, the first ten results with whether each has all the words."""
    identifiers = dict(Article.objects.values_list("pk", "section"))
    answers = {}
    for question in questions():
        hits = finding.find(parse(question.query)).hits[:10]
        answers[question.id] = [(identifiers[pk_of(hit.place)], hit.exact) for hit in hits]
    json.dump(answers, sys.stdout)


def _records(file: str, row: dict[str, Any]) -> Iterator[Record]:
    if file == "semeval8_pairs":
        for side, identifier in zip("12", row["id"][3:].split("_"), strict=True):
            title, text = _first(row[f"text{side}"])
            yield _record(file, identifier, row | {"lang": row[f"lang{side}"]}, title, text)
    elif file == "tg_pairs":
        for side in "12":
            yield _record(file, f"{row['id']}/{side}", row, row[f"title{side}"], row[f"text{side}"])
    else:
        yield _record(file, row["id"], row, row["title"], row.get("text", ""))


def _record(file: str, identifier: str, row: dict[str, Any], title: str, text: str) -> Record:
    domain, names = _publisher(file, row)
    date = datetime.fromisoformat(row.get("date") or DATES[file])
    return Record(
        id=f"{file}:{identifier}",
        language=CODES.get(row["lang"], row["lang"][:2]),
        title=_clean(title),
        text=_clean(text),
        published_at=date if date.tzinfo else date.replace(tzinfo=UTC),
        domain=domain,
        names=names,
        category=CATEGORIES.get(row.get("category", ""), ""),
    )


def _publisher(file: str, row: dict[str, Any]) -> tuple[str, dict[str, str]]:
    source = _clean(row.get("source", ""))
    if source in NAMED:
        return NAMED[source]
    host = urlsplit(_clean(row.get("url", ""))).hostname or (source if "." in source and " " not in source else "")
    domain = host.removeprefix("www.") or f"{file.replace('_', '-')}.example"
    return domain, {"en": source or domain}


def _clean(text: str) -> str:
    return unescape(_TAG.sub("", text.replace("\\", ""))).strip()


def _first(text: str) -> tuple[str, str]:
    text = " ".join(text.split())
    if len(text) <= _TITLE_LETTERS:
        return text, ""
    cut = text.rfind(" ", 0, _TITLE_LETTERS + 1)
    return text[:cut], text[cut:].strip()


def _article(record: Record, publisher: Publisher, now: datetime) -> Article:
    return Article(
        key=blake2b(record.id.encode(), digest_size=16).hexdigest(),
        url=f"https://{record.domain}/{record.id}",
        publisher=publisher,
        stage=Stage.EXTRACTED,
        due_at=now,
        kind="article",
        language=record.language,
        category=record.category,
        category_reason="feed" if record.category else "",
        title=record.title,
        text=record.text,
        excerpt=record.text[:250],
        words=len(record.text.split()),
        html="",
        # What the queries know it by; the line does not touch it.
        section=record.id,
        published_at=record.published_at,
        found_at=now,
        read_at=now,
    )
