"""A directory says what a spelling stands for: by the tables, by what was learned, and by operators' rules."""

import pytest

from daily8.engine.tagging import Directory, Kind, Learned, Rules, Thing, tag
from daily8.engine.tagging.gazetteer import Gazetteer, is_acronym
from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.tables import row_of

HARBOUR = Thing("harbour authority", Kind.ORGANISATION, {"en": "Harbour Authority", "ar": "هيئة المرفأ"})


def keys_of(text, directory, language="en"):
    return [each.thing.key for each in tag("", text, language, directory)]


def test_a_thing_has_its_name_in_each_language():
    egypt = Directory().thing("egypt")

    assert egypt.names["en"] == "Egypt"
    assert egypt.names["ar"] == "مصر"
    assert egypt.kind is Kind.PLACE


def test_an_address_is_made_of_the_english_name():
    assert Thing("volodymyr zelenskyy", Kind.PERSON, {"en": "Volodymyr Zelenskyy", "ar": "زيلينسكي"}).slug == (
        "VolodymyrZelenskyy"
    )
    assert Thing("dr congo", Kind.PLACE, {"en": "DR Congo"}).slug == "DRCongo"
    assert Thing("x", Kind.PLACE, {"en": "Côte d'Ivoire"}).slug == "CôteDIvoire"


def test_an_address_without_an_english_name_is_made_of_arabic_words():
    assert Thing("وزاره النقل", Kind.ORGANISATION, {"ar": "وزارة النقل"}).slug == "وزارة_النقل"


def test_a_key_is_the_same_in_both_languages():
    directory = Directory()

    assert keys_of("Talks with Emmanuel Macron ended.", directory) == ["emmanuel macron"]
    assert keys_of("انتهت المحادثات مع إيمانويل ماكرون.", directory, "ar") == ["emmanuel macron"]


def test_what_the_archive_taught_is_found_by_all_its_spellings():
    directory = Directory([Learned(HARBOUR, ("Harbour Authority", "HBRA", "هيئة المرفأ"))])

    for text, language in [
        ("The Harbour Authority said so.", "en"),
        ("A note of HBRA said so.", "en"),
        ("قالت هيئة المرفأ ذلك.", "ar"),
    ]:
        assert keys_of(text, directory, language) == ["harbour authority"]


def test_a_learned_person_is_recognised_in_the_other_script():
    person = Thing("wanjala karandesh", Kind.PERSON, {"en": "Wanjala Karandesh"})
    directory = Directory([Learned(person, ("Wanjala Karandesh",))])

    assert "wanjala karandesh" in keys_of("قال الوزير وانجالا كارانديش إن الأمر انتهى.", directory, "ar")


def test_more_can_be_learned_at_any_time():
    directory = Directory()
    before = keys_of("A report by Zorblatt was read.", directory)

    directory.learn(Learned(Thing("zorblatt inquiry", Kind.EVENT, {"en": "Zorblatt Inquiry"}), ("Zorblatt",)))

    assert before == []
    assert keys_of("A report by Zorblatt was read.", directory) == ["zorblatt inquiry"]


def test_more_spellings_of_a_known_thing_lead_to_it():
    directory = Directory([Learned(Thing("egypt", Kind.PLACE, {"en": "Egypt"}), ("Kemetland",))])

    assert keys_of("Voters in Kemetland went out.", directory) == ["egypt"]


def test_a_merge_holds_for_every_spelling_and_follows_the_next_merge():
    rules = Rules(merged={"kyiv": "ukraine", "ukraine": "europe"})

    assert keys_of("Officials in Kyiv spoke.", Directory(rules=rules)) == ["europe"]
    assert Directory(rules=rules).thing("kyiv").key == "europe"


def test_merges_that_run_in_a_ring_end():
    rules = Rules(merged={"egypt": "sudan", "sudan": "egypt"})

    assert Directory(rules=rules).thing("egypt").key in ("egypt", "sudan")
    assert keys_of("Officials in Egypt spoke.", Directory(rules=rules)) in (["egypt"], ["sudan"])


def test_a_spelling_can_be_given_to_another_thing_or_to_none():
    paris = Rules(spellings={"Paris": "france"})
    nothing = Rules(spellings={"Paris": ""})

    assert keys_of("Officials in Paris spoke.", Directory(rules=paris)) == ["france"]
    assert keys_of("Officials in Paris spoke.", Directory(rules=nothing)) == []


def test_a_thing_can_be_renamed_in_one_language():
    rules = Rules(renamed={"turkey": {"en": "Türkiye"}})

    thing = Directory(rules=rules).thing("turkey")

    assert thing.names["en"] == "Türkiye"
    assert thing.names["ar"] == "تركيا"
    assert thing.key == "turkey"


def test_a_banned_thing_is_never_a_hashtag():
    rules = Rules(banned=frozenset({"egypt"}))

    assert Directory(rules=rules).thing("egypt") is None
    assert keys_of("Officials in Egypt met Emmanuel Macron.", Directory(rules=rules)) == ["emmanuel macron"]


def test_rules_of_one_directory_leave_others_alone():
    Directory(rules=Rules(banned=frozenset({"egypt"})))
    Directory([Learned(HARBOUR, ("Egypt",))])

    assert keys_of("Officials in Egypt spoke.", Directory()) == ["egypt"]


def test_a_spelling_that_two_things_share_gives_the_first():
    gazetteer = Gazetteer()
    first = Thing("springfield a", Kind.PLACE, {"en": "Springfield A"})
    second = Thing("springfield b", Kind.PLACE, {"en": "Springfield B"})
    gazetteer.add(first, ["Springfield"])
    gazetteer.add(second, ["Springfield"])

    assert Directory(tables=gazetteer).named("springfield") == (first, second)
    assert keys_of("Fires in Springfield burn.", Directory(tables=gazetteer)) == ["springfield a"]


def test_rows_of_one_name_are_one_thing():
    gazetteer = Gazetteer()
    for line in ("Singapore\tسنغافورة\tLion City", "Singapore\t\tSingapura"):
        row = row_of(line, Kind.PLACE)
        gazetteer.add(row.thing, row.spellings, row.doubtful)

    directory = Directory(tables=gazetteer)

    assert list(gazetteer.things) == ["singapore"]
    assert directory.named(phrase("Singapura")) == directory.named(phrase("Lion City"))


def test_a_row_tells_its_spellings_from_the_doubtful_ones():
    row = row_of("Apple\tآبل\tApple Inc|شركة آبل\tcommon:Apple,common:آبل", Kind.ORGANISATION)

    assert row.thing.key == "apple"
    assert set(row.spellings) == {"Apple Inc", "شركة آبل"}
    assert row.doubtful == {"Apple", "آبل"}


def test_a_short_row_is_enough():
    row = row_of("Atlantis", Kind.PLACE)

    assert row.thing.names == {"en": "Atlantis"}
    assert row.spellings == ("Atlantis",)


@pytest.mark.parametrize(("spelling", "verdict"), [("WHO", True), ("G20", True), ("Nato", False), ("U.S.", False)])
def test_words_in_capitals_are_acronyms(spelling, verdict):
    assert is_acronym(spelling) is verdict
