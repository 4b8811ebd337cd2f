"""Copies cut from real texts in two languages, with the truth, and texts that only look like copies.

Made by one seed from the shared data: what subscribers do to agency texts (new headlines, cuts, edits, new order,
paragraphs of their own, two texts made one), and what is no copy: reports of the same event, a publisher's own
updates, templates with new figures, a quotation that two reports share.
"""

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).resolve().parents[2] / "shared")
_STORIES = SHARED / "data" / "stories"
_START = datetime(2026, 3, 1, tzinfo=UTC)
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")
_TEXTS_EACH = 240
_FEWEST_WORDS = 90
_AGENCIES = {"en": "reuters.com", "ar": "wam.ae"}
_CREDIT = {"en": "LONDON (Reuters) - ", "ar": "أبوظبي في 3 مارس / وام / "}
_HEADLINE = {"en": "What we know so far about the events of today", "ar": "تعرف على آخر التفاصيل حول أحداث اليوم"}
_FOOTER = {
    "en": "Follow our channel for the latest news of the day and subscribe to the morning letter of our editors.",
    "ar": "تابعوا قناتنا لمعرفة آخر أخبار اليوم واشتركوا في النشرة الصباحية التي يكتبها محررونا كل يوم مجانا.",
}
_SWAPS = {
    "en": {
        "said": "told reporters",
        "also": "likewise",
        "but": "however",
        "after": "following",
        "about": "around",
    },
    "ar": {"قال": "صرح", "وقال": "وأكد", "بعد": "عقب", "خلال": "أثناء", "أن": "بأن", "كما": "وكذلك"},
}
_TEMPLATES = {
    "en": "The weather in {place} today is sunny with a high of {a} degrees and a low of {b} degrees, the weather "
    "service said in its daily bulletin. Winds blow from the north at {c} kilometres an hour and humidity "
    "stands at {d} percent. Drivers are asked to take care on the coast road in the early morning hours.",
    "ar": "مواقيت الصلاة في {place} اليوم: يحين موعد أذان الفجر في الساعة {a} وموعد أذان الظهر في الساعة {b} "
    "وموعد أذان العصر في الساعة {c} وموعد أذان المغرب في الساعة {d} بحسب التوقيت المحلي كما أعلنت وزارة الأوقاف "
    "والشؤون الإسلامية التي دعت المصلين إلى الالتزام بالمواعيد المعلنة في جميع المساجد.",
}
_PLACES = {"en": ("Leeds", "York", "Hull"), "ar": ("دبي", "العين", "الفجيرة")}


@dataclass(frozen=True)
class Made:
    """A text of the made set: `copy_of` is the truth, `cut` how it was made."""

    id: int
    language: str
    text: str
    domain: str
    published: datetime
    copy_of: int | None = None
    cut: str = ""
    same_publisher: bool = False


def made_texts() -> list[Made]:
    """Return the whole set in the order in which it arrives."""
    chance = random.Random(20260301)
    made: list[Made] = []
    for language, texts in (("en", _english()), ("ar", _arabic())):
        pool = _unlike(texts)
        chance.shuffle(pool)
        _Maker(language, chance, pool[:_TEXTS_EACH], pool[_TEXTS_EACH:], made).make()
    return sorted(made, key=lambda one: (one.published, one.id))


