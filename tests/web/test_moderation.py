"""The moderators' pages."""

import pytest
from django.urls import reverse
from lxml import html

from daily8.comments import lists, moderating, reacting
from daily8.comments.models import Act, Ban, Comment, Complaint, Deed, Grounds, State, Word
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
QUEUE = "/en/moderation"
INSULT = moderating.Why(Grounds.ABUSE)


def of(comment) -> dict[str, object]:
    """What a form says of the comment as it is."""
    return {"comment": comment.pk, "seen": comment.version}


def words(page) -> str:
    return " ".join(page.text_content().split())


@pytest.fixture
def desk(client, moderator):
    """The browser of a moderator."""
    client.force_login(moderator)
    return client


@pytest.fixture
def waiting(say, leila) -> Comment:
    return say(leila, "Buy at https://a.example https://b.example https://c.example !!!")


@pytest.mark.parametrize("path", ["", "/log", "/words", "/reader/1", "/decide", "/undo"])
def test_nobody_else_finds_them(client, leila, path):
    assert client.get(QUEUE + path).status_code in (302, 405)
    client.force_login(leila)

    assert {client.get(QUEUE + path).status_code, client.post(QUEUE + path).status_code} <= {404, 405}


def test_the_queue_says_why_each_comment_is_in_it(desk, read, waiting, say, omar, leila):
    reported = say(omar, "The crane is back.")
    reacting.report(reported, leila, Complaint.FALSE, "It is a heron.", address="198.51.100.1", now=NOON)

    page = read(QUEUE)

    first, second = page.cssselect(".queue__item")
    assert "Reported by 1 reader: It misleads" in words(first)
    assert "It is a heron." in words(first)
    assert "3 links" in words(second)
    assert page.cssselect(".queue__count")[0].text == "2"


def test_an_empty_queue_says_so(desk, read):
    assert "Nothing is waiting" in words(read(QUEUE))


@pytest.mark.parametrize(
    ("deed", "state"),
    [("approve", State.PUBLISHED), ("reject", State.REJECTED), ("spam", State.SPAM), ("ban", State.REJECTED)],
)
def test_a_moderator_decides_by_a_form_and_can_take_it_back(desk, waiting, deed, state):
    answer = desk.post(reverse("moderation-decide"), {**of(waiting), "deed": deed, "grounds": "abuse"})
    waiting.refresh_from_db()
    assert waiting.state == state
    assert answer["Location"] == f"{QUEUE}?done={Act.objects.get().pk}"
    page = desk.get(answer["Location"])
    assert page.context["done"] == Act.objects.get()

    desk.post(reverse("moderation-undo"), {"act": page.context["done"].pk})

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    assert not Ban.objects.exists()


def test_scripts_are_told_by_which_act_and_how_many_are_left(desk, waiting):
    json = {"Accept": "application/json"}
    told = desk.post(reverse("moderation-decide"), {**of(waiting), "deed": "spam"}, headers=json).json()
    assert told == {
        "act": Act.objects.get().pk,
        "left": 0,
        "taken": [waiting.pk],
        "told": "Marked \u2068leila\u2069’s comment as spam.",
        "versions": {str(waiting.pk): "1-0.000"},
    }

    assert desk.post(reverse("moderation-undo"), {"act": told["act"]}, headers=json).json()["left"] == 1


@pytest.mark.parametrize(
    "sent", [{}, {"deed": "unban"}, {"deed": "approve", "comment": "x"}, {"deed": "approve", "comment": "9" * 30}]
)
def test_what_is_no_decision_is_not_found(desk, sent):
    assert desk.post(reverse("moderation-decide"), sent).status_code == 404
    assert desk.post(reverse("moderation-undo"), {"act": "x"}).status_code == 404
    assert desk.get(f"{QUEUE}?done={'9' * 30}").status_code == 200
    assert desk.get(f"{QUEUE}/log?before=%00").status_code == 200


def test_appeals_are_in_the_queue(desk, read, say, leila, moderator):
    comment = say(leila, "The crane is back.")
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    assert not read(QUEUE).cssselect(".queue__item")

    reacting.appeal(comment, leila, "It is only a bird.", address="198.51.100.1", now=NOON)

    (item,) = read(QUEUE).cssselect(".queue__item")
    assert "It is only a bird." in words(item)


def test_an_open_page_asks_for_what_it_does_not_have(desk, read, say, settings, omar):
    settings.COMMENTS = "all"
    first, second = (say(omar, f"The crane is back for the {number}th time.") for number in range(2))

    page = read(f"{QUEUE}?but={first.pk},x,{'9' * 30}")

    assert [item.get("id") for item in page.cssselect(".queue__item")] == [f"item-{second.pk}"]
    assert page.cssselect("[data-left='2']")
    assert not page.cssselect("header")


