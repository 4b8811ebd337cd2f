"""Saving without scripts, and what pages say to the browser of somebody who is signed in."""

import pytest

from daily8.accounts.models import User
from daily8.articles import merging
from daily8.reading import shelf
from daily8.reading.models import Kept, KeptKind
from daily8.reading.telling import Line, Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client) -> User:
    reader = User.objects.create(username="layla", email="layla@reader.example")
    client.force_login(reader)
    return reader


def test_an_article_is_saved_listed_and_removed_without_scripts(client, reader, read, make_article):
    article = make_article(title="Ships leave")
    (link,) = read(article.get_absolute_url()).xpath("//ul[@class='share']//noscript//a/@href")
    page = read(link)
    assert page.xpath("//h1/text()") == ["Ships leave"]
    answer = client.post(
        link.split("?")[0], {"name": page.xpath("//input[@name='name']/@value")[0], "keep": "yes"}
    )

    assert answer["Location"] == "/en/reading"
    page = read("/en/reading")
    assert page.xpath("//noscript//li//a/text()") == ["Ships leave"]
    form = {one.get("name"): one.get("value") for one in page.xpath("//noscript//form//input")}
    client.post("/en/save", form)
    assert not Kept.objects.exists()
    assert "No longer saved." in client.get("/en/reading").content.decode()


def test_what_was_opened_is_listed_and_forgotten_without_scripts(client, reader, read, make_article, noon):
    name = f"article/{make_article(title='Ships leave').key}"
    shelf.change(reader, Told(0, [Line(KeptKind.HISTORY, name, noon)], [], {}))
    assert read("/en/reading").xpath("//section[@aria-labelledby='history-kept']//a/text()") == ["Ships leave"]

    client.post("/en/save", {"name": name, "keep": "forget"})
    assert not Kept.objects.exists()


def test_an_article_that_became_part_of_another_is_listed_and_removed_without_scripts(
    client, reader, read, make_article
):
    former, new = make_article(), make_article(title="As one")
    client.post("/en/save", {"name": f"article/{former.key}"})
    merging.merge(former, into=new)
    assert read("/en/reading").xpath("//noscript//li//a/text()") == ["As one"]

    assert read(f"/en/save?name=article/{former.key}").xpath("//input[@name='keep']/@value") == ["no"]
    client.post("/en/save", {"name": f"article/{former.key}", "keep": "no"})
    assert not Kept.objects.exists()


@pytest.mark.parametrize(
    "name", ["", "x", "article/" + "0" * 32, "story/" + "0" * 32, "https://x.example/article/1"]
)
def test_what_is_not_here_cannot_be_saved(client, reader, name):
    assert client.get("/en/save", {"name": name}).status_code == 404
    assert client.post("/en/save", {"name": name}).status_code == 404


def test_saving_by_a_form_wants_an_account(client, make_article):
    answer = client.post("/en/save", {"name": f"article/{make_article().key}"})

    assert "/account/login" in answer["Location"]
    assert not Kept.objects.exists()


def test_only_pages_of_who_is_signed_in_say_whose_browser_it_is(client, read, make_article):
    address = make_article().get_absolute_url()
    assert read(address).xpath("//@data-reader | //noscript") == []
    user = User.objects.create(username="layla", email="layla@reader.example")
    client.force_login(user)

    page = read(address)
    assert page.xpath("//@data-reader") == [shelf.mark(user)]
    assert "private" in client.get(address)["Cache-Control"]


def test_a_story_is_saved_by_a_form_and_listed_without_a_publisher(client, reader, read, make_article, make_story):
    story = make_story(make_article(title="Older"), make_article(title="Newer"))
    client.post("/en/save", {"name": story.get_absolute_url(), "keep": "yes"})

    page = read(f"/en/save?name=story/{story.key}")
    assert page.xpath("//input[@name='keep']/@value") == ["no"]
    (line,) = read("/en/reading").xpath("//section[@aria-labelledby='saved-kept']//li")
    assert line.xpath(".//a/@href") == [story.get_absolute_url()]
    assert not line.cssselect(".line__publisher")
