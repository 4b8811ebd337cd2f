"""One article: what may be shown of it, and what becomes of an earlier version."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from daily8.articles.models import Address, Article, Revision, Stage
from daily8.sources.models import Rights
from tests.conftest import NOON

TEXTS = {"title": "Another headline", "text": "Another text.", "html": "<p>Another text.</p>", "words": 2}


def test_an_article_is_known_by_its_headline_else_by_its_address(make_article):
    assert str(make_article(title="Ships leave")) == "Ships leave"
    assert str(Article(url="https://tide.example/1")) == "https://tide.example/1"


def test_an_article_has_one_page_for_ever(make_article):
    article = make_article()

    assert article.get_absolute_url() == f"/en/article/{article.key}"
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(url=article.url)


@pytest.mark.parametrize(
    ("kind", "words", "rights", "is_article", "is_whole"),
    [
        ("article", 90, Rights.FULL, True, True),
        ("article", 90, Rights.EXCERPT, True, False),
        ("article", 90, Rights.LINK, True, False),
        ("article", 0, Rights.FULL, False, False),
        ("paywalled", 90, Rights.FULL, False, False),
        ("video", 0, Rights.FULL, False, False),
        ("", 0, Rights.FULL, False, False),
    ],
)
def test_only_an_article_that_may_be_shown_is_shown_whole(
    make_publisher, make_article, kind, words, rights, is_article, is_whole
):
    article = make_article(publisher=make_publisher(rights=rights), kind=kind, words=words)

    assert (article.is_article, article.is_whole) == (is_article, is_whole)


@pytest.mark.parametrize(("rights", "shown"), [(Rights.FULL, True), (Rights.EXCERPT, True), (Rights.LINK, False)])
def test_a_publisher_who_lets_only_a_link_be_shown_gets_only_a_link(make_publisher, make_article, rights, shown):
    article = make_article(publisher=make_publisher(rights=rights), image="https://tide.example/a.jpg")

    assert bool(article.shown_excerpt) == bool(article.shown_image) == shown


def test_what_readers_saw_is_kept_when_it_changes(make_article):
    article = make_article(title="A headline")

    old = article.replace(TEXTS, now=NOON)

    assert old is not None
    old.save()
    assert article.title == "Another headline"
    revision = Revision.objects.get()
    assert (revision.title, revision.replaced_at) == ("A headline", NOON)
    assert str(revision) == "A headline (until 2026-11-25 12:00)"


def test_what_nobody_saw_is_not_kept(make_article):
    article = make_article(visible=False)

    assert article.replace(TEXTS, now=NOON) is None
    assert article.text == "Another text."


def test_the_same_words_in_other_markup_are_no_new_version(make_article):
    article = make_article()

    assert (
        article.replace({"title": article.title, "text": article.text, "html": "<div>new</div>"}, now=NOON) is None
    )
    assert article.html == "<div>new</div>"


def test_versions_come_latest_first(make_article):
    article = make_article()
    for hour in range(3):
        Revision.objects.create(article=article, title=f"{hour}", replaced_at=NOON + timedelta(hours=hour))

    assert [revision.title for revision in article.revisions.all()] == ["2", "1", "0"]


def test_lists_show_visible_articles_newest_first_in_a_fixed_order(make_article):
    first = make_article(published_at=NOON)
    second = make_article(published_at=NOON)
    make_article(visible=False)
    old = make_article(published_at=NOON - timedelta(days=1))

    assert list(Article.objects.visible().newest_first()) == [second, first, old]


def test_what_follows_a_place_in_a_list_is_neither_lost_nor_doubled(make_article):
    articles = [make_article(published_at=NOON - timedelta(minutes=number // 3)) for number in range(9)]
    whole = list(Article.objects.newest_first())
    walked: list[Article] = []
    following = Article.objects.newest_first()
    while page := list(following[:2]):
        walked += page
        following = Article.objects.newest_first().older_than(page[-1].published_at, page[-1].pk)

    assert walked == whole
    assert set(whole) == set(articles)


def test_a_list_reads_no_texts(make_article, django_assert_num_queries):
    make_article()
    with django_assert_num_queries(1):
        (card,) = Article.objects.cards()
        assert card.title
        assert card.publisher.name_in("en")
        assert card.get_absolute_url()
        assert card.is_article

    assert {"text", "html", "entry"} <= card.get_deferred_fields()


def test_articles_are_found_by_stage_and_language(make_article):
    arabic = make_article(language="ar", stage=Stage.FETCHED)
    make_article(language="en")

    assert list(Article.objects.at(Stage.FETCHED)) == list(Article.objects.written_in("ar")) == [arabic]


def test_addresses_and_versions_go_with_their_article(make_article):
    article = make_article()
    Revision.objects.create(article=article, title="old", replaced_at=NOON)
    assert str(Address.objects.get()) == article.key

    article.publisher.delete()

    assert not Article.objects.exists()
    assert not Address.objects.exists()
    assert not Revision.objects.exists()
