"""The page of alerts, what is chosen, devices, and the way out of letters."""

import json
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.test import Client
from lxml import html

from daily8.alerts import letters, zones
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Choice, Device, Kind, Push, Silence
from daily8.work.models import Mail
from tests.alerts.conftest import add_device, confirmed, follow
from tests.conftest import NOON
from tests.push_service import Browser

pytestmark = pytest.mark.django_db
CHOICE = {
    "stories": "on",
    "replies": "on",
    "quiet_from": "23:00",
    "quiet_until": "06:30",
    "zone": "Africa/Cairo",
    "most": "3",
}


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"


@pytest.fixture
def signed_in(client: Client, reader) -> Client:
    client.force_login(reader)
    return client


def send(client: Client, told: object, address: str = "/en/alerts/devices"):
    return client.post(
        address, told if isinstance(told, str) else json.dumps(told), content_type="application/json"
    )


def test_alerts_are_for_who_is_signed_in(client):
    for address in ("/en/alerts", "/en/alerts/choose"):
        assert client.get(address).headers["Location"] == f"/en/account/login?next={address}"
    assert send(client, Browser("https://push.example.org").subscription).status_code == 403


def test_alerts_are_listed_newest_first_with_what_is_new_and_where(signed_in, reader, make_article):
    article, gone = make_article(), make_article(visible=False)
    for number, (one, moment) in enumerate([(article, NOON), (article, NOON + timedelta(hours=1)), (gone, NOON)]):
        lines = [[one.pk, f"Sentence {number} <b>."]]
        alert = Alert(
            user=reader, kind=Kind.STORY, event=str(number), story_key="a" * 32, lines=lines, made_at=moment
        )
        keep([alert], moment)
    page = signed_in.get("/en/alerts").content.decode()

    assert page.index("Sentence 1 &lt;b&gt;.") < page.index("Sentence 0 &lt;b&gt;.")
    assert "Sentence 2" not in page
    assert article.get_absolute_url() in page


def test_without_alerts_the_page_says_what_there_can_be(signed_in):
    assert "No alerts yet" in signed_in.get("/en/alerts").content.decode()
    assert "لا تنبيهات بعد" in signed_in.get("/ar/alerts").content.decode()


def test_what_is_chosen_is_kept(signed_in, reader, ferry):
    follow(reader, "story", ferry.key)
    follow(reader, "search", "volcano")
    listed = [str(one.pk) for one in reader.follows.order_by("pk")]
    follow(reader, "search", "followed in another window meanwhile")
    answer = signed_in.post("/ar/alerts/choose", CHOICE | {"mail": "on", "listed": listed, "told": listed[0]})

    assert answer.status_code == 302
    choice = Choice.objects.get()
    assert (choice.mail, choice.stories, choice.searches, choice.most) == (True, True, False, 3)
    assert str(choice.quiet) == "23:00 06:30 Africa/Cairo"
    assert choice.spoken == "ar"
    assert [silence.follow.kind for silence in Silence.objects.all()] == ["search"]
    page = signed_in.get("/ar/alerts/choose").content.decode()
    assert 'value="23:00"' in page
    assert 'value="Africa/Cairo"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("most", "0"),
        ("most", "17"),
        ("most", "-1"),
        ("most", "99999999999999999999"),
        ("quiet_from", "25:00"),
        ("quiet_from", "22:00:30"),
        ("zone", "localtime"),
        ("quiet_until", ""),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_keeps_nothing(signed_in, field, value):
    page = signed_in.post("/en/alerts/choose", CHOICE | {field: value})

    assert page.status_code == 200
    assert f'id="id_{field}_error"' in page.content.decode()
    assert not Choice.objects.exists()


def zones_of(page) -> dict[str, str]:
    options = html.document_fromstring(page.content.decode()).cssselect("[name=zone] option")
    return {option.get("value"): option.text for option in options}


@pytest.mark.parametrize(("language", "cairo"), [("en", "Cairo"), ("ar", "القاهرة")])
def test_zones_are_chosen_from_a_list_of_cities(signed_in, settings, language, cairo):
    settings.TIME_ZONE = "Asia/Riyadh"
    page = signed_in.get(f"/{language}/alerts/choose")
    shown = zones_of(page)

    assert cairo in shown["Africa/Cairo"]
    assert "UTC+03:00" in shown["Asia/Riyadh"]
    assert "Asia/Riyadh" in shown[""]
    assert "Asia/Calcutta" not in shown
    assert "localtime" not in shown
    assert len(html.document_fromstring(page.content.decode()).cssselect("[name=zone] optgroup")) == 10


def test_a_zone_under_another_name_stays(signed_in):
    signed_in.post("/en/alerts/choose", CHOICE | {"zone": "US/Eastern"})

    assert 'value="US/Eastern" selected' in signed_in.get("/en/alerts/choose").content.decode()


def test_the_limit_of_messages_is_said_beside_its_field(signed_in):
    page = html.document_fromstring(signed_in.get("/en/alerts/choose").content.decode())

    (field,) = page.cssselect("[name=most]")
    assert page.get_element_by_id(field.get("aria-describedby")).text.startswith("From 1 to 16.")


def test_only_moderators_are_asked_about_the_queue(signed_in, reader):
    assert 'name="queue"' not in signed_in.get("/en/alerts/choose").content.decode()
    reader.standing = "moderator"
    reader.save()
    assert 'name="queue"' in signed_in.get("/en/alerts/choose").content.decode()


