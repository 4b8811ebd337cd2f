"""Fills a site with articles whose every field is what is told: a harmless one first, then hostile ones.

Their words as JSON on standard input, their keys out.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from daily8.articles.models import Article, Stage  # noqa: E402
from daily8.engine import addresses, sanitizing  # noqa: E402
from daily8.sources.models import Publisher  # noqa: E402
from daily8.work import clock  # noqa: E402

FILL = " The harbour was quiet on Wednesday and the boats stayed in." * 12


def article(number: int, payload: str, publisher: Publisher) -> Article:
    """An article as the pipeline would leave it, with the payload wherever a publisher can write."""
    payload = payload.replace("\0", "")
    url = f"https://attack.example/{number}"
    html = sanitizing.clean(f"<p>{FILL}</p>{payload}<p>{FILL}</p>", base=url)
    return Article(
        key=addresses.key(url),
        url=payload if payload.startswith("http") else url,
        publisher=publisher,
        stage=Stage.PUBLISHED,
        visible=True,
        kind="article",
        language="en",
        category="world",
        title=payload or "empty",
        excerpt=payload,
        image=payload,
        caption=payload,
        section=payload,
        authors=[payload],
        words=150,
        published_at=clock.now(),
        found_at=clock.now(),
        text=sanitizing.text_of(html),
        html=html,
    )


def publisher_of(domain: str, english: str, arabic: str) -> Publisher:
    """Store a publisher with these names."""
    return Publisher.objects.create(
        domain=domain,
        names={"en": english, "ar": arabic},
        home=f"https://{domain}/",
        language="en",
        added_at=clock.now(),
    )


def main() -> None:
    """Store them all: the first, which is harmless, with a publisher of its own."""
    harmless, *payloads = json.load(sys.stdin)
    quiet = publisher_of("quiet.example", "The Quiet Post", "البريد الهادئ")
    attacking = publisher_of("attack.example", payloads[0], payloads[1])
    articles = [article(0, harmless, quiet)]
    articles += [article(number, payload, attacking) for number, payload in enumerate(payloads, 1)]
    Article.objects.bulk_create(articles)
    print(json.dumps([row.key for row in articles]))


if __name__ == "__main__":
    main()
