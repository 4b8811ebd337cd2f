"""Articles go when they were kept as long as their publisher's setting has it."""

import asyncio
from datetime import timedelta

import pytest
from django.db import connection

from daily8.accounts.models import User
from daily8.articles.forgotten import Forgotten
from daily8.articles.handing_in import Item, hand_in
from daily8.articles.models import Address, Article, Revision, Stage
from daily8.assistant.edition_words import Words
from daily8.comments.models import Comment, Discussion
from daily8.editions.models import Edition, Entry
from daily8.engine import addresses
from daily8.engine.words.queries import parse
from daily8.pipeline import forgetting, holding
from daily8.pipeline.forgetting import Forgetting
from daily8.reading.models import Kept, KeptKind
from daily8.search import finding, indexing
from daily8.search.models import Entry as SearchEntry
from daily8.sources.models import Rights
from daily8.stories.models import PLACING, Story
from daily8.work.models import Version
from tests.beside import beside
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


@pytest.fixture
def edition(db):
    """An edition of the day on which the old articles were published."""
    moments = dict.fromkeys(("begins_at", "ends_at", "made_at"), OLD + timedelta(hours=1))
    return Edition.objects.create(day=OLD.date(), language="en", rules={}, entrants=[], considered=2, **moments)


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


def test_what_somebody_holds_on_to_stays_as_a_link(
    transactional_db, tidy, make_publisher, old, make_story, edition
):
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


def test_an_edition_keeps_its_words_when_its_reports_are_links(
    transactional_db, tidy, make_publisher, old, make_story, edition, client
):
    said = ["Five ships left at dawn.", "Seven ships left at dawn."]
    whole, brief = make_publisher(keep_days=30), make_publisher(keep_days=30, rights=Rights.EXCERPT)
    first = old(publisher=whole, text=f"Nobody slept.\n{said[0]}", words=7)
    second = old(publisher=brief, text=f"{said[1]} Nobody slept.", excerpt=said[1], words=7)
    uncited = old(publisher=whole)
    entry = Entry.objects.create(
        edition=edition,
        place=1,
        # The second report was put in another story since.
        story_key=make_story(first, uncited).key,
        brief=[_cited(said[0], first, 1), _cited(said[1], second, 0)],
        numbers=[
            {"heading": "Ships", "changed": False, "figures": [["Five", first.pk, 1], ["Seven", second.pk, 0]]}
        ],
    )

    for _ in range(2):
        tidy()

    words = Words([entry])
    assert [one.text for one in words.sentences(entry.brief)] == said
    (row,) = words.numbers(entry.numbers, "en")
    assert [cell.written for cell in row.cells] == ["Five", "Seven"]
    links = Article.objects.order_by("pk")
    assert [(one.text, one.html, one.excerpt, one.words) for one in links] == [
        (first.text, "", "", 0),
        (said[1], "", "", 0),
        ("", "", "", 0),
    ]
    assert "Nobody slept" not in client.get(first.get_absolute_url()).content.decode()
    whole.edit(rights=Rights.LINK)
    assert [one.text for one in Words([entry]).sentences(entry.brief)] == said[1:]


def test_what_is_left_for_an_edition_is_cut_and_found_as_its_publisher_lets_it_be(make_publisher, old, edition):
    text = "Five ships left at dawn. " * 20 + "Nobody slept."
    article = old(publisher=make_publisher(), text=text, words=0, excerpt="")
    quoted = [_cited("Five ships left at dawn.", article, 0), _cited("Nobody slept.", article, 20)]
    entry = Entry.objects.create(edition=edition, place=1, story_key="x" * 32, brief=quoted)
    indexing.index([article])

    assert len(Words([entry]).sentences(entry.brief)) == 2
    article.publisher.edit(rights=Rights.EXCERPT)
    assert len(Words([entry]).sentences(entry.brief)) == 1
    assert [finding.find(parse(word)).hits for word in ("slept", "dawn")] == [[], []]


def _cited(sentence, article, number):
    return {"text": sentence, "language": "en", "cites": [[article.pk, number]], "made": "extract"}


