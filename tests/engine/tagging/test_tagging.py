"""The hashtags of an article: three to eight, the most telling first."""

import pytest

from daily8.engine.tagging import Directory, Kind, tag

STORM = """ROTTERDAM, Feb 11 — The port of Rotterdam on Tuesday began publishing readings from its sensors.

Mayor Carola Vermeersch said the decision followed letters. Emmanuel Macron had asked Rotterdam for the data in
Brussels. The readings of Rotterdam are published under an open licence, according to Waterwacht, the Dutch agency.
Waterwacht spent 3 million euros. Insurers in Brazil, Peru, Chile, Kenya, Ghana, Fiji, Malta and Iceland were told
of the floods. (Reporting by Reuters)"""


@pytest.fixture(scope="module")
def directory():
    return Directory()


def names(title, text, language, directory):
    return [each.thing.name for each in tag(title, text, language, directory)]


def test_no_article_has_more_than_eight(directory):
    assert len(tag("Rotterdam opens sensors", STORM, "en", directory)) <= 8


def test_what_title_and_text_are_about_comes_first(directory):
    assert names("Rotterdam opens sensors after floods", STORM, "en", directory)[0] == "Rotterdam"


def test_hashtags_are_in_the_order_of_their_weight(directory):
    weights = [each.weight for each in tag("Rotterdam opens sensors", STORM, "en", directory)]

    assert weights == sorted(weights, reverse=True)


def test_who_brings_the_news_is_no_hashtag(directory):
    assert "Reuters" not in names("Rotterdam opens sensors", STORM, "en", directory)


def test_the_agency_is_one_when_it_is_in_the_news(directory):
    text = "Reuters said on Monday that it would open an office. Reuters has many."

    assert names("Reuters opens an office", text, "en", directory)[0] == "Reuters"


def test_an_article_that_names_nothing_has_the_themes_of_its_title(directory):
    title = "Woodpeckers drum faster than hailstones"
    text = "Woodpeckers were filmed. Few woodpeckers rest. The drumming of woodpeckers is faster than hailstones."

    themes = tag(title, text, "en", directory)

    assert [each.thing.name for each in themes if each.thing.kind is Kind.THEME][:1] == ["Woodpeckers"]
    assert themes[0].mentions


def test_an_arabic_article_that_names_nothing_has_no_hashtags(directory):
    title = "اليعاسيب تعود إلى المستنقعات"
    text = "عادت اليعاسيب بعد غياب. وشوهدت اليعاسيب قرب الماء."

    assert names(title, text, "ar", directory) == []


def test_a_known_theme_is_found_in_small_letters(directory):
    tags = tag("", "Talks on climate change went on.", "en", directory)

    assert [(each.thing.name, each.thing.kind) for each in tags] == [("Climate Change", Kind.THEME)]


@pytest.mark.parametrize(("title", "text"), [("", ""), ("…", "…"), ("", "No."), ("A", "A")])
def test_an_article_of_nothing_has_no_hashtags(title, text, directory):
    assert tag(title, text, "en", directory) == []


def test_a_tag_says_whether_it_is_to_be_learned(directory):
    tags = {each.thing.key: each for each in tag("Rotterdam opens sensors", STORM, "en", directory)}

    assert tags["rotterdam"].known
    assert not tags["carola vermeersch"].known
    assert tags["carola vermeersch"].spellings == ("Carola Vermeersch",)


def test_short_forms_are_not_to_be_learned(directory):
    text = "Michael Kellerhals led the team. Later Kellerhals said that it was over."

    tags = {each.thing.key: each for each in tag("", text, "en", directory)}

    assert tags["michael kellerhals"].spellings == ("Michael Kellerhals",)


def test_the_same_article_has_the_same_hashtags_every_time(directory):
    first = tag("Rotterdam opens sensors", STORM, "en", directory)

    assert tag("Rotterdam opens sensors", STORM, "en", directory) == first
    assert tag("Rotterdam opens sensors", STORM, "en", Directory()) == first


def test_an_unknown_language_is_read_by_its_letters(directory):
    assert "Emmanuel Macron" in names("", "Talks with Emmanuel Macron ended.", "", directory)
    assert "Emmanuel Macron" in names("", "انتهت المحادثات مع إيمانويل ماكرون.", "", directory)
