"""What readers see while a model writes, when it has, and when it fails."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from daily8.articles.models import Article
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Call, Conduct, Outcome, Provider, Result, State
from daily8.assistant.statements import Made
from tests.assistant.news import only_result, provider, told, words, write
from tests.misbehaving import (
    answers_in,
    breaks_off_with_an_error,
    broken_json,
    busy,
    chats,
    cut,
    empty,
    fenced_json,
    garbage,
    hangs,
    ignores_the_shape,
    invents_a_number,
    long,
    no_choices,
    redirects,
    runs_out_of_room,
    status,
)
from tests.model_server import Answer, ModelServer, says

pytestmark = pytest.mark.django_db(transaction=True)

FAULTS = {
    "cut in mid-stream": cut(),
    "an error in mid-stream": breaks_off_with_an_error(),
    "silence": hangs(),
    "busy": busy(3600),
    "failing": status(500),
    "a wrong key": status(401),
    "broken JSON": broken_json(),
    "another shape": ignores_the_shape(),
    "chatter": chats(),
    "nothing": empty(),
    "no choices": no_choices(),
    "out of room": runs_out_of_room(),
    "ten megabytes": long(),
    "a redirect": redirects("http://127.0.0.1:9/v1"),
    "no HTTP": garbage(),
}


def test_what_publishers_wrote_is_there_at_once_and_what_the_model_wrote_when_it_has(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    before = told(crane)
    assert before.under_way
    assert words(before)[0].startswith("The harbour of Port Amal was closed")
    write()
    after = told(crane)
    assert not after.under_way
    assert after.provider == "Small"
    assert after.said.audit.made == after.said.audit.kept > 0
    assert len(server.calls) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_model_that_fails_leaves_readers_with_what_publishers_wrote(
    fault: str, crane: Article, small: Provider, server: ModelServer
) -> None:
    server.will(FAULTS[fault])
    shown = words(told(crane))
    for _ in range(4):
        write()
        Result.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
    result = only_result()
    assert (result.state, result.due_at) == (State.FAILED, None)
    assert result.error
    now = told(crane)
    assert words(now) == shown
    assert not now.under_way
    assert not Call.objects.filter(outcome=Outcome.OPEN).exists()
    assert Call.objects.count() == len(server.calls)


def test_a_model_that_is_not_there_is_the_same(crane: Article, db: None) -> None:
    provider("http://127.0.0.1:9/v1")
    shown = words(told(crane))
    for _ in range(4):
        write()
        Result.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
    assert only_result().state == State.FAILED
    assert words(told(crane)) == shown


@pytest.mark.parametrize("answer", [says(invents_a_number()), says(answers_in())], ids=["a number", "a language"])
def test_what_is_not_borne_out_is_replaced_by_the_publishers_words_and_counted(
    answer: Answer, crane: Article, small: Provider, server: ModelServer
) -> None:
    server.will(answer)
    told(crane)
    write()
    now = told(crane)
    made = [one.made for part in now.said.parts for one in part.statements]
    assert set(made) == {Made.REPLACED}
    assert now.said.audit.replaced == now.said.audit.made > 0
    assert all(text in crane.text for text in words(now))


def test_a_hundred_readers_are_one_call(crane: Article, small: Provider, server: ModelServer) -> None:
    for _ in range(100):
        told(crane)
    write()
    for _ in range(100):
        told(crane)
    write()
    assert len(server.calls) == 1
    assert Call.objects.count() == 1


def test_each_attempt_has_its_receipt_and_what_it_cost(crane: Article, server: ModelServer, db: None) -> None:
    provider(server.address, price_in=Decimal(1), price_out=Decimal(2))
    server.will(chats(), fenced_json())
    told(crane)
    write()
    calls = list(Call.objects.order_by("at", "pk"))
    assert len(calls) == len(server.calls) == 2
    for call in calls:
        assert call.cost == (Decimal(call.tokens_in) + 2 * call.tokens_out) / 1_000_000
        assert call.tokens_in > 0
    assert only_result().state == State.WRITTEN


def test_no_call_is_made_beyond_the_budget(
    crane: Article, bridge: Article, small: Provider, server: ModelServer
) -> None:
    Conduct.objects.create(calls_a_day=1)
    told(crane)
    told(bridge, language="ar")
    write()
    assert len(server.calls) == 1
    failed = Result.objects.get(state=State.FAILED)
    assert "1 calls a day" in failed.error


def test_what_failed_is_tried_again_for_who_asks_later(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    server.will(status(401))
    told(crane)
    write()
    told(crane)
    assert only_result().state == State.FAILED
    Result.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert told(crane).under_way


def test_a_changed_text_is_written_about_anew(crane: Article, small: Provider, server: ModelServer) -> None:
    told(crane)
    write()
    Article.objects.update(text=crane.text.replace("14 ships", "15 ships"))
    assert told(crane).under_way
    write()
    assert Result.objects.filter(state=State.WRITTEN).count() == 2


def test_nothing_is_asked_about_a_publisher_that_says_no(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    told(crane)
    crane.publisher.edit(ai=False)
    write()
    assert not server.calls
    assert not Result.objects.exists()
    assert told(crane).said.is_empty


def test_nothing_is_asked_of_what_was_switched_off_meanwhile(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    told(crane)
    Conduct.objects.create(off=["summary"])
    write()
    assert not server.calls


@pytest.mark.parametrize("ability", [Ability.SUMMARY, Ability.ASK, Ability.TRANSLATE])
def test_a_model_writes_in_the_readers_language_about_an_article_in_another(
    ability: Ability, crane: Article, small: Provider, server: ModelServer
) -> None:
    told(crane, ability, language="ar", question="متى أغلق الميناء؟")
    write()
    assert "Arabic" in server.calls[0].prompt
    assert only_result().state == State.WRITTEN


def test_a_long_article_is_translated_in_pieces_and_each_has_its_place(
    make_article: object, small: Provider, server: ModelServer
) -> None:
    text = "\n\n".join(
        f"Ship number {number} left the harbour of Port Amal at dawn on Tuesday." for number in range(150)
    )
    article = make_article(title="Ships leave", text=text)  # type: ignore[operator]
    told(article, Ability.TRANSLATE, language="ar")
    write()
    assert len(server.calls) > 2
    now = told(article, Ability.TRANSLATE, language="ar")
    assert len(words(now)) == 151
