"""What an English article names, with the places where it does."""

import pytest

from daily8.engine.tagging import Directory, Kind, tag
from daily8.engine.tagging.finding import find


@pytest.fixture(scope="module")
def directory():
    return Directory()


def found(text, directory, title=""):
    return {each.thing.key: each for each in find(title, text, "en", directory)}


def only(text, directory):
    return [each.thing.key for each in find("", text, "en", directory)]


@pytest.mark.parametrize(
    "spelling",
    [
        "Volodymyr Zelenskyy",
        "Volodymyr Zelensky",
        "Volodymyr Zelenskiy",
        "Zelenskyy",
        "Zelensky",
        "Zelenskiy",
        "President Zelensky",
        "VOLODYMYR ZELENSKYY",
        "Volodymyr Zelenskyy’s",
    ],
)
def test_every_spelling_of_the_ukrainian_president_is_one_person(spelling, directory):
    assert only(f"A report about {spelling} was read on Monday.", directory) == ["volodymyr zelenskyy"]


def test_three_spellings_in_one_article_are_one_hashtag(directory):
    text = (
        "Zelenskyy told ABC that he sees a way. Ukraine's Zelenskiy vows to press on, said Volodymyr Zelenskiy. "
        "Zelensky had criticised the plan."
    )

    tags = tag("Zelenskyy wants help", text, "en", directory)

    people = [each for each in tags if each.thing.kind is Kind.PERSON]
    assert [each.thing.key for each in people] == ["volodymyr zelenskyy"]
    assert [text[start:end] for start, end in people[0].mentions] == [
        "Zelenskyy",
        "Zelenskiy",
        "Volodymyr Zelenskiy",
        "Zelensky",
    ]
    assert people[0].title_mentions == ((0, 9),)


def test_mentions_are_places_in_the_text_as_it_was_given(directory):
    text = "— “In Kyiv’s suburbs,” said Ngozi Okonjo-Iweala, “nobody slept.”\n\nCôte d’Ivoire and the U.S. agreed."

    for each in find("", text, "en", directory):
        for start, end in each.mentions:
            assert text[start:end].strip() == text[start:end]
    places = {text[start:end] for each in find("", text, "en", directory) for start, end in each.mentions}

    assert {"Kyiv", "Ngozi Okonjo-Iweala", "Côte d’Ivoire"} <= places


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("Mayor Carola Vermeersch said the decision followed letters.", "carola vermeersch", Kind.PERSON),
        ("Pieter van Dorpen, a hydrologist, warned that data mislead.", "pieter van dorpen", Kind.PERSON),
        ("It was built by Delft University of Water, they said.", "delft university of water", Kind.ORGANISATION),
        ("The Central Bank of Kenya tightened rules.", "central bank of kenya", Kind.ORGANISATION),
        ("It was seen in the Zamboanga Gulf by divers.", "zamboanga gulf", Kind.PLACE),
        ("Homes in Maassluisen lost power.", "maassluisen", Kind.PLACE),
        ("Winds met at Hook of Holland on Tuesday.", "hook of holland", Kind.PLACE),
        ("A study by Lindqvist Partners was bought.", "lindqvist partners", Kind.ORGANISATION),
    ],
)
def test_names_that_no_table_knows_are_found(text, key, kind, directory):
    each = found(text, directory)[key]

    assert each.thing.kind is kind
    assert not each.known


def test_two_unknown_towns_are_both_places(directory):
    names = found("Power failed in Maassluisen and Vlaardorpen on Monday.", directory)

    assert names["maassluisen"].thing.kind is names["vlaardorpen"].thing.kind is Kind.PLACE


def test_a_family_name_means_whoever_was_named_in_full(directory):
    text = "Michael Kellerhals led the team. Later Kellerhals said that it was over."

    assert len(found(text, directory)["michael kellerhals"].mentions) == 2


def test_somebody_of_the_article_goes_before_somebody_of_the_tables(directory):
    text = "Nadia Macron opened the fair. Visitors met Macron at the gate."

    assert "emmanuel macron" not in found(text, directory)


