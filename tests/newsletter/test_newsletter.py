"""The newsletter: asked for twice, sent once, ended with one click."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from daily8.articles.models import Article
from daily8.editions import making
from daily8.editions.models import Edition, Entry, Rhythm
from daily8.engine.mail import Delayed, Returned
from daily8.newsletter import letters as newsletter_letters
from daily8.newsletter import renewing, sending, subscribing
from daily8.newsletter.models import Delivery, State, Subscriber
from daily8.pipeline import editing
from daily8.work import clock
from daily8.work.mail import TRIED, note
from daily8.work.models import Mail
from tests.editions.conftest import *  # noqa: F403
from tests.editions.conftest import DAY, NOW, nothing_new

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.SITE_URL = "https://news.example.org"


@pytest.fixture
def edition(ferry) -> Edition:
    made = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    return made


def subscribe(address: str = "layla@reader.example", **fields) -> Subscriber:
    values = {"language": "en", "state": State.CONFIRMED, "asked_at": NOW, "confirmed_at": NOW - timedelta(days=1)}
    return Subscriber.objects.create(address=address, **(values | fields))


def letters() -> list:
    return [message_from_bytes(bytes(mail.data), policy=policy.default) for mail in Mail.objects.order_by("pk")]


def body(letter, kind: str) -> str:
    return letter.get_body((kind,)).get_content()


def link_in(text: str) -> str:
    return re.search(r"https://news\.example\.org(/\S+)", text)[1]


def test_it_is_asked_for_confirmed_changed_and_ended(client):
    answer = client.post("/en/newsletter", {"email": " Layla@Reader.example ", "rhythm": "daily"})
    assert answer.headers["Location"] == "/en/newsletter?sent=1"
    (letter,) = letters()
    assert letter["To"] == "layla@reader.example"
    own = link_in(body(letter, "plain"))
    assert client.get(own).status_code == 200
    assert Subscriber.objects.get().state == State.PENDING

    client.post(own, {"act": "confirm"})
    assert Subscriber.objects.get().state == State.CONFIRMED
    client.post(own, {"act": "change", "rhythm": "weekly"})
    assert Subscriber.objects.get().rhythm == Rhythm.WEEKLY
    assert "forgotten" in client.post(own, {"act": "stop"}).content.decode()
    assert not Subscriber.objects.exists()
    assert client.get(own).status_code == 404


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(client):
    subscribe()
    known = client.post("/en/newsletter", {"email": "layla@reader.example", "rhythm": "weekly"})
    unknown = client.post("/en/newsletter", {"email": "omar@reader.example", "rhythm": "weekly"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert Subscriber.objects.get(address="layla@reader.example").rhythm == Rhythm.DAILY
    assert [letter["Subject"] for letter in letters()] == [
        "You get the daily eight already",
        "Confirm the daily eight",
    ]


@pytest.mark.parametrize("address", ["", "nobody", "a@b\nBcc: c@d.example", "x" * 300 + "@reader.example"])
def test_what_is_no_address_is_said(client, address):
    answer = client.post("/ar/newsletter", {"email": address, "rhythm": "daily"})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert letters() == []


def test_nobody_is_flooded_with_letters(client):
    answers = [
        client.post("/en/newsletter", {"email": "layla@reader.example", "rhythm": "daily"}) for _ in range(7)
    ]

    assert answers[-1].status_code == 429
    assert len(letters()) == 3


def test_a_link_that_nobody_followed_in_three_days_is_over(client):
    client.post("/en/newsletter", {"email": "layla@reader.example", "rhythm": "daily"})
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=4))

    assert client.get(link_in(body(letters()[0], "plain"))).status_code == 404


def test_an_edition_goes_to_each_of_its_subscribers_once(edition):
    layla = subscribe()
    subscribe("weekly@reader.example", rhythm=Rhythm.WEEKLY)
    subscribe("arabic@reader.example", language="ar")
    subscribe("pending@reader.example", state=State.PENDING)
    subscribe("late@reader.example", confirmed_at=NOW + timedelta(hours=1))
    assert sending.send(NOW) == 1
    assert sending.send(NOW) == 0

    (letter,) = letters()
    assert letter["To"] == layla.address
    assert letter["Subject"] == "The daily eight, 26 November 2026"
    assert Delivery.objects.get().subscriber == layla


def test_a_letter_can_be_read_as_text_and_as_html_with_its_sources(edition):
    layla = subscribe()
    sending.send(NOW)
    (letter,) = letters()
    text, html = body(letter, "plain"), body(letter, "html")
    entry = edition.entries.get()

    for sentence in entry.brief:
        assert sentence["text"] in text
        assert sentence["text"] in html
    assert entry.headline.title in text
    assert f"https://news.example.org{entry.headline.get_absolute_url()}" in html
    assert f"https://news.example.org/en/newsletter/{layla.key}" in text
    assert f"https://news.example.org/en/newsletter/{layla.key}" in html
    assert "own.invalid" not in text + html
    assert letter["List-Unsubscribe"].strip(" <>") == f"https://news.example.org/en/newsletter/{layla.key}/stop"
    assert "<script" not in html
    assert "<link" not in html


def test_html_of_a_letter_is_whole(edition):
    subscribe()
    sending.send(NOW)
    left: list[str] = []

    class Balance(HTMLParser):
        def handle_starttag(self, tag, attributes):
            if tag not in ("meta", "img", "br"):
                left.append(tag)

        def handle_endtag(self, tag):
            assert left.pop() == tag

    Balance().feed(body(letters()[0], "html"))
    assert left == []


def test_an_arabic_letter_is_set_from_the_right(tell):
    tell("قصة الميناء", 3, language="ar")
    making.make("ar", DAY, NOW, nothing_new)
    editing.word(NOW)
    subscribe(language="ar")
    sending.send(NOW)
    html = body(letters()[0], "html")

    assert 'dir="rtl"' in html
    assert 'align="right"' in html
    assert "/ar/newsletter/" in html


def test_it_waits_for_the_words_of_a_model_but_not_for_ever(edition):
    subscribe()
    edition.entries.update(worded_at=None)
    assert sending.send(NOW) == 0
    assert sending.send(NOW + timedelta(minutes=40)) == 1


def test_yesterdays_paper_is_not_sent(edition):
    subscribe()

    assert sending.send(NOW + timedelta(hours=21)) == 0


def test_what_is_withdrawn_is_not_in_it(edition):
    subscribe()
    headline = edition.entries.get().headline
    Article.objects.filter(pk=headline.pk).withdraw()
    sending.send(NOW)

    assert headline.get_absolute_url() not in body(letters()[0], "html") + body(letters()[0], "plain")


def test_one_click_ends_it_without_a_page_and_looking_does_not(client):
    layla = subscribe()
    address = f"/en/newsletter/{layla.key}/stop"
    assert client.get(address).status_code == 302
    assert Subscriber.objects.exists()
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscriber.objects.exists()
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_an_address_whose_mail_comes_back_gets_no_more(edition):
    layla = subscribe(confirmed_at=NOW - timedelta(days=1))
    sending.send(NOW)
    mail = Mail.objects.get()
    note(mail, Returned("550 no such mailbox"))
    mail.save()

    assert sending.note_returned(NOW + timedelta(hours=1)) == 1
    layla.refresh_from_db()
    assert (layla.state, layla.reason) == (State.RETURNED, "550 no such mailbox")


def test_a_letter_can_be_looked_at_before(client, edition):
    answer = client.get("/en/newsletter/daily/2026-11-26")

    assert answer.status_code == 200
    assert edition.entries.get().headline.title in answer.content.decode()
    assert "'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert client.get("/en/newsletter/daily/2026-13-45").status_code == 404
    assert client.get("/en/newsletter/weekly/2026-11-26").status_code == 404


def test_operators_see_who_gets_it_and_whose_mail_came_back_and_add_nobody(admin):
    subscribe()
    subscribe("gone@reader.example", state=State.RETURNED, reason="550 <b>no such mailbox")
    page = admin.get("/en/admin/newsletter/subscriber/").content.decode()

    assert "layla@reader.example" in page
    assert "550 &lt;b&gt;no such mailbox" in page
    assert admin.get("/en/admin/newsletter/subscriber/add/").status_code == 403


def test_a_letter_that_waited_says_what_is_so_when_it_goes(edition):
    subscribe()
    sending.send(NOW)
    title = edition.entries.get().headline.title
    assert title in body(letters()[0], "plain")
    Article.objects.filter(title=title).withdraw()

    (mail,) = renewing.renew(list(Mail.objects.all()), NOW)

    mail.refresh_from_db()
    assert title not in body(letters()[0], "plain") + body(letters()[0], "html")
    assert re.search(r"https://news\.example\.org/\S+", body(letters()[0], "plain"))


@pytest.mark.parametrize("what", ["the subscriber", "every story"])
def test_a_letter_that_waited_for_nobody_or_for_nothing_is_dropped(edition, what):
    one = subscribe()
    sending.send(NOW)
    if what == "the subscriber":
        subscribing.stop(one)
    else:
        Article.objects.all().withdraw()

    assert renewing.renew(list(Mail.objects.all()), NOW) == []
    mail = Mail.objects.get()
    assert (mail.dropped_at, bytes(mail.data), mail.subject, mail.due_at) == (NOW, b"", "", None)


def test_an_edition_that_cannot_be_written_holds_up_no_other_mail(edition, client, monkeypatch):
    subscribe("layla@reader.example")
    sending.send(NOW)
    client.post("/en/newsletter", {"email": "omar@reader.example", "rhythm": "daily"})
    asked = Mail.objects.get(recipients=["omar@reader.example"])

    def broken(_edition):
        raise ValueError("a fault of ours")

    monkeypatch.setattr(newsletter_letters, "letter_of", broken)

    assert renewing.renew(list(Mail.objects.order_by("pk")), NOW) == [asked]
    waits = Mail.objects.get(recipients=["layla@reader.example"])
    assert waits.due_at == NOW + timedelta(minutes=15)


def test_other_mail_is_carried_as_it_is(client):
    client.post("/en/newsletter", {"email": "layla@reader.example", "rhythm": "daily"})
    mails = list(Mail.objects.all())

    assert renewing.renew(mails, NOW) == mails


def test_a_server_of_ours_that_is_away_for_days_loses_no_subscriber(edition, monkeypatch):
    subscribe()
    sending.send(NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW + TRIED * 2)
    mail = Mail.objects.get()
    note(mail, Delayed("mail.example.org:587: connection refused"))
    mail.save()

    assert Mail.objects.given_up().exists()
    assert sending.note_returned(NOW + TRIED * 2) == 0
    assert Subscriber.objects.get().state == State.CONFIRMED


def test_an_address_in_other_letters_that_comes_back_is_counted(edition):
    subscribe("layla@bücher.example")
    sending.send(NOW)
    mail = Mail.objects.get()
    note(mail, Returned("550 no such mailbox"))
    mail.save()

    assert sending.note_returned(NOW) == 1


def test_an_address_that_nobody_confirmed_is_forgotten(edition):
    subscribe("late@reader.example", state=State.PENDING, asked_at=NOW - timedelta(days=4))
    young = subscribe("young@reader.example", state=State.PENDING)

    assert subscribing.forget_lapsed(NOW) == 1
    assert list(Subscriber.objects.all()) == [young]


def test_one_mailbox_is_asked_three_times_a_day_and_can_say_no(client):
    asked = [
        client.post("/en/newsletter", {"email": f"layla+{n}@reader.example", "rhythm": "daily"}) for n in range(4)
    ]
    assert [answer.status_code for answer in asked] == [302, 302, 302, 429]
    own = link_in(body(letters()[0], "plain"))
    assert "No, forget the address" in client.get(own).content.decode()

    client.post(own, {"act": "stop"})

    assert not Subscriber.objects.filter(address="layla+0@reader.example").exists()


def test_an_address_that_no_server_could_read_is_refused(client):
    address = f"a@{'ü' * 60}.example"

    answer = client.post("/en/newsletter", {"email": address, "rhythm": "daily"})

    assert answer.status_code == 422
    assert "That is no e-mail address." in answer.content.decode()


def test_a_letter_speaks_its_own_language_in_its_subject_too(tell):
    """Whoever sends it speaks English."""
    tell("قصة", 3, language="ar")
    made = making.make("ar", DAY, NOW, nothing_new)

    assert newsletter_letters.letter_of(made).subject == "ثمانية اليوم، 26 نوفمبر 2026"
    assert newsletter_letters.subject_of(made) != newsletter_letters.letter_of(made).subject


def test_a_letter_of_the_week_does_not_end_the_day(edition):
    weekly = making.make_week("en", DAY + timedelta(days=2), NOW + timedelta(days=2))
    letter = newsletter_letters.letter_of(weekly)

    for words in (letter.text, letter.html):
        assert "That was the week. Whatever else happened can wait." in words
        assert "done for today" not in words


def test_a_letter_says_where_reports_differ_and_whose_the_picture_is(edition):
    entry = edition.entries.get()
    Article.objects.filter(pk=entry.headline_id).update(image="https://paper.example/ferry.jpg")
    for changed, label in ((False, "Where reports differ"), (True, "Changed over time")):
        Entry.objects.update(numbers=[row | {"changed": changed} for row in entry.numbers])
        letter = newsletter_letters.letter_of(edition)

        told = re.search(f"≠ {label}: (.+)", letter.text)[1]
        assert re.sub(r"[\u2066-\u2069]", "", told) == "Injured: twelve (The Paper4), fifteen (The Paper5)"
        assert f"<b>{label}:</b>" in letter.html
    assert f"Picture: {entry.headline.publisher.name_in('en')}" in letter.html
