"""Comments of who has no account."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from daily8.accounts.models import Attempts, User
from daily8.comments import guests, moderating, on_cards, talks, writing
from daily8.comments.models import Comment, Deed, Guest, State, Word
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
TYPED = {"words": "The crane is back.", "name": "Nadia B.", "email": "nadia@home.example"}


def words(page) -> str:
    return " ".join(page.text_content().split())


def form_of(page) -> html.HtmlElement:
    return next(form for form in page.cssselect("main form") if form.get("method") == "post")


@pytest.fixture(autouse=True)
def welcome(settings) -> None:
    settings.GUESTS = True
    settings.COMMENTS = "open"


@pytest.fixture
def path(article) -> str:
    return f"/en/article/{article.key}/comments"


@pytest.fixture
def send(client, read, path):
    """Open the form of guests, fill it in and send it."""

    def send(query: str = "", **typed: str):
        form = form_of(read(f"{path}/guest{query}"))
        return client.post(form.get("action"), dict(form.form_values()) | TYPED | typed)

    return send


@pytest.fixture
def letter(mailoutbox):
    """The link of the last letter."""

    def link() -> str:
        return re.search(r"http://testserver(/\w\w/guest/\w{32})\n", mailoutbox[-1].body)[1]

    return link


@pytest.fixture
def press(client, read):
    """Press a button of the page that a letter leads to."""

    def press(link: str, deed: str):
        form = form_of(read(link))
        assert deed in [button.get("value") for button in form.cssselect("button")]
        return client.post(form.get("action"), {"deed": deed})

    return press


def test_without_the_setting_there_is_no_such_form(client, settings, read, path, article):
    settings.GUESTS = False

    assert client.get(f"{path}/guest").status_code == client.post(f"{path}/guest", TYPED).status_code == 404
    assert "Comment without an account" not in words(read(path))
    assert client.get(f"/en/guest/{'a' * 32}").status_code == 404


def test_a_comment_is_seen_after_the_click_in_the_letter(client, read, send, letter, press, path, article):
    assert "Comment without an account" in words(read(path))
    answer = send()
    assert (answer.status_code, answer["Location"]) == (302, f"{path}/guest?sent=1")
    assert "Open the link that we sent you" in words(read(answer["Location"]))
    comment = Comment.objects.get()
    assert (comment.state, comment.text, comment.writer) == (State.UNPROVEN, "The crane is back.", None)
    assert "The crane is back." not in words(read(path))
    assert client.get(f"/en/comment/{comment.pk}").status_code == 404
    assert not on_cards.counts(NOON)

    assert "Nobody can see it yet" in words(read(letter()))
    assert "It is published" in words(html.document_fromstring(press(letter(), "confirm").content.decode()))

    shown = read(path).cssselect(".comment__head")[0]
    assert words(shown).startswith("Nadia B. without an account")
    assert on_cards.counts(NOON) == {article.pk: 1}


def test_the_letter_carries_nothing_that_was_typed_and_no_table_the_address(send, mailoutbox):
    send(words="Buy at spam.example", name="spam.example")

    (mail,) = mailoutbox
    assert mail.to == ["nadia@home.example"]
    assert "spam.example" not in mail.subject + mail.body
    assert "nadia" not in str(list(Guest.objects.values())) + str(
        list(Comment.objects.values("guest_name", "text"))
    )


def test_to_open_the_link_publishes_nothing(read, send, letter):
    send()
    read(letter())

    assert Comment.objects.get().state == State.UNPROVEN


def test_what_nobody_confirmed_in_a_day_is_gone(client, monkeypatch, send, letter):
    send()
    monkeypatch.setattr(timezone, "now", lambda: NOON + guests.CONFIRMED_WITHIN + timedelta(minutes=1))

    answer = client.post(letter(), {"deed": "confirm"})

    assert answer.status_code == 404
    assert "no longer works" in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_link_confirms_once_and_undoes_no_decision(client, send, letter, press, moderator):
    send()
    press(letter(), "confirm")
    comment = Comment.objects.get()
    moderating.decide(comment, Deed.REJECT, moderator, NOON)

    answer = client.post(letter(), {"deed": "confirm"})

    comment.refresh_from_db()
    assert comment.state == State.REJECTED
    assert answer.status_code == 422
    assert "A moderator decided not to publish it." in answer.content.decode()


@pytest.mark.parametrize(("answered", "left"), [(False, "no comment at all"), (True, "a stone")])
def test_a_guest_erases_a_comment_for_good(client, read, send, letter, press, say, leila, path, answered, left):
    send()
    press(letter(), "confirm")
    comment = Comment.objects.get()
    if answered:
        say(leila, "Where is it?", parent=comment)

    assert "The comment has been erased for good." in press(letter(), "erase").content.decode()

    comment.refresh_from_db()
    assert (comment.state, comment.text, comment.guest_name) == (State.REMOVED, "", "")
    assert not Guest.objects.exists()
    assert client.get(letter()).status_code == 404
    assert ("Whoever wrote this has left" in words(read(path))) == (left == "a stone")


@pytest.mark.parametrize(
    ("mode", "text", "state"),
    [
        ("open", "The crane is back.", State.PUBLISHED),
        ("open", "See https://a.example https://b.example https://c.example", State.WAITING),
        ("open", "A badword.", State.WAITING),
        ("newcomers", "The crane is back.", State.WAITING),
        ("all", "The crane is back.", State.WAITING),
    ],
)
def test_the_usual_modes_hold_for_guests(settings, send, letter, press, mode, text, state):
    settings.COMMENTS = mode
    Word.objects.create(text="badword")
    send(words=text)
    press(letter(), "confirm")

    comment = Comment.objects.get()
    assert comment.state == state
    assert ["guest", 3, ""] in comment.suspicion


def test_a_guest_stays_a_newcomer(settings, send, letter, press):
    settings.COMMENTS = "newcomers"
    for text in ("First.", "Second."):
        send(words=text)
        press(letter(), "confirm")
        Comment.objects.filter(text="First.").update(state=State.PUBLISHED)

    assert Comment.objects.get(text="Second.").state == State.WAITING


def test_a_word_in_the_name_counts_as_well(send, letter, press):
    Word.objects.create(text="badword")
    send(name="Mr B4dword")
    press(letter(), "confirm")

    assert Comment.objects.get().state == State.WAITING


def test_many_guests_who_say_the_same_raise_suspicion(client, send, letter, press):
    links = []
    for number in range(3):
        send(words="Everybody should read this great book now.", email=f"puppet{number}@home.example")
        links.append(letter())
    for link in links:
        press(link, "confirm")

    weights = Comment.objects.order_by("pk").values_list("suspicion_weight", "state")
    assert list(weights) == [(7, "published"), (12, "waiting"), (17, "waiting")]


def test_an_address_that_was_refused_before_is_remembered(send, letter, press, moderator):
    send()
    press(letter(), "confirm")
    moderating.decide(Comment.objects.get(), Deed.SPAM, moderator, NOON)
    send(words="Another thing altogether.", email="NADIA@home.example")

    assert ["rejected", 3, "1"] in Comment.objects.latest("pk").suspicion


def test_who_erases_what_was_refused_is_remembered_for_ninety_days(client, send, letter, press, moderator):
    send()
    press(letter(), "confirm")
    moderating.decide(Comment.objects.get(), Deed.SPAM, moderator, NOON)
    erased = letter()
    press(erased, "erase")
    assert client.get(erased).status_code == 404
    assert (Guest.objects.count(), Comment.objects.get().text) == (1, "")

    send(words="Another thing altogether.")

    assert ["rejected", 3, "1"] in Comment.objects.latest("pk").suspicion
    guests.forget(NOON + timedelta(days=91))
    assert not Guest.objects.exists()


def test_who_erases_what_was_never_refused_leaves_nothing_of_the_address(send, letter, press):
    send()
    press(letter(), "confirm")
    press(letter(), "erase")

    assert not Guest.objects.exists()


def test_where_guests_are_no_longer_welcome_nothing_is_confirmed_but_all_is_erased(
    client, settings, read, send, letter, press
):
    send()
    settings.GUESTS = False

    assert "It can no longer be published here." in words(read(letter()))
    assert client.post(letter(), {"deed": "confirm"}).status_code == 422
    assert Comment.objects.get().state == State.UNPROVEN
    press(letter(), "erase")
    assert Comment.objects.get().text == ""


def test_an_answer_to_what_was_refused_meanwhile_is_not_published(
    client, read, send, letter, say, leila, moderator, path
):
    comment = say(leila, "The crane is back.")
    send(f"?to={comment.pk}", words="Where is it?")
    moderating.decide(comment, Deed.REJECT, moderator, NOON)

    assert client.post(letter(), {"deed": "confirm"}).status_code == 422
    assert Comment.objects.get(text="Where is it?").state == State.UNPROVEN
    assert "Where is it?" not in words(read(path))


def test_a_known_and_an_unknown_address_get_the_same_answer_and_a_letter(send, leila, mailoutbox):
    known, unknown = send(email=leila.email), send(email="nobody@home.example", words="Another.")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert re.sub(r"guest/\w+", "", mailoutbox[0].body) == re.sub(r"guest/\w+", "", mailoutbox[1].body)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "Leila"}, "Choose another name"),
        ({"name": "Mоderator"}, "Choose another name"),
        ({"name": "Lеila"}, "Choose another name"),
        ({"name": "L3ila."}, "Choose another name"),
        ({"name": "Ꮮeila"}, "Choose another name"),
        ({"name": "Ali علي"}, "Choose another name"),
        ({"name": "x"}, "Choose another name"),
        ({"name": "<b>Ali</b>"}, "Choose another name"),
        ({"name": "A" * 31}, "Choose another name"),
        ({"email": "no address"}, "not an e-mail address"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "not an e-mail address"),
        ({"email": "a" * 300 + "@b.example"}, "not an e-mail address"),
        ({"words": " "}, "Write something first"),
        ({"words": "x" * 6000}, "6,000"),
        ({"token": "forged"}, "renewed"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(send, leila, mailoutbox, typed, told):
    answer = send(**typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    page = html.document_fromstring(answer.content.decode())
    assert page.cssselect("textarea")[0].text.lstrip("\n") == (TYPED | typed)["words"]
    assert not Comment.objects.exists()
    assert not mailoutbox


def test_an_address_gets_three_letters_an_hour_from_whomever(send, mailoutbox):
    *answers, last = [send(words=f"Number {number}.") for number in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert (last.status_code, last["Retry-After"]) == (429, "3600")
    assert html.document_fromstring(last.content.decode()).cssselect("textarea")[0].text.strip() == "Number 3."
    assert len(mailoutbox) == 3
    assert Attempts.objects.exists()


@pytest.mark.parametrize(
    ("account", "name"),
    [("أسامة", "اسامه"), ("احمد", "أحمد"), ("l3ila", "Leila"), ("paya", "рауа"), ("أمين", "امین")],
)
def test_nobody_signs_as_an_account_in_letters_that_look_alike(send, make_reader, account, name):
    make_reader(account)

    assert send(name=name).status_code == 422


@pytest.mark.parametrize("name", ["Лейла", "أحمد", "李雷", "Zoë", "Leila Noor"])
def test_names_of_any_one_script_are_welcome(send, leila, name):
    assert send(name=name).status_code == 302


def test_one_mailbox_is_one_address_whatever_stands_behind_its_plus(send, mailoutbox):
    answers = [send(words=f"Number {n}.", email=f"nadia+{n}@home.example").status_code for n in range(4)]

    assert answers == [302, 302, 302, 429]
    assert mailoutbox[0].to == ["nadia+0@home.example"]


def test_a_form_that_is_sent_twice_is_one_comment_and_one_letter(client, read, path, mailoutbox):
    form = form_of(read(f"{path}/guest"))
    for _ in range(2):
        client.post(form.get("action"), dict(form.form_values()) | TYPED)

    assert Comment.objects.count() == len(mailoutbox) == 1


def test_a_guest_answers_by_the_same_link_as_readers(client, say, leila, path, send, letter, press):
    comment = say(leila, "The crane is back.")

    to = client.get(f"/en/comment/{comment.pk}/reply")["Location"]
    assert to == f"{path}/guest?to={comment.pk}"
    send(to.partition("guest")[2], words="Where is it?")
    press(letter(), "confirm")

    reply = Comment.objects.get(text="Where is it?")
    assert (reply.parent, reply.thread, reply.state) == (comment, comment, State.PUBLISHED)


@pytest.mark.parametrize("to", ["x", "9" * 30, "٣"])
def test_what_is_answered_is_a_number_or_nothing(client, path, to):
    assert client.get(f"{path}/guest", {"to": to}).status_code == 200


def test_the_comment_of_another_page_is_not_answered_here(send, letter, press, say, leila, make_article):
    from_elsewhere = say(leila, "Elsewhere.", talk=talks.of_article(make_article()))
    send(f"?to={from_elsewhere.pk}")
    press(letter(), "confirm")

    assert Comment.objects.get(text="The crane is back.").parent is None


def test_a_closed_discussion_takes_nothing_from_guests(client, read, send, letter, article, talk, moderator, path):
    send()
    form = form_of(read(f"{path}/guest"))
    moderating.close(talk, moderator, NOON, closed=True)

    assert "A moderator closed this discussion." in words(read(f"{path}/guest"))
    answer = client.post(form.get("action"), dict(form.form_values()) | TYPED | {"words": "Later."})
    assert answer.status_code == 422
    assert "Later." in answer.content.decode()
    # What was written in time is published.
    assert client.post(letter(), {"deed": "confirm"}).status_code == 200


def test_moderators_see_that_there_is_no_account(client, settings, read, send, letter, press, moderator):
    settings.COMMENTS = "all"
    send()
    press(letter(), "confirm")
    client.force_login(moderator)

    (item,) = read("/en/moderation").cssselect(".queue__item")

    assert "Nadia B. without an account" in words(item)
    assert "Written without an account" in words(item)
    assert not item.cssselect("[value=ban]")


def test_a_guest_and_an_account_of_one_address_are_two(send, letter, press, leila, client):
    send(email=leila.email)
    press(letter(), "confirm")
    comment = Comment.objects.get()

    with pytest.raises(writing.Closed):
        writing.remove(comment, leila, NOON)
    assert User.objects.get(pk=leila.pk).comments.count() == 0
