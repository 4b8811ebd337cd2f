"""Stories, hashtags, publishers, editions, search and summaries in the API."""

import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from daily8.accounts import questions
from daily8.api.v1.parameters import NOT_BLANK
from daily8.editions.models import Edition, Entry
from daily8.stories.models import FormerStory
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SITE = "https://news.example"


def test_stories_are_listed_with_the_report_that_stands_for_them(ask, make_article, make_story, make_publisher):
    other = make_publisher("other.example", country="EG")
    old = make_story(make_article(), make_article())
    newer = make_story(
        make_article(published_at=NOON, title="The quay is open"),
        make_article(published_at=NOON, language="ar", title="فُتح الرصيف", publisher=other),
    )
    make_story(make_article(published_at=NOON))

    first = ask("/stories?size=1").json()
    assert [one["key"] for one in first["items"]] == [newer.key]
    assert first["items"][0]["title"] == "The quay is open"
    assert first["items"][0]["publishers"] == 2
    rest = ask(first["next"].removeprefix(f"{SITE}/api/v1")).json()
    assert ([one["key"] for one in rest["items"]], rest["next"]) == ([old.key], None)
    arabic = ask("/stories?language=ar").json()["items"]
    assert [one["title"] for one in arabic] == ["فُتح الرصيف"]
    assert ask("/stories?since=2026-11-26T00:00:00Z").json()["items"] == []


def test_a_story_tells_who_reports_it(ask, make_article, make_story, make_publisher, make_hashtag):
    other = make_publisher("other.example", country="EG")
    original = make_article()
    copy = make_article(copy_of=original, credit="AFP", publisher=other, language="ar")
    hidden = make_article(visible=False)
    make_hashtag("Nairobi", on=[original, copy])
    story = make_story(original, copy, hidden)

    told = ask(f"/stories/{story.key}").json()

    assert told["coverage"]["copies"] == 1
    assert told["coverage"]["agency"] == "AFP"
    countries = {share["of"]: (share["name"], share["reports"]) for share in told["coverage"]["countries"]}
    assert countries == {"KE": ("Kenya", 1), "EG": ("Egypt", 1)}
    [line] = told["reports_listed"]
    assert line["article"]["key"] == original.key
    assert [one["key"] for one in line["copies"]] == [copy.key]
    assert [one["slug"] for one in told["hashtags"]] == ["Nairobi"]
    FormerStory.objects.create(key="f" * 32, story=story)
    assert ask(f"/stories/{'f' * 32}")["Location"] == f"/api/v1/stories/{story.key}"


def test_a_story_that_nobody_may_see_is_none(ask, make_article, make_story):
    story = make_story(make_article(visible=False), make_article(visible=False))

    for rest in ("", "/summary", "/timeline"):
        assert ask(f"/stories/{story.key}{rest}").status_code == 404
    assert ask("/stories").json()["items"] == []


def test_a_story_is_summed_up_in_the_publishers_words(ask, make_article, make_story):
    text = (
        "The harbour of Nairobi was closed on Tuesday after a storm. "
        "Ships left the harbour at dawn on Wednesday, the port authority said. "
        "Eleven ships had waited for two days. The storm had broken two cranes."
    )
    first = make_article(text=text, title="Ships leave the harbour")
    story = make_story(first, make_article(text=text.replace("Eleven", "Twelve")))

    for path in (f"/stories/{story.key}/summary", f"/articles/{first.key}/summary"):
        told = ask(path)
        assert told.status_code == 200, told.content
        statements = [one for part in told.json()["parts"] for one in part["statements"]]
        assert statements
        assert all(one["sources"] for one in statements)
    assert ask(f"/stories/{story.key}/timeline").status_code == 200


def test_what_publishers_keep_from_ai_is_in_no_summary(ask, make_article, make_publisher):
    article = make_article(publisher=make_publisher(ai=False))

    assert ask(f"/articles/{article.key}/summary").json() == {"parts": []}


