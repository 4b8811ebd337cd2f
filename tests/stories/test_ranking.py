import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.stories import ranking, trending
from daily8.stories.ranking import Candidate, Score, Telling, choose, coverage_of, score

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DOCUMENT = Path(__file__).parents[2] / "docs" / "ranking.md"


def told(publisher: int, *, minutes: float = 0, country: str = "KE", original: bool = True) -> Telling:
    return Telling(publisher, country, NOW - timedelta(minutes=minutes), is_original=original)


def total(*tellings: Telling, now: datetime = NOW) -> float:
    return score(coverage_of(tellings, now=now), now=now).total


def candidate(story: int, points: float, *, category: str = "", country: str = "", publishers=(1,)) -> Candidate:
    return Candidate(story, Score(points, 0, 0, 0, 1), category, country, tuple(publishers))


def test_what_is_counted_of_a_story():
    coverage = coverage_of(
        [
            told(1, minutes=400),
            told(1, minutes=20),
            told(1, minutes=10),
            told(2, minutes=60, country="EG"),
            told(3, minutes=300, country="", original=False),
        ],
        now=NOW,
    )

    assert coverage.publishers == 3
    assert (coverage.independents, coverage.copying) == (2, 1)
    assert coverage.originals == 3, "of one publisher two count"
    assert coverage.recent == 3
    assert coverage.countries == 2, "an unknown country is none"
    assert coverage.newest == tuple(NOW - timedelta(minutes=minutes) for minutes in (10, 60, 300))


def test_the_score_is_the_sum_of_its_terms_as_far_as_time_left_them():
    coverage = coverage_of(
        [told(number, minutes=480, country=f"C{number % 4}", original=number < 3) for number in range(7)], now=NOW
    )

    terms = score(coverage, now=NOW)

    assert terms.breadth == pytest.approx(
        2.322, abs=0.001
    )  # 3 publishers of their own, 4 copying: log2(1 + 3 + 1)
    assert terms.depth == pytest.approx(1.0)  # half of log2(1 + 3)
    assert terms.growth == 0
    assert terms.reach == pytest.approx(1.0)  # half of log2(4)
    assert terms.freshness == pytest.approx(0.5)
    assert terms.total == pytest.approx(0.5 * (terms.breadth + terms.depth + terms.reach))


def test_many_articles_of_one_publisher_make_no_big_story():
    loud = total(*(told(1, minutes=number) for number in range(40)))

    assert loud < total(told(1), told(2))
    assert loud == total(told(1), told(1, minutes=1))


def test_independent_reports_weigh_more_than_copies_of_one_text():
    copies = [told(1), *(told(number, original=False) for number in range(2, 8))]
    independent = [told(number) for number in range(1, 5)]

    assert total(told(1)) < total(*copies) < total(*independent)


def test_a_story_halves_in_its_half_life_unless_reports_go_on():
    fresh, old = (
        [told(number, minutes=minutes) for number in range(5)]
        for minutes in (240, 240 + ranking.HALF_LIFE_HOURS * 60)
    )

    assert total(*old) == pytest.approx(total(*fresh) / 2)
    assert total(*old, told(9), told(8), told(7)) > 2 * total(*old)


def test_a_story_is_as_fresh_as_its_three_newest_publishers():
    half_life = 60 * ranking.HALF_LIFE_HOURS

    def freshness(*ages: float) -> float:
        coverage = coverage_of([told(number, minutes=age) for number, age in enumerate(ages)], now=NOW)
        return score(coverage, now=NOW).freshness

    assert freshness(0, 0, 0, 5000) == 1
    assert freshness(0, half_life, 2 * half_life, 5000) == pytest.approx((1 + 1 / 2 + 1 / 4) / 3)
    assert freshness(0, 0) == pytest.approx(2 / 3), "a publisher that is not there counts as nothing"


def test_one_late_report_does_not_make_an_old_story_young():
    old = [told(number, minutes=1800) for number in range(9)]
    new = [told(number, minutes=30) for number in range(3)]

    assert total(*old, told(10), told(10)) < total(*new)


