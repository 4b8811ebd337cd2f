"""The reader's own page as the server writes it, and what other pages carry for readers' scripts."""

from datetime import timedelta

import pytest

from daily8.accounts.models import User
from daily8.reading.models import Kept, KeptKind


@pytest.fixture
def reader(db, client) -> User:
    """Somebody who is signed in."""
    reader = User.objects.create(username="layla", email="layla@reader.example")
    client.force_login(reader)
    return reader


def test_the_page_is_no_page_for_search_engines_and_asks_no_questions(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/en/reading").content.decode()

    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(
    ("cookies", "theme", "pictures"),
    [
        ({}, "system", "yes"),
        ({"theme": "dark", "pictures": "no"}, "dark", "no"),
        ({"theme": "x"}, "system", "yes"),
    ],
)
def test_the_form_shows_what_is_chosen(db, client, read, cookies, theme, pictures):
    for name, value in cookies.items():
        client.cookies[name] = value
    page = read("/en/reading")

    assert page.xpath("//input[@type='radio'][@checked]/@value") == [theme, pictures]


def test_each_language_leads_to_the_same_page_in_the_other(db, read):
    assert read("/en/reading").xpath("//main//a[@hreflang='ar']/@href") == ["/ar/reading"]
    assert read("/ar/keys").get("dir") == "rtl"


@pytest.mark.parametrize("address", ["/en/reading", "/en/keys"])
def test_they_only_answer_who_reads(db, client, address):
    assert client.post(address).status_code == 405


def test_pages_carry_what_is_kept_of_an_article(make_article, make_story, make_publisher, read):
    article = make_article(title='A "quoted" <title>', publisher=make_publisher())
    other = make_article(publisher=make_publisher())
    story = make_story(article, other)

    (button,) = read(article.get_absolute_url()).cssselect(".share save-button")
    assert dict(button.attrib) == {
        "data-address": article.get_absolute_url(),
        "data-title": 'A "quoted" <title>',
        "data-publisher": article.publisher.name_in("en"),
        "data-language": "en",
        "data-published": article.published_at.isoformat(),
    }
    (button,) = read(story.get_absolute_url()).cssselect(".share save-button")
    assert button.get("data-address") == story.get_absolute_url()


def test_every_card_has_a_place_for_the_sign_of_saving(make_article, read):
    for _ in range(3):
        make_article()

    page = read("/en/latest")
    assert len(page.cssselect(".card save-button")) == len(page.cssselect(".card")) == 3


def test_a_list_says_which_it_is_so_that_visits_can_be_told_apart(make_article, read):
    make_article()

    assert read("/en/latest").xpath("//@data-visits") == ["/en/latest"]
    assert read("/en/latest?languages=all").xpath("//@data-visits") == ["/en/latest?languages=all"]


def test_without_scripts_the_account_tells_days_and_not_ages(client, reader, make_article, read, noon):
    unfinished, finished, saved = (make_article(title=title, published_at=noon) for title in "abc")
    for article, kind, place, done_at in [
        (unfinished, KeptKind.HISTORY, 0.4, None),
        (finished, KeptKind.HISTORY, 1, noon - timedelta(days=2)),
        (saved, KeptKind.SAVED, 0, None),
    ]:
        Kept.objects.create(
            user=reader,
            kind=kind,
            name=f"article/{article.key}",
            article=article,
            turn=1,
            at=noon - timedelta(hours=3),
            place=place,
            done=bool(done_at),
            done_at=done_at,
        )

    facts = [
        " ".join(one.text_content().split()) for one in read("/en/reading").cssselect("noscript .line__facts")
    ]

    publishers = [article.publisher.name_in("en") for article in (saved, finished, unfinished)]
    assert facts == [
        f"{publishers[0]} 25 November 2026, 12:00",
        f"{publishers[1]} 25 November 2026, 09:00 Read to the end on 23 November 2026",
        f"{publishers[2]} 25 November 2026, 09:00 Read to 40%",
    ]


def test_the_end_of_an_article_leads_on_in_its_story(make_article, make_publisher, make_story, read):
    newest, middle, oldest = [make_article(publisher=make_publisher()) for _ in range(3)]
    make_story(newest, middle, oldest)

    links = read(oldest.get_absolute_url()).cssselect(".next a")
    assert [link.get("href") for link in links] == [middle.get_absolute_url()]


def test_an_article_that_is_alone_leads_nowhere(make_article, read):
    assert not read(make_article().get_absolute_url()).cssselect(".next")
