"""The hashtags of one JSON line, and the shared articles that they are held against."""

import json
import os
from pathlib import Path

import pytest

from daily8.engine.tagging.offline import hashtags
from daily8.engine.tagging.reading import phrase

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).resolve().parents[4] / "shared")
GOLD = SHARED / "data/summaries/articles_gold.jsonl"
REFERENCE = SHARED / "reference/article-page.txt"


def test_a_line_gives_names_kinds_keys_and_places():
    text = "Talks with President Macron in Cairo ended."

    answer = hashtags({"id": "7", "title": "Cairo talks", "text": text, "language": "en"})

    assert answer["id"] == "7"
    assert answer["hashtags"] == [
        {"name": "Cairo", "key": "cairo", "kind": "place", "mentions": [[31, 36]], "title_mentions": [[0, 5]],
         "shown": True},
        {"name": "Emmanuel Macron", "key": "emmanuel macron", "kind": "person", "mentions": [[21, 27]],
         "title_mentions": [], "shown": True},
    ]  # fmt: skip


def test_both_languages_give_the_same_name():
    english = hashtags({"id": 1, "text": "Talks with Emmanuel Macron ended.", "language": "en"})
    arabic = hashtags({"id": 2, "text": "انتهت المحادثات مع إيمانويل ماكرون.", "language": "ar"})

    assert [line["name"] for line in english["hashtags"]] == [line["name"] for line in arabic["hashtags"]]


def test_spellings_of_somebody_unknown_have_the_name_that_came_first():
    first = hashtags({"text": "A report about Khaled Zarqandani was read.", "language": "en"})
    other = hashtags({"text": "A report about Khalid al-Zarqandani was read.", "language": "en"})
    arabic = hashtags({"text": "نشر تقرير عن خالد الزرقنداني أمس.", "language": "ar"})

    names = {line["name"] for answer in (first, other, arabic) for line in answer["hashtags"]}
    assert names == {"Khaled Zarqandani"}


def test_all_that_is_named_stands_behind_the_hashtags_that_are_shown():
    countries = "Brazil, Peru, Chile, Kenya, Ghana, Fiji, Malta, Iceland, Nepal and Cuba"

    answer = hashtags({"text": f"Visitors came from {countries}.", "language": "en"})

    assert [line["shown"] for line in answer["hashtags"]] == [True] * 8 + [False] * 2


@pytest.mark.parametrize("row", [{}, {"id": None}, {"text": None, "title": None}, {"text": ""}])
def test_a_line_of_nothing_has_no_hashtags(row):
    assert hashtags(row)["hashtags"] == []


@pytest.mark.parametrize("row", [{"text": 7}, {"title": ["x"]}, {"language": 5}])
def test_a_line_that_is_not_text_is_refused(row):
    with pytest.raises(ValueError, match="as text"):
        hashtags(row)


@pytest.mark.skipif(not GOLD.exists(), reason=f"no labelled articles at {GOLD}")
@pytest.mark.parametrize(("language", "least"), [("en", 0.8), ("ar", 0.7)])
def test_people_places_and_organisations_of_the_labelled_articles_are_found(language, least):
    wanted = found = 0
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        if row["lang"] == language:
            names = names_in({**row, "language": language})
            gold = [phrase(name) for name in (*row["people"], *row["orgs"], *row["places"])]
            wanted += len(gold)
            found += sum(name in names for name in gold)

    assert found / wanted >= least


def names_in(row):
    lines = hashtags(row)["hashtags"]
    written = {phrase(row["text"][start:end]) for line in lines for start, end in line["mentions"]}
    return written | {phrase(row["title"][start:end]) for line in lines for start, end in line["title_mentions"]}


@pytest.mark.skipif(not REFERENCE.exists(), reason=f"no reference page at {REFERENCE}")
def test_the_three_spellings_of_the_reference_page_lead_to_one_hashtag():
    text = REFERENCE.read_text(encoding="utf-8")
    lines = hashtags({"text": text, "language": "en"})["hashtags"]

    owners = {
        spelling: {
            line["name"]
            for line in lines
            for start, end in line["mentions"]
            if spelling in text[start:end].split()
        }
        for spelling in ("Zelensky", "Zelenskyy", "Zelenskiy")
    }

    assert set(map(frozenset, owners.values())) == {frozenset({"Volodymyr Zelenskyy"})}