def test_every_act_is_in_the_log(desk, read, waiting, moderator):
    moderating.undo(moderating.decide(waiting, Deed.BAN, moderator, NOON, why=INSULT), moderator, NOON)

    lines = [words(line) for line in read(f"{QUEUE}/log").cssselect(".acts__line")]

    assert len(lines) == 2
    assert lines[0].startswith("noor took back leila")
    assert lines[1].startswith("noor banned the writer leila Insults or threats")
    assert "taken back" in lines[1]


def test_a_long_log_comes_in_pages(desk, read, moderator):
    for number in range(51):
        moderating.set_words([str(number)], [], moderator, NOON)

    page = read(f"{QUEUE}/log")
    (older,) = page.cssselect(".paging a")

    assert len(page.cssselect(".acts__line")) == 50
    assert len(read(f"{QUEUE}/log{older.get('href')}").cssselect(".acts__line")) == 1


def test_the_lists_of_words_are_kept_line_by_line(desk, read):
    desk.post(f"{QUEUE}/words", {"banned": "idiot\r\n\r\n son  of a gun \r\nكلب", "suspect": "idiot\r\nshill\x00"})

    assert dict(Word.objects.values_list("text", "banned")) == {
        "idiot": True, "son of a gun": True, "كلب": True, "shill": False,
    }  # fmt: skip
    page = read(f"{QUEUE}/words?kept=1")
    assert page.cssselect("textarea")[0].text.split("\n")[1:] == ["idiot", "son of a gun", "كلب"]
    assert "The lists are kept." in words(page)


def test_a_reader_has_a_history_and_a_ban_can_be_lifted(desk, read, say, leila, waiting, moderator):
    say(leila, "The crane is back.")
    moderating.decide(waiting, Deed.BAN, moderator, NOON, why=INSULT)
    history = f"{QUEUE}/reader/{leila.pk}"

    page = read(history)
    assert len(page.cssselect("li.queue__item")) == 2
    assert "rejected: 1" in words(page)
    assert "banned the writer" in words(page)
    desk.post(history)

    assert not Ban.objects.exists()
    assert not read(history).cssselect(".queue__done")


def test_what_is_decided_in_a_history_leads_back_to_it(desk, waiting, leila):
    sent = {**of(waiting), "deed": "approve", "reader": leila.pk}

    assert desk.post(reverse("moderation-decide"), sent)["Location"] == f"{QUEUE}/reader/{leila.pk}"


@pytest.mark.parametrize("path", ["", "/log", "/words"])
def test_they_are_in_arabic_too(desk, waiting, path):
    assert 'dir="rtl"' in desk.get(f"/ar/moderation{path}").content.decode()


def test_the_queue_takes_as_many_queries_for_many(
    desk, say, omar, settings, django_assert_max_num_queries, moderator
):
    settings.COMMENTS = "all"
    for number in range(5):
        say(omar, f"The crane is back for the {number}th time.")

    # That a moderator is there is written once an hour.
    desk.get(QUEUE)
    with django_assert_max_num_queries(10):
        desk.get(QUEUE)


def test_lists_to_begin_with_are_put_into_the_form_and_not_kept(desk):
    sent = {"banned": "crane", "suspect": "", "deed": "ar"}
    page = html.document_fromstring(desk.post(f"{QUEUE}/words", sent).content.decode())

    banned = page.cssselect("textarea[name=banned]")[0].text.split("\n")
    assert {"crane", "يا حمار"} <= set(banned)
    assert f"{lists.starter('ar').size} words were added to the form" in words(page)
    assert not Word.objects.exists()
    again = {name: page.cssselect(f"textarea[name={name}]")[0].text for name in ("banned", "suspect")}
    assert desk.post(f"{QUEUE}/words", again).status_code == 302
    assert Word.objects.count() == lists.starter("ar").size + 1


def test_words_are_tried_before_they_are_kept(desk, say, leila):
    say(leila, "The crane is back.")

    page = html.document_fromstring(
        desk.post(f"{QUEUE}/words", {"banned": "crane\nstork", "suspect": "back", "deed": "try"}).content.decode()
    )

    assert [words(one) for one in page.cssselect(".lists__found li")] == ["back 1", "crane 1"]
    assert page.cssselect("textarea[name=banned]")[0].text.split() == ["crane", "stork"]
    assert not Word.objects.exists()
    none = desk.post(f"{QUEUE}/words", {"banned": "stork", "suspect": "", "deed": "try"}).content.decode()
    assert "None of these is in the newest 500 published comments" in none
