from dataclasses import dataclass, field

import pytest

from daily8.topics.hashtags import Hashtags
from daily8.topics.models import HASHTAGS, Hashtag
from daily8.work.models import Version


@dataclass(frozen=True)
class Thing:
    key: str
    kind: str = "place"
    slug: str = ""
    names: dict[str, str] = field(default_factory=dict)


NAIROBI = Thing("nairobi", slug="Nairobi", names={"en": "Nairobi", "ar": "نيروبي"})
MOMBASA = Thing("mombasa", slug="Mombasa", names={"en": "Mombasa"})

pytestmark = pytest.mark.django_db


def test_a_thing_has_one_row_with_its_names_and_address():
    found = Hashtags().of([NAIROBI, MOMBASA, NAIROBI])

    hashtag = Hashtag.objects.get(pk=found["nairobi"])
    assert (hashtag.slug, hashtag.kind, hashtag.names) == ("Nairobi", "place", {"en": "Nairobi", "ar": "نيروبي"})
    assert Hashtag.objects.count() == 2


def test_what_is_known_is_not_asked_for_again(django_assert_num_queries):
    hashtags = Hashtags()
    first = hashtags.of([NAIROBI, MOMBASA])

    with django_assert_num_queries(1):  # whether an operator decided something
        assert hashtags.of([MOMBASA, NAIROBI]) == first


def test_two_workers_give_a_thing_the_same_row():
    assert Hashtags().of([NAIROBI]) == Hashtags().of([NAIROBI])


def test_two_things_of_one_name_have_addresses_of_their_own():
    found = Hashtags().of([
        Thing("georgia", "place", "Georgia"), Thing("georgia-state", "place", "Georgia"),
        Thing("georgia-club", "organisation", "Georgia"), Thing("georgia-town", "place", "Georgia"),
    ])  # fmt: skip

    assert set(Hashtag.objects.values_list("slug", flat=True)) == {
        "Georgia",
        "Georgia_place",
        "Georgia_organisation",
        "Georgia_place_2",
    }
    assert len(set(found.values())) == 4


@pytest.mark.parametrize("name", ["Georgia", "G" * 180])
def test_things_of_one_name_that_come_one_by_one_all_have_rows(name):
    found = [Hashtags().of([Thing(f"georgia-{number}", "place", name)]) for number in range(5)]

    assert len({pk for one in found for pk in one.values()}) == 5


def test_a_name_in_another_language_is_learned_once_it_is_met():
    hashtags = Hashtags()
    hashtags.of([MOMBASA])

    hashtags.of([Thing("mombasa", slug="Mombasa", names={"en": "Mombassa", "ar": "مومباسا"})])

    assert Hashtag.objects.get(key="mombasa").names == {"en": "Mombasa", "ar": "مومباسا"}


def test_names_in_two_languages_are_learned_that_are_met_together():
    Hashtags().of([MOMBASA, Thing("mombasa", slug="Mombasa", names={"ar": "مومباسا"})])

    assert Hashtag.objects.get(key="mombasa").names == {"en": "Mombasa", "ar": "مومباسا"}


def test_names_that_an_operator_gave_stay_as_they_are():
    Hashtags().of([MOMBASA])
    Hashtag.objects.update(names={"en": "Mombasa City"}, renamed=True)

    Hashtags().of([Thing("mombasa", slug="Mombasa", names={"ar": "مومباسا"})])

    assert Hashtag.objects.get(key="mombasa").names == {"en": "Mombasa City"}


def test_a_merged_thing_has_the_row_of_the_other_and_a_banned_one_has_none():
    hashtags = Hashtags()
    found = hashtags.of([NAIROBI, MOMBASA])
    Hashtag.objects.filter(key="mombasa").update(merged_into=found["nairobi"])
    Version.bump(HASHTAGS)

    assert hashtags.of([NAIROBI, MOMBASA]) == {"nairobi": found["nairobi"], "mombasa": found["nairobi"]}

    Hashtag.objects.filter(key="nairobi").update(banned=True)
    Version.bump(HASHTAGS)
    assert hashtags.of([NAIROBI, MOMBASA]) == {}


def test_a_name_without_letters_has_an_address_and_one_that_is_too_long_none():
    found = Hashtags().of([Thing("!!!", slug="", names={"en": "!!!"}), Thing("x" * 300, slug="X")])

    assert set(found) == {"!!!"}
    assert Hashtag.objects.get().slug
