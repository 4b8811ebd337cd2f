import pytest

from daily8.articles import showing

LONG = "\n\n".join(f"Paragraph {number} " + "word " * 38 for number in range(10))


def test_a_publisher_who_allows_it_is_shown_whole(make_article):
    article = make_article(html="<p>All of it.</p>")

    body = showing.body(article)

    assert body.is_whole
    assert body.html == "<p>All of it.</p>"
    assert body.opening == []


def test_an_excerpt_is_the_first_paragraphs(make_article, make_publisher):
    body = showing.body(make_article(text=LONG, publisher=make_publisher(rights="excerpt")))

    assert not body.is_whole
    assert [paragraph.split()[1] for paragraph in body.opening] == ["0", "1"]


def test_of_a_publisher_of_links_no_word_is_shown(make_article, make_publisher):
    article = make_article(text=LONG, image="https://x.example/p.jpg", publisher=make_publisher(rights="link"))

    assert showing.body(article) == showing.Body()
    assert article.shown_excerpt == ""
    assert article.shown_image == ""


@pytest.mark.parametrize("kind", ["paywalled", "gallery", "video", "live", "list", "empty", ""])
def test_what_is_not_an_article_never_has_a_body(make_article, kind):
    body = showing.body(make_article(kind=kind, excerpt="What the feed said."))

    assert not body.is_whole
    assert body.opening == ["What the feed said."]


def test_an_article_without_words_is_not_shown_as_one(make_article):
    assert not showing.body(make_article(text="", html="<p></p>", words=0, excerpt="")).is_whole


def test_an_opening_ends_at_a_paragraph_where_that_is_near_enough():
    assert showing.opening("one two three\n\nfour five", words=4) == ["one two three", "four five"]


def test_an_opening_is_cut_in_a_paragraph_that_goes_on_too_long():
    assert showing.opening("one two three four five six seven", words=4) == ["one two three four …"]


def test_there_is_no_opening_of_nothing():
    assert showing.opening("") == []
