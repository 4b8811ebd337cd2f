from datetime import timedelta

import pytest

from daily8.stories.models import FormerStory, Relation

PICTURE = "https://daily.example/picture.jpg"


def text_of(element):
    return " ".join(element.text_content().split())


def texts(page, selector):
    return [text_of(element) for element in page.cssselect(selector)]


@pytest.fixture
def papers(make_publisher):
    """Papers of three countries: one of them in Arabic, one of links only."""
    return {
        "harbour": make_publisher("harbour.example", names={"en": "Harbour Courier", "ar": "بريد الميناء"}),
        "hill": make_publisher("hill.example", names={"en": "Hill Herald"}, country="NZ"),
        "wadi": make_publisher("wadi.example", names={"en": "Al-Wadi"}, country="JO", language="ar"),
        "plain": make_publisher("plain.example", names={"en": "Plain Dealer"}, country="IE", rights="link"),
    }


@pytest.fixture
def story(make_article, make_story, make_hashtag, papers, noon):
    """A story of five reports, one of them a copy."""
    first = make_article(
        title="Lake rises", publisher=papers["hill"], credit="AFP", published_at=noon - timedelta(hours=30)
    )
    reports = [
        first,
        make_article(title="Town leaves", image=PICTURE, publisher=papers["harbour"], excerpt="9,000 left."),
        make_article(title="Town floods", publisher=papers["plain"], copy_of=first, credit="AFP", image=PICTURE),
        make_article(title="المدينة تغرق", language="ar", publisher=papers["wadi"], excerpt="غادر الآلاف."),
        make_article(title="Hill sends help", publisher=papers["hill"]),
    ]
    make_hashtag("Kisumu", names={"en": "Kisumu", "ar": "كيسومو"}, on=reports)
    return make_story(*reports)


def test_a_story_page_takes_ten_queries(story, client, django_assert_num_queries):
    with django_assert_num_queries(10):
        client.get(f"/en/story/{story.key}")


def test_an_earlier_story_costs_no_more(story, make_article, make_story, client, django_assert_num_queries):
    older = make_article(title="Dam is full")
    make_story(older)
    Relation.objects.create(newer=story.reports.first().article, older=older, score=0.8, reason="earlier")

    with django_assert_num_queries(10):
        page = client.get(f"/en/story/{story.key}")

    assert "Dam is full" in page.content.decode()


def test_the_best_report_in_the_readers_language_is_the_headline(story, read):
    english, arabic = read(f"/en/story/{story.key}"), read(f"/ar/story/{story.key}")

    assert texts(english, "h1") == ["Town leaves"]
    assert texts(english, ".lead__words") == ["9,000 left."]
    assert texts(arabic, "h1") == ["المدينة تغرق"]
    assert (arabic.find(".//h1").get("lang"), english.find(".//h1").get("dir")) == ("ar", "ltr")


def test_the_picture_says_whose_it_is(story, read):
    shown = read(f"/ar/story/{story.key}")

    assert texts(shown, "figcaption") == ["الصورة: بريد الميناء"]
    assert len(shown.cssselect("figure img")) == 1


def test_reports_outlets_originals_and_copies_are_counted(story, read):
    assert texts(read(f"/en/story/{story.key}"), ".figures > *") == [
        "5 reports by 4 sources",
        "4 original",
        "1 copy of AFP",
    ]
    assert texts(read(f"/ar/story/{story.key}"), ".figures > *") == [
        "5 تقارير من 4 مصادر",
        "4 أصلية",
        "نسخة واحدة من AFP",
    ]


def test_coverage_is_told_in_tables(story, read):
    tables = read(f"/en/story/{story.key}").cssselect(".shares")

    assert [text_of(table.find("caption")) for table in tables] == ["Sources", "Countries", "Languages"]
    assert {text_of(row) for row in tables[0].iter("tr")} == {
        "Hill Herald 2",
        "Harbour Courier 1",
        "Al-Wadi 1",
        "Plain Dealer 1",
    }
    assert [text_of(row) for row in tables[2].iter("tr")] == ["English 4", "Arabic 1"]
    assert [bar.get("width") for bar in tables[2].iter("rect")] == ["80", "20"]


