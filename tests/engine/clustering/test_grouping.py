from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.results import GroupingError, Item, Merge
from daily8.engine.embedding import Centre

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TITLES = {
    "quake": [
        "Strong earthquake shakes northern Chile, tsunami warning issued",
        "Chile: earthquake near Iquique triggers tsunami warning",
        "Tsunami warning after powerful earthquake off Iquique in Chile",
        "Thousands leave Chilean coast after earthquake and tsunami warning",
    ],
    "vote": [
        "Parliament in Athens votes on the budget after a night of debate",
        "Greek parliament passes budget by three votes",
        "Greek lawmakers pass the budget in a narrow vote",
        "Budget passed: Athens parliament votes after long debate",
    ],
}
TEXTS = {
    "quake": "The earthquake of magnitude 7.1 struck off Iquique; people on the coast of Chile had to leave.",
    "vote": "After a night of debate the parliament in Athens passed the budget for next year by three votes.",
}
ARABIC = {"quake": "زلزال قوي يضرب شمال تشيلي وتحذير من تسونامي", "vote": "البرلمان اليوناني يقر الموازنة"}
DIMENSIONS = 32


def event_vector(event, number=0):
    """A vector near the one of its event, a little different for each report."""
    direction = np.random.default_rng(sum(map(ord, event))).normal(size=DIMENSIONS)
    noise = np.random.default_rng(number + 1).normal(size=DIMENSIONS) * 0.3
    return ((direction + noise) / np.linalg.norm(direction + noise)).astype(np.float32)


def centre():
    """The middles of two languages of which enough was seen."""
    known = Centre("made", DIMENSIONS)
    for language in ("en", "ar"):
        known.add(language, np.random.default_rng(5).normal(size=(400, DIMENSIONS)).astype(np.float32) * 0.1)
    return known


def newsroom(*, vectors=True):
    """A grouper that has seen some other news: only then are words rare or common."""
    grouper = Grouper(centre() if vectors else None)
    random = np.random.default_rng(3)
    words = [
        "council",
        "road",
        "school",
        "court",
        "market",
        "train",
        "doctor",
        "film",
        "river",
        "song",
        "match",
        "farm",
        "museum",
        "tax",
        "coast",
    ]
    for number in range(60):
        title = " ".join(random.choice(words, 6))
        grouper.place(Item(f"other-{number}", "en", NOON - timedelta(hours=number), title, " ".join(words)))
        grouper.remove(f"other-{number}")
    grouper.repairs()
    return grouper


def report(event, number, *, vector=True, hours=0.0, **more):
    return Item(
        id=f"{event}-{number}",
        language=more.pop("language", "en"),
        published=more.pop("published", NOON + timedelta(hours=hours)),
        title=more.pop("title", TITLES[event][number % 4]),
        text=more.pop("text", TEXTS[event]),
        publisher=more.pop("publisher", f"publisher {number}"),
        vector=event_vector(event, number) if vector else None,
        **more,
    )


@pytest.fixture(params=["vectors", "words alone"])
def with_vectors(request):
    return request.param == "vectors"


@pytest.fixture
def grouper():
    return Grouper(centre())


def stories(grouper, ids):
    return [grouper.story_of(one) for one in ids]


def test_reports_of_two_events_become_two_stories(with_vectors):
    grouper = newsroom(vectors=with_vectors)
    items = [report(event, number, vector=with_vectors) for number in range(4) for event in ("quake", "vote")]

    placements = [grouper.place(item) for item in items]

    assert {grouper.story_of(f"quake-{number}") for number in range(4)} == {"quake-0"}
    assert {grouper.story_of(f"vote-{number}") for number in range(4)} == {"vote-0"}
    assert [placement.is_new for placement in placements] == [True, True] + [False] * 6
    assert len(grouper) == 8


