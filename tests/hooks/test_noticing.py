"""What hooks are called for is noted once for each, in the transaction in which it happens."""

import json
from datetime import timedelta

import pytest
from django.db import transaction

from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Kind
from daily8.comments import moderating, writing
from daily8.comments.models import Comment, Deed, Mode
from daily8.editions.models import Edition, Entry
from daily8.hooks import noticing, payloads
from daily8.hooks.models import Call, Event
from daily8.pipeline import editing, publishing
from daily8.stories.models import Report
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def noted() -> list[str]:
    return list(Call.objects.order_by("pk").values_list("event", flat=True))


@pytest.fixture
def publish(make_article, make_story):
    """Let another report of one story become visible, as the last step of the line does."""
    kept = []

    def publish(**fields):
        article = make_article(stage="grouped", visible=False, **fields)
        if kept:
            Report.objects.create(article=article, story=kept[0], change=9, published_at=article.published_at)
        else:
            kept.append(make_story(article))
        publishing.store([article], NOON)
        return kept[0]

    return publish


def test_a_story_is_published_with_its_second_report_and_updated_with_each_further_one(publish, make_hook):
    make_hook()
    story = publish()
    assert noted() == []

    publish()
    publish()

    published, updated = noted()
    assert published == f"story.published:{story.key}"
    assert updated.startswith(f"story.updated:{story.key}:")
    assert {call.subject for call in Call.objects.all()} == {story.key}


def test_reports_that_come_at_once_are_one_event(make_article, make_story, make_hook):
    make_hook()
    articles = [make_article(stage="grouped", visible=False) for _ in range(3)]
    story = make_story(*articles)

    publishing.store(articles, NOON)
    publishing.store(articles, NOON)

    assert noted() == [f"story.published:{story.key}"]


def test_what_was_withdrawn_is_no_report(publish, make_hook):
    make_hook()
    publish()

    publish(withdrawn=True)

    assert noted() == []


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"languages": ["en"]}, 1),
        ({"languages": ["ar"]}, 0),
        ({"categories": ["world", "science"]}, 1),
        ({"categories": ["science"]}, 0),
        ({"events": ["story.updated"]}, 0),
        ({"active": False}, 0),
    ],
)
def test_a_hook_is_called_for_what_it_wants(publish, make_hook, wanted, number):
    make_hook(**wanted)
    publish()
    publish()

    assert Call.objects.count() == number


@pytest.mark.parametrize("wanted", [{"languages": ["ar"]}, {"categories": ["science"]}])
def test_a_story_is_published_to_who_wants_its_first_report(publish, make_hook, wanted):
    make_hook(events=["story.published"], **wanted)
    story = publish(language="ar", category="science")
    publish()

    assert noted() == [f"story.published:{story.key}"]


def test_each_hook_has_its_own_call(publish, make_hook):
    make_hook()
    make_hook(events=["story.published"])
    for _ in range(3):
        publish()

    assert sorted(call.kind for call in Call.objects.all()) == [
        "story.published",
        "story.published",
        "story.updated",
    ]
    assert Call.objects.values("token").distinct().count() == 3


def test_an_alert_is_told_once_and_without_its_readers(make_hook, make_article, make_story, django_user_model):
    hook, elsewhere = make_hook(), make_hook(languages=["ar"])
    story = make_story(make_article(title="Ships leave"), make_article())
    readers = [django_user_model.objects.create(username=name, email=f"{name}@x.example") for name in ("a", "b")]
    of_story = [
        Alert(user=one, kind=Kind.STORY, event=f"story:{story.key}:1", story_key=story.key, made_at=NOON)
        for one in readers
    ]
    searched = Alert(user=readers[0], kind=Kind.SEARCH, event="search:1", words="secret wish", made_at=NOON)
    queue = Alert(user=readers[1], kind=Kind.QUEUE, event="queue:1", made_at=NOON)

    keep([*of_story, searched, queue], NOON)

    assert noted() == [f"alert.made:story:{story.key}:1", "alert.made:queue:1", "alert.made:queue:1"]
    assert {call.hook for call in Call.objects.filter(subject="")} == {hook, elsewhere}
    told, waits, _ = (json.loads(payloads.body(call)) for call in Call.objects.order_by("pk"))
    assert told["data"]["about"] == "story"
    assert told["data"]["story"]["key"] == story.key
    assert set(told["data"]) == {"about", "story"}
    assert waits["data"] == {"about": "queue", "page": "https://news.example.org/en/moderation"}


def test_what_is_taken_back_was_never_noted(make_article, make_story, make_hook):
    make_hook()
    articles = [make_article(), make_article()]
    make_story(*articles)

    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        noticing.articles({article.pk for article in articles}, NOON)
        assert Call.objects.exists()
        raise RuntimeError("the power is gone")

    assert noted() == []


def test_nobody_who_wants_to_know_costs_one_question(make_article, make_story, django_assert_num_queries):
    articles = [make_article(), make_article()]
    make_story(*articles)
    with django_assert_num_queries(1):
        noticing.articles({article.pk for article in articles}, NOON)
    with django_assert_num_queries(0):
        noticing.articles(set(), NOON)


def test_an_edition_is_told_once_it_has_its_words(make_hook, make_article, make_story):
    make_hook(languages=["en"])
    make_hook(languages=["ar"])
    article = make_article()
    story = make_story(article, make_article())
    edition = Edition.objects.create(
        language="en", day=NOON.date(), begins_at=NOON - timedelta(days=1), ends_at=NOON, made_at=NOON,
        rules={"weights": {}, "caps": {}}, entrants=[], considered=1,
    )  # fmt: skip
    Entry.objects.create(edition=edition, place=1, story_key=story.key, headline=article)
    assert noted() == []

    editing.word(NOON)
    editing.word(NOON)

    assert noted() == [f"edition.published:{edition.pk}"]


def test_a_comment_is_told_when_everybody_sees_it_and_once(make_hook, say, leila, moderator):
    make_hook(events=["comment.published"])
    comment = say(leila, "The crane is back.")
    assert noted() == [f"comment.published:{comment.pk}"]

    for deed in (Deed.REJECT, Deed.APPROVE):
        comment = Comment.objects.get()
        moderating.decide(comment, deed, moderator, NOON)

    assert noted() == [f"comment.published:{comment.pk}"]


def test_a_comment_that_waits_is_told_when_a_moderator_lets_it_through(
    make_hook,
    say,
    leila,
    moderator,
    talk,
    settings,
):
    make_hook()
    comment = say(leila, "The crane is back.")
    writing.edit(comment, leila, "It is back.", mode=Mode.ALL, address="192.0.2.1", now=NOON)
    Call.objects.all().delete()
    assert not Comment.objects.get().is_published

    moderating.decide(Comment.objects.get(), Deed.APPROVE, moderator, NOON)

    assert noted() == [f"comment.published:{comment.pk}"]


def test_events_have_names_that_stay():
    assert Event.values == [
        "story.published",
        "story.updated",
        "edition.published",
        "comment.published",
        "alert.made",
    ]
