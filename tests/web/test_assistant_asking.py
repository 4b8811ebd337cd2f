"""Questions of readers, hostile ones too; what a model wrote; how often it was borne out."""

from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.utils import timezone
from lxml import html
from protego import Protego

from daily8.articles.models import Article
from daily8.assistant.models import Result
from daily8.assistant.statements import Audit, Cite, Made, Part, Statement
from daily8.assistant.telling import LONGEST_QUESTION, MOST_BEFORE
from daily8.search import indexing, memory
from tests.assistant import news
from tests.web import coverage_of_a_crane as crane
from tests.web.test_assistant_pages import LANGUAGES, text_of, texts

pytestmark = pytest.mark.django_db
# Nobody listens there: a page that called it would fail or wait.
NOWHERE = "http://127.0.0.1:9/v1"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ settings.SECRET_KEY }}{% include 'x' %}",
    "' OR 1=1 --",
    "\x00\x1b[2J\u202e\u2066 who?",
    "%00%0d%0aSet-Cookie: a=b",
]


@pytest.fixture
def reports(make_article, make_publisher) -> list[Article]:
    made = crane.reports(make_article, make_publisher)
    indexing.index(made)
    memory.forget()
    yield made
    memory.forget()


def ask(question: str, *before: str) -> str:
    return "?" + urlencode([("q", question), *(("before", one) for one in before)])


def shown(page) -> list[str]:
    return texts(page, ".ai__words")


# Questions.


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_asked(language, reports, read):
    page = read(f"/{language}/ask{ask(crane.QUESTIONS[language])}")

    answer = {"en": crane.HARBOUR[3], "ar": crane.WADI[0]}[language]
    assert answer in shown(page)
    assert texts(page, ".ai__question") == [crane.QUESTIONS[language]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", ["article", "everything"])
def test_what_the_articles_do_not_say_is_not_answered(of, language, reports, read):
    where = f"article/{reports[0].key}/ask" if of == "article" else "ask"
    page = read(f"/{language}/{where}{ask(crane.UNSAID[language])}")

    assert shown(page) == []
    told = {
        "en": "The articles here do not say, or not in words that were found.",
        "ar": "لا تقول المقالات هنا شيئا عن ذلك، أو تقوله بكلمات لم يُعثر عليها.",
    }[language]
    assert texts(page, ".ai__nothing p")[0] == told
    search = page.cssselect(".ai__nothing a")[0].get("href")
    assert parse_qs(urlsplit(search).query) == {"q": [crane.UNSAID[language]]}


@pytest.mark.parametrize("question", ["", "   ", "\x00\x01", "\u200b"])
def test_without_a_question_the_page_says_how_to_ask(question, reports, read):
    page = read(f"/en/ask{ask(question)}")

    assert texts(page, ".ai__hint")
    assert not page.cssselect(".ai__question, .ai__nothing, .ai__line")


def test_a_question_in_arabic_is_answered_out_of_an_english_article(reports, read):
    page = read(f"/ar/article/{reports[0].key}/ask{ask('من يقود التحقيق؟')}")

    assert [(one.get("lang"), one.get("dir")) for one in page.cssselect(".ai__words")] == [("en", "ltr")]
    assert texts(page, ".ai__question") == ["من يقود التحقيق؟"]


def test_the_next_question_takes_the_last_ones_along(reports, read):
    address = f"/en/article/{reports[0].key}/ask"
    asked = ["Who leads the inquiry?", "When was the crane built?", "How many ships waited?", "And why?"]

    for number in range(1, len(asked) + 1):
        page = read(address + ask(asked[number - 1], *asked[: number - 1]))
        form = page.cssselect("form[data-ask]")[0]
        kept = [field.get("value") for field in form.cssselect("input[name=before]")]
        assert kept == asked[max(0, number - 1 - MOST_BEFORE) : number]
        assert form.get("action") == address


def test_a_part_sends_its_next_question_to_the_page(reports, client):
    part = client.get(f"/en/article/{reports[0].key}/ask/part{ask('Who leads the inquiry?')}").content.decode()

    assert f'action="/en/article/{reports[0].key}/ask"' in part


def test_a_question_of_ten_thousand_letters_is_cut(reports, read):
    page = read(f"/en/ask{ask('who ' * 2500, *['why ' * 2500] * 20)}")

    assert len(texts(page, ".ai__question")[0]) <= LONGEST_QUESTION
    before = [field.get("value") for field in page.cssselect("input[name=before]")]
    assert len(before) == MOST_BEFORE + 1
    assert max(map(len, before)) <= LONGEST_QUESTION


@pytest.mark.parametrize("question", HOSTILE)
def test_a_hostile_question_is_only_words(question, reports, client):
    news.provider(NOWHERE)
    for address in (f"article/{reports[0].key}/ask", "ask", "ask/part"):
        answer = client.get(f"/en/{address}{ask(question, question)}")
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer
        _only_ours(answer.content.decode())


def test_hostile_words_of_publishers_are_only_words(make_article, make_publisher, client):
    paper = make_publisher("hostile.example", names={"en": '<b onmouseover="alert(1)">Paper</b>'})
    sentences = (
        'The <script>alert(1)</script> crane "fell" & sank on Tuesday near the harbour of Port Amal, police said.',
        "Nobody was <img src=x onerror=alert(1)> hurt when the crane fell on Tuesday, the harbour master said.",
        "{{ request }} {% now %} was written on the crane that fell into the water of the harbour on Tuesday.",
    )
    article = crane.report(make_article, paper, "<script>alert(1)</script> crane", sentences, html="<p>x</p>")

    for ability in ("summary", "explain", "ask?q=When did the crane fall?"):
        page = client.get(f"/en/article/{article.key}/{ability}").content.decode()
        _only_ours(page)
        assert "&lt;script&gt;" in page


def _only_ours(page: str) -> None:
    """Fail where a page has elements, handlers or addresses that are not the site's."""
    document = html.document_fromstring(page)
    assert all(script.get("src", "").startswith("/static/") for script in document.iter("script"))
    assert not list(document.iter("img", "iframe", "object", "b"))
    for element in document.iter(html.etree.Element):
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "/").startswith(("/", "http", "#"))
    assert "\x1b" not in unescape(page)
    assert "\x00" not in page