def test_a_browser_is_added_once_and_removed(signed_in, reader):
    browser = Browser("https://push.example.org")
    assert send(signed_in, browser.subscription).status_code == 201
    assert send(signed_in, browser.subscription, "/ar/alerts/devices").status_code == 201
    device = Device.objects.get()
    assert (device.user, device.language) == (reader, "ar")

    signed_in.post(f"/en/alerts/devices/{device.pk}/remove")
    assert not Device.objects.exists()


def test_a_browser_belongs_to_who_added_it_last(signed_in, reader):
    browser = Browser("https://push.example.org")
    add_device(confirmed("omar"), browser)
    send(signed_in, browser.subscription)

    assert Device.objects.get().user == reader


def test_nobody_removes_the_device_of_another(signed_in):
    device = add_device(confirmed("omar"), Browser("https://push.example.org"))
    signed_in.post(f"/en/alerts/devices/{device.pk}/remove")

    assert Device.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        "",
        "{",
        "[]",
        "null",
        "5",
        '"text"',
        "[" * 5000,
        '{"endpoint": "https://127.0.0.1/x", "keys": {}}',
        "x" * 9000,
    ],
)
def test_what_is_no_subscription_is_refused_with_a_reason(signed_in, told):
    answer = send(signed_in, told)

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Device.objects.exists()


def test_an_address_within_the_own_network_is_refused_even_where_feeds_may_be_read_from_there(signed_in, settings):
    settings.ALLOW_PRIVATE_NETWORKS = [ip_network("127.0.0.0/8")]

    assert send(signed_in, Browser("http://127.0.0.1:9000").subscription).status_code == 400


def test_nobody_fills_the_table_with_devices(signed_in):
    for _ in range(25):
        send(signed_in, Browser("https://push.example.org").subscription)

    assert Device.objects.count() == 10


def test_a_browser_with_a_new_address_goes_on_under_it(client, reader):
    old, new = Browser("https://push.example.org"), Browser("https://push.example.org")
    add_device(reader, old)
    answer = send(client, {"old": old.subscription, "new": new.subscription}, "/en/alerts/renew")
    assert answer.status_code == 201
    assert Device.objects.get().endpoint == new.endpoint

    unknown = send(client, {"old": old.subscription, "new": new.subscription}, "/en/alerts/renew")
    assert unknown.status_code == 404
    assert send(client, {"old": new.subscription, "new": "nothing"}, "/en/alerts/renew").status_code == 400
    assert send(client, [1], "/en/alerts/renew").status_code == 400


def test_whoever_knows_only_the_address_of_a_browser_does_not_take_it_over(client, reader):
    mine, theirs = Browser("https://push.example.org"), Browser("https://push.example.org")
    add_device(reader, mine)
    known = theirs.subscription | {"endpoint": mine.endpoint}

    assert send(client, {"old": known, "new": theirs.subscription}, "/en/alerts/renew").status_code == 404
    assert Device.objects.get().endpoint == mine.endpoint


def test_who_is_not_signed_in_any_more_is_led_back_to_the_forms(client):
    for address in ("/en/alerts/try", "/en/alerts/devices/1/remove"):
        assert client.post(address).headers["Location"] == "/en/account/login?next=/en/alerts/choose"


def test_signing_out_ends_messages_to_that_browser(signed_in, reader):
    send(signed_in, Browser("https://push.example.org").subscription)
    assert Device.objects.count() == 1
    signed_in.post("/en/account/logout")

    assert not Device.objects.exists()


def test_it_can_be_tried_on_every_way_and_not_for_ever(signed_in, reader, chosen):
    chosen()
    add_device(reader, Browser("https://push.example.org"))
    for _ in range(7):
        signed_in.post("/en/alerts/try")

    assert Push.objects.count() == Mail.objects.count() == 5
    assert "tried often enough" in signed_in.get("/en/alerts/choose").content.decode()


def test_where_there_is_no_way_to_try_it_says_so(signed_in):
    signed_in.post("/en/alerts/try")

    assert "There is nowhere to send it" in signed_in.get("/en/alerts/choose").content.decode()


def test_letters_are_stopped_by_one_click_without_signing_in(client, reader, chosen):
    chosen()
    path = letters.stop_path(reader)
    strict = Client(enforce_csrf_checks=True)
    assert "No more e-mail alerts" in client.get(path).content.decode()
    assert Choice.objects.get().mail
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Choice.objects.get().mail
    assert "You get no more alerts by e-mail" in client.get(path).content.decode()


def test_a_link_that_was_tampered_with_stops_nobodys_letters(client, reader, chosen):
    chosen()
    for token in ("1:abc", "x", f"{reader.pk}:", "%00"):
        assert client.post(f"/en/alerts/stop/{token}").status_code == 404
    assert Choice.objects.get().mail


def test_why_mail_came_back_is_said(signed_in, chosen):
    chosen(refused="550 <script>no such mailbox")
    page = signed_in.get("/en/alerts/choose").content.decode()

    assert "550 &lt;script&gt;no such mailbox" in page
    assert "came back" in page


def test_cities_are_named_in_arabic_also_where_their_zones_were_renamed():
    cities = {zone: city for named in zones._cities("ar").values() for city, zone in named}

    assert cities["Europe/Kyiv"] == "كييف"
    assert cities["America/Argentina/Buenos_Aires"] == "بوينوس أيرس"
    assert not [city for city in cities.values() if "/" in city or "_" in city]
