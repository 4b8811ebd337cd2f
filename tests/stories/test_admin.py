"""Stories in the admin."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from daily8.articles.models import Article
from daily8.stories import correcting, headlines
from daily8.stories.models import Correction, FormerStory, Story
from daily8.work import clock
from tests.conftest import NOON
from tests.sources.test_admin import errors_of, rows

STORIES = "/en/admin/stories/story/"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 25 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


def page_of(story: Story) -> str:
    return f"{STORIES}{story.pk}/change/"


def merging(*stories: Story) -> str:
    return f"{STORIES}merge/?" + "&".join(f"chosen={story.pk}" for story in stories)


def main_of(response) -> html.HtmlElement:
    (main,) = html.document_fromstring(response.content.decode()).xpath("//main")
    return main


def words_of(response) -> str:
    words = main_of(response).text_content().replace("\u2068", "").replace("\u2069", "")
    return " ".join(words.split())


def found(admin, words: str) -> list[str]:
    return [row[0] for row in rows(admin.get(STORIES, {"q": words}))]


def split(admin, story: Story, **sent):
    return admin.post(page_of(story), sent, follow=True)


def test_the_list_shows_the_newest_first_with_headline_counts_and_languages(
    admin, make_article, make_publisher, make_story
):
    other = make_publisher()
    original = make_article(title="Ships leave")
    make_story(
        original,
        make_article(title="السفن تغادر", language="ar", publisher=other),
        make_article(title="Ships leave too", copy_of=original, publisher=make_publisher()),
    )
    make_story(make_article(title="Council votes", published_at=NOON))

    listed = rows(admin.get(STORIES))

    assert [row[:5] for row in listed] == [
        ["Council votes", "1", "1", "1", "English"],
        ["Ships leave", "3", "2", "3", "Arabic · English"],
    ]
    assert listed[0][6] == "View on site"
    assert [row[0] for row in rows(admin.get("/ar" + STORIES[3:]))] == ["Council votes", "السفن تغادر"]


def test_the_list_takes_six_queries_however_many_stories_there_are(
    admin, make_article, make_story, django_assert_num_queries
):
    for _ in range(55):
        make_story(make_article(), make_article())
    admin.get(STORIES)

    # The session, the operator, the stories, a report of each, its headline, and the languages.
    with django_assert_num_queries(6) as asked:
        listed = rows(admin.get(STORIES))

    assert len(listed) == 50
    assert "COUNT(" not in " ".join(query["sql"] for query in asked.captured_queries)


def test_stories_of_several_reports_are_listed_alone(admin, make_article, make_story):
    make_story(make_article(title="Alone"))
    make_story(make_article(title="Together"), make_article(title="Also together"))

    assert [row[0] for row in rows(admin.get(STORIES, {"reports": "several"}))] == ["Together"]


@pytest.mark.parametrize("words", ["harbour", "HARBOUR ships", "الميناء", "second"])
def test_a_story_is_found_by_any_of_its_headlines(admin, make_article, make_story, words):
    make_story(
        make_article(title="Ships leave the harbour"),
        make_article(title="السفن تغادر الميناء", language="ar"),
        make_article(title="The second report"),
    )
    make_story(make_article(title="Council votes"))

    assert found(admin, words) == ["Ships leave the harbour"]


def test_words_of_different_headlines_find_nothing(admin, make_article, make_story):
    make_story(make_article(title="Ships leave"), make_article(title="Council votes"))

    assert found(admin, "ships council") == []


def test_a_story_is_found_by_its_address_an_old_one_and_that_of_a_report(admin, make_article, make_story):
    report = make_article(title="Ships leave")
    story = make_story(report)
    FormerStory.objects.create(key="f" * 32, story=story)
    make_story(make_article(title="Council votes"))

    for address in (
        f"https://news.example.org{story.get_absolute_url()}",
        f"/ar/story/{'f' * 32}",
        report.get_absolute_url(),
    ):
        assert found(admin, address) == ["Ships leave"]
    assert found(admin, "0" * 32) == []


def test_headlines_are_looked_through_as_far_as_is_quick(admin, make_article, make_story, monkeypatch):
    monkeypatch.setattr(headlines, "SEARCHED", 2)
    for number in range(4):
        make_story(make_article(title=f"Ships {number}"))

    assert found(admin, "ships") == ["Ships 2", "Ships 3"]


def test_the_page_shows_each_report_with_what_tells_it_apart(admin, make_article, make_publisher, make_story):
    original = make_article(title="Ships leave")
    story = make_story(
        original,
        make_article(title="السفن تغادر", language="ar", publisher=make_publisher("wadi.example")),
        make_article(
            title="Ships leave", copy_of=original, visible=False, publisher=make_publisher("tide.example")
        ),
    )
    story.reports.filter(article__language="ar").update(likeness=0.614)

    main = main_of(admin.get(page_of(story)))

    lines = [
        [" ".join(cell.text_content().split()) for cell in line.xpath("th | td")]
        for line in main.xpath("//table[1]/tbody/tr")
    ]
    assert lines == [
        ["Ships leave", "The Daily", "25 November 2026, 11:59", "1.00", "Not the same event"],
        ["السفن تغادر", "The Wadi", "25 November 2026, 11:58", "0.61", "Not the same event"],
        ["Ships leave Copy of a report of The Daily Not shown to readers", "The Tide", "25 November 2026, 11:57",
         "1.00", "Not the same event"],
    ]  # fmt: skip
    assert main.xpath("//a[text()='السفن تغادر']/@lang | //a[text()='السفن تغادر']/@dir") == ["ar", "auto"]
    assert "Nobody has corrected this story." in main.text_content()


def test_the_page_takes_few_queries_and_reads_no_texts(admin, make_article, make_story, django_assert_num_queries):
    story = make_story(*(make_article() for _ in range(30)))
    correcting.split(story, [story.reports.last().article_id], by="amina", now=NOON)
    admin.get(page_of(story))

    # Session, operator, story, count and reports of the page, headline (3), corrections and their articles.
    with django_assert_num_queries(10) as asked:
        admin.get(page_of(story))

    assert '"articles_article"."text"' not in " ".join(query["sql"] for query in asked.captured_queries)


def test_reports_of_a_large_story_stand_on_several_pages(admin, make_article, make_story):
    story = make_story(*(make_article(title=f"Report {number}") for number in range(103)))

    first, second = words_of(admin.get(page_of(story))), words_of(admin.get(page_of(story), {"page": 2}))

    assert ("Report 99" in first, "Report 100" in first, "Older reports" in first) == (True, False, True)
    assert ("Report 99" in second, "Report 102" in second, "Newer reports" in second) == (False, True, True)


def test_ticked_reports_become_a_story_of_their_own(admin, make_article, make_story):
    articles = [make_article(title=f"Report {number}") for number in range(4)]
    story = make_story(*articles)

    said = split(admin, story, report=[articles[2].pk, articles[3].pk])

    story.refresh_from_db()
    new = Story.objects.exclude(pk=story.pk).get()
    assert {report.article_id for report in new.reports.all()} == {articles[2].pk, articles[3].pk}
    assert "2 reports split off." in words_of(said)
    assert page_of(new) in main_of(said).xpath("//a/@href")
    assert merging(story, new) in main_of(said).xpath("//a/@href")
    assert set(Correction.objects.values_list("made_by", "made_at")) == {("samia", NOON)}
    entries = {entry.object_id: entry for entry in LogEntry.objects.all()}
    assert set(entries) == {str(story.pk), str(new.pk)}
    assert "Report 0" in entries[str(story.pk)].object_repr


def test_one_report_is_split_off_by_its_own_button(admin, make_article, make_story):
    first, second, third = (make_article() for _ in range(3))
    story = make_story(first, second, third)

    said = split(admin, story, alone=second.pk, report=[third.pk])

    assert "1 report split off." in words_of(said)
    assert set(story.reports.values_list("article", flat=True)) == {first.pk, third.pk}


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        ([], "Nothing was ticked"),
        (["x", "99999999999999999999", "-1"], "Nothing was ticked"),
        (["foreign"], "The story has changed meanwhile"),
        (["all"], "leave at least one"),
    ],
)
def test_a_split_that_makes_no_sense_changes_nothing(admin, make_article, make_story, ticked, words):
    story = make_story(make_article(), make_article())
    foreign = make_article()
    make_story(foreign)
    own = [report.article_id for report in story.reports.all()]
    sent = {"all": own, "foreign": [foreign.pk]}.get(ticked[0] if ticked else "", ticked)

    assert words in words_of(split(admin, story, report=sent))

    assert story.reports.count() == 2
    assert not Correction.objects.exists()


def test_a_story_that_changed_meanwhile_is_looked_at_again(admin, make_article, make_story, monkeypatch):
    first, second = make_article(), make_article()
    story = make_story(first, second)

    def too_late(*_told, **_more):
        raise correcting.CorrectionError("choose some reports of the story, and leave at least one")

    monkeypatch.setattr(correcting, "split", too_late)

    assert "The story has changed meanwhile" in words_of(split(admin, story, report=[first.pk]))


def test_the_page_says_what_was_corrected_by_whom(admin, make_article, make_story):
    articles = [make_article(title=f"Report {number}") for number in range(6)]
    story = make_story(*articles)
    correcting.split(story, [articles[5].pk], by="amina", now=NOON - timedelta(hours=1))
    correcting.merge(make_story(make_article(title="Ships")), into=story, by="badr", now=NOON)

    (table,) = main_of(admin.get(page_of(story))).xpath("(//main//table)[2]")

    told = [" ".join(row.text_content().split()) for row in table.xpath(".//tbody/tr")]
    assert told == [
        "25 November 2026, 12:00 badr 6 reports are of the same event.",
        "25 November 2026, 11:00 amina Not the same event as Report 5",
    ]


def test_many_headlines_of_another_event_are_counted(admin, make_article, make_story):
    articles = [make_article(title=f"Report {number}") for number in range(6)]
    new = correcting.split(make_story(*articles), [articles[5].pk], by="amina", now=NOON)

    assert "Not the same event as Report 4 · Report 3 · Report 2 + 2" in words_of(admin.get(page_of(new)))


def test_a_correction_outlives_its_articles(admin, make_article, make_story):
    first, second = make_article(), make_article()
    story = make_story(first, second)
    correcting.split(story, [second.pk], by="amina", now=NOON)
    Article.objects.filter(pk=second.pk).delete()

    assert "Not the same event as a report that is gone" in words_of(admin.get(page_of(story)))


def test_chosen_stories_become_one(admin, make_article, make_story):
    small = make_story(make_article(title="Ships leave"))
    large = make_story(make_article(title="Ships sail"), make_article(title="Ships go"))
    asked = admin.post(STORIES, {"action": "merge_chosen", "_selected_action": [small.pk, large.pk]})

    page = words_of(admin.get(asked["Location"]))
    assert "All of them become one story: 3 reports." in page
    assert "Ships leave · 1 report" in page
    assert Story.objects.count() == 2

    said = words_of(admin.post(asked["Location"], {"into": large.pk}, follow=True))

    large.refresh_from_db()
    assert large.reports_count == 3
    assert FormerStory.objects.get(key=small.key).story == large
    assert f"/en/story/{small.key} leads here from now on." in said
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.user.username) == (str(large.pk), "samia")
    assert "Ships leave" in entry.change_message
    assert set(Correction.objects.values_list("made_by", flat=True)) == {"samia"}


def test_the_other_story_is_found_by_its_headline(admin, make_article, make_story):
    story = make_story(make_article(title="Ships leave"))
    other = make_story(make_article(title="Boats depart"), make_article())

    (form,) = main_of(admin.get(merging(story))).xpath("//form[contains(@class, 'decision')]")
    (select,) = form.xpath(".//select")
    offered = admin.get(select.get("data-ajax--url"), {"term": "depart"}).json()["results"]

    assert (form.method, select.name, dict(form.form_values())["chosen"]) == ("GET", "chosen", str(story.pk))
    assert offered == [{"id": str(other.pk), "text": "\u2068Boats depart\u2069 · 2 reports"}]
    assert "Story that stays" in words_of(admin.get(merging(story, other)))


def test_a_merge_needs_stories_that_there_are(admin, make_article, make_story):
    one, two = make_story(make_article()), make_story(make_article())

    assert "Choose the stories" in words_of(admin.get(f"{STORIES}merge/?chosen=x", follow=True))
    assert "Select a valid choice" in errors_of(admin.post(merging(one, two), {"into": "0"}))
    assert Story.objects.count() == 2


def test_a_split_can_be_taken_back(admin, make_article, make_story):
    first, second = make_article(), make_article()
    story = make_story(first, second)
    split(admin, story, alone=second.pk)
    new = Story.objects.exclude(pk=story.pk).get()

    admin.post(merging(story, new), {"into": story.pk})

    assert story.reports.count() == 2
    assert list(Correction.objects.values_list("same", flat=True)) == [True]


def test_a_story_that_is_gone_leads_to_the_list(admin):
    response = admin.get(f"{STORIES}7/change/", follow=True)

    assert "That story is not there any more" in words_of(response)


def test_the_list_of_no_stories_says_so(admin):
    assert "No results found" in words_of(admin.get(STORIES))


def test_nobody_adds_or_deletes_stories(admin, make_article, make_story):
    story = make_story(make_article())

    assert admin.get(f"{STORIES}add/").status_code == 403
    assert admin.post(f"{STORIES}{story.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Story.objects.exists()


def test_only_operators_correct(client, make_article, make_story):
    first, second = make_article(), make_article()
    story = make_story(first, second)

    for address in (page_of(story), merging(story), f"{STORIES}find/?term=ships"):
        response = client.post(address, {"alone": first.pk})
        assert (response.status_code, "/login/" in response["Location"]) == (302, True)
    assert story.reports.count() == 2


def test_headlines_are_words_never_markup(admin, make_article, make_publisher, make_story):
    bad = "<script>alert(1)</script>"
    publisher = make_publisher(names={"en": bad, "ar": bad})
    first, second, third = (make_article(title=bad, publisher=publisher) for _ in range(3))
    story = make_story(first, second, third)
    said = split(admin, story, alone=second.pk)
    new = Story.objects.exclude(pk=story.pk).get()

    pages = [said, *(admin.get(address) for address in (STORIES, page_of(story), merging(story, new)))]
    assert not [page for page in pages if "<script>alert" in page.content.decode()]
