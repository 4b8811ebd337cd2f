import pytest

from daily8.articles.models import Meaning, Tag
from daily8.work import rows
from daily8.work.models import Version


@pytest.mark.django_db
def test_many_rows_are_inserted_in_one_round(django_assert_num_queries):
    with django_assert_num_queries(1):
        rows.insert(Version, ("name", "number"), [("sun", 1), ("moon", 2)])

    assert dict(Version.objects.values_list("name", "number")) == {"sun": 1, "moon": 2}


@pytest.mark.django_db
def test_no_rows_ask_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        rows.insert(Version, ("name", "number"), [])


@pytest.mark.django_db
def test_a_row_that_exists_is_written_over_where_its_key_is_named():
    rows.insert(Version, ("name", "number"), [("sun", 1)])
    rows.insert(Version, ("name", "number"), [("sun", 5), ("moon", 2)], replace=("name",))

    assert dict(Version.objects.values_list("name", "number")) == {"sun": 5, "moon": 2}


@pytest.mark.django_db
def test_a_row_that_exists_stays_where_conflicts_are_skipped():
    rows.insert(Version, ("name", "number"), [("sun", 1)])
    rows.insert(Version, ("name", "number"), [("sun", 5)], skip_conflicts=True)

    assert Version.current("sun") == 1


def test_foreign_keys_bytes_and_lists_are_written_as_the_model_would(make_article, make_hashtag):
    article, hashtag = make_article(), make_hashtag()
    rows.insert(Meaning, ("article", "digest", "embedder", "vector", "sketch"), [
        (article.pk, "d", "e5", b"\x00\xff", b"s"),
    ])  # fmt: skip
    rows.insert(Tag, ("article", "hashtag", "place", "mentions", "published_at"), [
        (article.pk, hashtag.pk, 0, [[3, 9]], article.published_at),
    ])  # fmt: skip

    assert bytes(article.meaning.vector) == b"\x00\xff"
    assert [(tag.mentions, tag.published_at) for tag in article.tags.all()] == [([[3, 9]], article.published_at)]