def test_a_report_in_another_language_joins_by_its_meaning(grouper):
    for number in range(3):
        grouper.place(report("quake", number))
        grouper.place(report("vote", number))

    placement = grouper.place(report("quake", 9, language="ar", title=ARABIC["quake"]))

    assert placement.story == "quake-0"
    assert [candidate.story for candidate in placement.candidates][:1] == ["quake-0"]


def test_an_article_without_a_vector_joins_a_story_that_has_vectors(grouper):
    for number in range(3):
        grouper.place(report("quake", number))

    assert grouper.place(report("quake", 3, vector=False, title=TITLES["quake"][1])).story == "quake-0"


def test_a_vector_of_another_model_or_of_nothing_is_not_used(grouper):
    grouper.place(report("quake", 0))
    broken = [np.zeros(DIMENSIONS), np.full(DIMENSIONS, np.nan), np.ones(5)]

    for number, vector in enumerate(broken, 1):
        item = Item(f"odd-{number}", "en", NOON, TITLES["quake"][0], vector=vector.astype(np.float32))
        assert grouper.place(item).story == "quake-0"


def test_placing_an_article_twice_changes_nothing(grouper):
    first = grouper.place(report("quake", 0))

    again = grouper.place(report("quake", 0))

    assert (again.story, again.is_new) == (first.story, False)
    assert len(grouper) == 1


def test_a_story_is_called_as_its_first_article_says(grouper):
    placement = grouper.place(report("quake", 0, begins="a1b2"))
    grouper.place(report("quake", 1, begins="c3d4"))

    assert placement.story == "a1b2"
    assert grouper.articles_of("a1b2") == ("quake-0", "quake-1")


def test_a_name_that_is_taken_is_not_given_twice(grouper):
    grouper.place(report("quake", 0, begins="same"))

    assert grouper.place(report("vote", 0, begins="same")).story == "same+"


def test_articles_that_an_operator_put_together_stay_together(grouper):
    grouper.place(report("quake", 0))

    together = grouper.place(report("vote", 0, together=frozenset({"quake-0"})))
    ordered = grouper.place(report("vote", 1, must="elsewhere"))

    assert together.story == "quake-0"
    assert ordered.story == "elsewhere"


@pytest.mark.parametrize("newest_knows", [True, False])
def test_articles_that_an_operator_set_apart_never_share_a_story(newest_knows):
    grouper = Grouper(centre())
    knows = frozenset({"quake-1"}), frozenset({"quake-0"})
    grouper.place(report("quake", 0, apart=frozenset() if newest_knows else knows[0]))
    grouper.place(report("quake", 1, apart=knows[1] if newest_knows else frozenset()))

    for number in range(2, 12):
        grouper.place(report("quake", number))
    grouper.repairs()

    assert grouper.story_of("quake-0") != grouper.story_of("quake-1")


def test_stories_are_merged_moved_removed_and_renamed_by_hand(grouper):
    for number in range(2):
        grouper.place(report("quake", number))
        grouper.place(report("vote", number))

    grouper.merge("quake-0", "vote-0")
    assert grouper.articles_of("quake-0") == ("quake-0", "vote-0", "quake-1", "vote-1")
    grouper.move("vote-1", "budget")
    assert grouper.story_of("vote-1") == "budget"
    grouper.remove("vote-0")
    assert "vote-0" not in grouper
    grouper.rename("quake-0", "chile")
    assert stories(grouper, ["quake-0", "quake-1"]) == ["chile", "chile"]
    # Said once more, it changes nothing.
    grouper.merge("chile", "vote-0")
    assert grouper.articles_of("chile") == ("quake-0", "quake-1")


def test_what_the_window_does_not_hold_is_named(grouper):
    with pytest.raises(GroupingError, match="no article 'gone' is in the window"):
        grouper.story_of("gone")
    with pytest.raises(GroupingError, match="no story 'gone' is in the window"):
        grouper.articles_of("gone")
    grouper.place(report("quake", 0))
    grouper.place(report("vote", 0))
    with pytest.raises(GroupingError, match="there is a story 'vote-0' already"):
        grouper.rename("quake-0", "vote-0")


