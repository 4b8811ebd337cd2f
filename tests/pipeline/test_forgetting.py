"""Articles go when they were kept as long as their publisher's setting has it."""

import asyncio
from datetime import timedelta

import pytest

from daily8.accounts.models import User
from daily8.articles.forgotten import Forgotten
from daily8.articles.models import Address, Article, Revision, Stage
from daily8.comments.models import Comment, Discussion
from daily8.editions.models import Edition, Entry
from daily8.pipeline import forgetting
from daily8.pipeline.forgetting import Forgetting
from daily8.reading.models import Kept, KeptKind
from daily8.search.models import Entry as SearchEntry
from daily8.stories.models import Story
from tests.conftest import NOON

OLD, NEW = NOON - timedelta(days=40), NOON - timedelta(days=20)


@pytest.fixture
def tidy(noon):
    """Let go of all that is old."""
    return lambda: asyncio.run(Forgetting().look())


@pytest.fixture
def old(make_article):
    """Make an article that is forty days old."""
    return lambda **fields: make_article(
        **({"published_at": OLD, "entry": {"content": "x", "title": "T"}} | fields)
    )


def test_nothing_goes_where_nobody_said_so(transactional_db, tidy, old):
    old()
    tidy()

    assert Article.objects.count() == 1


def test_old_articles_go_in_small_batches_with_all_that_hangs_on_them(
    transactional_db, tidy, make_publisher, old, make_article, make_story, make_hashtag, findable, monkeypatch
):
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    publisher, other = make_publisher(keep_days=30), make_publisher()
    gone = [old(publisher=publisher) for _ in range(4)]
    gone += [
        findable("Old cranes", publisher=publisher, published_at=OLD),
        old(publisher=publisher, visible=False),
    ]
    young, theirs = make_article(publisher=publisher, published_at=NEW), old(publisher=other)
    make_hashtag(on=[gone[0]])
    shared, alone = make_story(gone[0], young), make_story(gone[1])
    copy = make_article(publisher=other, copy_of=gone[2])

    tidy()

    assert set(Article.objects.all()) == {young, theirs, copy}
    assert not Story.objects.filter(pk=alone.pk).exists()
    shared.refresh_from_db()
    assert (shared.reports_count, shared.publishers_count, shared.first_at) == (1, 1, NEW)
    copy.refresh_from_db()
    assert copy.copy_of is None
    assert not SearchEntry.objects.exists()
    assert not Address.objects.filter(article__in=[one.pk for one in gone]).exists()
    assert Forgotten.objects.count() == 6


def test_the_site_has_a_default_and_publishers_may_differ(transactional_db, tidy, settings, make_publisher, old):
    settings.KEEP_DAYS = 30
    kept = {old(publisher=make_publisher(keep_days=days)).pk for days in (0, 50)}
    old(publisher=make_publisher())

    tidy()

    assert set(Article.objects.values_list("pk", flat=True)) == kept


def test_what_may_still_join_stories_stays(transactional_db, tidy, make_publisher, old):
    publisher = make_publisher(keep_days=1)
    kept = old(publisher=publisher, published_at=NOON - timedelta(days=13))
    old(publisher=publisher, published_at=NOON - timedelta(days=15))

    tidy()

    assert list(Article.objects.all()) == [kept]


def test_what_somebody_holds_on_to_stays_as_a_link(transactional_db, tidy, make_publisher, old, make_story, noon):
    publisher = make_publisher(keep_days=30)
    articles = {
        name: old(publisher=publisher, title=name)
        for name in ("saved", "named", "opened", "headline", "chosen", "discussed", "told", "story")
    }
    stories = {name: make_story(articles[name]) for name in ("chosen", "told", "story")}
    reader = User.objects.create(username="leila")
    keep = {"user": reader, "at": NOON, "turn": 1}
    Kept.objects.create(kind=KeptKind.SAVED, name="article/1", article=articles["saved"], **keep)
    Kept.objects.create(kind=KeptKind.SAVED, name=f"article/{articles['named'].key}", **keep)
    Kept.objects.create(kind=KeptKind.SAVED, name=f"story/{stories['story'].key}", **keep)
    Kept.objects.create(kind=KeptKind.HISTORY, name="article/2", article=articles["opened"], **keep)
    moments = dict.fromkeys(("begins_at", "ends_at", "made_at"), OLD)
    edition = Edition.objects.create(day=OLD.date(), language="en", rules={}, entrants=[], considered=2, **moments)
    Entry.objects.create(edition=edition, place=1, story_key="x" * 32, headline=articles["headline"])
    Entry.objects.create(edition=edition, place=2, story_key=stories["chosen"].key)
    for subject, thing in (("article", articles["discussed"]), ("story", stories["told"])):
        about = Discussion.objects.create(subject=subject, key=thing.key, title="x", opened_at=OLD)
        Comment.objects.create(discussion=about, text="Indeed.", html="Indeed.", written_at=OLD, token=thing.key)
    Revision.objects.create(article=articles["saved"], title="Before", text="Before.", replaced_at=OLD)

    for _ in range(2):
        tidy()

    assert {one.title for one in Article.objects.all()} == articles.keys() - {"opened"}
    for one in Article.objects.all():
        assert (one.text, one.html, one.excerpt, one.words, one.entry["content"]) == ("", "", "", 0, "")
        assert (one.visible, one.is_article, one.stage) == (True, False, Stage.GROUPED)
    assert not Revision.objects.exists()
    assert Story.objects.count() == 3


def test_a_feed_that_still_lists_it_does_not_bring_it_back(press, add, pipeline, ask_again, noon):
    feed = add(press.publish("bridge", "tunnel"))
    pipeline()
    feed.publisher.keep_days = 30
    feed.publisher.save()
    noon.wait(days=31)
    asyncio.run(Forgetting().look())
    assert not Article.objects.exists()

    press.list(press.item("bridge"), press.item("tunnel"), press.item("quay"))
    press.page("quay")
    ask_again()

    assert [one.url for one in Article.objects.all()] == [press.url("/quay")]
    assert press.asked("/bridge") == 1
    assert {one.met_at for one in Forgotten.objects.all()} == {noon.now() - timedelta(hours=2)}

    noon.wait(days=181)
    asyncio.run(Forgetting().look())
    assert not Forgotten.objects.filter(met_at__lt=noon.now() - timedelta(days=180)).exists()
