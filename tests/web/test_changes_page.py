"""What publishers changed in texts, on the pages of article and story, as far as it may be shown."""

from datetime import timedelta

import pytest

from daily8.articles import history
from daily8.articles.models import Revision
from daily8.sources.models import Rights

OLD = "Divers left.\n\nAt least 12 people were hurt at the old quay on Monday.\n\n<b>The quay</b> is closed."
NEW = OLD.replace("12 people", "17 people") + "\n\nIt opens on Friday."


def text_of(element):
    return " ".join(element.text_content().split())


@pytest.fixture
def corrected(make_article, noon):
    article = make_article(title="Quay: 17 <hurt>", text=NEW)
    Revision.objects.create(
        article=article, title="Quay: 12 <hurt>", text=OLD, figures=history.figures(OLD, NEW, "en"),
        replaced_at=noon - timedelta(hours=1),
    )  # fmt: skip
    return article


def test_a_changed_figure_stands_on_the_page_with_its_sentence(corrected, read):
    edits = read(f"/en/article/{corrected.key}").find_class("edits")[0]

    words = text_of(edits)
    assert "Figure changed from 12 to 17." in words
    assert "At least Before: 12 Now: 17 people were hurt" in words
    assert edits.xpath(".//a/@href")[-1] == f"/en/article/{corrected.key}/changes"


def test_all_that_changed_in_the_text_has_a_page(corrected, read):
    page = read(f"/en/article/{corrected.key}/changes")

    (changes,) = page.find_class("changes")
    assert [one.text_content().strip() for one in changes.iter("del")] == ["Before: 12"]
    assert [one.text_content().strip() for one in changes.iter("ins")] == ["Now: 17", "Now: It opens on Friday."]
    assert not list(changes.iter("b"))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_in_arabic_the_words_are_arabic_and_the_text_has_its_own_direction(corrected, read):
    page = read(f"/ar/article/{corrected.key}/changes")

    assert "ما تغيّر في النص" in text_of(page)
    (prose,) = page.find_class("changes")[0].find_class("prose")
    assert (prose.get("lang"), prose.get("dir")) == ("en", "ltr")


def test_far_from_a_change_the_text_is_left_out(make_article, read, noon):
    same = [f"Paragraph {number} tells what everybody knows." for number in range(9)]
    article = make_article(text="\n\n".join([*same, "It opens on Friday."]))
    old = "\n\n".join([*same, "It opens on Monday."])
    Revision.objects.create(article=article, title=article.title, text=old, replaced_at=noon)

    (changes,) = read(f"/en/article/{article.key}/changes").find_class("changes")
    assert [text_of(line) for line in changes.iter("p")] == [
        "…",
        "Paragraph 8 tells what everybody knows.",
        "It opens on Before: Monday Now: Friday.",
    ]


@pytest.mark.parametrize("rights", [Rights.EXCERPT, Rights.LINK])
def test_what_may_not_be_shown_whole_has_no_page_of_changes(corrected, client, read, rights):
    corrected.publisher.edit(rights=rights)

    assert client.get(f"/en/article/{corrected.key}/changes").status_code == 404
    words = text_of(read(f"/en/article/{corrected.key}").find_class("edits")[0])
    assert "At least" not in words
    assert ("Figure changed from 12 to 17. (people)" in words) is (rights == Rights.EXCERPT)


@pytest.mark.parametrize("state", [{"visible": False}, {"withdrawn": True, "visible": False}])
def test_what_readers_may_not_see_has_no_page_of_changes(corrected, client, state):
    type(corrected).objects.update(**state)

    assert client.get(f"/en/article/{corrected.key}/changes").status_code == 404


def test_an_article_that_never_changed_has_no_page_of_changes(make_article, client):
    assert client.get(f"/en/article/{make_article().key}/changes").status_code == 404


def test_a_story_tells_what_its_publishers_changed(corrected, make_article, make_story, read):
    story = make_story(corrected, make_article())

    (edits,) = read(f"/en/story/{story.key}").find_class("edits--story")
    words = text_of(edits)
    assert "Headline changed 1 hour ago." in words
    assert "Quay: Before: 12 Now: 17 <hurt>" in words
    assert "Figure changed from 12 to 17." in words


def test_a_story_of_which_nothing_changed_says_nothing_of_it(make_article, make_story, read):
    story = make_story(make_article(), make_article())

    assert not read(f"/en/story/{story.key}").find_class("edits--story")
