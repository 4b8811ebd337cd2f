"""Alerts arrive where and when their reader wants them, each once; what cannot be sent now waits."""

import asyncio
import json
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from ipaddress import ip_network

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from daily8.accounts import keeping
from daily8.accounts.models import User
from daily8.alerts import bounces, choosing, delivering, letters, pushes, telling
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Choice, Device, Kind, Push
from daily8.articles.models import Article
from daily8.engine.mail import Returned
from daily8.pipeline.pushing import Pushing
from daily8.reading import following, muting, things
from daily8.reading.models import Follow
from daily8.work import clock
from daily8.work.mail import note
from daily8.work.models import Mail
from tests.alerts.conftest import MORE, SAME, add_device, come, confirmed, follow
from tests.conftest import NOON
from tests.push_service import Browser, serving

pytestmark = pytest.mark.django_db
LOOPBACK = (ip_network("127.0.0.0/8"),)
# The worker has a connection of its own.
PUSHED = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.SITE_URL = "https://news.example.org"


@pytest.fixture
def service(settings):
    settings.PUSH_NETWORKS = LOOPBACK
    with serving() as one:
        yield one


def happen(
    user: User, article, number: int = 1, at: datetime = NOON, sentence: str = "The bridge is open again."
) -> None:
    if not Follow.objects.filter(user=user).exists():
        follow(user, "search", "bridge")
    alert = Alert(
        user=user,
        kind=Kind.SEARCH,
        event=f"search:{number}",
        story_key="a" * 32,
        words="bridge",
        lines=[[article.pk, sentence]],
        made_at=at,
    )
    with transaction.atomic():
        keep([alert], at)


def mails() -> list:
    return [message_from_bytes(bytes(mail.data), policy=policy.default) for mail in Mail.objects.order_by("pk")]


def text_of(message) -> str:
    return message.get_content()


def test_a_letter_says_what_is_new_where_it_stands_and_how_to_stop_it(reader, chosen, make_article):
    chosen()
    article = make_article()
    happen(reader, article)
    delivering.deliver(NOON)

    (letter,) = mails()
    assert letter["To"] == "layla@reader.example"
    assert letter["Subject"] == "Found for “\u2068bridge\u2069”"
    text = text_of(letter)
    assert "– The bridge is open again." in text
    assert f"https://news.example.org{article.get_absolute_url()}" in text
    assert "https://news.example.org/en/alerts/choose" in text
    stop = letter["List-Unsubscribe"].strip(" <>")
    assert stop in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not Alert.objects.filter(told_at=None).exists()


def test_a_letter_is_in_the_readers_language(reader, chosen, make_article):
    chosen(language="ar")
    happen(reader, make_article(), sentence="أعيد فتح الجسر.")
    delivering.deliver(NOON)

    (letter,) = mails()
    assert "وُجد لبحثك" in letter["Subject"]
    assert "/ar/alerts/choose" in text_of(letter)


def test_nothing_is_sent_to_who_has_chosen_no_way_and_it_stands_on_the_page(reader, make_article):
    happen(reader, make_article())
    delivering.deliver(NOON)

    assert mails() == []
    assert Alert.objects.get().told_at == NOON
    choosing.choose(Choice.objects.get(), [], [], NOON)
    delivering.deliver(NOON + timedelta(hours=20))
    assert mails() == []


def test_an_address_that_nobody_confirmed_is_not_written_to(reader, chosen, make_article):
    chosen()
    EmailAddress.objects.update(verified=False)
    happen(reader, make_article())
    delivering.deliver(NOON)

    assert mails() == []


def test_quiet_hours_hold_it_back_and_then_all_comes_in_one_message(reader, chosen, make_article):
    chosen(quiet_from=time(22), quiet_until=time(7), zone="Asia/Riyadh")
    article = make_article()
    night = NOON.replace(hour=20)
    happen(reader, article, 1, night)
    happen(reader, article, 2, night + timedelta(hours=1))
    delivering.deliver(night + timedelta(hours=2))
    assert mails() == []
    morning = NOON.replace(hour=4) + timedelta(days=1)
    assert Choice.objects.get().due_at == morning

    delivering.deliver(morning)
    (letter,) = mails()
    assert letter["Subject"] == "2 alerts"
    assert text_of(letter).count("The bridge is open again.") == 2


