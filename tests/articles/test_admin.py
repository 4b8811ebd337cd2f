"""Articles in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from daily8.articles import merging
from daily8.articles.models import Article, Stage
from daily8.work.models import Version
from tests.sources.test_admin import rows

ARTICLES = "/en/admin/articles/article/"


def titles(response) -> list[str]:
    return [row[0] for row in rows(response)]


def act(admin, action: str, *articles: Article) -> str:
    chosen = [article.pk for article in articles]
    return admin.post(ARTICLES, {"action": action, "_selected_action": chosen}, follow=True).content.decode()


def test_the_list_shows_the_newest_found_first(admin, make_article):
    make_article(title="First found", language="ar", category="sports")
    make_article(title="Second found", visible=False)

    found = rows(admin.get(ARTICLES))

    assert [row[:4] for row in found] == [
        ["Second found", "daily.example", "English", "World"],
        ["First found", "daily.example", "Arabic", "Sports"],
    ]


def test_the_list_takes_three_queries_counts_nothing_and_reads_no_texts(
    admin, make_article, make_publisher, django_assert_num_queries
):
    for _ in range(60):
        make_article(publisher=make_publisher())
    admin.get(ARTICLES)

    # The session, the operator, the articles with their publishers.
    with django_assert_num_queries(3) as asked:
        response = admin.get(ARTICLES)

    statement = asked.captured_queries[-1]["sql"]
    assert len(rows(response)) == 50
    assert "COUNT(" not in " ".join(query["sql"] for query in asked.captured_queries)
    assert '"articles_article"."html"' not in statement
    assert '"articles_article"."text"' not in statement


def test_the_next_page_follows(admin, make_article):
    for number in range(60):
        make_article(title=f"Number {number}")

    assert titles(admin.get(ARTICLES, {"p": 2})) == [f"Number {number}" for number in range(9, -1, -1)]
    assert titles(admin.get(ARTICLES, {"p": 3})) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "harbour"}, ["Ships in the harbour"]),
        ({"q": "HARBOUR ships"}, ["Ships in the harbour"]),
        ({"q": "الميناء"}, ["سفن في الميناء"]),
        ({"q": "https://daily.example/exact"}, ["Council votes"]),
        ({"q": "https://daily.example/"}, []),
        ({"language": "ar"}, ["سفن في الميناء"]),
        ({"category": "sports"}, ["Council votes"]),
        ({"visible__exact": "0"}, ["Ships in the harbour"]),
        ({"language": "nonsense"}, []),
    ],
)
def test_articles_are_found(admin, make_article, asked, found):
    make_article(title="Ships in the harbour", visible=False)
    make_article(title="سفن في الميناء", language="ar")
    make_article(title="Council votes", category="sports", url="https://daily.example/exact")

    assert titles(admin.get(ARTICLES, asked)) == found


def test_an_article_is_read_and_not_changed(admin, make_article):
    article = make_article(authors=["Anna Lindqvist", "ليلى حداد"])
    address = f"{ARTICLES}{article.pk}/change/"

    page = admin.get(address).content.decode()

    assert "Anna Lindqvist, ليلى حداد" in page
    assert "Ships left the harbour at dawn on Wednesday." in page
    assert 'name="_save"' not in page
    assert admin.post(address, {"title": "Another"}).status_code == 403
    assert admin.get(f"{ARTICLES}add/").status_code == 403
    assert admin.get(f"{ARTICLES}{article.pk}/delete/").status_code == 403
    article.refresh_from_db()
    assert article.title.startswith("Ships leave")
    assert not LogEntry.objects.exists()


def test_a_withdrawn_article_is_gone_from_every_page_at_once(admin, make_article, client):
    article, other = make_article(title="Ships leave"), make_article(title="Ships return")
    before = Version.current("pages")

    assert "1 article withdrawn." in act(admin, "withdraw", article)

    assert Version.current("pages") == before + 1
    assert client.get(f"/en/article/{article.key}").status_code == 404
    front = client.get("/en/").content.decode()
    assert "Ships leave" not in front
    assert "Ships return" in front
    assert client.get(f"/en/article/{other.key}").status_code == 200


def test_a_restored_article_is_back(admin, make_article, client):
    article = make_article()
    act(admin, "withdraw", article)
    before = Version.current("pages")

    assert "1 article restored." in act(admin, "restore", article)

    assert Version.current("pages") == before + 1
    assert client.get(f"/en/article/{article.key}").status_code == 200


def test_restoring_shows_nothing_that_is_not_ready(make_article):
    unread = make_article(stage=Stage.FETCHED, visible=False, withdrawn=True)
    untitled = make_article(title="", visible=False, withdrawn=True)
    never_withdrawn = make_article(visible=False)

    assert Article.objects.all().restore() == 0

    assert not Article.objects.filter(visible=True).exists()
    assert not Article.objects.filter(withdrawn=True).exists()
    assert {unread, untitled, never_withdrawn} == set(Article.objects.all())


@pytest.mark.parametrize(("action", "done"), [("withdraw", "withdrawn"), ("restore", "restored")])
def test_chosen_articles_that_are_gone_by_now_are_counted(admin, make_article, action, done):
    gone, again, left = make_article(), make_article(), make_article(visible=action == "withdraw")
    Article.objects.filter(pk=left.pk).update(withdrawn=action == "restore")
    sent = {"action": action, "_selected_action": [gone.pk, again.pk, left.pk]}
    Article.objects.filter(pk=gone.pk).delete()
    merging.merge(again, into=left)

    page = admin.post(ARTICLES, sent, follow=True).content.decode()

    assert f"1 article {done}." in page
    assert "2 of the chosen articles are gone, or one with another by now." in page


def test_the_page_of_an_article_that_is_gone_leads_away_with_a_word(admin, make_article):
    article = make_article()
    address = f"{ARTICLES}{article.pk}/change/"
    article.delete()

    response = admin.get(address, follow=True)

    assert response.status_code == 200
    assert "doesn’t exist" in response.content.decode()


def test_titles_are_words_never_markup(admin, make_article):
    article = make_article(
        title="<script>alert(1)</script>", excerpt="<img src=x onerror=alert(1)>", text="<b>bold</b>"
    )

    for address in (ARTICLES, f"{ARTICLES}{article.pk}/change/"):
        page = admin.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>bold" not in page


def test_the_page_of_an_article_says_in_words_how_it_was_read(admin, make_article):
    article = make_article(kind="paywalled", category_reason="tag", stage=Stage.GROUPED)

    words = rows_of_page(admin.get(f"{ARTICLES}{article.pk}/change/"))

    assert words >= {"behind a subscription", "tags of its publisher", "it was put into a story"}


def test_what_no_word_stands_for_is_shown_as_it_is(admin, make_article):
    article = make_article(category_reason="somebody")

    assert "somebody" in rows_of_page(admin.get(f"{ARTICLES}{article.pk}/change/"))


def rows_of_page(response) -> set[str]:
    page = html.document_fromstring(response.content.decode())
    return {" ".join(each.text_content().split()) for each in page.find_class("readonly")}
