"""The tables of things that are written by hand: people, organisations, events, themes and places of the news."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "daily8/engine/tagging/things"
AT_LEAST = {
    "people.tsv": 3000,
    "organisations.tsv": 1800,
    "events.tsv": 400,
    "themes.tsv": 550,
    "places_extra.tsv": 800,
}
HINT = re.compile(r"common:\S+")
ARABIC_NAME = re.compile(r"[\u0621-\u064a\u0660-\u0669 0-9ـپچڤگژ-]+")
ALIKE = str.maketrans("أإآٱىةؤئ", "اااايهوي")

Cells = list[str]


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[Cells]:
    return [line.split("\t") for line in lines(name)[1:]]


def everything() -> Iterator[tuple[str, Cells]]:
    for name in AT_LEAST:
        for cells in rows(name):
            yield name, cells


def folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign) and sign != "ـ")
    return " ".join(plain.translate(ALIKE).split())


def aliases(cells: Cells) -> list[str]:
    return cells[2].split("|") if cells[2] else []


@pytest.mark.parametrize("name", AT_LEAST)
def test_a_table_says_what_it_is_and_then_has_four_columns_a_line(name):
    first, *others = lines(name)

    assert first.startswith("# ")
    assert "made for daily8" in first
    assert [line for line in others if line.count("\t") != 3 or line.startswith("#")] == []


@pytest.mark.parametrize("name", AT_LEAST)
def test_a_table_is_as_large_as_the_news_needs_it(name):
    assert len(rows(name)) >= AT_LEAST[name]


@pytest.mark.parametrize("name", AT_LEAST)
def test_a_table_is_sorted_by_english_name(name):
    keys = [(folded(cells[0]), cells[0]) for cells in rows(name)]

    assert keys == sorted(keys)


@pytest.mark.parametrize("name", AT_LEAST)
def test_every_thing_has_a_name_in_both_languages(name):
    nameless = [cells for cells in rows(name) if not cells[0] or not ARABIC_NAME.fullmatch(cells[1])]

    assert nameless == []


@pytest.mark.parametrize("name", AT_LEAST)
def test_no_cell_has_blanks_around_or_nothing_in_it(name):
    untidy = [
        cells
        for cells in rows(name)
        if any(part != " ".join(part.split()) for part in [cells[0], cells[1], *cells[2].split("|"), cells[3]])
        or (cells[2] and "" in cells[2].split("|"))
    ]

    assert untidy == []


@pytest.mark.parametrize("name", AT_LEAST)
def test_a_hint_is_a_word_that_needs_its_context(name):
    wrong = [hint for cells in rows(name) for hint in cells[3].split() if not HINT.fullmatch(hint)]

    assert wrong == []


def test_one_thing_stands_in_one_table_and_once():
    places = defaultdict(list)
    for name, cells in everything():
        places[folded(cells[0])].append(name)

    assert {thing: tables for thing, tables in places.items() if len(tables) > 1} == {}


def test_a_thing_has_each_spelling_once():
    repeated = [
        cells[0]
        for _, cells in everything()
        if len(set(map(folded, (*cells[:2], *aliases(cells))))) < 2 + len(aliases(cells))
    ]

    assert repeated == []


def test_a_spelling_belongs_to_one_thing():
    owners = defaultdict(set)
    for _, cells in everything():
        for spelling in (*cells[:2], *aliases(cells)):
            owners[folded(spelling)].add(cells[0])

    assert {spelling: things for spelling, things in owners.items() if len(things) > 1} == {}


def test_a_word_that_needs_its_context_is_not_also_an_alias():
    both = [
        (cells[0], hint)
        for _, cells in everything()
        for hint in cells[3].split()
        if folded(hint.removeprefix("common:")) in set(map(folded, aliases(cells)))
    ]

    assert both == []


@pytest.mark.parametrize(
    ("name", "english", "spellings"),
    [
        (
            "people.tsv",
            "Volodymyr Zelenskyy",
            {"Zelensky", "Zelenskyy", "Zelenskiy", "Volodymyr Zelensky", "زيلينسكي", "زيلنسكي"},
        ),
        ("people.tsv", "Vladimir Putin", {"Putin", "بوتين", "بوتن"}),
        ("people.tsv", "Muammar Gaddafi", {"Gaddafi", "Qaddafi", "Gadhafi", "Kadhafi", "القذافي"}),
        ("organisations.tsv", "Hezbollah", {"Hizbollah", "Hizbullah"}),
        ("events.tsv", "2020 Summer Olympics", {"Tokyo 2020", "Tokyo Olympics", "أولمبياد طوكيو"}),
        ("themes.tsv", "Artificial Intelligence", {"AI", "generative AI"}),
        ("places_extra.tsv", "Kyiv", {"Kiev"}),
        ("places_extra.tsv", "Mecca", {"Makkah", "مكة"}),
    ],
)
def test_the_spellings_of_the_press_lead_to_one_thing(name, english, spellings):
    known = {cells[0]: {*cells[:2], *aliases(cells)} for cells in rows(name)}

    assert spellings <= known[english]