def test_what_is_more_than_a_day_may_have_comes_together_the_next_day(reader, chosen, make_article):
    chosen(most=2)
    article = make_article()
    for number in range(5):
        happen(reader, article, number, NOON + timedelta(minutes=number))
        delivering.deliver(NOON + timedelta(minutes=number))
    assert len(mails()) == 2
    delivering.deliver(NOON + timedelta(hours=11))
    assert len(mails()) == 2

    delivering.deliver(NOON.replace(hour=0) + timedelta(days=1))
    assert [letter["Subject"] for letter in mails()[2:]] == ["3 alerts"]


def test_what_is_gone_or_muted_by_now_is_not_sent(reader, chosen, make_article, make_publisher):
    chosen()
    gone = make_article(visible=False)
    loud = make_article(publisher=make_publisher("loud.example"))
    happen(reader, gone, 1)
    happen(reader, loud, 2)
    thing = things.named("source", "loud.example")
    muting.mute(reader, thing, NOON)
    delivering.deliver(NOON)

    assert mails() == []
    assert Choice.objects.get().counted(NOON) == 0
    assert not Alert.objects.filter(told_at=None).exists()


def test_one_event_is_one_alert_for_a_reader(reader, chosen, make_article):
    chosen()
    happen(reader, make_article(), 1)
    happen(reader, make_article(), 1)
    delivering.deliver(NOON)
    happen(reader, make_article(), 1)
    delivering.deliver(NOON)

    assert len(mails()) == 1


def push() -> None:
    """Bring away what waits, as the worker does."""

    async def run() -> None:
        one = Pushing("one")
        await one.finish()
        one.stop()
        await one.run()

    asyncio.run(run())