def test_links_are_looked_at_once_a_day_and_nobody_waits_for_it(
    transactional_db, make_publisher, old, monkeypatch, noon
):
    article = old(publisher=make_publisher(keep_days=30))
    keep = {"kind": KeptKind.SAVED, "at": NOON, "turn": 1, "name": f"article/{article.key}"}
    saved = Kept.objects.create(user=User.objects.create(username="leila"), **keep)
    tidying = Forgetting()
    asyncio.run(tidying.look())
    turns, asked = Version.current(PLACING), []
    held = holding.held
    monkeypatch.setattr(holding, "held", lambda articles, **known: asked.append(1) or held(articles, **known))

    noon.wait(hours=2)
    asyncio.run(tidying.look())
    assert not asked
    noon.wait(hours=23)
    asyncio.run(tidying.look())
    assert (asked, Version.current(PLACING)) == ([1], turns)

    saved.delete()
    noon.wait(hours=25)
    asyncio.run(tidying.look())
    assert not Article.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads few rows without an index")
def test_who_saved_an_address_is_found_without_reading_all_that_is_kept(db):
    names = [f"article/{number}" for number in range(100)]
    plan = Kept.objects.filter(kind=KeptKind.SAVED, name__in=names).values_list("name", flat=True).explain()

    assert "INDEX kept_saved (name=?)" in plan


def test_what_a_worker_has_in_hand_waits_for_the_next_look(transactional_db, tidy, make_publisher, old, noon):
    article = old(publisher=make_publisher(keep_days=30), claimed_by="a worker", claimed_until=NOON)
    Article.objects.update(claimed_until=noon.now() + timedelta(minutes=5))
    tidy()
    assert Article.objects.exists()

    Article.objects.filter(pk=article.pk).update(claimed_until=None)
    tidy()
    assert not Article.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="runs in the round on PostgreSQL")
@pytest.mark.parametrize("which", ["itself", "its copy"])
def test_it_never_waits_for_who_may_wait_for_the_turn(transactional_db, make_publisher, old, make_article, which):
    article = old(publisher=make_publisher(keep_days=30))
    copy = make_article(publisher=make_publisher(), copy_of=article)
    kept = article if which == "itself" else copy

    # As placing does, before it takes the turn.
    with beside(lambda: Article.objects.alive([kept])):
        forgetting.let_go(next(forgetting.old(NOON)), NOON)
        assert Article.objects.count() == 2

    forgetting.let_go(next(forgetting.old(NOON)), NOON)
    assert list(Article.objects.all()) == [copy]


def test_what_is_too_old_to_be_kept_is_not_even_asked_for(press, add, pipeline, settings, noon):
    settings.KEEP_DAYS = 30
    press.page("old")
    press.page("new")
    dates = {"old": "Sat, 24 Oct 2026 12:00:00 GMT", "new": "Fri, 30 Oct 2026 12:00:00 GMT"}
    add(press.list(*(press.item(name, date=date) for name, date in dates.items())))

    pipeline()

    assert [one.url for one in Article.objects.all()] == [press.url("/new")]
    assert press.asked("/old") == 0
    assert not Forgotten.objects.exists()


def test_a_newsroom_cannot_hand_in_what_would_go_or_went(transactional_db, tidy, make_publisher, old, noon):
    publisher = make_publisher("daily.example", keep_days=30)
    url = "https://daily.example/withdrawn"
    withdrawn = old(publisher=publisher, url=url, key=addresses.key(url))
    Article.objects.filter(pk=withdrawn.pk).withdraw()
    tidy()
    urls = [f"https://daily.example/{name}" for name in ("withdrawn", "old", "new")]
    dates = (None, OLD, NEW)
    items = [Item(url, "Ships leave", "<p>At dawn.</p>", date) for url, date in zip(urls, dates, strict=True)]

    refused = hand_in(items, NOON)

    assert [one.code for one in refused] == ["kept_long_enough", "kept_long_enough", ""]
    assert "was here" in refused[0].detail
    assert "kept here only since 2026-10-26" in refused[1].detail
    assert [one.url for one in Article.objects.all()] == [urls[2]]


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
