"""The page of who is banned, what stands where forms would, and the moderators' side of it."""

import pytest
from django.urls import reverse

from daily8.accounts.models import Standing
from daily8.comments import bans, moderating, reacting
from daily8.comments.models import Act, Ban, Comment, Complaint, Deed, Grounds
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
QUEUE = "/en/moderation"
INSULT = moderating.Why(Grounds.ABUSE, "You called the crane a fool.")


def words(page) -> str:
    return " ".join(page.text_content().split())


@pytest.fixture
def comment(say, leila) -> Comment:
    return say(leila, "The crane is back.")


@pytest.fixture
def banned(client, comment, moderator, leila) -> Ban:
    moderating.decide(comment, Deed.BAN, moderator, NOON, why=INSULT)
    client.force_login(leila)
    return bans.of(leila)


@pytest.fixture
def appealed(banned) -> Ban:
    bans.appeal(banned, "It is only a bird.", address="198.51.100.7", now=NOON)
    return banned


def test_it_stands_in_place_of_the_form(banned, read, article):
    page = read(f"/en/article/{article.key}/comments")

    assert "You are banned from commenting" in words(page.cssselect("#write")[0])
    assert not page.cssselect("#write form")
    assert page.cssselect("#write a")[0].get("href") == "/en/account/ban"


def test_it_says_why_and_never_that_it_was_advertising(banned, read, article):
    for path in ("/en/account/ban", f"/en/article/{article.key}/comments"):
        page = words(read(path))
        assert "The reason that the moderator gave: Insults or threats: You called the crane a fool." in page
        assert "advertising" not in page
    assert "إهانات أو تهديدات" in words(read("/ar/account/ban"))


def test_an_appealed_ban_comes_before_what_waits(appealed, client, read, moderator, say, omar, settings):
    settings.COMMENTS = "all"
    say(omar, "Where is the crane?")
    client.force_login(moderator)

    items = read(QUEUE).cssselect(".queue__item")

    assert [item.get("id").partition("-")[0] for item in items] == ["ban", "item"]


def test_an_old_page_does_not_lift_what_another_left(appealed, client, moderator, leila):
    seen = bans.of(leila).version
    moderating.uphold(leila, moderator, NOON)
    client.force_login(moderator)

    answer = client.post(reverse("moderation-ban"), {"of": leila.pk, "seen": seen, "deed": "unban"})

    assert answer.status_code == 409
    assert "\u2068noor\u2069 left this ban as it is" in answer.content.decode()
    assert Ban.objects.exists()


def test_what_was_typed_before_it_came_is_still_there(banned, client, article):
    sent = client.post(f"/en/article/{article.key}/comments", {"words": "The crane flew."})

    assert "The crane flew." in sent.content.decode()


@pytest.mark.parametrize("deed", ["reply", "vote", "report"])
def test_it_stands_in_place_of_every_other_form(banned, read, say, omar, deed):
    page = read(f"/en/comment/{say(omar, 'It was the fog.').pk}/{deed}")

    assert "You are banned from commenting" in words(page)
    assert not page.cssselect("main textarea, main .say")


def test_the_account_says_so_and_leads_there(banned, read):
    page = read("/en/account")

    assert "You are banned from commenting" in words(page)
    assert page.xpath("//main//a[@href='/en/account/ban']")


def test_who_is_not_banned_reads_nothing_of_it(client, read, leila, article):
    client.force_login(leila)

    assert "banned" not in words(read("/en/account"))
    assert "There is no ban on your account." in words(read("/en/account/ban"))
    assert client.post("/en/account/ban", {"words": "x"}).status_code == 200
    client.logout()
    assert client.get("/en/account/ban").status_code == 302


def test_it_is_appealed_once_by_a_form(banned, client, read):
    assert "The crane is back." in words(read("/en/account/ban"))
    empty = client.post("/en/account/ban", {"words": " "})
    assert empty.status_code == 422
    assert "Write something first." in empty.content.decode()

    sent = client.post("/en/account/ban", {"words": "It is only a bird."})
    assert sent["Location"] == "/en/account/ban"

    page = read("/en/account/ban")
    assert "Your appeal has been sent." in words(page)
    assert not page.cssselect("main textarea")
    assert client.post("/en/account/ban", {"words": "Please."}).status_code == 422


