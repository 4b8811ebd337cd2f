"""Comments at the foot of articles and on pages of their own."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from daily8.articles import merging
from daily8.comments import moderating, reacting, talks, tokens, writing
from daily8.comments.models import Comment, Deed, Policy, State
from daily8.web.page_cache import PageCache
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def words(page) -> str:
    return " ".join(page.text_content().split())


def path_of(article) -> str:
    return f"/en/article/{article.key}/comments"


@pytest.fixture
def send(client):
    """Fill in the form of a page and send it."""

    def send(address: str, **typed: str):
        token = client.get(address).context["token"]
        return client.post(address, {"token": token} | typed)

    return send


def test_an_article_invites_to_the_first_comment(read, article):
    page = read(f"/en/article/{article.key}")

    (section,) = page.cssselect("#comments")
    assert "No comments yet. What do you make of it?" in words(section)
    (link,) = section.cssselect("a")
    assert link.get("href") == f"{path_of(article)}#write"
    assert not page.cssselect('link[href*="comments.css"], script[src*="comments/"]')


def test_the_best_comments_stand_at_the_foot_of_an_article(read, say, leila, omar, article):
    say(omar, "Where is it?", parent=say(leila, "The *crane* is back."))

    page = read(f"/en/article/{article.key}")

    (section,) = page.cssselect("#comments")
    assert words(section.cssselect("h2")[0]) == "2 comments"
    assert [words(one) for one in section.cssselect(".comment__words")] == ["The crane is back.", "Where is it?"]
    assert section.cssselect(".comment__words em")[0].text == "crane"
    assert page.cssselect('link[href*="comments.css"]')
    assert not section.cssselect("form")


def tools_of(page, comment) -> list[str]:
    links = page.cssselect(f"#comment-{comment.pk} .comment__tools a")
    return [link.get("href").rpartition("/")[2] for link in links]


def test_on_the_page_of_an_article_ones_own_comment_can_be_changed_and_not_reported(
    client, read, say, leila, omar, article
):
    own, other = say(leila, "The crane is back."), say(omar, "Where is it?")
    address = f"/en/article/{article.key}"
    assert tools_of(read(address), own) == ["vote", "reply", "report"]

    client.force_login(leila)

    assert tools_of(read(address), own) == ["reply", "edit", "remove"]
    assert tools_of(read(address), other) == ["reply", "report"]
    assert "private" in client.get(address)["Cache-Control"]


def test_what_waits_stands_at_the_foot_for_its_writer_alone(client, read, say, leila, article, settings):
    settings.COMMENTS = "all"
    waiting = writing.write(
        talks.of_article(article),
        leila,
        "The crane is back.",
        address="198.51.100.1",
        now=NOON,
        token=tokens.read(tokens.new(leila, NOON), leila, NOON),
    )
    address = f"/en/article/{article.key}"
    assert not read(address).cssselect(".comment")

    client.force_login(leila)
    page = read(address)

    assert tools_of(page, waiting) == ["edit", "remove"]
    assert words(page.cssselect("#comments h2")[0]) == "Comments"


def test_a_story_has_comments_too(read, say, leila, make_article, make_story):
    story = make_story(make_article(), make_article())
    best = story.reports.first().article
    assert "Write the first comment" in words(read(f"/en/story/{story.key}"))

    say(leila, "The crane is back.", talk=talks.of_story(story, best))

    assert "The crane is back." in words(read(f"/en/story/{story.key}"))
    assert "The crane is back." in words(read(f"/en/story/{story.key}/comments"))


def test_where_there_are_no_comments_there_is_no_word_of_them(read, article, client):
    Policy.objects.create(publisher=article.publisher, mode="off")

    assert not read(f"/en/article/{article.key}").cssselect("#comments")
    assert client.get(path_of(article)).status_code == 404


def test_who_is_not_signed_in_reads_and_is_led_to_the_door(client, read, article):
    page = read(path_of(article))

    assert not page.cssselect("textarea")
    (door,) = page.cssselect("#write a")
    answer = client.get(door.get("href"))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={path_of(article)}/enter")
    assert client.post(path_of(article), {"words": "x"}).status_code == 403
    assert not Comment.objects.exists()


def test_a_reader_writes_a_comment(client, send, leila, article, settings):
    settings.COMMENTS = "open"
    client.force_login(leila)

    answer = send(path_of(article), words="The *crane* is back.")

    comment = Comment.objects.get()
    assert answer["Location"] == f"/en/comment/{comment.pk}#comment-{comment.pk}"
    assert "The crane is back." in client.get(answer["Location"]).content.decode().replace("<em>", "").replace(
        "</em>", ""
    )
    assert client.get(path_of(article))["Referrer-Policy"] == "same-origin"


def test_a_newcomer_is_told_that_the_comment_waits_and_others_see_nothing(client, send, leila, omar, article):
    client.force_login(leila)
    answer = send(path_of(article), words="The crane is back.")
    assert (
        "Waiting for a moderator. Until then only you can see it."
        in client.get(answer["Location"]).content.decode()
    )
    page = client.get(path_of(article)).content.decode()
    assert "The crane is back." in page
    assert "Here a moderator reads what new readers write until a first comment of theirs is published." in page

    client.force_login(omar)

    assert client.get(answer["Location"]).status_code == 404
    assert "The crane is back." not in client.get(path_of(article)).content.decode()


def test_who_is_no_newcomer_is_told_that_every_comment_waits(client, send, say, leila, article, settings):
    say(leila, "It was here yesterday.")
    settings.COMMENTS = "all"
    client.force_login(leila)

    said = client.get(send(path_of(article), words="The crane is back.")["Location"]).content.decode()

    assert "Here a moderator reads every comment before others see it." in said


def test_what_the_rules_hold_by_themselves_is_no_matter_of_the_first_comment(client, send, leila, article):
    client.force_login(leila)
    words = " ".join(f"https://boats{number}.example" for number in range(3))

    said = client.get(send(path_of(article), words=words)["Location"]).content.decode()

    assert "It has links." in said
    assert "Here a moderator reads" not in said


def test_sending_a_form_twice_gives_one_comment(client, leila, article):
    client.force_login(leila)
    sent = {"token": client.get(path_of(article)).context["token"], "words": "The crane is back."}

    first, second = client.post(path_of(article), sent), client.post(path_of(article), sent)

    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Write something first."),
        ("x" * 30_000, "A comment can have 5,000 characters; this one has 30,000."),
        ("x" * 1_000_000, "A comment can have 5,000 characters; this one has 1,000,000."),
    ],
)
def test_a_comment_that_is_refused_says_why_and_keeps_the_text(client, send, leila, article, typed, told):
    client.force_login(leila)

    answer = send(path_of(article), words=typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert answer.context["typed"] == typed


def test_an_old_form_is_renewed_with_its_text(client, leila, article):
    client.force_login(leila)

    answer = client.post(path_of(article), {"token": "forged", "words": "I wrote for an hour."})

    assert "send it once more" in answer.content.decode()
    assert "I wrote for an hour." in answer.content.decode()
    sent = {"token": answer.context["token"], "words": "I wrote for an hour."}
    assert client.post(path_of(article), sent).status_code == 302


def test_a_flood_is_told_when_it_may_go_on(client, send, leila, article):
    client.force_login(leila)
    for number in range(6):
        send(path_of(article), words=f"The crane is back for the {number}th time.")

    answer = send(path_of(article), words="And once more.")

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "You can go on at 12:05" in answer.content.decode()
    assert "And once more." in answer.content.decode()


def test_a_forged_form_from_elsewhere_is_refused(leila, article):
    client = Client(enforce_csrf_checks=True)
    client.force_login(leila)
    page = client.get(path_of(article))
    sent = {"token": page.context["token"], "words": "Forged."}

    assert client.post(path_of(article), sent).status_code == 403
    sent["csrfmiddlewaretoken"] = str(page.context["csrf_token"])
    assert client.post(path_of(article), sent, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(path_of(article), sent).status_code == 302


def test_the_orders_and_the_next_page_are_links(read, say, moderator, article):
    for number in range(21):
        say(moderator, f"Number {number}")

    first = read(f"{path_of(article)}?order=oldest")
    (following,) = first.cssselect("a[rel=next]")
    second = read(path_of(article) + following.get("href").partition("comments")[2])

    assert words(first.cssselect(".comment__words")[0]) == "Number 0"
    assert [words(one) for one in second.cssselect(".comment__words")] == ["Number 20"]
    assert words(first.cssselect("[aria-current=true]")[0]) == "Oldest"


@pytest.mark.parametrize("query", ["order=worst", "order=best%00", "page=2"])
def test_any_order_and_any_page_is_answered(read, say, leila, article, query):
    say(leila, "The crane is back.")

    assert read(f"{path_of(article)}?{query}") is not None


@pytest.mark.parametrize(
    ("query", "kept"),
    [("", True), ("order=newest", True), ("order=worst", False), ("page=1", True), ("page=2", False)],
)
def test_only_pages_that_links_lead_to_are_kept_ready(client, say, leila, article, query, kept):
    say(leila, "The crane is back.")

    answer = client.get(f"{path_of(article)}?{query}")

    assert ("private" not in answer.headers.get("Cache-Control", "")) == kept
    assert not answer.cookies


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 40, "٣", ""])
def test_no_such_page_is_not_found(client, article, number):
    assert client.get(path_of(article), {"page": number}).status_code == 404


def test_a_comment_has_a_page_of_its_own_with_its_thread(client, read, say, leila, omar):
    first = say(leila, "The crane is back.")
    answer = say(omar, "Where is it?", parent=first)

    assert len(read(f"/en/comment/{first.pk}").cssselect(".comment")) == 2
    moved = client.get(f"/en/comment/{answer.pk}")
    assert (moved.status_code, moved["Location"]) == (301, f"/en/comment/{first.pk}#comment-{answer.pk}")
    assert client.get(f"/en/comment/{'9' * 18}").status_code == 404


def test_what_was_said_can_be_read_when_its_article_is_withdrawn(read, say, leila, article):
    say(leila, "The crane is back.")
    article.__class__.objects.filter(pk=article.pk).withdraw()

    page = read(path_of(article))

    assert "What was discussed is no longer here." in words(page)
    assert "The crane is back." in words(page)
    assert not page.cssselect("#write, .comments__about a")


def test_the_comments_of_an_article_that_became_part_of_another_lead_there(client, read, say, leila, make_article):
    first, second = make_article(), make_article()
    comment = say(leila, "The crane is back.", talk=talks.of_article(first))

    merging.merge(first, into=second)

    moved = client.get(path_of(first))
    assert (moved.status_code, moved["Location"]) == (301, path_of(second))
    assert "The crane is back." in words(read(f"/en/article/{second.key}"))
    assert "The crane is back." in words(read(f"/en/comment/{comment.pk}"))


def test_how_many_there_are_is_an_answer_that_is_ready(say, leila, article, rf, client, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("daily8.web.page_cache.time.monotonic", lambda: clock[0])
    asked = []

    def application(environ, start_response):
        asked.append(environ["PATH_INFO"])
        answer = client.get(environ["PATH_INFO"])
        environ.update({"daily8.shown": frozenset({talks.shown(article.key)})})
        start_response("200 OK", list(answer.headers.items()))
        return [answer.content]

    cache = PageCache(application, languages=["en"])
    say(leila, "The crane is back.")

    def count() -> int:
        clock[0] += 2
        environ = rf.get(f"{path_of(article)}/count").environ
        return json.loads(b"".join(cache(environ, lambda *_: None)))["count"]

    assert [count(), count(), len(asked)] == [1, 1, 1]
    say(leila, "It is a heron.")
    assert [count(), len(asked)] == [2, 2]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_removed_comment_leaves_a_stone_where_others_answered(client, read, say, leila, omar, language):
    first = say(leila, "Gone.")
    say(omar, "Still here.", parent=first)
    writing.remove(first, leila, NOON)

    page = read(f"/{language}/comment/{first.pk}")

    assert (
        words(page.cssselect(".comment__stone")[0])
        == {"en": "Removed by its writer.", "ar": "حذفه كاتبه."}[language]
    )
    assert "leila" not in words(page)


def test_an_edited_comment_says_so(read, say, leila, article):
    comment = say(leila, "The crane is bakc.")
    later = {"address": "198.51.100.1", "now": NOON + timedelta(minutes=3)}
    writing.edit(comment, leila, "The crane is back.", mode="open", **later)

    assert "edited" in words(read(f"/en/comment/{comment.pk}").cssselect(".comment__head")[0])


def test_votes_are_counted_where_all_see_them(read, say, leila, omar, article):
    comment = say(leila, "The crane is back.")
    reacting.vote(comment, omar, wanted=True, address="198.51.100.1", now=NOON)

    (number,) = read(f"/en/article/{article.key}").cssselect(".comment__number")

    assert number.text == "1"


def test_a_moderator_closes_a_discussion_and_opens_it_again(client, read, article, leila, moderator):
    close = reverse("comments-close", args=["article", article.key])
    client.force_login(leila)
    assert client.post(close, {"closed": "1"}).status_code == 404
    client.force_login(moderator)

    client.post(close, {"closed": "1"})
    assert "A moderator closed this discussion." in words(read(path_of(article)))
    client.post(close, {"closed": "0"})
    assert "Close the discussion" in words(read(path_of(article)))


def test_nobody_closes_a_discussion_without_the_lock_that_the_site_wants(client, article, moderator, settings):
    settings.OFFICE_LOCK = True
    close = reverse("comments-close", args=["article", article.key])
    client.force_login(moderator)

    assert client.post(close, {"closed": "1"})["Location"] == "/en/account"
    assert talks.of_article(article).is_open(NOON)
    Authenticator.objects.create(user=moderator, type="totp", data={"secret": "x"})
    client.post(close, {"closed": "1"})

    assert not talks.of_article(article).is_open(NOON)


def test_who_wrote_while_a_discussion_was_closed_keeps_the_text(client, send, leila, moderator, article, settings):
    client.force_login(leila)
    token = client.get(path_of(article)).context["token"]
    settings.COMMENTS_DAYS = 0
    moderating.close(talks.of_article(article), moderator, NOON, closed=True)

    answer = client.post(path_of(article), {"token": token, "words": "I was too slow."})

    assert "I was too slow." in answer.content.decode()
    assert not Comment.objects.exists()


def test_what_a_moderator_decided_is_told_to_its_writer_alone(client, read, say, leila, moderator, article):
    comment = say(leila, "The crane is back.")
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    client.force_login(leila)

    page = read(path_of(article))

    assert "A moderator did not publish this. Only you can see it." in words(page)
    assert page.cssselect(f'a[href="/en/comment/{comment.pk}/appeal"]')
    assert comment.state == State.REJECTED
