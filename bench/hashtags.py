"""How well things are told apart and together, what is found in whole articles, and what it costs.

The spellings are lists of our own (bench/hashtags/), written apart from the tables. Each stands alone in an
everyday sentence, and its hashtag is the one whose mention covers it: `one_thing` is the share of spellings that
lead to the hashtag which most spellings of their thing lead to, `different` the share of pairs of easily confused
things that lead to two.
"""

import itertools
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from daily8.engine.tagging import Directory, tag
from daily8.engine.tagging.offline import hashtags
from daily8.engine.tagging.reading import is_arabic, phrase

HERE = Path(__file__).parent
LISTS = HERE / "hashtags"
SHARED = Path(os.environ.get("DAILY8_SHARED", HERE.parents[1] / "shared"))
CARRIERS = ("A report about {} was published on Monday.", "نشر تقرير عن {} يوم الاثنين.")
WORDS = 400
START = """
import re, time
began = time.process_time()
from daily8.engine.tagging import Directory, tag
directory = Directory()
tag("", "Talks with Emmanuel Macron ended. قال محمد إن المحادثات انتهت.", "en", directory)
print(time.process_time() - began)
for start in range(0, 40_000, 20):
    words = " ".join(f"كلمة{number}" for number in range(start, start + 20))
    tag("", words, "ar", directory)
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


def measure() -> dict[str, float]:
    """Return each figure by name."""
    return {
        **_together("spellings.tsv", "hashtags.one_thing"),
        **_together("unknown.tsv", "hashtags.one_thing_unknown"),
        **_apart(),
        **_found(),
        **_costs(),
    }


def _together(name: str, figure: str) -> dict[str, float]:
    shares, tags = [], {}
    for kind, spellings in _things(LISTS / name):
        keys = [_key(*_carried(kind, spelling)) for spelling in spellings]
        most, count = Counter(filter(None, keys)).most_common(1)[0] if any(keys) else ("", 0)
        shares.append(count / len(keys))
        tags.setdefault(most, []).append(spellings[0])
        if count < len(keys):
            others = [pair for pair in zip(spellings, keys, strict=True) if pair[1] != most]
            print(f"   {spellings[0]}: {others} not {most}")
    shared = [names for names in tags.values() if len(names) > 1]
    for names in shared:
        print(f"   one hashtag for {names}")
    distinct = 1 - sum(len(names) for names in shared) / len(shares)
    return {figure: sum(shares) / len(shares), f"{figure}_apart": distinct}


def _apart() -> dict[str, float]:
    apart = []
    for line in _lines(LISTS / "different.tsv"):
        language, sentences = line.split("\t")
        keys = [(sentence, _key(*_bracketed(sentence), language)) for sentence in sentences.split("|")]
        for (one, first), (other, second) in itertools.combinations(keys, 2):
            apart.append(first is None or first != second)
            if not apart[-1]:
                print(f"   {one} = {other}: {first}")
        for sentence, key in keys:
            if key is None:
                print(f"   nothing for {sentence}")
    return {"hashtags.different": sum(apart) / len(apart)}


def _key(text: str, start: int, end: int, language: str, kind: str = "") -> str | None:
    """Return the key of the hashtag at a place in a text: of two the one of this kind, or the longer one."""
    covering = [
        (line["kind"] == kind, min(end, last) - max(start, first), line["key"])
        for line in hashtags({"text": text, "language": language})["hashtags"]
        for first, last in line["mentions"]
        if first < end and last > start
    ]
    return max(covering)[2] if covering else None


def _carried(kind: str, spelling: str) -> tuple[str, int, int, str, str]:
    arabic = is_arabic(spelling)
    carrier = CARRIERS[arabic]
    start = carrier.index("{}")
    return carrier.format(spelling), start, start + len(spelling), "ar" if arabic else "en", kind


def _bracketed(sentence: str) -> tuple[str, int, int]:
    start, end = sentence.index("["), sentence.index("]") - 1
    return sentence.replace("[", "").replace("]", ""), start, end


def _found() -> dict[str, float]:
    """Return the share of the names in the labelled articles that are found."""
    counts = {"en": [0, 0], "ar": [0, 0]}
    for row in _rows(SHARED / "data/summaries/articles_gold.jsonl"):
        answer = hashtags({**row, "language": row["lang"]})
        places = [place for line in answer["hashtags"] for place in line["mentions"]]
        names = {phrase(row["text"][start:end]) for start, end in places}
        names |= {phrase(line["name"]) for line in answer["hashtags"]}
        for name in (*row["people"], *row["orgs"], *row["places"]):
            counts[row["lang"]][0] += phrase(name) in names
            counts[row["lang"]][1] += 1
            if phrase(name) not in names:
                print(f"   not found in {row['id']}: {name}")
    return {f"hashtags.found_{language}": found / total for language, (found, total) in counts.items()}


def _costs() -> dict[str, float]:
    """Return the CPU of an article of 400 words, and the memory of a process that tags, over a plain one."""
    costs, directory = {}, Directory()
    for language, name in (("en", "g5w1h"), ("ar", "arnews_categories")):
        rows = list(_rows(SHARED / f"data/stories/{name}.jsonl"))
        words = sum(len(row["title"].split()) + len(row["text"].split()) for row in rows)
        began = time.process_time()
        for row in rows:
            tag(row["title"], row["text"], language, directory)
        costs[f"hashtags.milliseconds_{language}"] = (time.process_time() - began) * 1000 / words * WORDS
    return {**costs, **_start()}


def _start() -> dict[str, float]:
    """Return what it takes a process to begin tagging: CPU, and memory once it has seen some articles."""
    answer = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True, cwd=HERE.parent
    ).stdout
    seconds, megabytes = map(float, answer.split())
    return {"hashtags.load_seconds": seconds, "hashtags.megabytes": megabytes}


def _things(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in _lines(path):
        kind, spellings = line.split("\t")
        yield kind, spellings.split("|")


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
