from datetime import timedelta

import pytest

from daily8.articles.models import Address, Revision, Tag
from daily8.stories.models import Relation

PICTURE = "https://daily.example/picture.jpg"


def text_of(element):
    return " ".join(element.text_content().split())


def test_an_article_page_takes_eight_queries(make_article, client, django_assert_num_queries):
    article = make_article()
    for _ in range(5):
        make_article()

    with django_assert_num_queries(8):
        client.get(f"/en/article/{article.key}")


def test_with_a_story_hashtags_and_related_articles_it_takes_eight(
    make_article, make_publisher, make_story, make_hashtag, client, django_assert_num_queries
):
    original = make_article()
    article = make_article(copy_of=original, credit="AFP")
    others = [make_article(publisher=make_publisher()) for _ in range(9)]
    make_story(original, article, *others)
    for name in ("Nairobi", "Kenya", "Mombasa"):
        make_hashtag(name, on=[article, *others])
    for other in others:
        Relation.objects.create(newer=article, older=other, score=0.9, reason="story")

    with django_assert_num_queries(10):
        client.get(f"/en/article/{article.key}")


def test_an_article_is_shown_whole(make_article, read):
    article = make_article(
        title="Ships leave the harbour",
        html="<p>At dawn.</p><blockquote><p>“Finally.”</p></blockquote>",
        authors=["Anna Lindqvist", "Joseph Otieno"],
        image=PICTURE,
        caption="The harbour. Photograph: Omar Khatib",
    )

    shown = read(f"/en/article/{article.key}")

    assert shown.findtext(".//h1") == "Ships leave the harbour"
    assert text_of(shown.find_class("prose")[0]) == "At dawn.“Finally.”"
    assert text_of(shown.find_class("byline__facts")[0]) == "Anna Lindqvist, Joseph Otieno 1 minute ago 1 min read"
    assert text_of(shown.cssselect("figcaption")[0]) == "The harbour. Photograph: Omar Khatib"
    assert text_of(shown.find_class("side__source")[0]) == "The Daily daily.example · Kenya"
    assert shown.xpath(f"//aside//a[@href='{article.url}']")


def test_the_article_keeps_its_language_in_a_page_of_another(make_article, read):
    article = make_article(title="سفن تغادر الميناء", html="<p>عند الفجر.</p>", language="ar")

    shown = read(f"/en/article/{article.key}")

    assert (shown.get("lang"), shown.get("dir")) == ("en", "ltr")
    for element in (shown.find(".//h1"), shown.find_class("prose")[0]):
        assert (element.get("lang"), element.get("dir")) == ("ar", "rtl")


def test_everything_around_the_article_is_in_the_language_of_the_page(make_article, read):
    article = make_article(published_at=make_article().published_at - timedelta(hours=2), authors=["ليلى", "يوسف"])

    shown = read(f"/ar/article/{article.key}")

    assert text_of(shown.find_class("byline__facts")[0]) == "ليلى، يوسف قبل ساعتين دقيقة واحدة للقراءة"
    assert text_of(shown.find_class("side__source")[0]) == "صحيفة daily daily.example · كينيا"
    assert "اقرأ المقال الأصلي" in text_of(shown)


def test_the_exact_time_is_at_hand(make_article, read, noon):
    shown = read(f"/en/article/{make_article(published_at=noon - timedelta(hours=6)).key}")
    time = shown.cssselect(".byline time")[0]

    assert time.text == "6 hours ago"
    assert time.get("datetime") == "2026-11-25T06:00:00+00:00"
    assert time.get("title") == "Wednesday, 25 November 2026, 06:00 UTC"


def test_what_may_be_shown_as_an_excerpt_goes_on_at_the_publisher(make_article, make_publisher, read):
    article = make_article(
        text="First words. " * 60 + "\n\nLast words.", publisher=make_publisher("paper.example", rights="excerpt")
    )

    shown = text_of(read(f"/en/article/{article.key}"))

    assert "First words." in shown
    assert "Last words." not in shown
    assert "Continue reading at The Paper" in shown


def test_of_a_publisher_of_links_only_the_headline_is_shown(make_article, make_publisher, read):
    article = make_article(
        title="Only this", excerpt="Not this.", image=PICTURE, publisher=make_publisher(rights="link")
    )

    shown = read(f"/en/article/{article.key}")

    assert "Not this." not in text_of(shown)
    assert "Ships left" not in text_of(shown)
    assert not shown.find_class("prose")
    assert not list(shown.iter("img"))
    assert "Only the headlines" in text_of(shown)


