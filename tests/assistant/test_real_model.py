"""What readers see of a real model that is often wrong: llama.cpp's server with a very small one."""

from collections.abc import Iterator

import pytest

from bench.llama import is_installed, running_llama
from daily8.articles.models import Article
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Call, Conduct, Outcome, Provider, Result, State
from daily8.assistant.statements import Made
from daily8.engine.ai import Endpoint, manners
from tests.assistant.news import only_result, provider, told, words, write

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not is_installed(), reason="no llama.cpp on this kind of machine"),
]


@pytest.fixture(scope="module")
def llama() -> Iterator[Endpoint]:
    """The server, with the address, the name and the key that it wants."""
    with running_llama() as endpoint:
        yield endpoint


def set_up(llama: Endpoint, **fields: object) -> Provider:
    """What an operator writes of it."""
    return provider(llama.address, **({"model": llama.model, "key": llama.key, "deadline": 120} | fields))


@pytest.fixture(autouse=True)
def unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known of its manners yet."""
    monkeypatch.setattr(manners, "_KNOWN", {})


@pytest.mark.parametrize("ability", [Ability.SUMMARY, Ability.ASK])
def test_each_sentence_is_borne_out_or_the_publishers_own(
    ability: Ability, crane: Article, llama: Endpoint
) -> None:
    set_up(llama)
    question = "How many ships had to wait?" if ability is Ability.ASK else ""
    told(crane, ability, question=question)
    write()
    now, result = told(crane, ability, question=question), only_result()
    assert not now.under_way
    # So small a model may give no answer of use: readers see what publishers wrote then.
    assert result.state == State.WRITTEN or result.error
    assert result.made == result.kept + result.replaced
    shown = [one for part in now.said.parts for one in part.statements]
    assert shown
    assert all(one.cites for one in shown)
    assert all(one.text in crane.text for one in shown if one.made is not Made.WRITTEN)
    assert sum(one.made is Made.WRITTEN for one in shown) <= result.kept
    assert not Call.objects.filter(outcome=Outcome.OPEN).exists()
    call = Call.objects.latest("pk")
    assert call.tokens_in > 100
    assert call.tokens_out > 0


def test_budgets_end_at_the_call(crane: Article, bridge: Article, llama: Endpoint) -> None:
    set_up(llama)
    Conduct.objects.create(calls_a_day=1)
    told(crane)
    told(bridge, language="ar")
    write()
    assert Call.objects.count() == 1
    assert "1 calls a day" in Result.objects.filter(state=State.FAILED).latest("pk").error


@pytest.mark.parametrize("fields", [{"deadline": 1}, {"key": "another"}], ids=["too slow", "a wrong key"])
def test_readers_of_one_that_fails_see_what_publishers_wrote(
    fields: dict[str, object], crane: Article, llama: Endpoint
) -> None:
    set_up(llama, **fields)
    shown = words(told(crane))
    write()
    assert Call.objects.exclude(outcome=Outcome.GOOD).exists()
    assert only_result().error
    assert words(told(crane)) == shown