def test_robots_do_not_go_where_they_could_ask(client, reports, make_story):
    story = make_story(*reports)
    rules = Protego.parse(client.get("/robots.txt").content.decode())
    site = "https://news.example"
    for path in (f"article/{reports[0].key}/summary", f"story/{story.key}/ask/part", "ask", "ask?q=who"):
        assert not rules.can_fetch(f"{site}/en/{path}", "AnyBot")
        assert not rules.can_fetch(f"{site}/ar/{path}", "AnyBot")
    for path in (f"article/{reports[0].key}", f"story/{story.key}", "quality"):
        assert rules.can_fetch(f"{site}/ar/{path}", "AnyBot")


# What a model is writing, and wrote.


def written(article: Article, *statements: Statement, ability: str = "summary") -> Result:
    """Have a model's words for what was asked for."""
    result = Result.objects.get(ability=ability)
    made = [one.made for one in statements]
    audit = Audit(len(made), made.count(Made.WRITTEN), made.count(Made.REPLACED))
    result.keep([Part(statements)], audit, now=timezone.now())
    result.save()
    return result


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_a_model_writes_the_page_has_the_publishers_words_and_is_nobodys_for_long(
    language, reports, client, read
):
    news.provider(NOWHERE)
    article = reports[0] if language == "en" else reports[2]
    address = f"/{language}/article/{article.key}/summary"

    answer, page = client.get(address), read(address)

    assert answer["Cache-Control"] == "private, no-store"
    assert page.cssselect("[data-wait] progress")
    # Who has no scripts asks again by a link.
    assert page.cssselect("[data-wait] noscript a, [data-wait] a")[0].get("href") == address
    assert shown(page)[0] == (crane.HARBOUR if language == "en" else crane.WADI)[0]


