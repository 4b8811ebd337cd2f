"""What apps mark: read, unread and saved, by article and by stream, and how little of it is kept."""

from datetime import timedelta

import pytest

from daily8.accounts import keeping
from daily8.articles.models import Article
from daily8.reading import marks, shelf
from daily8.reading.models import Apps, Kept, KeptKind, ReadBefore, ReadMark
from daily8.reading.telling import Line, Told
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
ALL, READ = "user/-/state/com.google/reading-list", "user/-/state/com.google/read"
STARRED, UNREAD = "user/-/state/com.google/starred", "user/-/state/com.google/kept-unread"


@pytest.fixture
def old(world):
    """All of it was found long enough ago that nothing of that time is on its way any more."""
    Article.objects.update(found_at=NOON - timedelta(hours=3))
    return world


def test_an_article_that_is_marked_is_read_and_can_be_unread_again(app, world, reader):
    item = f"tag:google.com,2005:reader/item/{world['source'].pk:016x}"

    assert app.post("edit-tag", i=item, a=READ, r=UNREAD, ac="edit", T="x").content == b"OK"
    assert "Of the harbour" not in app.titles(ALL, xt=READ)
    assert [READ in one["categories"] for one in app.told(f"stream/contents/{ALL}")["items"]][:2] == [True, False]
    app.post("edit-tag", i=item, r=READ, a=[UNREAD, "user/-/state/com.google/tracking-kept-unread"])
    assert "Of the harbour" in app.titles(ALL, xt=READ)
    assert not ReadMark.objects.exists()


def test_marking_twice_is_as_good_as_once(app, world):
    for _ in range(2):
        app.post("edit-tag", i=[world["source"].pk, world["hashtag"].pk, 999_999], a=READ)

    assert ReadMark.objects.filter(read=True).count() == 2


def test_a_star_is_saved_here_and_what_is_saved_here_has_a_star(app, world, reader):
    app.post("edit-tag", i=world["source"].pk, a=STARRED)
    shelf.change(reader, Told(0, [Line(KeptKind.SAVED, f"article/{world['arabic'].key}", NOON)], [], {}))

    assert shelf.saves(reader, f"article/{world['source'].key}")
    assert app.titles(STARRED) == ["Of the harbour", "عن الميناء"]
    app.post("edit-tag", i=world["source"].pk, r=STARRED)
    assert not shelf.saves(reader, f"article/{world['source'].key}")
    assert app.ids(STARRED) == [world["arabic"].pk]


def test_what_was_opened_here_is_read_and_marking_opens_nothing(app, world, reader):
    shelf.change(reader, Told(0, [Line(KeptKind.HISTORY, f"article/{world['source'].key}", NOON)], [], {}))
    app.post("edit-tag", i=world["hashtag"].pk, a=READ)

    assert not {"Of the harbour", "Of boats"} & set(app.titles(ALL, xt=READ))
    assert Kept.objects.filter(kind=KeptKind.HISTORY).count() == 1
    app.post("edit-tag", i=world["source"].pk, r=READ)
    assert "Of the harbour" in app.titles(ALL, xt=READ)


def test_all_of_a_source_is_read_by_one_row_in_every_stream(app, old, reader):
    app.post("edit-tag", i=[old["source"].pk, old["arabic"].pk], a=READ)
    assert app.post("mark-all-as-read", s=app.streams()["The Harbour"], T="x").content == b"OK"

    assert app.titles(app.streams()["#Boats"], xt=READ) == ["Of boats"]
    assert "عن الميناء" not in app.titles(ALL, xt=READ)
    assert not ReadMark.objects.exists()
    assert ReadBefore.objects.get().publisher == old["source"].publisher


def test_all_of_a_hashtag_too_and_what_it_became_keeps_it(app, old, make_hashtag):
    app.post("mark-all-as-read", s=app.streams()["#Boats"])
    assert not {"Of the harbour", "Of boats"} & set(app.titles(ALL, xt=READ))

    ships = make_hashtag("Ships", on=[old["hashtag"]])
    boats = ReadBefore.objects.get().hashtag
    boats.tags.all().delete()
    boats.merged_into = ships
    boats.save()
    assert "Of boats" not in app.titles(ALL, xt=READ)


@pytest.mark.parametrize("title", ["The flood", "lighthouse", "Front page"])
def test_all_of_what_changes_is_marked_one_by_one(app, old, title):
    stream = app.streams()[title]
    told = app.ids(stream)
    app.post("mark-all-as-read", s=stream)

    assert app.titles(stream, xt=READ) == []
    assert ReadMark.objects.filter(read=True).count() == len(told) > 0


def test_everything_is_read_by_one_moment_and_a_folder_by_its_feeds(app, old, reader):
    app.post("mark-all-as-read", s="user/-/label/Sources")
    assert not {"Of the harbour", "عن الميناء"} & set(app.titles(ALL, xt=READ))

    app.post("edit-tag", i=old["story"].pk, a=READ)
    app.post("mark-all-as-read", s=ALL)
    assert app.titles(ALL, xt=READ) == []
    assert not ReadMark.objects.exists()
    assert not ReadBefore.objects.exists()
    assert Apps.objects.get().read_before == NOON - timedelta(hours=1)


