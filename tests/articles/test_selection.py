from datetime import timedelta

from daily8.articles import selection
from daily8.articles.models import Article


def test_the_newest_of_several_lists_are_found_in_one_query(make_article, django_assert_num_queries):
    for hour in range(4):
        make_article(
            category="world", published_at=make_article(category="health").published_at - timedelta(hours=hour)
        )
    world = Article.objects.filter(category="world")
    health = Article.objects.filter(category="health")

    with django_assert_num_queries(1):
        found = selection.newest_of([world, health], size=2)

    assert sorted(article.category for article in found) == ["health", "health", "world", "world"]
    assert found == sorted(found, key=lambda article: article.published_at, reverse=True)


def test_the_newest_of_no_list_is_nothing(db):
    assert selection.newest_of([], size=3) == []
