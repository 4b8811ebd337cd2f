"""What operators do with many publishers or feeds at once."""

import pytest
from django.contrib.admin.models import LogEntry

from daily8.sources.models import Feed, Publisher, Record, Status
from daily8.work import clock
from daily8.work.models import Version
from tests.conftest import NOON
from tests.sources.test_admin import FEEDS, PUBLISHERS


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 25 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def do(admin):
    """Do something with chosen rows of a list; return what the page says then."""

    def do(where, action, rows, **more):
        sent = {"action": action, "_selected_action": [row.pk for row in rows], **more}
        return admin.post(where, sent, follow=True).content.decode()

    return do


def test_all_feeds_of_publishers_are_paused_and_asked_again(do, make_publisher, make_feed):
    chosen, other = [make_publisher(), make_publisher()], make_publisher()
    feeds = [make_feed(one, due_at=NOON, url=f"https://{one}/{two}") for one in chosen for two in "ab"]
    kept = make_feed(other, due_at=NOON)

    assert "4 feeds paused." in do(PUBLISHERS, "pause", chosen)
    assert set(Feed.objects.filter(status=Status.PAUSED, due_at=None)) == set(feeds)
    assert LogEntry.objects.count() == 2

    assert "4 feeds will be asked again." in do(PUBLISHERS, "resume", chosen)
    assert Feed.objects.filter(status=Status.ACTIVE, due_at=NOON).count() == 5
    assert kept.status == Status.ACTIVE


@pytest.mark.parametrize(
    ("action", "field", "value", "line"),
    [
        ("show_excerpts", "rights", "excerpt", ("rights", "excerpt")),
        ("show_links_only", "rights", "link", ("rights", "link")),
        ("keep_ai_away", "ai", False, ("ai", "no")),
        ("allow_ai", "ai", True, ("ai", "yes")),
    ],
)
def test_rights_of_publishers_are_set_and_the_ledger_says_by_whom(do, make_publisher, action, field, value, line):
    chosen, other = [make_publisher(), make_publisher()], make_publisher()
    before = Version.current("pages")

    assert "2 publishers changed." in do(PUBLISHERS, action, chosen)

    assert {getattr(one, field) for one in Publisher.objects.exclude(pk=other.pk)} == {value}
    assert [(row.about, row.said, row.by) for row in Record.objects.all()] == [(*line, "samia")] * 2
    assert set(Record.objects.values_list("publisher", flat=True)) == {one.pk for one in chosen}
    assert Version.current("pages") > before

    do(PUBLISHERS, action, chosen)
    assert Record.objects.count() == 2


@pytest.mark.parametrize("told", ["en_us", "en-US", "eng", "english"])
def test_rights_are_set_whatever_the_feed_calls_its_language(do, make_publisher, told):
    chosen = [make_publisher(), make_publisher(language=told.lower(), names={told: "Odd"}), make_publisher()]

    assert "3 publishers changed." in do(PUBLISHERS, "show_links_only", chosen)

    assert {one.rights for one in Publisher.objects.all()} == {"link"}


def test_rights_are_given_back_and_ai_is_left_to_publishers(do, make_publisher):
    loud = make_publisher(rights="link", signals={"noai": "2026-11-25"}, ai_decided=True)
    quiet = make_publisher(ai=False, ai_decided=True)

    do(PUBLISHERS, "show_full_text", [loud])
    do(PUBLISHERS, "let_publishers_say", [loud, quiet])

    assert list(Publisher.objects.order_by("pk").values_list("rights", "ai")) == [("full", False), ("full", True)]


@pytest.mark.parametrize("where", [PUBLISHERS, FEEDS])
def test_a_category_is_asked_for_and_given(do, publisher, make_feed, where):
    feed = make_feed(publisher)
    chosen = [publisher if where == PUBLISHERS else feed]

    asked = do(where, "set_category", chosen)
    assert str(chosen[0]) in asked
    assert 'name="category"' in asked
    assert "at most 20 characters" in do(where, "set_category", chosen, category="x" * 21)
    assert "1 feed has this category now." in do(where, "set_category", chosen, category="sports")

    feed.refresh_from_db()
    assert feed.category == "sports"


def test_feeds_are_deleted_after_a_question(do, publisher, make_feed):
    feed = make_feed(publisher)

    assert feed.url in do(FEEDS, "delete_selected", [feed])
    assert Feed.objects.exists()
    assert "Successfully deleted 1 feed." in do(FEEDS, "delete_selected", [feed], post="yes")
    assert not Feed.objects.exists()


def test_who_may_only_look_does_nothing(admin, operator, publisher, make_feed):
    operator.is_superuser = False
    operator.save()
    make_feed(publisher)

    admin.post(PUBLISHERS, {"action": "show_links_only", "_selected_action": [publisher.pk]})

    publisher.refresh_from_db()
    assert publisher.rights == "full"
