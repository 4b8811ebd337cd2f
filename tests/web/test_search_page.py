import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from lxml import html

from daily8.articles.models import Article
from daily8.sources.models import Rights
from daily8.stories.models import Report, Story
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def page(query: str, language: str = "en", **more: str):
    answer = Client().get(f"/{language}/search", {"q": query, **more})
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def headlines(of) -> list[str]:
    return [" ".join(each.text_content().split()) for each in of.cssselect(".card--found .card__title")]


def test_without_a_query_the_page_says_how_to_search(findable):
    shown = page("")

    assert shown.cssselect("input[name=q]")[0].get("value") == ""
    assert {each.text_content() for each in shown.cssselect(".search__ways dt")} >= {"category:science", "lang:ar"}


def test_what_was_looked_for_is_marked_in_headline_and_text(findable):
    findable(
        "Elections in Kenya", "Words before. " * 60 + "The election was calm, observers said. " + "After. " * 60
    )
    shown = page("election")

    assert headlines(shown) == ["Elections in Kenya"]
    assert [each.text_content() for each in shown.cssselect("mark")] == ["Elections", "election"]
    assert "was calm" in shown.cssselect(".card__excerpt")[0].text_content()


def test_nothing_that_a_publisher_wrote_becomes_markup(findable):
    findable("<script>alert(1)</script> storm", "<b>storm</b> & <img src=x onerror=alert(2)>")
    shown = page("storm <svg onload=alert(3)>")

    assert not shown.xpath("//script[not(@src)][not(@type='application/ld+json')] | //svg[@onload] | //img")
    assert page("storm").cssselect(".card__excerpt b") == []


@pytest.mark.parametrize(
    ("rights", "told"), [(Rights.FULL, "secret"), (Rights.EXCERPT, "The beginning"), (Rights.LINK, None)]
)
def test_excerpts_keep_to_what_the_publisher_lets_be_shown(findable, make_publisher, rights, told):
    publisher = make_publisher(rights=rights)
    findable("Storm", "The beginning. A secret storm.", excerpt="The beginning.", publisher=publisher)
    shown = page("secret").cssselect(".card__excerpt")

    assert (told in shown[0].text_content()) if told else not shown
    assert rights == Rights.FULL or "secret" not in "".join(each.text_content() for each in shown)


def test_withdrawn_articles_are_out_at_once(findable):
    findable("Storm one")
    findable("Storm two")
    Article.objects.filter(title="Storm one").withdraw()

    assert headlines(page("storm")) == ["Storm two"]


def test_results_of_one_story_stand_together(findable):
    reports = [
        findable(f"Storm {name}", published_at=NOON - timedelta(hours=hours)) for hours, name in enumerate("abc")
    ]
    findable("Storm elsewhere")
    story = Story.objects.create(key=reports[0].key, first_at=NOON, last_at=NOON, reports_count=5)
    for report in reports:
        Report.objects.create(article=report, story=story, change=1, published_at=report.published_at)
    shown = page("storm", order="newest")

    assert len(headlines(shown)) == 2
    assert len(shown.cssselect(".found__story li")) == 3
    assert "5 reports of this event" in shown.text_content()


def test_results_go_on_and_none_is_lost_or_twice(findable):
    for number in range(27):
        findable(f"Storm number{number}", published_at=NOON - timedelta(hours=number))
    shown, seen = page("storm", order="newest"), []
    while True:
        seen += headlines(shown)
        older = shown.cssselect(".paging a[rel=next]")
        if not older:
            break
        shown = html.fromstring(Client().get("/en/search" + older[0].get("href")).content.decode())

    assert seen == [f"Storm number{number}" for number in range(27)]


def test_results_can_be_narrowed_down_and_widened_again(findable, make_publisher):
    findable("Storm one", publisher=make_publisher("tide.example", names={"en": "The Tide"}), category="science")
    findable("Storm two", category="world")
    shown = page("storm")
    ways = {each.text_content().strip(): each.get("href") for each in shown.cssselect(".choices a")}
    narrowed = html.fromstring(Client().get("/en/search" + ways["The Tide"]).content.decode())
    (chosen,) = narrowed.cssselect(".choices [aria-current]")
    wider = chosen.get("href")
    assert " ".join(chosen.text_content().split()) == "The Tide (remove)"

    assert {"Past day", "The Tide", "Science", "World"} <= ways.keys()
    assert headlines(narrowed) == ["Storm one"]
    assert len(headlines(html.fromstring(Client().get("/en/search" + wider).content.decode()))) == 2


def test_results_of_an_open_quotation_mark_are_narrowed_down_too(findable):
    findable("Security council meets", category="world")
    findable("Security council sits", category="politics")
    (way,) = page('"security council').xpath("//section[@class='choices__kind']//a[contains(., 'World')]/@href")
    narrowed = html.fromstring(Client().get("/en/search" + way).content.decode())

    assert headlines(narrowed) == ["Security council meets"]


def test_a_mistyped_word_is_told_with_what_was_looked_for(findable):
    findable("Netanyahu meets ministers")
    told = page("netanyaho").cssselect(".search__note")[0].text_content()

    assert (
        re.sub(r"\s+", " ", told).strip() == "No article has “netanyaho”. Instead these were looked for: Netanyahu"
    )


def test_what_names_nothing_is_told(findable):
    shown = page("storm source:nowhere.example")

    assert "Nothing here is called source:nowhere.example." in shown.text_content()
    assert "Nothing was found" in shown.text_content()
    assert "لا شيء هنا باسم \u2068مصدر:مجهول\u2069." in page("عاصفة مصدر:مجهول", language="ar").text_content()


def test_articles_in_the_other_language_say_in_which(findable):
    findable("عاصفة 2026", language="ar")

    assert page("2026").cssselect(".found__language")[0].text_content() == "Arabic"
    assert page("2026", "ar").cssselect(".found__language") == []


@pytest.mark.parametrize(
    "more", [{"skip": "x"}, {"skip": "-1"}, {"skip": "٣"}, {"skip": "9" * 40}, {"order": "<b>"}]
)
def test_an_address_that_says_something_wrong_shows_the_first_results_or_none(findable, more):
    findable("Storm")

    assert page("storm", **more).cssselect("input[name=q]")[0].get("value") == "storm"


def test_a_query_of_any_length_is_answered(findable):
    findable("Storm")

    assert page("storm " * 1500).cssselect(".search__told")
    assert page("storm\x00").cssselect(".search__told")


def test_results_are_not_for_search_engines_and_lead_home(findable):
    shown = page("storm")

    assert shown.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert shown.cssselect("link[hreflang=ar]")[0].get("href").endswith("/ar/search?q=storm")


def test_suggestions_are_data(findable, make_publisher):
    findable("Storm", publisher=make_publisher("tide.example", names={"en": "The Tide", "ar": "المد"}))
    answer = Client().get("/ar/search/suggest", {"q": "الم"})

    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content) == {
        "suggestions": [{"kind": "source", "name": "المد", "language": "ar", "address": "/ar/source/tide.example"}]
    }