def test_hashtags_are_listed_and_found_by_their_beginning(ask, findable, make_hashtag):
    article = findable("Ships leave Nairobi")
    nairobi = make_hashtag("Nairobi", on=[article], names={"en": "Nairobi", "ar": "نيروبي"})
    make_hashtag("Quito", kind="person")
    make_hashtag("Banned", banned=True)

    first = ask("/hashtags?size=1").json()
    assert [one["slug"] for one in first["items"]] == ["Quito"]
    rest = ask(first["next"].removeprefix(f"{SITE}/api/v1")).json()
    assert rest["items"][0]["names"] == {"en": "Nairobi", "ar": "نيروبي"}
    assert rest["next"] is None
    assert [one["slug"] for one in ask("/hashtags?kind=person").json()["items"]] == ["Quito"]
    told = ask("/hashtags/Nairobi").json()
    assert (told["days"][-1], len(told["days"])) == ({"date": "2026-11-25", "articles": 1}, 30)
    merged = make_hashtag("Nairoby", merged_into=nairobi)
    assert ask(f"/hashtags/{merged.slug}")["Location"] == "/api/v1/hashtags/Nairobi"
    assert ask("/hashtags/Banned").status_code == 404


def test_a_hashtag_of_another_script_has_an_address(ask, make_hashtag):
    make_hashtag("نيروبي", names={"ar": "نيروبي"})

    [one] = ask("/hashtags").json()["items"]

    assert ask(one["address"].removeprefix(f"{SITE}/api/v1")).json()["names"] == {"ar": "نيروبي"}


def test_publishers_are_listed_with_their_health_in_words(ask, make_publisher, make_feed):
    for domain in ("a.example", "b.example"):
        make_feed(make_publisher(domain))
    make_feed(make_publisher("c.example", country="EG", language="ar"), failures=3, error="the server answers 404")

    first = ask("/publishers?size=2").json()
    assert [one["domain"] for one in first["items"]] == ["a.example", "b.example"]
    assert first["items"][0]["health"]["label"] == "Working"
    [last] = ask(first["next"].removeprefix(f"{SITE}/api/v1")).json()["items"]
    assert last["health"]["state"] == "failing"
    assert last["health"]["reason"] == "Its feed is not at this address any more."
    assert [one["domain"] for one in ask("/publishers?country=EG&language=ar").json()["items"]] == ["c.example"]
    assert ask("/publishers/C.example?locale=ar").json()["health"]["label"] != "Failing"
    assert ask("/publishers/d.example").status_code == 404


@pytest.fixture
def edition(make_article, make_story):
    """Two editions; the stories of the newer one are there and gone."""
    seen = make_article(title="The quay is open")
    story = make_story(seen, make_article())
    hidden = make_article(visible=False)
    times = {"begins_at": NOON - timedelta(days=1), "ends_at": NOON, "made_at": NOON}
    kept = {"rules": {"weights": {}, "caps": {}}, "entrants": [], "considered": 2, "language": "en", **times}
    Edition.objects.create(day=date(2026, 11, 24), **kept)
    made = Edition.objects.create(day=date(2026, 11, 25), **kept)
    for place, article in enumerate((seen, hidden), 1):
        Entry.objects.create(
            edition=made, place=place, story_key=story.key if place == 1 else "0" * 32, headline=article
        )
    return made


def test_editions_are_listed_and_read(ask, edition, monkeypatch):
    monkeypatch.setattr(Edition, "ballot", lambda _edition: [])

    first = ask("/editions?size=1").json()
    assert [(one["day"], one["title"]) for one in first["items"]] == [("2026-11-25", "The quay is open")]
    rest = ask(first["next"].removeprefix(f"{SITE}/api/v1")).json()
    assert [one["day"] for one in rest["items"]] == ["2026-11-24"]
    assert ask("/editions?language=ar").json()["items"] == []
    told = ask(first["items"][0]["address"].removeprefix(f"{SITE}/api/v1") + "?locale=ar").json()
    assert told["page"] == f"{SITE}/en/daily/2026-11-25"
    first_story, gone = told["stories"]
    assert (first_story["title"], first_story["place"]) == ("The quay is open", 1)
    assert (gone["title"], gone["article"], gone["story"]) == ("", None, None)
    for path in ("daily/en/2026-11-23", "weekly/en/2026-11-25", "daily/ar/2026-11-25"):
        assert ask(f"/editions/{path}").status_code == 404
    assert ask("/editions/hourly/en/2026-11-25").status_code == 422


