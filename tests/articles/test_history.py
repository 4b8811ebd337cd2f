from datetime import timedelta

import pytest

from daily8.articles import history
from daily8.articles.models import Revision
from daily8.engine.revising import State
from daily8.sources.models import Rights

OLD = "At least 12 people were hurt at the old quay on Monday.\n\nThe quay is closed until further notice."
NEW = OLD.replace("12 people", "17 people")


def revise(article, *, title, hours, text="", figures=()):
    Revision.objects.create(
        article=article,
        title=title,
        text=text,
        figures=list(figures),
        replaced_at=article.published_at + timedelta(hours=hours),
    )


def before(pieces):
    return "".join(piece.text for piece in pieces if piece.state is not State.NEW)


def after(pieces):
    return "".join(piece.text for piece in pieces if piece.state is not State.GONE)


@pytest.fixture
def corrected(make_article):
    """An article whose headline and figure were corrected."""
    article = make_article(title="Quay: 17 hurt", text=NEW, words=20, kind="article")
    revise(article, title="Quay: 12 hurt", hours=1, text=OLD, figures=history.figures(OLD, NEW, "en"))
    return article


def test_an_article_that_was_never_changed_has_no_history(make_article):
    assert history.edits(make_article()) == []


def test_each_change_says_what_the_headline_was_and_what_it_became(make_article):
    article = make_article(title="Third")
    revise(article, title="First", hours=1)
    revise(article, title="Second", hours=2)

    told = [(before(edit.title), after(edit.title)) for edit in history.edits(article)]
    assert told == [("Second", "Third"), ("First", "Second")]


def test_a_change_of_the_text_alone_names_no_headline(make_article):
    article = make_article(title="Same")
    revise(article, title="Same", hours=1)

    (edit,) = history.edits(article)
    assert not edit.title
    assert edit.at == article.published_at + timedelta(hours=1)


def test_a_changed_figure_is_told_with_its_sentence(corrected):
    (edit,) = history.edits(corrected)

    (figure,) = edit.figures
    assert (figure.old, figure.new, figure.what) == ("12", "17", "people")
    assert before(figure.sentence) == OLD.split("\n")[0]
    assert after(figure.sentence) == NEW.split("\n")[0]


@pytest.mark.parametrize(("rights", "figures"), [(Rights.EXCERPT, 1), (Rights.LINK, 0)])
def test_no_more_of_a_text_is_told_than_may_be_shown(corrected, rights, figures):
    corrected.publisher.rights = rights

    (edit,) = history.edits(corrected)
    assert len(edit.figures) == figures
    assert not any(figure.sentence for figure in edit.figures)
    assert history.differences(corrected) == []


def test_versions_of_a_whole_text_are_told_newest_first(corrected):
    revise(corrected, title="Quay: 12 hurt", hours=-1, text="At least 2 people were hurt.")

    newest, oldest = history.differences(corrected)
    assert newest[0] > oldest[0]
    assert [line.is_same for line in newest[1]] == [False, True]
    assert [line.is_same for line in oldest[1]] == [False, False, False]


def test_a_story_tells_headlines_and_figures_of_its_articles_and_no_other_change(
    corrected, make_article, django_assert_num_queries
):
    other = make_article(title="Ferries stop")
    revise(other, title="Ferries stop", hours=3, text="Only words changed here.")
    third = make_article(title="Storm ends")
    revise(third, title="Storm goes on", hours=2)

    with django_assert_num_queries(1):
        told = history.of_story([corrected, other, third])
    assert [edit.article for edit in told] == [third, corrected]


def test_the_history_takes_one_query(make_article, django_assert_num_queries):
    article = make_article()
    for hours in range(1, 4):
        revise(article, title=str(hours), hours=hours)

    with django_assert_num_queries(1):
        history.edits(article)
