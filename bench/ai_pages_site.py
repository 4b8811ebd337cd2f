"""A site with one story of three reports, of which a model writes all that it can."""

import asyncio
import json
import sys
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from bench.ai_model import ARABIC, COUNCIL, HARBOUR
from daily8.articles.models import Address, Article, Stage, Tag
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Call, Provider, Result
from daily8.assistant.subjects import Subject
from daily8.assistant.telling import Told, tell
from daily8.pipeline.writing import Writing
from daily8.search import indexing
from daily8.sources.models import Publisher
from daily8.stories.models import Report, Story
from daily8.topics.models import Hashtag

_REPORTS = (
    ("harbour-post.example", "en", "Three dead as storm breaks sea wall of Larne", HARBOUR),
    ("northern-echo.example", "en", "Larne council faces questions over sea wall", COUNCIL),
    ("sawt.example", "ar", "ثلاثة قتلى في فيضان لارن", ARABIC),
)


def write(address: str, model: str, key: str) -> None:
    """Have everything written once; print as JSON what readers see of it, and what it took."""
    call_command("migrate", verbosity=0)
    story = _story()
    Provider.objects.create(name=model[:60], address=address, model=model, key=key, deadline=300)
    asked = [(name, ability, subject, question) for name, ability, subject, question in _asked(story)]
    found = {name: _written(ability, subject, question) for name, ability, subject, question in asked}
    json.dump(found, sys.stdout, ensure_ascii=False)


def _asked(story: Story) -> list[tuple[str, Ability, Subject, str]]:
    english, _council, arabic = (report.article for report in story.reports.order_by("pk"))
    of_english, of_arabic = Subject.of_article(english, "en"), Subject.of_article(arabic, "ar")
    of_story = Subject.of_story(story, "en")
    return [
        ("summary of an article", Ability.SUMMARY, of_english, ""),
        ("summary of an Arabic article", Ability.SUMMARY, of_arabic, ""),
        ("brief of a story", Ability.SUMMARY, of_story, ""),
        ("explain", Ability.EXPLAIN, of_story, ""),
        ("ask", Ability.ASK, of_story, "How many people died?"),
        ("ask what is not said", Ability.ASK, of_story, "Who won the football match?"),
        ("translate", Ability.TRANSLATE, Subject.of_article(english, "ar"), ""),
    ]


def _written(ability: Ability, subject: Subject, question: str) -> dict[str, Any]:
    def told() -> Told:
        return tell(ability, subject, timezone.now(), question=question)

    told()
    asyncio.run(_finish())
    now, result = told(), Result.objects.latest("pk")
    calls = list(Call.objects.filter(result=result).values("tokens_in", "tokens_out", "outcome", "reason"))
    return {
        "state": result.state,
        "error": result.error,
        "made": result.made,
        "kept": result.kept,
        "replaced": result.replaced,
        "calls": calls,
        "shown": [[str(one.made), one.text] for part in now.said.parts for one in part.statements],
    }


async def _finish() -> None:
    writing = Writing("bench")
    await writing.finish()
    writing.stop()
    await writing.run()


def _story() -> Story:
    now = timezone.now().replace(microsecond=0)
    articles = [_article(*report, now - timedelta(hours=number)) for number, report in enumerate(_REPORTS)]
    story = Story.objects.create(
        key="a" * 32, first_at=now, last_at=now, reports_count=3, originals_count=3, publishers_count=3
    )
    for number, article in enumerate(articles, 1):
        Report.objects.create(article=article, story=story, change=number, published_at=article.published_at)
    for place, name in enumerate(("Aoife Brennan", "Tom Ridley", "Larne")):
        hashtag = Hashtag.objects.create(key=name, slug=name.replace(" ", ""), kind="person", names={"en": name})
        for article in articles[:2]:
            Tag.objects.create(article=article, hashtag=hashtag, place=place, published_at=article.published_at)
    indexing.index(articles)
    return story


def _article(domain: str, language: str, title: str, text: str, published_at: Any) -> Article:
    publisher = Publisher.objects.create(
        domain=domain, names={"en": domain}, language=language, added_at=published_at
    )
    body = text.strip().replace("\n", "\n\n")
    article = Article.objects.create(
        key=blake2b(title.encode(), digest_size=16).hexdigest(),
        url=f"https://{domain}/1",
        publisher=publisher,
        stage=Stage.PUBLISHED,
        visible=True,
        kind="article",
        language=language,
        title=title,
        text=body,
        words=len(body.split()),
        published_at=published_at,
        found_at=published_at,
    )
    Address.objects.create(key=article.key, article=article)
    return article
