"""Which report is offered at the end of another of its story."""

import pytest

from daily8.articles.models import Article
from daily8.stories import showing


@pytest.fixture
def reports(make_article, make_publisher, make_story):
    """Make a story of these reports, newest first; return them as they are in the database."""

    def make(*fields: dict[str, object]) -> list[Article]:
        articles = [make_article(publisher=make_publisher(), **each) for each in fields]
        make_story(*articles)
        found = Article.objects.select_related("report__story").in_bulk([article.pk for article in articles])
        return [found[article.pk] for article in articles]

    return make


def following(article: Article, language: str = "en") -> Article | None:
    beside = showing.beside(article, language=language)
    return beside and beside.following


def test_it_is_the_next_newer_one(reports):
    newest, newer, article, _older = reports({}, {}, {}, {})

    assert following(article) == newer
    assert following(newer) == newest


def test_after_the_newest_it_is_the_best_of_the_others(reports):
    newest, plain, pictured = reports({}, {}, {"image": "https://daily.example/1.jpg"})

    assert following(newest) == pictured != plain


def test_a_copy_of_the_same_text_tells_nothing_new(reports):
    copy, article, other = reports({}, {}, {})
    Article.objects.filter(pk=copy.pk).update(copy_of=article)

    assert following(article) == other


def test_what_the_reader_understands_goes_first(reports):
    arabic, english, article = reports({"language": "fr"}, {"language": "ar"}, {"language": "en"})

    assert following(article, "en") in (arabic, english)
    assert following(article, "ar") == english
    assert following(article, "fr") == arabic


def test_what_is_withdrawn_is_not_offered(reports):
    newer, article, older = reports({}, {}, {})
    Article.objects.filter(pk=newer.pk).update(visible=False)

    assert following(article) == older


def test_it_takes_no_query_of_its_own(reports, django_assert_num_queries):
    article = reports({}, {}, {})[1]

    with django_assert_num_queries(1):
        following(article)
