"""Requests to take articles down, in the admin, and the ledger that they stand in."""

import pytest
from lxml import html

from daily8.articles import takedowns
from daily8.articles.models import Article
from daily8.articles.takedowns import Act, ActError
from daily8.engine import addresses
from daily8.sources.ledger import Record, Takedown
from daily8.work import clock
from tests.conftest import NOON

TAKEDOWNS = "/en/admin/sources/takedown/"
LEDGER = "/en/admin/sources/record/"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 25 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def publish(make_article):
    """Make an article that is known by its address, as the pipeline keeps it."""

    def publish(name: str, **fields: object) -> Article:
        url = f"https://daily.example/{name}"
        return make_article(url=url, key=addresses.key(url), **fields)

    return publish


@pytest.fixture
def ask(admin, publisher):
    """Write a request down that is about these addresses."""

    def ask(*addresses: str) -> Takedown:
        told = {
            "publisher": publisher.pk, "asked_by": "The Daily", "contact": "desk@daily.example",
            "addresses": "\n".join(addresses), "reason": "It names a child.",
        }  # fmt: skip
        assert admin.post(f"{TAKEDOWNS}add/", told).status_code == 302
        return Takedown.objects.latest("pk")

    return ask


@pytest.fixture
def decide(admin):
    """Decide about a request; return what the page says then."""

    def decide(takedown: Takedown, act: str, reason: str = "") -> str:
        address = f"{TAKEDOWNS}{takedown.pk}/decide/"
        page = admin.post(address, {"act": act, "reason": reason}, follow=True).content.decode()
        return " ".join(html.document_fromstring(page).text_content().split())

    return decide


def ledger() -> list[tuple[str, str, str, str]]:
    lines = Record.objects.order_by("pk")
    return [(line.about, line.said, line.by, line.reason) for line in lines]


def test_a_request_says_which_articles_it_is_about(admin, ask, publish, django_assert_num_queries):
    here, there = publish("here"), publish("there")
    takedown = ask(
        f"https://news.example{here.get_absolute_url()}", there.url + "?utm_source=x", "https://no.example/"
    )

    # The session, the operator, the request; the theme asks for each of the two lists five times.
    with django_assert_num_queries(13):
        page = admin.get(f"{TAKEDOWNS}{takedown.pk}/change/").content.decode()

    assert page.count("shown to readers") == 2
    assert page.count("not known here") == 1
    assert ledger() == [("takedown", "asked", "samia", "It names a child.")]


def test_articles_are_withdrawn_and_given_back_each_with_a_line_of_the_ledger(ask, decide, publish):
    article, kept, before = publish("bridge"), publish("quay"), publish("old", withdrawn=True, visible=False)
    takedown = ask(article.url, before.url)

    assert "1 article withdrawn." in decide(takedown, "withdraw", "They are right.")
    assert set(Article.objects.visible()) == {kept}
    assert Takedown.objects.get().state == "granted"

    assert "1 article restored." in decide(takedown, "restore", "They asked for it back.")
    assert set(Article.objects.visible()) == {kept, article}
    assert Takedown.objects.get().state == "open"
    assert ledger()[1:] == [
        ("takedown", "withdrawn", "samia", "They are right."),
        ("takedown", "restored", "samia", "They asked for it back."),
    ]


def test_what_two_requests_withdrew_comes_back_when_both_gave_it_back(ask, decide, publish):
    article = publish("bridge")
    first, second = ask(article.url), ask(f"https://news.example{article.get_absolute_url()}")

    assert "1 article withdrawn." in decide(first, "withdraw")
    assert "0 articles withdrawn." in decide(second, "withdraw")
    assert "0 articles restored." in decide(first, "restore")
    assert not Article.objects.visible()
    assert "1 article restored." in decide(second, "restore")
    assert set(Article.objects.visible()) == {article}


def test_what_an_operator_withdrew_since_a_request_gave_it_back_stays_withdrawn(ask, decide, publish):
    article, other = publish("bridge"), publish("quay")
    takedown = ask(article.url, other.url)
    decide(takedown, "withdraw")
    decide(takedown, "restore")
    Article.objects.filter(pk=article.pk).withdraw()

    assert "1 article withdrawn." in decide(takedown, "withdraw")
    assert "1 article restored." in decide(takedown, "restore")
    assert set(Article.objects.visible()) == {other}


def test_a_request_that_holds_articles_is_refused_only_after_it_gave_them_back(ask, decide, publish):
    article = publish("bridge")
    takedown = ask(article.url)
    for act in ("withdraw", "reopen"):
        decide(takedown, act)

    assert "Select a valid choice" in decide(takedown, "refuse", "It is a matter of record.")
    assert "1 article restored." in decide(takedown, "restore")
    decide(takedown, "refuse", "It is a matter of record.")

    assert Takedown.objects.get().state == "refused"
    assert set(Article.objects.visible()) == {article}


def test_of_two_who_decide_at_once_the_second_is_told_and_does_nothing(ask, decide, publish, monkeypatch):
    article = publish("bridge")
    seen = ask(article.url)
    # What the second operator's form was made from, before the first one's act.
    as_seen = takedowns.possible(seen)
    decide(seen, "withdraw")
    before, now_possible = ledger(), takedowns.possible

    with pytest.raises(ActError, match="is granted"):
        takedowns.do(seen, Act.REFUSE, NOON, by="omar", reason="No.")
    asked = iter([as_seen])
    monkeypatch.setattr(takedowns, "possible", lambda one: next(asked, None) or now_possible(one))

    assert "somebody has decided about the request meanwhile" in decide(seen, "refuse", "No.")
    assert Takedown.objects.get().state == "granted"
    assert ledger() == before
    assert not Article.objects.visible()