class _Maker:
    """Makes the copies of one language."""

    def __init__(
        self, language: str, chance: random.Random, sources: list[str], fillers: list[str], made: list[Made]
    ) -> None:
        self.language = language
        self.chance = chance
        self.sources = sources
        self.fillers = fillers or sources
        self.made = made

    def make(self) -> None:
        cuts: list[Callable[[str], str]] = [
            _whole,
            self._beginning,
            self._sentences_left_out,
            self._words_changed,
            self._new_order,
            self._own_paragraphs,
            self._respelled,
            self._cut_and_changed,
        ]
        for number, text in enumerate(self.sources):
            source = self._add(text, f"source{number % 23}.example", self._when())
            if number % 2 == 0:
                self._copy(source, cuts[number // 2 % len(cuts)])
            elif number % 10 == 1:
                self._agency_comes_late(source)
            elif number % 10 == 3:
                self._quotation(source)
            elif number % 10 == 5:
                self._update(source)
            elif number % 10 == 7:
                self._twice_by_one_publisher(source)
        self._merged()
        self._templates()

    def _add(self, text: str, domain: str, published: datetime, **truth: object) -> Made:
        one = Made(len(self.made), self.language, text, domain, published)
        self.made.append(replace(one, **truth))  # type: ignore[arg-type]
        return self.made[-1]

    def _copy(self, source: Made, cut: Callable[[str], str]) -> None:
        text = cut(source.text)
        text = f"{_HEADLINE[self.language]}\n{text}\n{_FOOTER[self.language]}"
        domain = f"subscriber{self.chance.randrange(40)}.example"
        self._add(text, domain, self._after(source), copy_of=source.id, cut=cut.__name__.strip("_"))

    def _agency_comes_late(self, source: Made) -> None:
        """The subscriber's page, with its credit, is seen before the agency's own."""
        self.made[source.id] = replace(source, domain=_AGENCIES[self.language])
        text = _CREDIT[self.language] + self._beginning(source.text)
        early = source.published - timedelta(minutes=self.chance.randrange(1, 50))
        self._add(text, "early.example", early, copy_of=source.id, cut="agency comes late")

    def _quotation(self, source: Made) -> None:
        """Another report that shares one passage."""
        passage = _sentences(source.text)[1:3]
        self._add(" ".join([*passage, self._filler()]), "quoting.example", self._after(source), cut="quotation")

    def _update(self, source: Made) -> None:
        """The same publisher's next report, with new figures and more of the story."""
        text = f"Update 2: 17 cases, 3.5 more. {source.text} {self._filler()[:300]}"
        self._add(text, source.domain, self._after(source), cut="update")

    def _twice_by_one_publisher(self, source: Made) -> None:
        text = self._respelled(source.text)
        self._add(
            text, source.domain, self._after(source), copy_of=source.id, cut="same publisher", same_publisher=True
        )

    def _merged(self) -> None:
        sources = [one for one in self.made if one.language == self.language and not one.cut]
        for first, second in zip(sources[::9], sources[4::9], strict=False):
            more, less = sorted((first, second), key=lambda one: -len(one.text))
            text = f"{self._part(more.text, 0.7)} {self._part(less.text, 0.6)}"
            published = max(self._after(first), self._after(second))
            self._add(text, "merging.example", published, copy_of=more.id, cut="merged")

    def _templates(self) -> None:
        for day in range(40):
            text = _TEMPLATES[self.language].format(
                place=self.chance.choice(_PLACES[self.language]),
                **{name: f"{self.chance.randrange(10, 40)}.{self.chance.randrange(10, 60)}" for name in "abcd"},
            )
            published = _START + timedelta(days=day / 6, minutes=self.chance.randrange(50))
            self._add(text, f"weather{day % 2}.example", published, cut="template")

    def _beginning(self, text: str) -> str:
        return self._part(text, self.chance.uniform(0.45, 0.7))

    def _part(self, text: str, share: float) -> str:
        words = text.split()
        return " ".join(words[: int(len(words) * share)])

    def _sentences_left_out(self, text: str) -> str:
        sentences = _sentences(text)
        kept = sorted(self.chance.sample(range(len(sentences)), max(2, round(len(sentences) * 0.7))))
        return " ".join(sentences[place] for place in kept)

    def _words_changed(self, text: str) -> str:
        swaps = _SWAPS[self.language]
        words = [swaps.get(word, word) for word in text.split()]
        for place in self.chance.sample(range(len(words)), len(words) // 33):
            words[place] = self.chance.choice(words)
        return " ".join(words)

    def _new_order(self, text: str) -> str:
        sentences = _sentences(text)
        self.chance.shuffle(sentences)
        return " ".join(sentences)

    def _own_paragraphs(self, text: str) -> str:
        return f"{text}\n{self._part(self._filler(), 0.3)}"

    def _respelled(self, text: str) -> str:
        if self.language == "ar":
            text = re.sub("[أإآ]", "ا", text)
            return re.sub(r"(?<=\w{2})(?=\w{2})", lambda _: self.chance.choice(("", "", "ـ", "َ")), text)
        return text.replace("'", "’").replace('"', "”").upper()

    def _cut_and_changed(self, text: str) -> str:
        return self._words_changed(self._part(text, 0.6))

    def _filler(self) -> str:
        return self.chance.choice(self.fillers)

    def _when(self) -> datetime:
        return _START + timedelta(minutes=self.chance.randrange(7 * 24 * 60))

    def _after(self, source: Made) -> datetime:
        return source.published + timedelta(minutes=self.chance.randrange(5, 600))


def _whole(text: str) -> str:
    return text


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, or its runs of twenty words where it has no stops."""
    found = _SENTENCE.split(text)
    if len(found) >= 4:
        return found
    words = text.split()
    return [" ".join(words[place : place + 20]) for place in range(0, len(words), 20)]


def _english() -> Iterator[str]:
    for row in _rows("g5w1h.jsonl"):
        yield row["text"]
    truth = json.loads((SHARED / "data/extraction/truth.json").read_text(encoding="utf-8"))
    for page in truth.values():
        if page["set"] in {"sh", "wcxb"} and page.get("text") and page.get("lang", "en") == "en":
            yield page["text"]
    for row in _rows("ntrex_docs.jsonl"):
        if row["lang"] == "eng":
            yield row["text"]


def _arabic() -> Iterator[str]:
    for row in _rows("arnews_categories.jsonl"):
        yield row["text"]
    for row in _rows("ntrex_docs.jsonl"):
        if row["lang"] == "ara":
            yield row["text"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_STORIES / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _unlike(texts: Iterator[str]) -> list[str]:
    """Return the long texts that are no copies of an earlier one already, by counting every run of five words."""
    kept: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        runs = {tuple(words[place : place + 5]) for place in range(len(words) - 4)}
        if len(words) >= _FEWEST_WORDS and not _is_known(runs, seen):
            seen.update(dict.fromkeys(runs, len(kept)))
            kept.append(text)
    return kept


def _is_known(runs: set[tuple[str, ...]], seen: dict[tuple[str, ...], int]) -> bool:
    return sum(run in seen for run in runs) >= 0.15 * len(runs)
