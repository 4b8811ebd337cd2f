import pytest

from daily8.web import paging
from daily8.web.templatetags import news


def titles(page):
    return [title.text_content().strip() for title in page.find_class("card__title")]


def older(page):
    links = page.xpath("//a[@rel='next']/@href")
    return links[0] if links else None


@pytest.fixture
def sixty(make_article):
    return [make_article(category="science").title for _ in range(60)]


def test_a_category_takes_one_query(sixty, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/en/category/science")


def test_a_source_takes_three_queries(sixty, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/en/source/daily.example")


@pytest.mark.parametrize("address", ["/en/category/science", "/en/source/daily.example", "/en/latest"])
def test_older_links_lead_through_every_article_once(sixty, read, address):
    found, step = [], address
    while step:
        shown = read(step)
        found += titles(shown)
        following = older(shown)
        step = following and address + following

    assert found == sixty


def test_articles_that_arrive_meanwhile_shift_nothing(sixty, make_article, read, noon):
    following = older(read("/en/latest"))
    make_article(title="Just in", published_at=noon)

    assert titles(read("/en/latest" + following)) == sixty[paging.SIZE : 2 * paging.SIZE]


def test_equal_moments_are_neither_lost_nor_repeated(make_article, read, noon):
    made = {make_article(published_at=noon).title for _ in range(30)}

    first = read("/en/latest")
    second = read("/en/latest" + older(first))

    assert set(titles(first) + titles(second)) == made
    assert len(titles(first)) + len(titles(second)) == 30


def test_the_choice_of_languages_is_kept_while_paging(sixty, read):
    following = older(read("/en/latest?languages=all"))

    assert "languages=all" in following
    assert read("/en/latest" + following).xpath("//a[@href='?languages=all'][contains(@class, 'button')]")


@pytest.mark.parametrize("place", ["x", "-1-2", "1", "9" * 40 + "-1", "1-" + "9" * 40, "1-2' or 1=1"])
def test_a_place_that_does_not_exist_is_not_found(db, client, place):
    assert client.get("/en/latest", {"before": place}).status_code == 404


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One two three.", "One two three."),
        ("One two three, four five", "One two three…"),
        ("One two three. Four", "One two three."),
        ("واحد اثنان ثلاثة، أربعة", "واحد اثنان ثلاثة…"),
        ("هل هذا صحيح؟ نعم", "هل هذا صحيح؟"),
        ("", ""),
    ],
)
def test_an_excerpt_is_cut_at_a_word_and_says_so_only_within_a_sentence(text, shown):
    assert news.beginning(text, 3) == shown


def test_an_unknown_category_is_not_found(db, client):
    assert client.get("/en/category/gossip").status_code == 404


def test_an_unknown_source_is_not_found(db, client):
    assert client.get("/en/source/nowhere.example").status_code == 404


def test_an_empty_category_says_so_and_offers_other_languages(db, read):
    shown = read("/ar/category/science")

    assert "لا شيء في هذا القسم بعد" in shown.text_content()
    assert shown.xpath("//main//a[@href='/ar/category/science?languages=all']")


def test_the_category_that_is_shown_is_marked_in_the_navigation(db, read):
    (current,) = read("/en/category/health").cssselect(".sections [aria-current=page]")

    assert current.text == "Health"


def test_a_source_says_who_it_is_and_how_reading_it_goes(publisher, make_feed, read):
    make_feed(publisher, failures=2, error="no complete answer within 20 seconds")

    facts = read("/en/source/daily.example").find_class("facts")[0]
    words = " ".join(" ".join(facts.itertext()).split())

    assert "daily.example" in words
    assert "Kenya" in words
    assert "Full text" in words
    assert "Failing Its server takes too long to answer." in words
    assert "Last read 1 hour ago" in words


def test_a_source_that_does_not_write_in_the_readers_language_is_shown_in_its_own(make_article, read):
    make_article(title="Ships leave")

    shown = read("/ar/source/daily.example")

    assert "Ships leave" in shown.text_content()
    assert not shown.find_class("scope")


def test_a_source_without_articles_sends_nobody_to_other_languages(publisher, read):
    shown = read("/en/source/daily.example")

    assert "There is nothing of this source yet" in shown.text_content()
    assert not shown.xpath("//main//a[contains(@href, 'languages=all')]")


def test_a_publisher_without_a_home_page_is_not_a_dead_link(make_publisher, read):
    make_publisher("nohome.example", home="")

    assert not read("/en/source/nohome.example").xpath("//dl//a[@href='']")