TELLINGS = st.builds(
    told,
    st.integers(1, 6),
    minutes=st.integers(-60, 3000),
    country=st.sampled_from(["", "KE", "EG"]),
    original=st.booleans(),
)


@given(st.lists(TELLINGS, min_size=1, max_size=12), TELLINGS)
def test_a_report_more_never_makes_a_story_less(tellings, one_more):
    assert total(*tellings, one_more) >= total(*tellings) - 1e-9


def test_a_story_that_grows_comes_before_one_as_large_that_does_not():
    growing = [told(number, minutes=170) for number in range(5)]
    still = [told(number, minutes=190) for number in range(5)]

    assert total(*growing) > 1.2 * total(*still)


def test_reports_of_more_countries_count_for_more():
    assert total(told(1), told(2, country="EG")) > total(told(1), told(2))


def test_a_date_in_the_future_counts_as_now():
    coverage = coverage_of([told(1, minutes=-600), told(2, minutes=-60)], now=NOW)

    assert coverage.newest == (NOW, NOW)


def test_the_best_stories_are_chosen_best_first():
    chosen = choose([candidate(number, points) for number, points in enumerate([3, 9, 1, 7])], size=3)

    assert [choice.story for choice in chosen] == [1, 3, 0]
    assert choose([], size=3) == []


def test_equal_stories_stand_in_a_fixed_order():
    candidates = [candidate(number, 5, publishers=[number]) for number in (3, 1, 2)]

    assert [choice.story for choice in choose(candidates, size=3)] == [1, 2, 3]
    assert choose(candidates, size=3) == choose(candidates[::-1], size=3)


@pytest.mark.parametrize("same", ["category", "country"])
def test_a_story_unlike_those_chosen_goes_before_a_slightly_better_one_that_is_like_them(same):
    first = candidate(1, 10, publishers=[1], **{same: "one"})
    alike = candidate(2, 9, publishers=[2], **{same: "one"})
    other = candidate(3, 8.5, publishers=[3], **{same: "another"})

    chosen = choose([first, alike, other], size=3)

    assert [choice.story for choice in chosen] == [1, 3, 2]
    assert [choice.alike for choice in chosen] == [0, 0, 1]
    assert chosen[2].total == pytest.approx(9 * getattr(ranking, f"SAME_{same.upper()}"))


def test_a_much_better_story_goes_first_even_so():
    chosen = choose(
        [candidate(1, 10, category="world"), candidate(2, 9, category="world"), candidate(3, 2)], size=2
    )

    assert [choice.story for choice in chosen] == [1, 2]


def test_what_is_not_known_of_two_stories_does_not_make_them_alike():
    chosen = choose([candidate(1, 3, publishers=[1]), candidate(2, 2, publishers=[2])], size=2)

    assert [choice.variety for choice in chosen] == [1, 1]


def test_the_headlines_are_of_as_many_publishers_as_there_are():
    chosen = choose(
        [candidate(1, 9, publishers=[5, 6]), candidate(2, 8, publishers=[5, 7]), candidate(3, 7, publishers=[5])],
        size=3,
    )

    assert [choice.publisher for choice in chosen] == [5, 7, 5]
    assert [choice.same_publisher for choice in chosen] == [0, 0, 1]
    assert chosen[2].variety == ranking.SAME_PUBLISHER


def test_in_a_country_of_its_own_a_site_loses_nothing():
    """All stories are of one country there: the order is that of their scores."""
    candidates = [candidate(number, 9 - number, country="KE", publishers=[number]) for number in range(5)]

    assert [choice.story for choice in choose(candidates, size=5)] == [0, 1, 2, 3, 4]


def test_the_document_gives_every_constant_as_the_module_has_it():
    written = dict(re.findall(r"^\| `([A-Z_]+)` \| ([0-9.]+) \|", DOCUMENT.read_text(encoding="utf-8"), re.M))

    used = {
        name: value
        for module in (ranking, trending)
        for name, value in vars(module).items()
        if name.isupper() and name[0] != "_" and isinstance(value, int | float)
    }
    assert {name: float(number) for name, number in written.items()} == used
