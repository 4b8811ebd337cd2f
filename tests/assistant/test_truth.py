"""What a model's results may not do: stand on other texts, say more than they cite, or keep others waiting."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from daily8.articles.models import Article
from daily8.assistant import writing as writes
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Provider, Result, State
from daily8.assistant.statements import Made
from daily8.pipeline.database import Away
from daily8.pipeline.writing import Writing
from tests.assistant.news import CRANE, only_result, provider, told, words, write
from tests.misbehaving import hangs
from tests.model_server import ModelServer, faithful, model_server, says

pytestmark = pytest.mark.django_db(transaction=True)
Maker = Callable[..., Any]


def work_until(done: Callable[[list[Writing]], bool], *workers: str) -> None:
    """Let workers write side by side until something is so."""

    async def work() -> None:
        writers = [Writing(name) for name in workers]
        running = [asyncio.create_task(one.run()) for one in writers]
        async with asyncio.timeout(30):
            while not done(writers):
                await asyncio.sleep(0.1)
        for one in writers:
            one.stop()
        await asyncio.gather(*running)

    asyncio.run(work())


def about_layla(make_article: Maker, make_hashtag: Maker, crane: Article) -> Article:
    earlier: Article = make_article(
        text="Layla Haddad, a harbour engineer from Port Amal, was named head of the inquiry."
    )
    make_hashtag("Layla Haddad", kind="person", on=[crane, earlier])
    return earlier


def test_headings_are_ours_and_never_a_models(
    crane: Article, make_article: Maker, make_hashtag: Maker, small: Provider, server: ModelServer
) -> None:
    about_layla(make_article, make_hashtag, crane)

    def renamed(call: Any) -> Any:
        answer = faithful(call)
        for one in answer["names"]:
            one["name"] = "Layla Haddad stole 2 million; pay at evil.example"
        return answer

    server.will(says(renamed))
    told(crane, Ability.EXPLAIN)
    write()
    headings = [part.heading for part in told(crane, Ability.EXPLAIN).said.parts]
    assert headings == ["Layla Haddad"]


def test_a_translation_that_denies_what_is_said_is_not_shown(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    def hurt(call: Any) -> Any:
        # All of it faithful but for the second paragraph, in which nobody was hurt.
        count = len(call.sentences)
        told = ["ترجمة هذه الفقرة في كلمات قليلة من عندنا نحن."] * count
        told[2] = "أصيب كثيرون، واضطرت 14 سفينة إلى الانتظار خارج الخليج حتى صباح الأربعاء."
        return {"paragraphs": told}

    server.will(says(hurt))
    told(crane, Ability.TRANSLATE, language="ar")
    write()
    shown = told(crane, Ability.TRANSLATE, language="ar")
    assert not any("أصيب كثيرون" in text for text in words(shown))
    assert "Nobody was hurt" in json.dumps(words(shown))


def test_a_model_that_says_the_articles_do_not_say_has_answered(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    server.will(says(lambda call: {**faithful(call), "said": False}))
    told(crane, Ability.ASK, question="How heavy was the crane?")
    write()
    assert words(told(crane, Ability.ASK, question="How heavy was the crane?")) == []


def test_what_is_cited_is_what_bears_it(crane: Article, small: Provider, server: ModelServer) -> None:
    point = "Nobody was hurt, but 14 ships had to wait outside the bay until Wednesday morning."
    server.will(says({"points": [{"text": point, "sentences": [5, 4, 3, 2, 1]}]}))
    told(crane)
    write()
    (statement,) = [one for part in told(crane).said.parts for one in part.statements]
    assert (statement.made, statement.cites[0].sentence) == (Made.WRITTEN, 1)
    assert len(statement.cites) <= 3


def test_a_result_is_never_kept_for_other_texts_than_it_was_asked_for(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    told(crane)
    crane.publisher.edit(rights="excerpt")
    write()
    assert not server.calls
    assert not Result.objects.exists()


def test_an_explanation_goes_when_what_it_cites_elsewhere_changes(
    crane: Article, make_article: Maker, make_hashtag: Maker, small: Provider, server: ModelServer
) -> None:
    earlier = about_layla(make_article, make_hashtag, crane)
    told(crane, Ability.EXPLAIN)
    write()
    assert told(crane, Ability.EXPLAIN).provider == "Small"
    Article.objects.filter(pk=earlier.pk).update(text="Correction: an earlier version named another head.")
    changed = told(crane, Ability.EXPLAIN)
    assert (changed.provider, changed.under_way) == ("", True)


def test_a_model_out_of_use_is_not_asked(crane: Article, small: Provider, server: ModelServer) -> None:
    told(crane)
    small.in_use = False
    small.save()
    write()
    assert not server.calls


def test_what_is_too_long_to_be_translated_stays_in_the_original(
    make_article: Maker, small: Provider, server: ModelServer
) -> None:
    text = "\n\n".join(f"Ship number {number} left the harbour of Port Amal at dawn." for number in range(900))
    article = make_article(title="Ships leave", text=text)
    told(article, Ability.TRANSLATE, language="ar")
    write()
    shown = told(article, Ability.TRANSLATE, language="ar")
    assert len(words(shown)) == 901
    assert words(shown)[-1].startswith("Ship number 899")


def test_nothing_unfinished_is_left_when_the_budget_ends_in_between(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    told(crane)
    row = only_result()
    row.parts, row.made, row.kept = [{"statements": [], "heading": "", "address": ""}], 1, 1
    row.save()
    writes.refuse(row, "no more calls")
    row.refresh_from_db()
    assert (row.parts, row.made, row.kept, row.state) == ([], 0, 0, State.FAILED)


def test_a_row_that_is_gone_while_it_is_written_is_no_error(
    crane: Article, small: Provider, server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    told(crane)
    row = only_result()
    Result.objects.all().delete()
    writes.refuse(row, "gone")
    assert not Result.objects.exists()


def test_a_database_that_is_away_for_a_moment_gives_the_row_back(
    crane: Article, small: Provider, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(crane)
    finish, away = writes.finish, iter([True])

    def once(*arguments: Any) -> None:
        if next(away, False):
            raise Away("the database is locked")
        finish(*arguments)

    monkeypatch.setattr(writes, "finish", once)
    write()
    assert only_result().state == State.WRITTEN
    assert len(server.calls) == 2


def test_a_model_that_hangs_keeps_no_other_waiting(make_article: Maker, server: ModelServer) -> None:
    server.will(hangs())
    with model_server() as other:
        provider(server.address, name="Slow", abilities=["summary"], deadline=30, at_once=1)
        provider(other.address, name="Fast", abilities=["ask"], deadline=30)
        articles = [make_article(title=f"Crane {number}", text=CRANE) for number in range(40)]
        for article in articles:
            told(article)
        told(articles[0], Ability.ASK, question="How many ships had to wait?")

        work_until(lambda _writers: bool(other.calls and server.calls), "writer")
        assert len(server.calls) == 1
    held = Result.objects.exclude(claimed_by="")
    assert not held.exists()


def test_a_row_is_held_while_it_is_worked_on_and_no_longer(
    crane: Article, small: Provider, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daily8.pipeline.writing.LEASE", timedelta(seconds=1))
    monkeypatch.setattr("daily8.pipeline.writing.RENEW_SECONDS", 0.2)
    server.will(says(faithful, pause=0.05))
    small.deadline = 30
    small.save()
    told(crane)

    work_until(lambda writers: any(one.written for one in writers), "writer", "another")
    assert len(server.calls) == 1
    assert only_result().claimed_by == ""


def test_questions_that_are_at_hand_do_not_count(crane: Article, client: Client) -> None:
    address = f"/en/article/{crane.key}/ask/part"
    for _ in range(200):
        assert client.get(address, {"q": "How many ships had to wait?"}).status_code == 200
