"""Pages without pictures: nothing on them asks for one, and nothing else is missing."""

import pytest

from daily8.articles import safe_html
from daily8.web.data_saver import shows_pictures

PICTURE = "https://daily.example/1.jpg"


@pytest.mark.parametrize(
    ("chosen", "save_data", "shown"),
    [
        ("", "", True),
        ("no", "", False),
        ("yes", "on", True),
        ("", "on", False),
        ("", " ON ", False),
        ("", "off", True),
        ("perhaps", "on", False),
        ('"><script>', "", True),
    ],
)
def test_the_readers_word_goes_before_the_browsers(chosen, save_data, shown):
    assert shows_pictures(chosen, save_data) is shown


@pytest.mark.parametrize("address", ["/en/", "/en/latest", "article", "story"])
def test_no_page_asks_for_a_picture_of_who_wants_none(
    make_article, make_publisher, make_story, client, read, address
):
    pictured = {"image": PICTURE, "html": f'<p>One.</p><figure><img src="{PICTURE}"></figure><p>Two.</p>'}
    articles = [make_article(**pictured, publisher=make_publisher()) for _ in range(8)]
    story = make_story(*articles[:2])
    pages = {"article": articles[0].get_absolute_url(), "story": story.get_absolute_url()}
    address = pages.get(address, address)
    assert read(address).xpath("//main//img")

    client.post("/theme", {"pictures": "no", "next": "/en/"})
    page = read(address)

    assert not page.xpath("//img | //source | //link[@as='image']")
    assert not page.xpath("//article[contains(@class, 'card') and not(contains(@class, 'card--plain'))]")


def test_a_picture_in_a_text_is_a_link_that_fetches_it_when_it_is_wanted(make_article, client, read):
    article = make_article(html=f'<p>One.</p><img src="{PICTURE}">', image=PICTURE)
    client.cookies["pictures"] = "no"

    (link,) = read(article.get_absolute_url()).xpath("//*[@class='prose']//a")

    assert link.get("href").startswith("/picture/960/")
    assert link.text == "See the picture"


def test_a_picture_within_a_link_gives_its_place_to_words():
    body = safe_html.body(f'<p><a href="https://x.example/"><img src="{PICTURE}" alt="A ship"></a> sails.<br></p>')

    assert ">A ship</span></a> sails.<br>" in safe_html.without_pictures(body)


def test_pictures_come_back(db, client):
    assert client.post("/theme", {"pictures": "no"}).cookies["pictures"].value == "no"
    assert client.post("/theme", {"pictures": "yes"}).cookies["pictures"].value == "yes"
    assert client.post("/theme", {"pictures": "system"}).cookies["pictures"]["max-age"] == 0


def test_a_form_about_one_thing_leaves_the_other(client):
    assert set(client.post("/theme", {"pictures": "no"}).cookies) == {"pictures"}
    assert set(client.post("/theme", {"theme": "dark"}).cookies) == {"theme"}
