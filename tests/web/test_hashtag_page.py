from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from daily8.web import paging


def text_of(element):
    return " ".join(element.text_content().split())


def texts(page, selector):
    return [text_of(element) for element in page.cssselect(selector)]


def english(hashtag):
    """The address of its English page."""
    with override("en"):
        return hashtag.get_absolute_url()


def test_a_hashtag_page_takes_eight_queries(make_article, make_hashtag, client, django_assert_num_queries):
    articles = [make_article() for _ in range(30)]
    make_hashtag("Kenya", on=articles)
    make_hashtag("Nairobi", on=articles)

    with django_assert_num_queries(8):
        client.get("/en/hashtag/Nairobi")


@pytest.mark.parametrize("carried", [True, False])
def test_a_copy_whose_original_is_not_on_the_page_is_listed_itself(
    make_article, make_publisher, make_hashtag, read, carried
):
    original = make_article(title="Ships leave", visible=not carried, withdrawn=carried)
    copy = make_article(title="Ships left", publisher=make_publisher(), copy_of=original)
    make_hashtag("Nairobi", on=[original, copy] if carried else [copy])

    assert texts(read("/en/hashtag/Nairobi"), ".card__title") == ["Ships left"]


def test_a_copy_of_a_copy_is_listed_itself(make_article, make_publisher, make_hashtag, read):
    original = make_article(title="Ships leave")
    copy = make_article(title="Ships left", publisher=make_publisher(), copy_of=original)
    part = make_article(title="Left", publisher=make_publisher(), copy_of=copy)
    make_hashtag("Nairobi", on=[original, copy, part])

    assert texts(read("/en/hashtag/Nairobi"), ".card__title") == ["Ships leave", "Left"]


def test_articles_are_found_by_the_tags_of_their_hashtag(make_article, make_hashtag, client):
    make_hashtag("Nairobi", on=[make_article()])

    with CaptureQueriesContext(connection) as queries:
        client.get("/en/hashtag/Nairobi?before=1799999999000000-9")

    listed = next(query["sql"] for query in queries if '"articles_article"."title"' in query["sql"])
    assert 'ORDER BY "articles_article"."published_at"' not in listed
    assert listed.count('"articles_tag"."published_at" <') == 2
    assert listed.count('JOIN "articles_tag"') == 1


def test_the_page_of_a_hashtag_lists_its_articles_newest_first(make_article, make_hashtag, read):
    make_hashtag("Nairobi", on=[make_article(title="Ships leave"), make_article(title="Ships return")])
    make_article(title="Something else")
    make_hashtag("Kenya", on=[make_article(title="Something else")])

    shown = read("/en/hashtag/Nairobi")

    assert texts(shown, "h1") == ["Latest news with #Nairobi"]
    assert texts(shown, ".card__title") == ["Ships leave", "Ships return"]


def test_a_hashtag_is_named_in_the_language_of_the_page_with_its_other_name_above(make_hashtag, read):
    make_hashtag("Nairobi", names={"en": "Nairobi", "ar": "نيروبي"})

    here, arabic = read("/en/hashtag/Nairobi"), read("/ar/hashtag/Nairobi")

    assert texts(here, ".heading__above") == ["Place · نيروبي"]
    assert here.cssselect(".heading__above span")[0].get("lang") == "ar"
    assert texts(arabic, "h1") == ["آخر الأخبار عن #نيروبي"]
    assert texts(arabic, ".heading__above") == ["مكان · Nairobi"]
    assert arabic.cssselect("h1 bdi")[0].get("lang") is None


def test_a_name_in_another_language_says_so(make_hashtag, read):
    hashtag = make_hashtag("نيروبي", slug="نيروبي_الكبرى", names={"ar": "نيروبي الكبرى"})

    (name,) = read(english(hashtag)).cssselect("h1 bdi")

    assert (text_of(name), name.get("lang"), name.get("dir")) == ("#نيروبي الكبرى", "ar", "rtl")


@pytest.mark.parametrize("slug", ["ElNiño", "نيروبي_الكبرى", "محمد_بن_سلمان", "北京", "Москва_2", "G20"])
def test_letters_of_any_script_make_an_address(make_article, make_hashtag, read, slug):
    hashtag = make_hashtag(slug, slug=slug, on=[make_article()])

    assert read(english(hashtag)).find_class("card__title")


@pytest.mark.parametrize("slug", ["a-b", "a b", "a.b", "<b>", "..", "a%2Fb", "a" * 201])
def test_nothing_else_does(db, client, slug):
    assert client.get(f"/en/hashtag/{slug}").status_code == 404


