"""Hashtags in the admin."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from daily8.articles.models import Stage
from daily8.topics.models import Hashtag, Spelling
from daily8.work import clock
from tests.conftest import NOON
from tests.sources.test_admin import errors_of, form_of, rows

HASHTAGS = "/en/admin/topics/hashtag/"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 25 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


def page_of(hashtag: Hashtag) -> str:
    return f"{HASHTAGS}{hashtag.pk}/change/"


def decision(name: str, *hashtags: Hashtag) -> str:
    chosen = "&".join(f"chosen={hashtag.pk}" for hashtag in hashtags)
    return f"{HASHTAGS}{name}/?{chosen}"


def words_of(response) -> str:
    (main,) = html.document_fromstring(response.content.decode()).xpath("//main")
    words = main.text_content().replace("\u2068", "").replace("\u2069", "")
    return " ".join(words.split())


def found(admin, words: str) -> list[str]:
    return [row[0] for row in rows(admin.get(HASHTAGS, {"q": words}))]


def test_the_list_tells_names_kind_articles_and_state(admin, make_article, make_hashtag):
    kyiv = make_hashtag("Kyiv", names={"en": "Kyiv", "ar": "كييف"}, on=[make_article(), make_article()])
    make_hashtag("Kiev", merged_into=kyiv)
    make_hashtag("Breaking", kind="theme", banned=True)

    assert rows(admin.get(HASHTAGS)) == [
        ["#Breaking", "", "Theme", "0", "Banned", ""],
        ["#Kiev", "", "Place", "0", "Merged into #Kyiv", "View on site"],
        ["#Kyiv", "كييف", "Place", "2", "Shown", "View on site"],
    ]


def test_the_list_counts_only_the_articles_of_the_shown_page(
    admin, make_article, make_hashtag, django_assert_num_queries
):
    articles = [make_article() for _ in range(3)]
    for number in range(60):
        make_hashtag(f"Thing {number}", on=articles)
    admin.get(HASHTAGS)

    # The session, the operator, the hashtags, how many articles carry those.
    with django_assert_num_queries(4):
        page = admin.get(HASHTAGS)

    assert [row[3] for row in rows(page)] == ["3"] * 50


@pytest.mark.parametrize(
    "words",
    ["Zelensky", "zelen", "#Zelensky", "زيلينسكي", "Зеленський", "Zelenskiy", "Volodymyr  Zel",
     "VolodymyrZelensky",
     "https://news.example.org/en/hashtag/VolodymyrZelensky", "/ar/hashtag/VolodymyrZelensky/feed"],
)  # fmt: skip
def test_a_hashtag_is_found_by_any_name_spelling_or_address(admin, make_hashtag, words):
    names = {"en": "Volodymyr Zelensky", "ar": "فولوديمير زيلينسكي", "uk": "Володимир Зеленський"}
    Spelling.objects.create(
        text="Zelenskiy", hashtag=make_hashtag("Volodymyr Zelensky", names=names), learned=True
    )
    make_hashtag("Nairobi")

    assert found(admin, words) == ["#Volodymyr Zelensky"]


@pytest.mark.parametrize("words", ["en", '"', "%", "_", "{", "\\", "u0641", "'; DROP"])
def test_only_words_of_names_are_found_not_how_they_are_kept(admin, make_hashtag, words):
    make_hashtag("Cairo", names={"en": "Cairo", "ar": "القاهرة"})

    assert found(admin, words) == []


@pytest.mark.parametrize(
    ("chosen", "hashtags"),
    [
        ({"state": "shown"}, ["#Kyiv"]),
        ({"state": "merged"}, ["#Kiev"]),
        ({"state": "banned"}, ["#Breaking"]),
        ({"kind__exact": "theme"}, ["#Breaking"]),
        ({"state": "nonsense"}, ["#Breaking", "#Kiev", "#Kyiv"]),
    ],
)
def test_hashtags_are_filtered_by_state_and_kind(admin, make_hashtag, chosen, hashtags):
    kyiv = make_hashtag("Kyiv")
    make_hashtag("Kiev", merged_into=kyiv)
    make_hashtag("Breaking", kind="theme", banned=True)

    assert [row[0] for row in rows(admin.get(HASHTAGS, chosen))] == hashtags


def test_names_are_changed_in_both_languages_and_others_stay(admin, make_hashtag):
    hashtag = make_hashtag("Turkey", names={"en": "Turkey", "fr": "Turquie"})
    sent = form_of(admin.get(page_of(hashtag))) | {"name_en": " Türkiye ", "name_ar": "تركيا"}

    assert admin.post(page_of(hashtag), sent).status_code == 302

    hashtag.refresh_from_db()
    assert hashtag.names == {"en": "Türkiye", "ar": "تركيا", "fr": "Turquie"}
    assert (hashtag.slug, hashtag.renamed) == ("Turkey", True)
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_id) == ("samia", str(hashtag.pk))
    assert "English" in entry.get_change_message()


def test_saving_what_was_not_changed_decides_nothing(admin, make_hashtag):
    hashtag = make_hashtag("Turkey")

    admin.post(page_of(hashtag), form_of(admin.get(page_of(hashtag))))

    hashtag.refresh_from_db()
    assert not hashtag.renamed


def test_a_hashtag_keeps_a_name(admin, make_hashtag):
    hashtag = make_hashtag("Turkey")

    response = admin.post(page_of(hashtag), {"name_en": "", "name_ar": "  ", "spellings": "Turkiye"})

    assert "needs a name in at least one language" in errors_of(response)
    hashtag.refresh_from_db()
    assert hashtag.names == {"en": "Turkey"}
    assert not Spelling.objects.exists()


def test_spellings_are_written_one_in_a_line(admin, make_hashtag):
    hashtag = make_hashtag("Kyiv")
    Spelling.objects.create(text="Kiev", hashtag=hashtag, learned=True)
    sent = form_of(admin.get(page_of(hashtag))) | {"spellings": "Kiev\n\n  Kyïv  city \nكييف\n"}

    assert admin.post(page_of(hashtag), sent).status_code == 302

    assert set(Spelling.objects.values_list("text", "learned")) == {
        ("Kiev", False), ("Kyïv city", False), ("كييف", False),
    }  # fmt: skip
    assert form_of(admin.get(page_of(hashtag)))["spellings"].splitlines() == ["Kiev", "Kyïv city", "كييف"]


def test_articles_are_read_again_when_a_spelling_is_taken_away(admin, make_article, make_hashtag):
    article = make_article()
    hashtag = make_hashtag("Washington", on=[article])
    Spelling.objects.create(text="D.C.", hashtag=hashtag)

    admin.post(page_of(hashtag), form_of(admin.get(page_of(hashtag))) | {"spellings": ""})

    article.refresh_from_db()
    assert article.stage == Stage.EXTRACTED
    assert not Spelling.objects.exists()


def test_a_spelling_means_one_hashtag_however_it_is_written(admin, make_hashtag):
    state = make_hashtag("Georgia")
    Spelling.objects.create(text="GEORGIA", hashtag=state)
    country = make_hashtag("Georgia country")

    response = admin.post(page_of(country), form_of(admin.get(page_of(country))) | {"spellings": "Georgia"})

    assert "“GEORGIA” means #Georgia" in errors_of(response)
    assert Spelling.objects.get().hashtag == state


def test_the_page_lists_what_was_learned_and_what_was_merged(admin, make_hashtag):
    hashtag = make_hashtag("Kyiv")
    Spelling.objects.create(text="Kiev city", hashtag=hashtag, learned=True)
    merged = make_hashtag("Kief", merged_into=hashtag)

    page = html.document_fromstring(admin.get(page_of(hashtag)).content.decode())

    links = {link.text_content().strip(): link.get("href") for link in page.xpath("//main//a")}
    assert parse_qs(urlsplit(links["Kiev city"]).query) == {"chosen": [str(hashtag.pk)], "spelling": ["Kiev city"]}
    assert links["#Kief"] == page_of(merged)


def test_the_page_of_a_hashtag_takes_few_queries(admin, make_hashtag, django_assert_num_queries):
    hashtag = make_hashtag("Kyiv")
    for number in range(20):
        Spelling.objects.create(text=f"Kyiv {number}", hashtag=hashtag, learned=number % 2 == 0)
        make_hashtag(f"Kief {number}", merged_into=hashtag)
    admin.get(page_of(hashtag))

    # The session, the operator, the hashtag, its spellings, those merged into it, how many articles.
    with django_assert_num_queries(6):
        admin.get(page_of(hashtag))


def test_nobody_adds_or_deletes_hashtags_here(admin, make_hashtag):
    hashtag = make_hashtag("Kyiv")

    assert admin.get(f"{HASHTAGS}add/").status_code == 403
    assert admin.post(f"{HASHTAGS}{hashtag.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Hashtag.objects.count() == 1


def test_names_and_spellings_are_words_never_markup(admin, make_hashtag):
    bad = "<script>alert(1)</script>"
    hashtag = make_hashtag("Kyiv", names={"en": bad, "ar": bad, "fr": bad})
    other = make_hashtag("Kiev", names={"en": bad}, merged_into=hashtag)
    Spelling.objects.create(text=bad, hashtag=hashtag, learned=True)

    for address in (
        HASHTAGS,
        page_of(hashtag),
        page_of(other),
        decision("merge", hashtag),
        decision("ban", hashtag),
    ):
        assert "<script>alert" not in admin.get(address).content.decode()


def test_arabic_pages_are_arabic_but_for_names(admin, make_article, make_story, make_hashtag):
    hashtag = make_hashtag("Kyiv", names={"ar": "كييف"}, on=[make_article(title="السفن")])
    other = make_hashtag("Kiev", names={"ar": "كيف"})
    story = make_story(*(make_article(title="السفن تغادر", language="ar") for _ in range(2)))
    pages = [HASHTAGS, page_of(hashtag), decision("merge", hashtag, other), decision("split", hashtag)]
    pages += ["/en/admin/stories/story/", f"/en/admin/stories/story/{story.pk}/change/"]

    for address in pages:
        response = admin.get(address.replace("/en/", "/ar/", 1))
        page = html.document_fromstring(response.content.decode())
        seen = " ".join(
            page.xpath("//body//text()[not(parent::script)][not(parent::span[contains(@class, 'symbols')])]")
        )
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
        assert set(re.findall(r"[A-Za-z]{3,}", seen)) - {"daily", "samia", "example", "English", "esc"} == set()