@pytest.mark.parametrize(
    ("kind", "reason", "action"),
    [
        ("video", "This is a video.", "Watch at The Daily"),
        ("gallery", "This is a series of pictures.", "See the pictures at The Daily"),
        ("live", "still being written", "Follow it live at The Daily"),
        ("paywalled", "for subscribers", "Continue reading at The Daily"),
        ("list", "a list of other articles", "Continue reading at The Daily"),
        ("empty", "could not be read", "Continue reading at The Daily"),
    ],
)
def test_what_is_not_an_article_is_a_headline_a_reason_and_a_link(make_article, read, kind, reason, action):
    shown = read(f"/en/article/{make_article(kind=kind).key}")

    words = text_of(shown.find_class("article__text")[0])
    assert reason in words
    assert action in words
    assert "They will be back." not in words
    assert "Read the original" not in text_of(shown), "one way to the publisher is enough"
    assert "min read" not in text_of(shown)


def test_changes_after_publication_are_told(make_article, read, noon):
    article = make_article(title="Ships leave")
    Revision.objects.create(article=article, title="Ships stay", replaced_at=noon - timedelta(hours=3))
    Revision.objects.create(article=article, title="Ships leave", replaced_at=noon - timedelta(hours=1))

    edits = read(f"/en/article/{article.key}").find_class("edits")[0]

    assert edits.tag == "details"
    assert text_of(edits) == (
        "Changed 2 times since it was published Text changed 1 hour ago."
        " Headline changed 3 hours ago. Ships Before: stay Now: leave What changed in the text"
    )
    assert [word.text_content() for word in edits.iter("del", "ins")] == ["Before: stay", " Now: leave"]


def test_the_lists_below_are_what_they_say(make_article, make_publisher, read):
    other = make_publisher()
    article = make_article(title="This one", category="science")
    make_article(title="Same paper, other category", category="health")
    make_article(title="Same category, other paper", category="science", publisher=other)
    make_article(title="Same category, other language", category="science", publisher=other, language="ar")
    make_article(title="Neither", category="health", publisher=other)

    lists = read(f"/en/article/{article.key}").find_class("more")

    assert [text_of(found.find(".//h2")) for found in lists] == ["More from The Daily", "Newest in Science"]
    found = [[text_of(title) for title in one.find_class("card__title")] for one in lists]
    assert found == [["Same paper, other category"], ["Same category, other paper"]]


def test_an_article_can_be_shared_without_scripts(make_article, read):
    article = make_article(title="Ships & harbours")

    shown = read(f"/en/article/{article.key}")

    (copy,) = shown.xpath("//copy-link/a")
    (mail,) = shown.xpath("//share-link/a")
    assert copy.get("href") == f"http://testserver/en/article/{article.key}"
    assert mail.get("href").startswith("mailto:?subject=Ships%20%26%20harbours&body=http%3A%2F%2F")


def test_an_earlier_address_of_an_article_leads_to_it(make_article, client):
    article = make_article()
    Address.objects.create(key="0" * 32, article=article)

    response = client.get(f"/ar/article/{'0' * 32}")

    assert response.status_code == 301
    assert response["Location"] == f"/ar/article/{article.key}"


@pytest.mark.parametrize("fields", [{"visible": False}, None])
def test_what_is_not_shown_is_not_found(make_article, client, fields):
    key = make_article(**fields).key if fields else "f" * 32

    assert client.get(f"/en/article/{key}").status_code == 404


def test_hostile_words_stay_words(make_article, read):
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    article = make_article(title=hostile, excerpt=hostile, authors=[hostile], caption=hostile, image=PICTURE)

    shown = read(f"/en/article/{article.key}")

    assert shown.findtext(".//h1") == hostile
    assert not shown.xpath("//script[not(@src or @type='application/ld+json')] | //*[@onerror]")


def test_the_address_to_share_is_the_one_that_readers_see(make_article, read, settings):
    settings.SITE_URL = "https://news.example"
    article = make_article()

    shown = read(f"/ar/article/{article.key}")

    assert shown.xpath("string(//copy-link/a/@href)") == f"https://news.example/ar/article/{article.key}"
    assert (
        shown.xpath("string(//meta[@property='og:url']/@content)")
        == f"https://news.example/ar/article/{article.key}"
    )