def test_only_the_readers_language_is_listed_unless_asked(make_article, make_hashtag, read):
    make_hashtag("Nairobi", on=[make_article(title="Ships"), make_article(title="سفن", language="ar")])

    assert texts(read("/en/hashtag/Nairobi"), ".card__title") == ["Ships"]
    assert texts(read("/en/hashtag/Nairobi?languages=all"), ".card__title") == ["Ships", "سفن"]


def test_a_text_is_listed_once_with_its_copies_beneath_it(make_article, make_publisher, make_hashtag, read):
    original = make_article(title="Ships leave", credit="AFP")
    copies = [
        make_article(copy_of=original, publisher=make_publisher(f"copy{number}.example")) for number in (1, 2)
    ]
    make_hashtag("Nairobi", on=[original, *copies])

    shown = read("/en/hashtag/Nairobi")

    assert texts(shown, ".card__title") == ["Ships leave"]
    assert texts(shown, ".listing summary") == ["2 copies of AFP"]
    assert shown.xpath("//details//a/@href") == [f"/en/article/{copy.key}" for copy in reversed(copies)]


def test_older_articles_are_a_page_further(make_article, make_hashtag, read):
    made = [make_article().title for _ in range(paging.SIZE + 3)]
    make_hashtag("Nairobi", on=type(make_article()).objects.filter(title__in=made))

    first = read("/en/hashtag/Nairobi")
    second = read("/en/hashtag/Nairobi" + first.xpath("//a[@rel='next']/@href")[0])

    assert texts(first, ".card__title") + texts(second, ".card__title") == made


def test_thirty_days_are_drawn_and_told_in_a_table(make_article, make_hashtag, read, noon):
    moments = [noon, noon - timedelta(hours=1), noon - timedelta(days=3), noon - timedelta(days=29, hours=12)]
    old = noon - timedelta(days=29, hours=13)
    articles = [make_article(published_at=moment, language="ar") for moment in [*moments, old]]
    make_hashtag("Nairobi", on=[*articles, make_article(published_at=noon, visible=False)])

    shown = read("/en/hashtag/Nairobi")

    heights = [int(bar.get("height")) for bar in shown.cssselect(".chart rect")]
    assert (len(heights), heights[0], heights[-4], heights[-1]) == (30, 250, 250, 500)
    assert set(heights[1:-4] + heights[-3:-1]) == {20}
    assert len(shown.cssselect(".chart rect.chart__empty")) == 27
    assert texts(shown, "figcaption") == ["4 articles in all languages in the last thirty days"]
    rows = texts(shown, ".chart tr")
    assert rows[:2] == ["Day Articles", "Wednesday, 25 November 2"]
    assert rows[-1] == "Tuesday, 27 October 1"


def test_the_last_day_is_where_the_line_ends(make_article, make_hashtag, read):
    make_hashtag("Nairobi", on=[make_article()])

    def place_of_today(language):
        bars = read(f"/{language}/hashtag/Nairobi").cssselect(".chart rect")
        return int(max(bars, key=lambda bar: int(bar.get("height"))).get("x"))

    assert place_of_today("en") == 290
    assert place_of_today("ar") == 0


def test_a_hashtag_without_articles_is_not_a_dead_end(make_hashtag, read):
    make_hashtag("Nairobi")

    shown = read("/ar/hashtag/Nairobi")

    assert "لا شيء بهذا الوسم بعد" in text_of(shown)
    assert shown.xpath("//main//a[@href='/ar/hashtag/Nairobi?languages=all']")
    assert shown.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not shown.find_class("chart")


def test_hashtags_that_are_often_together_lead_to_each_other(make_article, make_hashtag, read):
    articles = [make_article() for _ in range(4)]
    make_hashtag("Nairobi", on=articles)
    make_hashtag("Floods", on=articles[:2])
    make_hashtag("Kenya", on=articles)
    make_hashtag("Once", on=articles[:1])
    make_hashtag("Gone", on=articles, banned=True)
    make_hashtag("Elsewhere", on=[make_article(), make_article()])

    links = read("/en/hashtag/Nairobi").cssselect(".presence .hashtags a")

    assert [link.get("href") for link in links] == ["/en/hashtag/Kenya", "/en/hashtag/Floods"]


def test_a_hashtag_that_became_part_of_another_leads_there(make_hashtag, client):
    make_hashtag("Nayrobi", merged_into=make_hashtag("Nairobi"))

    for end in ("", "?languages=all", "?languages=all&before=7"):
        response = client.get(f"/ar/hashtag/Nayrobi{end}")
        assert (response.status_code, response["Location"]) == (301, f"/ar/hashtag/Nairobi{end}")


@pytest.mark.parametrize("name", ["Nonsense", "Nothing"])
def test_a_hashtag_that_is_banned_or_unknown_is_not_found(make_hashtag, client, name):
    make_hashtag("Nonsense", banned=True)

    assert client.get(f"/en/hashtag/{name}").status_code == 404
