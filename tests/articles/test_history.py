from datetime import timedelta

from daily8.articles import history
from daily8.articles.models import Revision


def revise(article, *, title, hours):
    Revision.objects.create(
        article=article, title=title, replaced_at=article.published_at + timedelta(hours=hours)
    )


def test_an_article_that_was_never_changed_has_no_history(make_article):
    assert history.edits(make_article()) == []


def test_each_change_says_what_the_headline_was(make_article):
    article = make_article(title="Third")
    revise(article, title="First", hours=1)
    revise(article, title="Second", hours=2)

    assert [edit.old_title for edit in history.edits(article)] == ["Second", "First"]


def test_a_change_of_the_text_alone_names_no_headline(make_article):
    article = make_article(title="Same")
    revise(article, title="Same", hours=1)

    (edit,) = history.edits(article)
    assert edit.old_title == ""
    assert edit.at == article.published_at + timedelta(hours=1)


def test_the_history_takes_one_query(make_article, django_assert_num_queries):
    article = make_article()
    for hours in range(1, 4):
        revise(article, title=str(hours), hours=hours)

    with django_assert_num_queries(1):
        history.edits(article)
