"""What the assistant tells, as pages and as the parts that cards show."""

from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client
from lxml import html

from daily8.articles.models import Article
from daily8.assistant.models import Conduct, Result
from daily8.engine.ai import installed_speech
from daily8.search import indexing, memory
from tests.assistant import news
from tests.web import coverage_of_a_crane as crane

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ar")
OF_AN_ARTICLE = ("summary", "explain", "ask")
OF_A_STORY = (*OF_AN_ARTICLE, "timeline", "compare")
LABELS = {
    "en": {"summary": "Summary", "explain": "Explain", "ask": "Ask", "timeline": "Timeline",
           "compare": "Compare coverage", "translate": "Translate", "listen": "Listen"},
    "ar": {"summary": "ملخص", "explain": "شرح", "ask": "اسأل", "timeline": "تسلسل زمني",
           "compare": "مقارنة التغطية", "translate": "ترجمة", "listen": "استماع"},
}  # fmt: skip


def text_of(element) -> str:
    return " ".join(element.text_content().split())


def texts(page, selector: str) -> list[str]:
    return [text_of(element) for element in page.cssselect(selector)]


@pytest.fixture(autouse=True)
def _no_voice_of_the_site(monkeypatch):
    """Whether a voice is installed on this machine is not what these tests are about."""
    monkeypatch.setattr(installed_speech, "is_installed", lambda: False)


@pytest.fixture
def reports(make_article, make_publisher, make_hashtag) -> list[Article]:
    made = crane.reports(make_article, make_publisher)
    make_hashtag("Layla Haddad", names={"en": "Layla Haddad", "ar": "ليلى حداد"}, kind="person", on=made)
    return made


@pytest.fixture
def story(reports, make_story):
    return make_story(*reports)


@pytest.fixture
def indexed(reports):
    """The reports, to be found by questions about everything."""
    indexing.index(reports)
    memory.forget()
    yield reports
    memory.forget()


def asked(ability: str, language: str) -> str:
    return f"{ability}?q={crane.QUESTIONS[language]}" if ability == "ask" else ability


@pytest.fixture
def article_in(reports):
    return {"en": reports[0], "ar": reports[2]}


def part_of(client: Client, address: str) -> str:
    path, _, query = address.partition("?")
    answer = client.get(f"{path}/part?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ability", OF_AN_ARTICLE)
def test_what_is_told_of_an_article_is_a_page_and_a_part_of_it(ability, language, article_in, client, read):
    article = article_in[language]
    address = f"/{language}/article/{article.key}/{asked(ability, language)}"

    page = read(address)

    assert texts(page, "h1") == [article.title]
    assert page.cssselect("h1 a")[0].get("href") == f"/{language}/article/{article.key}"
    assert texts(page, ".article__kicker") == [LABELS[language][ability]]
    assert page.cssselect(".ai__line")
    part = html.fragment_fromstring(part_of(client, address), create_parent=True)
    assert text_of(part) == text_of(page.cssselect("ai-part")[0])
    assert not part.cssselect("h1, main, script, link")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ability", OF_A_STORY)