def test_what_a_model_wrote_stands_beside_what_it_rests_on_and_what_was_refused_is_marked(reports, client, read):
    news.provider(NOWHERE)
    article = reports[0]
    address = f"/en/article/{article.key}/summary"
    client.get(address)
    written(
        article,
        Statement(
            "A crane hurt three at Port Amal.", "en", (Cite(article.pk, 0), Cite(article.pk, 1)), Made.WRITTEN
        ),
        Statement(crane.HARBOUR[2], "en", (Cite(article.pk, 2),), Made.REPLACED),
    )

    page = read(address)

    assert not page.cssselect("[data-wait]")
    first, second = page.cssselect(".ai__line")
    assert text_of(first.cssselect(".ai__words")[0]) == "A crane hurt three at Port Amal."
    assert texts(first, "blockquote") == list(crane.HARBOUR[:2])
    assert texts(first, ".ai__source") == ["The Harbour Post, sentence 1", "The Harbour Post, sentence 2"]
    assert "ai__line--replaced" in second.get("class")
    assert texts(second, ".ai__note") == ["The publisher’s words: what the model wrote was not borne out."]
    assert not first.cssselect(".ai__note")
    assert texts(page, ".ai__audit")[0].startswith("Small wrote 2 sentences; 1 kept, 1 replaced.")
    assert "no-store" not in client.get(address).get("Cache-Control", "")


def test_a_sentence_that_cites_what_is_gone_is_not_shown(reports, client, read):
    news.provider(NOWHERE)
    article = reports[0]
    address = f"/en/article/{article.key}/summary"
    client.get(address)
    written(
        article,
        Statement("Of another article.", "en", (Cite(reports[1].pk, 0),), Made.WRITTEN),
        Statement("Of no sentence.", "en", (Cite(article.pk, 99),), Made.WRITTEN),
        Statement("Of nothing.", "en", (Cite(10**9, 0),), Made.WRITTEN),
        Statement("Of this.", "en", (Cite(article.pk, 0),), Made.WRITTEN),
    )
    Article.objects.filter(pk=reports[1].pk).withdraw()

    assert [one for one in shown(read(address)) if one.startswith("Of")] == ["Of this."]


def test_a_translation_is_marked_and_has_the_original_beside_it(reports, client, read):
    news.provider(NOWHERE)
    article = reports[2]
    address = f"/en/article/{article.key}/translate"
    client.get(address)
    written(
        article,
        Statement("Crane falls at Port Amal", "en", (), Made.WRITTEN),
        Statement("A crane fell, and three workers were hurt.", "en", (Cite(article.pk, 0),), Made.WRITTEN),
        ability="translate",
    )

    page = read(address)

    assert texts(page, ".article__kicker") == ["Translate"]
    assert shown(page)[:2] == ["Crane falls at Port Amal", "A crane fell, and three workers were hurt."]
    assert texts(page, "summary") == ["In the original"]
    original = page.cssselect("blockquote")[0]
    assert (text_of(original), original.get("dir")) == (crane.WADI[0], "rtl")
    assert texts(page, ".ai__audit")[0].startswith("Small wrote 2 sentences")


# How often it went well.


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_model_the_quality_page_says_so(language, read):
    page = read(f"/{language}/quality")

    assert not page.cssselect("[aria-labelledby=rates]")
    assert [heading.get("id") for heading in page.cssselect("h2, h3[id]")] == ["reading", "stories", "ai", "rates"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quality_page_has_the_rates_of_each_model(language, reports, client, read):
    news.provider(NOWHERE, name="<b>Small</b>")
    client.get(f"/en/article/{reports[0].key}/summary")
    cites = (Cite(reports[0].pk, 0),)
    four = [Statement("Words.", "en", cites, made) for made in (*[Made.WRITTEN] * 3, Made.REPLACED)]
    written(reports[0], *four)

    page = read(f"/{language}/quality")

    cells = texts(page.cssselect("table")[-1], "tbody tr > *")
    assert cells[0] == "<b>Small</b>"
    assert "75" in cells[2]
    assert cells[3:6] == ["4", "3", "1"]