@pytest.mark.parametrize(("rights", "known_by"), [("full", "publisher"), ("excerpt", "site"), ("link", "site")])
def test_search_engines_know_a_text_by_its_publishers_address_where_all_of_it_is_here(
    make_article, make_publisher, read, settings, rights, known_by
):
    settings.SITE_URL = "https://news.example"
    article = make_article(publisher=make_publisher(rights=rights))

    shown = read(f"/ar/article/{article.key}")

    addresses = {"publisher": article.url, "site": f"https://news.example/ar/article/{article.key}"}
    assert shown.xpath("string(//link[@rel='canonical']/@href)") == addresses[known_by]
    assert shown.xpath("string(//link[@hreflang='en']/@href)") == f"https://news.example/en/article/{article.key}"


def test_hashtags_are_named_in_the_readers_language_most_telling_first(make_article, make_hashtag, read):
    article = make_article()
    telling = make_hashtag("Nairobi", names={"en": "Nairobi", "ar": "نيروبي"}, on=[article])
    foreign = make_hashtag("Mombasa", names={"ar": "مومباسا"})
    for place, hashtag in [(2, make_hashtag("Nonsense", banned=True)), (1, foreign)]:
        Tag.objects.create(article=article, hashtag=hashtag, place=place, published_at=article.published_at)

    english = read(f"/en/article/{article.key}").cssselect(".hashtags a")
    arabic = read(f"/ar/article/{article.key}").cssselect(".hashtags a")

    assert [text_of(link) for link in english] == ["#Nairobi", "#مومباسا"]
    assert [link.get("href") for link in english] == [f"/en/hashtag/{telling.slug}", f"/en/hashtag/{foreign.slug}"]
    assert [link.find("bdi").get("lang") for link in english] == [None, "ar"]
    assert [text_of(link) for link in arabic] == ["#نيروبي", "#مومباسا"]


def test_the_first_mention_of_a_hashtag_in_the_body_is_a_link(make_article, make_hashtag, read):
    article = make_article(text="Rain fell in Nairobi. Then Nairobi dried.", language="en")
    Tag.objects.create(
        article=article,
        hashtag=make_hashtag("Nairobi"),
        place=0,
        mentions=[[13, 20], [27, 34]],
        published_at=article.published_at,
    )

    (link,) = read(f"/ar/article/{article.key}").cssselect(".prose a")

    assert (link.text, link.get("href")) == ("Nairobi", "/ar/hashtag/Nairobi")
    assert link.tail == ". Then Nairobi dried."


def test_an_article_says_which_story_it_is_part_of(make_article, make_publisher, make_story, read):
    article = make_article(title="Ships leave")
    others = [make_article(title=f"Report {number}", publisher=make_publisher()) for number in range(4)]
    foreign = make_article(title="السفن تغادر", language="ar", publisher=make_publisher())
    story = make_story(article, *others, foreign)

    (beside,) = read(f"/en/article/{article.key}").find_class("beside")

    assert text_of(beside.find(".//h2")) == "6 sources report this story"
    assert beside.find(".//h2/a").get("href") == f"/en/story/{story.key}"
    assert [text_of(title) for title in beside.find_class("headline__title")] == [
        "Report 0",
        "Report 1",
        "Report 2",
    ]
    also = {link.get("href"): text_of(link) for link in beside.cssselect(".side__also a")}
    assert also == {one.get_absolute_url(): one.publisher.name_in("en") for one in (others[3], foreign)}


def test_every_source_that_an_article_counts_is_named_or_counted_with_a_link(
    make_article, make_publisher, make_story, read
):
    article = make_article()
    copies = [make_article(copy_of=article, publisher=make_publisher()) for _ in range(8)]
    hidden = make_article(publisher=make_publisher(), visible=False)
    story = make_story(article, *copies, hidden)

    (beside,) = read(f"/en/article/{article.key}").find_class("beside")

    assert text_of(beside).startswith("9 sources report this story.")
    links = [link.get("href") for link in beside.cssselect(".side__also a")]
    assert len(set(links) & {copy.get_absolute_url() for copy in copies}) == 6
    assert (links[-1], text_of(beside.cssselect(".side__also a")[-1])) == (story.get_absolute_url(), "and 2 more")


def test_no_report_is_both_beside_an_article_and_related_to_it(make_article, make_publisher, make_story, read):
    article, *others = (make_article(title=f"Report {number}", publisher=make_publisher()) for number in range(4))
    before = make_article(title="Before", publisher=make_publisher())
    story = make_story(article, *others)
    for other, reason, score in (
        (others[0], "story", 0.9), (others[1], "story", 0.8), (before, "people", 0.4),
    ):  # fmt: skip
        Relation.objects.create(newer=article, older=other, score=score, reason=reason)

    page = read(f"/en/article/{article.key}")

    (beside,), (related,) = page.find_class("beside"), page.find_class("related")
    assert [text_of(title) for title in related.find_class("card__title")] == ["Before", "Report 1", "Report 2"]
    assert [text_of(title) for title in beside.find_class("headline__title")] == ["Report 3"]

    Relation.objects.create(newer=article, older=others[2], score=0.7, reason="story")
    (beside,) = read(f"/en/article/{article.key}").find_class("beside")
    assert text_of(beside).startswith("4 sources report this story. See the whole story Also: ")
    assert beside.find(".//a").get("href") == f"/en/story/{story.key}"