def test_an_address_of_a_publisher_that_looks_like_ours_is_the_publishers(ask, decide, publish):
    other = publish("quay")
    theirs = publish(f"article/{other.key}")

    takedown = ask(theirs.url)
    decide(takedown, "withdraw")

    assert set(Article.objects.visible()) == {other}


def test_every_address_of_a_request_counts(ask, decide, publish):
    last = publish("last")
    takedown = ask(*(f"https://daily.example/{number}" for number in range(600)), last.url)

    assert "1 article withdrawn." in decide(takedown, "withdraw")
    assert not Article.objects.visible()


def test_a_publisher_is_shown_as_links_only(ask, decide, publisher):
    decide(ask("https://daily.example/a"), "link", "All of it.")

    publisher.refresh_from_db()
    assert publisher.rights == "link"
    assert ledger()[1:] == [("rights", "link", "samia", ""), ("takedown", "link", "samia", "All of it.")]


def test_a_refusal_needs_a_reason_and_can_be_taken_back(ask, decide):
    takedown = ask("https://daily.example/a")

    assert "Say why the request is refused." in decide(takedown, "refuse")
    assert Takedown.objects.get().state == "open"

    decide(takedown, "refuse", "It is a matter of record.")
    assert Takedown.objects.get().state == "refused"
    assert "Select a valid choice" in decide(takedown, "withdraw")

    decide(takedown, "reopen")
    assert Takedown.objects.get().state == "open"
    assert [said for _about, said, _by, _reason in ledger()] == ["asked", "refused", "reopened"]


def test_nobody_changes_or_deletes_what_stands_in_the_ledger(admin, ask, publisher):
    takedown = ask("https://daily.example/a")
    (line,) = Record.objects.all()

    for where, row in ((LEDGER, line), (TAKEDOWNS, takedown)):
        assert admin.post(f"{where}{row.pk}/delete/", {"post": "yes"}).status_code == 403
        assert admin.post(f"{where}{row.pk}/change/", {"reason": "Nothing."}).status_code == 403
        admin.post(where, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert admin.get(f"{LEDGER}add/").status_code == 403

    publisher.delete()
    line.refresh_from_db()
    assert (line.domain, line.reason, line.publisher) == ("daily.example", "It names a child.", None)
    assert Takedown.objects.get().reason == "It names a child."


def test_a_request_whose_publisher_is_gone_is_decided_about_all_the_same(ask, decide, publisher):
    takedown = ask("https://daily.example/a")
    publisher.delete()

    for act, reason in (("link", ""), ("reopen", ""), ("refuse", "Gone.")):
        decide(takedown, act, reason)

    assert [said for _about, said, _by, _reason in ledger()] == ["asked", "link", "reopened", "refused"]


def test_who_may_only_look_decides_nothing(admin, operator, ask):
    takedown = ask("https://daily.example/a")
    operator.is_superuser = False
    operator.save()

    assert admin.post(f"{TAKEDOWNS}{takedown.pk}/decide/", {"act": "refuse", "reason": "No."}).status_code == 403
    assert admin.get(f"{TAKEDOWNS}999/decide/").status_code in (403, 404)


def test_words_of_who_asks_are_words_never_markup(admin, ask, publisher):
    takedown = ask("<script>alert(1)</script>", "javascript:alert(2)")
    Takedown.objects.update(reason="<img src=x onerror=alert(3)>", asked_by="<script>alert(4)</script>")
    Record.objects.update(place="<script>alert(5)</script>", reason="<script>alert(6)</script>")

    for address in (
        TAKEDOWNS, LEDGER, f"{TAKEDOWNS}{takedown.pk}/change/", f"{TAKEDOWNS}{takedown.pk}/decide/",
        f"/en/admin/sources/publisher/{publisher.pk}/change/",
    ):  # fmt: skip
        page = admin.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


def test_a_publisher_shows_its_lines_and_who_decides_on_ai(admin, make_publisher):
    decided, reserved = make_publisher(ai_decided=True), make_publisher(signals={"noai": "2026-11-25"})
    decided.edit(rights="excerpt", by="samia")

    pages = [
        admin.get(f"/en/admin/sources/publisher/{one.pk}/change/").content.decode() for one in (decided, reserved)
    ]

    assert "An operator of this site decided." in pages[0]
    assert "what may be shown: excerpt (<bdi>samia</bdi>)" in pages[0]
    assert f"{LEDGER}?publisher__id__exact={decided.pk}" in pages[0]
    assert "The publisher reserves its texts." in pages[1]
    assert "Nothing yet." in pages[1]


def test_the_ledger_leads_to_the_articles_that_were_withdrawn(admin, ask, decide, publish):
    article, _other = publish("here", title="Names a child"), publish("there", title="Names nobody")
    decide(ask(article.url), "withdraw")

    page = html.document_fromstring(admin.get(LEDGER).content.decode())
    (way,) = page.xpath(f"//a[bdi[.='{article.key}']]/@href")
    found = admin.get(way).content.decode()

    assert "Names a child" in found
    assert "Names nobody" not in found