def test_the_appeal_is_in_the_queue(appealed, client, read, moderator):
    client.force_login(moderator)
    page = read(QUEUE)

    assert page.cssselect(".queue__count")[0].text == "1"
    assert "It is only a bird." in words(page)
    assert page.cssselect(".queue__empty[hidden]")


@pytest.mark.parametrize(("deed", "left"), [("unban", False), ("uphold", True)])
def test_a_moderator_decides_on_it_and_takes_it_back(appealed, client, read, moderator, leila, deed, left):
    client.force_login(moderator)

    done = client.post(reverse("moderation-ban"), {"of": leila.pk, "seen": bans.of(leila).version, "deed": deed})
    assert done["Location"] == f"{QUEUE}?done={Act.objects.latest('pk').pk}"
    assert Ban.objects.filter(reader=leila).exists() == left
    assert not Ban.objects.appealed().exists()
    assert read(done["Location"]).cssselect(".queue__done:not([hidden])")
    client.post(reverse("moderation-undo"), {"act": Act.objects.latest("pk").pk})

    assert Ban.objects.appealed().get().reader == leila


def test_a_banned_reader_reads_what_became_of_it(appealed, read, moderator, leila):
    moderating.uphold(leila, moderator, NOON)

    assert "left the ban as it is" in words(read("/en/account/ban"))


@pytest.mark.parametrize(
    "sent", [{}, {"deed": "ban"}, {"deed": "unban", "of": "x"}, {"deed": "unban", "of": "999"}]
)
def test_what_is_no_decision_is_not_found(client, moderator, sent):
    client.force_login(moderator)

    assert client.post(reverse("moderation-ban"), sent).status_code == 404


def test_nobody_else_lifts_it(appealed, client, leila):
    assert client.post(reverse("moderation-ban"), {"of": leila.pk, "deed": "unban"}).status_code == 404
    assert Ban.objects.exists()


def test_it_is_lifted_from_the_readers_history(banned, client, read, moderator, leila):
    client.force_login(moderator)
    assert "Lift the ban" in words(read(f"{QUEUE}/reader/{leila.pk}"))

    done = client.post(
        reverse("moderation-ban"), {"of": leila.pk, "seen": banned.version, "deed": "unban", "reader": leila.pk}
    )

    assert done["Location"] == f"{QUEUE}/reader/{leila.pk}"
    assert not Ban.objects.exists()


def test_the_account_leads_moderators_and_operators_to_their_desk(client, read, moderator, leila):
    admin = reverse("admin:index")

    def desk(user) -> list[str]:
        client.force_login(user)
        links = read("/en/account").cssselect("main a")
        return [link.get("href") for link in links if link.get("href") in (QUEUE, admin)]

    assert desk(leila) == []
    assert desk(moderator) == [QUEUE]
    leila.make_operator()
    assert desk(leila) == [QUEUE, admin]


def test_nobody_decides_on_his_own_ban(appealed, client, read, leila):
    leila.standing = Standing.MODERATOR
    leila.save()
    act = Act.objects.get(deed=Deed.BAN)

    sent = [
        (f"{QUEUE}/ban", {"deed": "unban", "of": leila.pk}),
        (f"{QUEUE}/ban", {"deed": "uphold", "of": leila.pk}),
        (f"{QUEUE}/undo", {"act": act.pk}),
        (f"{QUEUE}/reader/{leila.pk}", {}),
    ]

    assert [client.post(path, fields).status_code for path, fields in sent] == [404] * 4
    assert Ban.objects.appealed().get().reader == leila
    assert not read(QUEUE).cssselect("form[action$='/moderation/ban']")


def test_who_is_banned_changes_no_reason_of_a_report(client, read, say, leila, omar, moderator):
    comment = say(omar, "The crane is late.")
    reacting.report(comment, leila, Complaint.SPAM, "", address="198.51.100.7", now=NOON)
    client.force_login(leila)
    assert read(f"/en/comment/{comment.pk}/report").cssselect("form.say")
    moderating.decide(say(leila, "Fools."), Deed.BAN, moderator, NOON, why=INSULT)

    page = read(f"/en/comment/{comment.pk}/report")

    assert "You have already reported this comment" in words(page)
    assert not page.cssselect("form.say")