def test_what_another_language_reports_is_in_its_own_language_and_direction(story, read):
    shown = read(f"/en/story/{story.key}")
    (title,) = shown.cssselect(".abroad .headline__title")

    assert "Reported in Arabic" in texts(shown, "h2")
    assert text_of(title) == "المدينة تغرق"
    assert (title.get("lang"), title.get("dir")) == ("ar", "rtl")


def test_the_timeline_goes_by_day_with_copies_folded_beneath_their_original(story, read):
    shown = read(f"/en/story/{story.key}")
    lines = shown.cssselect(".timeline__line")

    assert texts(shown, ".timeline__day") == ["Wednesday, 25 November", "Tuesday, 24 November"]
    assert [text_of(line.find_class("timeline__title")[0]) for line in lines] == [
        "Town leaves",
        "المدينة تغرق",
        "Hill sends help",
        "Lake rises",
    ]
    assert text_of(lines[-1]) == "06:00 Lake rises Hill Herald 1 copy of AFP Plain Dealer 11:57"
    assert lines[-1].cssselect("details a")


def test_hashtags_and_reports_lead_on(story, read):
    shown = read(f"/en/story/{story.key}")

    assert shown.xpath("//ul[@class='hashtags']//a/@href") == ["/en/hashtag/Kisumu"]
    for report in story.reports.all():
        assert shown.xpath(f"//main//a[@href='/en/article/{report.article.key}']")


def test_of_publishers_of_links_no_words_and_no_picture_are_shown(make_article, make_story, make_publisher, read):
    story = make_story(
        make_article(excerpt="Not this.", image=PICTURE, publisher=make_publisher(rights="link")),
        make_article(excerpt="Nor this.", image=PICTURE, publisher=make_publisher(rights="link")),
    )

    shown = read(f"/en/story/{story.key}")

    assert "this." not in text_of(shown)
    assert "this." not in " ".join(shown.xpath("//meta/@content"))
    assert not list(shown.iter("img"))
    assert not shown.xpath("//meta[@property='og:image']")


def test_a_story_of_one_outlet_says_so_and_is_not_for_search_engines(story, make_article, make_story, read):
    alone = read(f"/en/story/{make_story(make_article()).key}")

    assert texts(alone, ".figures") == ["One source reports this so far."]
    assert alone.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not read(f"/en/story/{story.key}").xpath("//meta[@name='robots']")


def test_a_story_has_one_address_in_each_language(story, read, settings):
    settings.SITE_URL = "https://news.example"
    shown = read(f"/ar/story/{story.key}")

    assert shown.xpath("string(//link[@rel='canonical']/@href)") == f"https://news.example/ar/story/{story.key}"
    assert shown.xpath("string(//link[@hreflang='en']/@href)") == f"https://news.example/en/story/{story.key}"
    assert shown.xpath("string(//meta[@property='og:title']/@content)") == "المدينة تغرق"


def test_an_earlier_address_of_a_story_leads_to_it(story, client):
    FormerStory.objects.create(key="0" * 32, story=story)

    response = client.get(f"/ar/story/{'0' * 32}")

    assert (response.status_code, response["Location"]) == (301, f"/ar/story/{story.key}")


def test_a_story_that_nobody_may_see_is_not_found(make_article, make_story, client):
    story = make_story(make_article(visible=False))

    assert client.get(f"/en/story/{story.key}").status_code == 404
    assert client.get(f"/en/story/{'f' * 32}").status_code == 404


def test_hostile_words_stay_words(make_article, make_story, make_hashtag, read):
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    article = make_article(title=hostile, excerpt=hostile, credit=hostile[:40])
    copy = make_article(title=hostile, copy_of=article, credit=hostile[:40])
    make_hashtag("Nairobi", names={"en": hostile}, on=[article, copy])

    shown = read(f"/en/story/{make_story(article, copy).key}")

    assert texts(shown, "h1") == [hostile]
    assert not shown.xpath("//script[not(@src or @type='application/ld+json')] | //*[@onerror]")