def test_an_acronym_behind_a_name_is_the_same_thing(directory):
    text = "The Lowland Water Authority (LWA) met. A report by LWA followed."

    names = found(text, directory)

    assert [text[start:end] for start, end in names["lowland water authority"].mentions][1:] == ["LWA", "LWA"]
    assert "lwa" not in names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A film about George W. Bush was shown.", "A film about Kate Bush was shown."),
        ("Troops in DR Congo fought.", "Troops in the Republic of the Congo fought."),
        ("Troops in Guinea fought.", "Troops in Equatorial Guinea fought."),
        ("Troops in South Korea fought.", "Troops in North Korea fought."),
        ("Troops in Jordan fought.", "A film about Michael Jordan was shown."),
        ("Troops in Jordan fought.", "A film about Jordan Hendersson was shown."),
        ("A storm in Washington raged.", "A film about George Washington was shown."),
        ("A film about Theresa May was shown.", "A film about Brian May was shown."),
        ("A report about Real Madrid was read.", "Fires in Madrid were seen."),
    ],
)
def test_different_things_stay_different(one, other, directory):
    assert set(only(one, directory)).isdisjoint(only(other, directory))
    assert only(one, directory)
    assert only(other, directory)


@pytest.mark.parametrize(
    "text",
    [
        "They ate turkey with gravy.",
        "Turkey is best when the turkey rests.",
        "He may march in may.",
        "It was on Monday, March 3, that they met in May.",
        "They went who knows where, and it was us.",
        "An apple fell. Apple pies were baked with every apple.",
        "A chad hung from the ballot.",
    ],
)
def test_everyday_words_are_no_things(text, directory):
    names = {each.thing.key for each in find("", text, "en", directory) if each.thing.kind is not Kind.THEME}

    assert names == set()


def test_a_word_in_capitals_is_an_acronym_only_among_others(directory):
    assert only("A report by the WHO was read.", directory) == ["world health organization"]
    assert "world health organization" not in only("THE MAN WHO SAW US ALL WAS GONE", directory)


def test_a_city_and_its_club_are_told_apart_by_the_subject(directory):
    match = "Barcelona won the match. The striker scored a late goal for Barcelona in the final of the cup."
    street = "Rents in Barcelona rose. The council of Barcelona met."

    assert "fc barcelona" in found(match, directory)
    assert "barcelona" in found(street, directory)


def test_headlines_with_capitals_everywhere_make_no_names_of_their_own(directory):
    names = find("New Feature Explained: What Every Reader Should Know", "Nothing was said.", "en", directory)

    assert [each.thing.name for each in names if not each.known] == []


def test_a_headline_is_read_with_the_names_of_its_text(directory):
    title = "Cardinals QB Carson Palmgren Retires After 15 Seasons"
    text = "Quarterback Carson Palmgren said on Monday that he would stop. Palmgren played for 15 seasons."

    player = next(each for each in find(title, text, "en", directory) if each.thing.name == "Carson Palmgren")

    assert [title[start:end] for start, end in player.title_mentions] == ["Carson Palmgren"]


def test_what_is_far_behind_is_not_read(directory):
    text = "Nothing happened here today. " * 2_000 + "Then Emmanuel Macron came."

    assert only(text, directory) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Aa " * 100_000,
        "Aa-" * 100_000,
        "of " * 100_000,
        "Aa of " * 50_000,
        "’" * 100_000,
        "President " * 50_000,
        "Bank of the " * 20_000,
        "\x00\ud83d\ude00 Ægir\u0301\u0301\u0301 " * 2_000,
        "A.B.C.D." * 20_000,
    ],
)
def test_hostile_text_is_read_to_its_end(text, directory):
    for each in tag(text[:200], text, "en", directory):
        assert each.thing.key


def test_articles_in_other_languages_give_what_is_known(directory):
    names = [
        each.thing.key for each in find("", "Der Präsident Emmanuel Macron reist nach Kairo.", "de", directory)
    ]

    assert "emmanuel macron" in names
    assert all(each.known for each in find("", "Gestern sprach Herr Schraubenzieher im Rathaus.", "de", directory))