def test_search_takes_the_language_of_the_sites_own_box(ask, findable):
    ships = findable("Ships leave the harbour")
    findable("A crane breaks", "Nobody was hurt.")

    told = ask("/search?q=ships").json()
    assert [(one["article"]["key"], one["exact"]) for one in told["items"]] == [(ships.key, True)]
    assert ask("/search?q=ships -harbour").json()["items"] == []
    assert ask("/search?q=source:nowhere").json()["unknown"] == ["source:nowhere"]
    assert ask("/search?q=%00").json()["items"] == []


def test_results_go_on(ask, findable):
    made = {findable(f"Ships leave the harbour {number}").key for number in range(3)}
    seen, path = set(), "/search?q=ships&size=2&order=newest"
    while path:
        told = ask(path).json()
        seen |= {one["article"]["key"] for one in told["items"]}
        path = (told["next"] or "").removeprefix(f"{SITE}/api/v1")

    assert seen == made


def test_what_was_withdrawn_is_not_found(ask, findable):
    article = findable("Ships leave the harbour")
    type(article).objects.filter(pk=article.pk).update(visible=False)

    assert ask("/search?q=ships").json()["items"] == []


def test_lists_ask_the_database_as_often_whatever_they_hold(
    ask, make_article, make_story, make_publisher, make_feed, make_hashtag, django_assert_num_queries
):
    for number in range(12):
        publisher = make_publisher(f"p{number}.example")
        make_feed(publisher)
        make_story(make_article(publisher=publisher), make_article(publisher=publisher))
        make_hashtag(f"Place {number}")
    ask("/categories")
    for path, number in (("/stories", 3), ("/publishers", 2), ("/hashtags", 1), ("/categories", 0)):
        with django_assert_num_queries(number):
            assert ask(path).status_code == 200


def test_a_question_is_answered_in_the_publishers_words(ask, findable):
    article = findable(
        "Ships leave the harbour", "Eleven ships left the harbour at dawn on Wednesday.", language="en", words=60
    )

    told = ask("/ask?q=How many ships left the harbour?").json()

    sentences = [one for part in told["parts"] for one in part["statements"]]
    assert [one["text"] for one in sentences] == ["Eleven ships left the harbour at dawn on Wednesday."]
    assert sentences[0]["sources"] == [{"article": article.key, "sentence": 1}]
    assert ask("/ask?q=Who painted the ceiling of the chapel?").json() == {"parts": []}
    assert ask("/ask?q=%00").json() == {"parts": []}
    assert ask("/ask?q=").status_code == 422


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\x85", "\u00a0", "\u2003", "\u3000", "\ufeff"])
def test_a_question_of_blanks_is_refused_by_the_document_and_by_the_api_alike(ask, blank):
    assert re.search(NOT_BLANK, blank) is None
    assert ask(f"/ask?q={quote(blank)}").status_code == 422


@pytest.mark.parametrize("mark", ["\x1c", "\u200b", "\u180e", "?"])
def test_what_the_document_takes_for_a_question_the_api_takes_too(ask, mark):
    assert re.search(NOT_BLANK, mark)
    assert ask(f"/ask?q={quote(mark)}").json() == {"parts": []}


def test_who_has_much_made_waits(ask, findable, monkeypatch):
    findable("Ships leave the harbour")
    monkeypatch.setattr(questions, "FROM_ONE_NETWORK", 1)
    assert ask("/ask?q=one").status_code == 200

    refused = ask("/ask?q=two")

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert int(refused["Retry-After"]) > 0


def test_where_ai_is_off_nothing_is_told_in_short(ask, make_article, settings):
    settings.AI = False

    for path in (f"/articles/{make_article().key}/summary", "/ask?q=one"):
        assert ask(path).status_code == 404


def test_one_story_and_one_hashtag_ask_the_database_as_often_whatever_they_hold(
    ask, make_article, make_story, make_hashtag, django_assert_max_num_queries
):
    articles = [make_article() for _ in range(20)]
    story, _hashtag = make_story(*articles), make_hashtag("Nairobi", on=articles)
    ask("/categories")
    with django_assert_max_num_queries(4):
        ask(f"/stories/{story.key}")
    with django_assert_max_num_queries(8):
        ask("/hashtags/Nairobi")