def test_a_removed_article_can_come_again(grouper):
    grouper.place(report("quake", 0))
    grouper.place(report("quake", 1))
    grouper.remove("quake-0")

    assert grouper.place(report("quake", 0)).story == "quake-0"
    assert len(grouper) == 2


def test_what_is_old_is_forgotten_and_the_rest_is_still_found(with_vectors):
    grouper = newsroom(vectors=with_vectors)
    for number in range(4):
        grouper.place(report("quake", number, hours=-200 + number, vector=with_vectors))
        grouper.place(report("vote", number, hours=number, vector=with_vectors))
    grouper.remove("vote-3")

    grouper.forget(NOON - timedelta(days=4))

    assert len(grouper) == 3
    assert "quake-0" not in grouper
    assert grouper.place(report("vote", 3, hours=5, vector=with_vectors)).story == "vote-0"
    assert grouper.place(report("quake", 7, hours=5, vector=with_vectors)).story == "quake-7"


def test_a_restored_window_places_as_the_one_that_was_lost(with_vectors):
    first = newsroom(vectors=with_vectors)
    items = [report(event, number, vector=with_vectors) for number in range(3) for event in ("quake", "vote")]
    for item in items:
        first.place(item)
    second = newsroom(vectors=with_vectors)

    second.restore((item, first.story_of(item.id)) for item in items)

    later = report("quake", 3, vector=with_vectors)
    assert stories(second, [item.id for item in items]) == stories(first, [item.id for item in items])
    assert second.place(later).story == first.place(later).story == "quake-0"


def test_restoring_what_another_worker_moved_moves_it_here(grouper):
    grouper.place(report("quake", 0))
    grouper.place(report("quake", 1))

    grouper.restore([(report("quake", 1), "other"), (report("vote", 0), "other")])

    assert grouper.articles_of("other") == ("quake-1", "vote-0")


def test_the_same_articles_in_the_same_order_make_the_same_stories():
    def placed():
        grouper = Grouper(centre())
        items = [report(event, number) for number in range(40) for event in ("quake", "vote")]
        return [(grouper.place(item), grouper.repairs()) for item in items]

    assert placed() == placed()


def test_two_stories_that_turn_out_to_be_one_are_merged_and_told(grouper):
    for number in range(3):
        grouper.place(report("quake", number))
    # As another worker placed them, before it knew of the others.
    grouper.restore((report("quake", number), "second") for number in range(10, 13))

    placement = grouper.place(report("quake", 20))
    (merge,) = grouper.repairs()

    assert isinstance(merge, Merge)
    assert {merge.kept, merge.lost} == {"quake-0", "second"}
    assert placement.story == merge.kept
    assert len(grouper.articles_of(merge.kept)) == 7
    assert grouper.repairs() == []


def test_a_story_that_turns_out_to_be_two_is_to_be_split(grouper):
    grouper.restore((report("quake", number), "both") for number in range(5))
    grouper.restore((report("vote", number), "both") for number in range(2))
    grouper.place(report("vote", 2, must="both"))

    (split,) = grouper.repairs()

    assert split.story == "both"
    assert set(split.articles) == {"vote-0", "vote-1", "vote-2"}


def test_what_an_operator_put_together_is_not_split(grouper):
    grouper.restore((report("quake", number), "both") for number in range(5))
    grouper.restore((report("vote", number), "both") for number in range(2))
    grouper.place(report("vote", 2, must="both", together=frozenset({"quake-0"})))

    assert grouper.repairs() == []


def test_a_story_of_one_event_is_not_split(grouper):
    for number in range(16):
        grouper.place(report("quake", number))

    assert grouper.repairs() == []
    assert len(grouper.articles_of("quake-0")) == 16