def test_what_is_told_of_a_story_is_a_page_and_a_part_of_it(ability, language, story, client, read):
    address = f"/{language}/story/{story.key}/{asked(ability, language)}"

    page = read(address)

    assert texts(page, ".article__kicker") == [LABELS[language][ability]]
    assert page.cssselect("h1 a")[0].get("href") == f"/{language}/story/{story.key}"
    assert page.cssselect(".ai__line")
    part = html.fragment_fromstring(part_of(client, address), create_parent=True)
    assert text_of(part) == text_of(page.cssselect("ai-part")[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ability", OF_A_STORY)
def test_every_sentence_leads_to_where_a_publisher_wrote_it(ability, language, story, reports, read):
    page = read(f"/{language}/story/{story.key}/{asked(ability, language)}")

    for line in page.cssselect(".ai__line"):
        assert line.cssselect("a[data-sentence]")
    for link in page.cssselect("a[data-sentence]"):
        address = urlsplit(link.get("href"))
        article = read(address.path)
        if not address.fragment:
            assert text_of(link).endswith(("headline", "العنوان")) or link.getparent().tag == "td"
            continue
        words = [unquote(end) for end in address.fragment.removeprefix(":~:text=").split(",")]
        body = text_of(article.cssselect(".prose")[0])
        assert body.find(words[-1], body.index(words[0])) >= 0


@pytest.mark.parametrize(
    ("language", "told"), [("en", "The Harbour Post, sentence 1"), ("ar", "الوادي، الجملة 1")]
)
def test_a_source_is_named_in_the_readers_language(language, told, article_in, read):
    page = read(f"/{language}/article/{article_in[language].key}/summary")

    assert told in texts(page, ".ai__source")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_publishers_keep_their_language_and_direction(language, reports, read):
    page = read(f"/{language}/article/{reports[2].key}/summary")

    words = page.cssselect(".ai__words")
    assert words
    assert {(one.get("lang"), one.get("dir")) for one in words} == {("ar", "rtl")}


def test_numbers_of_a_story_are_a_table_that_marks_what_sources_disagree_on(story, read):
    page = read(f"/en/story/{story.key}/compare")

    counted = {text_of(each.cssselect("th")[0]): each for each in page.cssselect(".ai__numbers tbody")}
    injured = counted["Injured Sources disagree"]
    rows = [[text_of(cell) for cell in row.cssselect("td")][:2] for row in injured.cssselect("tr")[1:]]
    assert ["Five", "Hill Herald"] in rows
    assert ["three", "The Harbour Post"] in rows
    assert any(outlet == "Al-Wadi" for _, outlet in rows)


def test_the_steps_of_a_story_have_days(story, read):
    page = read(f"/en/story/{story.key}/timeline")

    assert "24 Nov 2026" in texts(page, ".ai__heading time")


def test_who_occurs_is_explained_with_a_link_to_the_hashtag(reports, read):
    page = read(f"/en/article/{reports[0].key}/explain")

    assert texts(page, ".ai__heading") == ["Layla Haddad"]
    assert page.cssselect(".ai__heading a")[0].get("href") == "/en/hashtag/LaylaHaddad"
    assert texts(page, ".ai__words") == [crane.HARBOUR[3]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_that_no_model_wrote_it(language, article_in, read):
    page = read(f"/{language}/article/{article_in[language].key}/summary")

    words = {"en": "No model wrote this", "ar": "لم يكتب هذا نموذج"}[language]
    assert texts(page, ".ai__audit")[0].startswith(words)
    assert page.cssselect(".ai__audit a")[0].get("href") == f"/{language}/quality#ai"


# Nothing to tell.

EMPTY = [
    ("article", "summary", {"en": "too short", "ar": "أقصر"}),
    ("article", "explain", {"en": "No person, place", "ar": "لا"}),
    ("article", "translate", {"en": "Nothing is translated here yet", "ar": "لم"}),
    ("article", "listen", {"en": "Your device reads", "ar": "يقرأ جهازك"}),
    ("story", "timeline", {"en": "No sentence with a day", "ar": "لا"}),
    ("story", "compare", {"en": "nothing to compare yet", "ar": "لا"}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("of", "ability", "words"), EMPTY)
def test_where_nothing_can_be_told_the_page_says_why(of, ability, words, language, make_article, make_story, read):
    other = {"en": "ar", "ar": "en"}[language]
    written = other if ability == "translate" else language
    article = make_article(title="Ships leave", text="Ships.", language=written)
    key = make_story(article).key if of == "story" else article.key

    page = read(f"/{language}/{of}/{key}/{ability}")

    assert words[language] in texts(page, ".ai__nothing")[0]
    assert not page.cssselect(".ai__line, .ai__audit")
    assert page.cssselect(".ai__back a")


def test_a_translation_that_cannot_be_had_says_what_the_operator_can_do(reports, read):
    page = read(f"/ar/article/{reports[0].key}/translate")

    assert "DAILY8_MODEL" in texts(page, ".ai__nothing")[0]


@pytest.mark.parametrize(
    "address",
    [
        "article/{article}/nothing",
        "article/{article}/timeline",
        "article/{article}/translate",
        "article/{article}/summary/more",
        "story/{story}/listen",
        "story/{story}/translate",
        "story/{article}/summary",
        "article/00000000000000000000000000000000/summary",
    ],
)
def test_what_is_not_there_is_not_found(address, story, reports, client):
    assert client.get("/en/" + address.format(article=reports[0].key, story=story.key)).status_code == 404


@pytest.mark.parametrize("part", ["", "/part"])
def test_a_withdrawn_article_is_told_of_no_more(part, story, reports, client):
    Article.objects.filter(pk=reports[0].pk).withdraw()

    assert client.get(f"/en/article/{reports[0].key}/summary{part}").status_code == 404
    for ability in OF_A_STORY:
        told = client.get(f"/en/story/{story.key}/{asked(ability, 'en')}{part}").content.decode()
        assert reports[0].key not in told
        assert "The Harbour Post" not in told


# What publishers allow.


def test_a_publisher_that_says_no_is_left_out_everywhere(story, indexed, client):
    harbour = indexed[0]
    harbour.publisher.edit(ai=False)

    assert b"<ai-card" not in client.get(f"/en/article/{harbour.key}").content
    page = client.get(f"/en/article/{harbour.key}/summary").content.decode()
    assert 'class="ai__line' not in page
    addresses = [f"story/{story.key}/{asked(ability, 'en')}" for ability in OF_A_STORY]
    for address in (*addresses, f"ask?q={crane.QUESTIONS['en']}"):
        assert harbour.key not in client.get(f"/en/{address}").content.decode()


def test_a_story_of_such_publishers_offers_nothing(story, reports, client):
    for report in reports:
        report.publisher.edit(ai=False)

    assert b"<ai-card" not in client.get(f"/en/story/{story.key}").content


@pytest.mark.parametrize("rights", ["excerpt", "link"])
def test_no_more_is_told_than_may_be_shown(rights, reports, client, read):
    harbour = reports[0]
    harbour.publisher.edit(rights=rights)

    assert b"<ai-card" not in client.get(f"/en/article/{harbour.key}").content
    for ability in ("summary", "ask?q=How many ships had to wait outside the bay?", "explain"):
        told = texts(read(f"/en/article/{harbour.key}/{ability}"), ".ai__words")
        assert set(told) <= ({crane.HARBOUR[0]} if rights == "excerpt" else set())


# Switches.


def test_the_settings_switch_all_of_it_off(settings, story, reports, client):
    settings.AI = False

    for address in (f"article/{reports[0].key}/summary", f"story/{story.key}/compare", "ask"):
        assert client.get(f"/en/{address}").status_code == 404
    for address in (f"article/{reports[0].key}", f"story/{story.key}"):
        assert b"<ai-card" not in client.get(f"/en/{address}").content


def test_the_operator_switches_all_of_it_off(story, reports, client):
    Conduct.objects.create(on=False)

    assert client.get(f"/en/article/{reports[0].key}/summary/part").status_code == 404
    assert b'id="ai"' not in client.get("/en/quality").content
    assert b"<ai-card" not in client.get(f"/en/story/{story.key}").content


def test_the_operator_switches_off_one_thing(reports, client, read):
    Conduct.objects.create(off=["ask", "listen"])

    page = read(f"/en/article/{reports[0].key}")

    assert texts(page, ".ai__offers a") == ["Summary", "Explain"]
    assert not page.cssselect("template[data-player]")
    assert client.get("/en/ask").status_code == 404
    assert client.get(f"/en/article/{reports[0].key}/ask").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_offers_what_makes_sense_to_the_reader(language, story, reports, read):
    names = LABELS[language]
    own, foreign = (reports[0], reports[2]) if language == "en" else (reports[2], reports[0])
    shown = [texts(read(f"/{language}/article/{one.key}"), ".ai__offers a") for one in (own, foreign)]

    assert shown[0] == [names[one] for one in ("summary", "explain", "ask", "listen")]
    assert shown[1] == [names[one] for one in ("summary", "explain", "ask", "translate", "listen")]
    page = read(f"/{language}/story/{story.key}")
    assert texts(page, ".ai__offers a") == [names[one] for one in OF_A_STORY]


def test_robots_are_kept_from_what_is_made_for_who_asks(story, reports, client):
    for address in (f"article/{reports[0].key}/summary", f"story/{story.key}/compare", "ask?q=who"):
        answer = client.get(f"/en/{address}")
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert b'<meta name="robots" content="noindex,nofollow">' in answer.content


def test_a_model_is_asked_by_no_page(reports, client):
    # Nobody listens there: a page that called it would fail or wait.
    news.provider("http://127.0.0.1:9/v1")

    assert client.get(f"/en/article/{reports[0].key}/summary").status_code == 200
    assert Result.objects.get().state == "waiting"