@PUSHED
def test_a_message_reaches_every_device_sealed(reader, chosen, make_article, service, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    chosen(mail=False)
    browsers = [Browser(service.origin), Browser(service.origin)]
    for browser in browsers:
        add_device(reader, browser, LOOPBACK)
    happen(reader, make_article())
    delivering.deliver(NOON)
    push()

    for browser in browsers:
        (told,) = service.waiting(browser)
        assert told["body"] == "The bridge is open again."
        assert told["path"] == f"/en/story/{'a' * 32}"
        assert (told["lang"], told["dir"]) == ("en", "ltr")
    assert Choice.objects.get().counted(NOON) == 1
    assert all(one.sent_at and not one.data for one in Push.objects.all())


@PUSHED
def test_the_longest_message_fits_and_is_no_longer_than_services_take(
    reader, chosen, make_article, service, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    chosen(mail=False)
    browser = Browser(service.origin)
    add_device(reader, browser, LOOPBACK)
    happen(reader, make_article(), sentence="خبر" * 900)
    delivering.deliver(NOON)
    push()

    assert len(service.taken[0].body) <= 4096


@PUSHED
def test_a_device_that_is_gone_is_forgotten_and_others_are_not(reader, chosen, make_article, service, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    chosen(mail=False)
    gone, here = Browser(service.origin), Browser(service.origin)
    add_device(reader, gone, LOOPBACK)
    add_device(reader, here, LOOPBACK)
    service.statuses[gone.name] = 410
    happen(reader, make_article())
    delivering.deliver(NOON)
    push()

    assert [device.endpoint for device in Device.objects.all()] == [here.endpoint]
    assert Push.objects.count() == len(service.taken) == 1


@PUSHED
def test_a_service_that_is_away_is_asked_again_for_two_days(reader, chosen, make_article, service, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    chosen(mail=False)
    browser = Browser(service.origin)
    add_device(reader, browser, LOOPBACK)
    service.statuses[browser.name] = 503
    happen(reader, make_article())
    delivering.deliver(NOON)
    push()
    waiting = Push.objects.get()
    assert NOON < waiting.due_at < NOON + timedelta(hours=1)

    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=3))
    push()
    assert Push.objects.given_up().count() == 1


@PUSHED
def test_a_message_is_not_kept_for_a_browser_into_quiet_hours(reader, chosen, make_article, service, monkeypatch):
    evening = NOON.replace(hour=21)
    monkeypatch.setattr(clock, "now", lambda: evening)
    chosen(mail=False, quiet_from=time(22), quiet_until=time(7))
    add_device(reader, Browser(service.origin), LOOPBACK)
    happen(reader, make_article())
    delivering.deliver(evening)
    push()

    assert service.taken[0].headers["ttl"] == "3600"


def test_who_signs_out_everywhere_or_has_a_new_password_is_told_nothing_on_old_devices(
    reader, chosen, make_article, service, monkeypatch
):
    chosen(mail=False)
    add_device(reader, Browser(service.origin), LOOPBACK)
    reader.set_password("another one by the quay")
    reader.save()
    happen(reader, make_article())
    delivering.deliver(NOON)

    assert not Push.objects.exists()


def test_mail_that_comes_back_ends_mail_until_its_reader_asks_again(reader, chosen, make_article):
    chosen()
    happen(reader, make_article(), 1)
    delivering.deliver(timezone.now())
    mail = Mail.objects.get()
    note(mail, Returned("550 no such mailbox"))
    mail.save()
    assert bounces.note(timezone.now()) == 1
    assert Choice.objects.get().refused == "550 no such mailbox"

    happen(reader, make_article(), 2)
    delivering.deliver(timezone.now())
    assert Mail.objects.count() == 1

    choosing.choose(Choice.objects.get(), [], [], timezone.now())
    assert bounces.note(timezone.now()) == 0
    happen(reader, make_article(), 3)
    delivering.deliver(timezone.now())
    assert Mail.objects.count() == 2


def test_mail_to_another_reader_that_comes_back_is_nobody_elses(reader, chosen, make_article):
    chosen()
    chosen(confirmed("omar"))
    happen(reader, make_article(), 1)
    delivering.deliver(timezone.now())
    mail = Mail.objects.get()
    note(mail, Returned("550 no such mailbox"))
    mail.save()
    bounces.note(timezone.now())

    assert [choice.user.username for choice in Choice.objects.exclude(refused="")] == ["layla"]


def test_a_token_is_good_for_its_reader_only(reader, chosen):
    chosen()
    path = letters.stop_path(reader)
    token = path.rpartition("/")[2]

    assert letters.reader_of(token).user == reader
    assert letters.reader_of(token.replace(str(reader.pk), "999", 1)) is None
    assert letters.reader_of("nonsense") is None


def test_words_of_a_push_are_json_that_browsers_read(reader, chosen, make_article):
    chosen(mail=False)
    add_device(reader, Browser("https://push.example.org"), language="ar")
    happen(reader, make_article(), sentence="أعيد فتح الجسر.")
    delivering.deliver(NOON)

    told = json.loads(bytes(Push.objects.get().data))
    assert (told["lang"], told["dir"], told["body"]) == ("ar", "rtl", "أعيد فتح الجسر.")


def test_one_reader_who_cannot_be_told_keeps_nobody_waiting(reader, chosen, make_article, monkeypatch, caplog):
    omar = confirmed("omar")
    chosen()
    chosen(omar)
    article = make_article()
    happen(reader, article, 1)
    happen(omar, article, 1, NOON + timedelta(minutes=1))
    tell = delivering.told
    monkeypatch.setattr(delivering, "told", lambda alerts, user: tell(alerts, user) if user == omar else 1 / 0)
    delivering.deliver(NOON + timedelta(minutes=2))

    assert [letter["To"] for letter in mails()] == ["omar@reader.example"]
    assert "could not be told" in caplog.text
    monkeypatch.undo()
    delivering.deliver(NOON + timedelta(hours=1))
    assert len(mails()) == 2


def test_hours_with_seconds_are_hours(reader, chosen, make_article):
    chosen(quiet_from=time(22, 0, 10), quiet_until=time(23, 59, 30))
    happen(reader, make_article(), 1, NOON.replace(hour=22))
    delivering.deliver(NOON.replace(hour=22, minute=30))

    assert Choice.objects.get().due_at == NOON.replace(hour=23, minute=59)


@PUSHED
def test_a_message_that_waits_does_not_reach_a_device_after_a_new_password(
    reader, chosen, make_article, service, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    chosen(mail=False)
    add_device(reader, Browser(service.origin), LOOPBACK)
    happen(reader, make_article())
    delivering.deliver(NOON)
    reader.set_password("another one by the quay")
    reader.save()
    push()

    assert service.taken == []
    assert not Device.objects.exists()


def test_a_device_is_told_nothing_once_its_session_has_ended(reader, chosen, make_article):
    chosen(mail=False)
    device = add_device(reader, Browser("https://push.example.org"))
    device.session.delete()
    happen(reader, make_article())
    delivering.deliver(NOON)

    assert not Device.objects.exists()
    assert not Push.objects.exists()


@pytest.mark.parametrize("change", ["unfollowed", "switched off", "closed"])
def test_what_is_not_wanted_any_more_when_it_may_be_sent_is_not(reader, chosen, make_article, change):
    chosen()
    happen(reader, make_article())
    if change == "unfollowed":
        following.unfollow(reader, things.named("search", "bridge"))
    elif change == "switched off":
        chosen(searches=False)
    else:
        User.objects.update(is_active=False)
    delivering.deliver(NOON)

    assert mails() == []
    assert not Alert.objects.filter(told_at=None).exists()


def test_each_device_is_told_in_its_own_language(reader, chosen, make_article):
    chosen(language="en")
    add_device(reader, Browser("https://push.example.org"), language="ar")
    happen(reader, make_article())
    delivering.deliver(NOON)

    assert "وُجد" in json.loads(bytes(Push.objects.get().data))["title"]
    assert mails()[0]["Subject"].startswith("Found")


def test_mail_to_a_domain_in_other_letters_that_comes_back_is_told(reader, chosen, make_article):
    EmailAddress.objects.update(email="layla@مثال.example")
    chosen()
    happen(reader, make_article(), 1)
    delivering.deliver(timezone.now())
    mail = Mail.objects.get()
    assert mail.recipients == ["layla@xn--mgbh0fb.example"]
    note(mail, Returned("550 no such mailbox"))
    mail.save()

    assert bounces.note(timezone.now()) == 1


@PUSHED
def test_a_push_service_that_does_not_answer_is_asked_once_in_a_round(reader, chosen, service, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr("daily8.pipeline.pushing.house", lambda host: host)
    slow = [Browser(service.origin) for _ in range(4)]
    for browser in slow:
        service.statuses[browser.name] = 503
        device = add_device(reader, browser, LOOPBACK)
        pushes.push(device, "One", "", "/en/alerts", None, NOON).save()
    push()

    assert service.asked == 1
    assert Push.objects.filter(failures=1).count() == 4


def test_a_story_tells_under_the_headline_of_what_is_new_and_not_of_what_was_withdrawn(
    reader, chosen, ferry, make_article
):
    chosen()
    follow(reader, "story", ferry.key)
    loud = make_article(title="LIBEL about Mr X", text="He is said to have done it.", published_at=NOON)
    come(make_article(title="Ferry company speaks", text=MORE, published_at=NOON), loud, story=ferry)
    Article.objects.filter(pk=loud.pk).withdraw()
    delivering.deliver(NOON + timedelta(minutes=5))

    (letter,) = mails()
    assert "LIBEL" not in letter["Subject"] + text_of(letter)
    assert "Ferry company speaks" in letter["Subject"]


@pytest.mark.parametrize("rights", [{"rights": "link"}, {"rights": "excerpt"}, {"ai": False}])
def test_a_sentence_that_may_not_be_told_any_more_is_told_by_its_headline(
    ferry, make_article, chosen, reader, rights
):
    follow(reader, "story", ferry.key)
    later = make_article(title="Captain suspended", text=f"{SAME} {MORE}", excerpt=SAME, found_at=NOON)
    come(later, story=ferry)
    alert = Alert.objects.get()
    assert [line.text for line in telling.told([alert], reader)[0].lines] == [MORE]

    later.publisher.edit(**rights)
    assert [line.text for line in telling.told([alert], reader)[0].lines] == ["Captain suspended"]
    assert MORE not in str(keeping.export(reader)["alerts"])