def test_an_article_that_nobody_else_reports_has_no_story_beside_it(make_article, make_story, read):
    article = make_article()
    make_story(article, make_article(visible=False))

    assert not read(f"/en/article/{article.key}").find_class("beside")


@pytest.mark.parametrize(
    ("credit", "words"),
    [("AFP", "A copy of the AFP text at The Daily"), ("", "A copy of the text at The Daily")],
)
def test_a_copy_says_what_it_is_a_copy_of(make_article, make_publisher, read, credit, words):
    original = make_article(credit=credit)
    copy = make_article(copy_of=original, publisher=make_publisher())

    (notice,) = read(f"/en/article/{copy.key}").find_class("article__copy")

    assert text_of(notice) == words
    assert notice.find("a").get("href") == f"/en/article/{original.key}"
    assert not read(f"/en/article/{original.key}").find_class("article__copy")


def test_a_copy_of_what_is_not_shown_says_nothing(make_article, read):
    copy = make_article(copy_of=make_article(visible=False))

    assert not read(f"/en/article/{copy.key}").find_class("article__copy")


def test_a_related_article_says_why_it_is_and_how_it_begins(make_article, make_publisher, read):
    article = make_article()
    other = make_article(
        title="Ships return", image=PICTURE, category="science", publisher=make_publisher("hill.example")
    )
    Relation.objects.create(newer=article, older=other, score=0.9, reason="people")

    (card,) = read(f"/en/article/{article.key}").cssselect(".related .card")

    assert text_of(card.find_class("card__kicker")[0]) == "Same people Science"
    assert text_of(card.find_class("card__title")[0]) == "Ships return"
    assert text_of(card.find_class("card__meta")[0]) == "The Hill 2 minutes ago"
    assert card.cssselect("img")
    assert text_of(card.cssselect("details")[0]) == "How it begins Ships left the harbour at dawn on Wednesday."


def test_what_came_earlier_seen_from_one_side_came_later_from_the_other(make_article, read):
    newer, older = make_article(), make_article()
    Relation.objects.create(newer=newer, older=older, score=0.9, reason="earlier")

    def reason(article):
        return text_of(read(f"/en/article/{article.key}").cssselect(".related .card__kicker")[0])

    assert reason(newer) == "Earlier in this story World"
    assert reason(older) == "Later in this story World"


def test_a_related_article_of_a_publisher_of_links_shows_its_headline_only(make_article, make_publisher, read):
    article = make_article()
    other = make_article(image=PICTURE, excerpt="Not this.", publisher=make_publisher(rights="link"))
    Relation.objects.create(newer=article, older=other, score=0.9, reason="place")

    (card,) = read(f"/en/article/{article.key}").cssselect(".related .card")

    assert not card.cssselect("img, details")
    assert "Not this." not in text_of(card)


def test_without_related_articles_there_is_no_list_of_them(make_article, read):
    article = make_article()
    Relation.objects.create(newer=article, older=make_article(visible=False), score=0.9, reason="story")

    assert not read(f"/en/article/{article.key}").find_class("related")


def test_with_enough_related_articles_the_newest_of_the_category_are_not_listed(
    make_article, make_publisher, read
):
    article = make_article()
    others = [make_article(publisher=make_publisher()) for _ in range(5)]
    make_article(title="Same paper")
    for other in others[:4]:
        Relation.objects.create(newer=article, older=other, score=0.9, reason="story")

    shown = read(f"/en/article/{article.key}")

    assert [text_of(found) for found in shown.cssselect(".more h2")] == ["Related", "More from The Daily"]


def test_what_is_related_is_not_listed_once_more(make_article, make_publisher, read):
    article = make_article()
    related = make_article(title="Related", publisher=make_publisher())
    make_article(title="Newest", publisher=make_publisher())
    Relation.objects.create(newer=article, older=related, score=0.9, reason="story")

    shown = read(f"/en/article/{article.key}")

    assert [text_of(title) for title in shown.find_class("card__title")] == ["Related", "Newest"]