def test_what_is_still_on_its_way_does_not_count_as_read_before_anybody_saw_it(app, world):
    late = Article.objects.get(pk=world["story"].pk)
    Article.objects.filter(pk=late.pk).update(visible=False, found_at=NOON - timedelta(minutes=5))
    app.post("mark-all-as-read", s=ALL)
    Article.objects.filter(pk=late.pk).update(visible=True)

    assert app.titles(ALL, xt=READ) == ["The flood"]


def test_only_what_the_app_has_seen_counts_as_read(app, old, make_article):
    seen = int((NOON - timedelta(hours=2)).timestamp()) * 1_000_000
    make_article(publisher=old["source"].publisher, title="New", found_at=NOON - timedelta(hours=1, minutes=30))
    app.post("mark-all-as-read", s=app.streams()["The Harbour"], ts=seen)

    assert app.titles(app.streams()["The Harbour"], xt=READ) == ["New"]
    # A moment only goes forward, and never beyond now.
    app.post("mark-all-as-read", s=app.streams()["The Harbour"], ts=1)
    assert app.titles(app.streams()["The Harbour"], xt=READ) == ["New"]
    app.post("mark-all-as-read", s=ALL, ts="9" * 16)
    assert Apps.objects.get().read_before <= NOON


def test_what_was_kept_unread_is_read_with_all_else(app, old):
    app.post("mark-all-as-read", s=ALL)
    app.post("edit-tag", i=old["source"].pk, a=UNREAD)
    assert app.titles(ALL, xt=READ) == ["Of the harbour"]

    app.post("mark-all-as-read", s=app.streams()["The Harbour"])
    assert app.titles(ALL, xt=READ) == []


def test_saved_ones_are_marked_as_a_stream_too(app, old):
    app.post("edit-tag", i=old["elsewhere"].pk, a=STARRED)
    app.post("mark-all-as-read", s=STARRED)

    assert app.titles(ALL, it=READ) == ["Of nothing followed"]


def test_what_is_a_month_old_is_read(app, world):
    Article.objects.filter(pk=world["source"].pk).update(published_at=NOON - marks.UNREAD_FOR - timedelta(hours=1))
    app.post("edit-tag", i=world["source"].pk, a=UNREAD)

    assert "Of the harbour" not in app.titles(ALL, xt=READ)
    assert "Of the harbour" in app.titles(ALL, it=READ)


def test_how_much_is_unread_is_counted_by_feed_folder_and_all(app, old):
    streams = app.streams()
    app.post("edit-tag", i=old["source"].pk, a=READ)
    told = app.told("unread-count")["unreadcounts"]
    counts = {one["id"]: one["count"] for one in told}

    assert counts[streams["The Harbour"]] == counts["user/-/label/Sources"] == 1
    assert counts[streams["#Boats"]] == 1
    assert counts[streams["The flood"]] == 2
    assert counts[ALL] == 5
    newest = {one["id"]: one["newestItemTimestampUsec"] for one in told}
    assert newest[ALL] == str(int((NOON - timedelta(hours=3)).timestamp()) * 1_000_000)
    app.post("mark-all-as-read", s=ALL)
    assert set(app.unread().values()) == {0}


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("edit-tag", {}),
        ("edit-tag", {"i": "nonsense", "a": READ}),
        ("edit-tag", {"i": "5", "a": "user/-/label/Mine"}),
        ("mark-all-as-read", {}),
        ("mark-all-as-read", {"s": "feed/https://elsewhere.example/feed"}),
    ],
)
def test_what_cannot_be_done_is_a_bad_request(app, world, path, sent):
    assert app.post(path, **sent).status_code == 400


def test_states_that_are_none_here_change_nothing(app, world):
    answer = app.post("edit-tag", i=world["source"].pk, a="user/-/state/com.google/broadcast", r="")

    assert answer.content == b"OK"
    assert not ReadMark.objects.exists()


@pytest.mark.parametrize(
    "path", ["edit-tag", "mark-all-as-read", "subscription/edit", "rename-tag", "disable-tag"]
)
def test_nothing_changes_by_looking(app, path):
    assert app.get(path).status_code == 405


def test_one_readers_marks_are_no_others(app, world, client, reader):
    other = reader.__class__.objects.create(username="omar")
    app.post("edit-tag", i=world["source"].pk, a=READ)

    assert marks.unread_among([world["source"].pk], other, NOON)
    assert not marks.unread_among([world["source"].pk], reader, NOON)


def test_the_file_of_everything_has_marks_and_erasing_forgets_them(app, old, reader):
    app.post("mark-all-as-read", s=app.streams()["The Harbour"])
    app.post("mark-all-as-read", s=ALL, ts=1_000_000_000)
    app.post("edit-tag", i=old["hashtag"].pk, a=READ)
    told = keeping.export(reader)["apps"]

    assert told["front_page"] is True
    assert told["lists_read_before"] == {"harbour.example": (NOON - timedelta(hours=1)).isoformat()}
    assert told["marked"] == [{"article": old["hashtag"].key, "read": True}]
    keeping.erase(reader)
    assert [model.objects.count() for model in (ReadMark, ReadBefore, Apps)] == [0, 0, 0]
