"""What of later reports is marked as new, and how much of that a reader found to be news.

python -m bench.novelty

The events of `g5w1h.jsonl`, half of whose reports were read before; three sentences at most of each. They were
read one by one: `ai_sets/novelty.txt` says of each, by article and number, whether it is news; what was said in
other words, captions and words of the page are not. What was not read yet is listed and not counted.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from daily8.engine.comparing import ReportText, novelties
from daily8.engine.language.sentences import sentences

SHARED = Path(os.environ.get("DAILY8_SHARED", Path(__file__).parents[2] / "shared")) / "data"
READ = Path(__file__).parent / "ai_sets" / "novelty.txt"
MOST = 3
_WORDS = {True: "new", False: "NOT NEW", None: "not read"}


def measure() -> dict[str, float]:
    """Return how many sentences were marked, of how many events, and the share of those read that are news."""
    read = {line.split()[0]: line.split()[1] == "news" for line in READ.read_text("utf-8").splitlines()}
    marked = list(_marked())
    for event, place, text in marked:
        print(f"{_WORDS[read.get(place)]:<8} {event}: {text}")
    judged = [read[place] for _, place, _ in marked if place in read]
    return {
        "novelty.events": float(len({event for event, _, _ in marked})),
        "novelty.marked": float(len(marked)),
        "novelty.read": float(len(judged)),
        "novelty.right": sum(judged) / max(len(judged), 1),
    }


def _marked() -> Iterator[tuple[str, str, str]]:
    events = defaultdict(list)
    for line in (SHARED / "stories" / "g5w1h.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        events[article["cluster"]].append(article)
    for event, articles in sorted(events.items()):
        articles.sort(key=lambda article: (article["date"], article["id"]))
        reports = [
            ReportText(
                number,
                article["id"],
                datetime.fromisoformat(article["date"]),
                article["lang"][:2],
                article["title"],
                [sentence.text for sentence in sentences(article["text"])],
            )
            for number, article in enumerate(articles)
        ]
        half = max(1, len(reports) // 2)
        for place in novelties(reports[:half], reports[half:], most=MOST):
            report = reports[place.report]
            yield event, f"{report.outlet}:{place.sentence}", report.sentences[place.sentence - 1]


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<24} {value:10.3f}")
