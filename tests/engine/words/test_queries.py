from datetime import date

import pytest

from daily8.engine.words.queries import MOST_CLAUSES, Clause, Condition, Field, Query, parse


def words(query):
    return [(clause.terms, clause.phrase, clause.excluded) for clause in query.clauses]


def test_words_are_looked_for_by_their_stems_in_any_order():
    assert words(parse("  floods in  Kisumu ")) == [
        (("flood",), False, False), (("in",), False, False), (("kisumu",), False, False),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ['"White House"', "“White House”", "«White House»", '"White House'])
def test_a_phrase_stands_together(typed):
    assert words(parse(typed)) == [(("white", "hous"), True, False)]


def test_what_is_excluded_has_a_minus_before_it():
    assert words(parse('storm -"Cape Town" -flood')) == [
        (("storm",), False, False), (("cape", "town"), True, True), (("flood",), False, True),
    ]  # fmt: skip


def test_a_minus_within_a_word_excludes_nothing():
    assert words(parse("COVID-19")) == [(("covid", "19"), True, False)]


def test_operators_are_conditions():
    query = parse('budget source:bbc.co.uk lang:ar category:politics hashtag:"Rachel Reeves" -source:dw.com')

    assert query.conditions == (
        Condition(Field.SOURCE, "bbc.co.uk"),
        Condition(Field.LANGUAGE, "ar"),
        Condition(Field.CATEGORY, "politics"),
        Condition(Field.HASHTAG, "Rachel Reeves"),
        Condition(Field.SOURCE, "dw.com", excluded=True),
    )
    assert query.text == "budget"


def test_operators_can_be_written_in_arabic():
    query = parse("الانتخابات مصدر:الجزيرة لغة:ar قبل:٢٠٢٦-٠٣-٠١ بعد:2026-01")

    assert query.conditions == (Condition(Field.SOURCE, "الجزيرة"), Condition(Field.LANGUAGE, "ar"))
    assert (query.after, query.before) == (date(2026, 1, 1), date(2026, 3, 1))
    assert words(query) == [(("انتخاب",), False, False)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("after:2026", date(2026, 1, 1)),
        ("since:2026-2", date(2026, 2, 1)),
        ("after:2026-02-31", date(2026, 2, 28)),
    ],
)
def test_a_year_or_a_month_is_as_good_as_a_day(typed, day):
    assert parse(typed).after == day


@pytest.mark.parametrize("typed", ["after:yesterday", "before:0000-01-01", "after:2026-13", "-after:2026"])
def test_a_date_that_is_none_is_looked_for_as_words_and_noted(typed):
    query = parse(typed)

    assert (query.after, query.before) == (None, None)
    assert query.meant_as_words == (typed,)
    assert query.clauses


def test_a_word_with_a_colon_is_a_word():
    query = parse("Trump: deal at 12:30")

    assert query.conditions == ()
    assert query.meant_as_words == ()
    assert [clause.terms for clause in query.clauses] == [("trump",), ("deal",), ("at",), ("12", "30")]


@pytest.mark.parametrize(
    "typed",
    ["", " \n\t", '"', "-", '""', ":", "-:-", "«»", "🙂", "\u200f\u202e", "()*^{}'\\;%", "--- --"],
)
def test_what_says_nothing_asks_for_nothing(typed):
    assert parse(typed).is_empty


def test_an_operator_without_a_value_is_a_word():
    assert words(parse("source:")) == [(("sourc",), False, False)]


def test_only_exclusions_ask_for_nothing():
    assert parse("-flood -storm").is_empty


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        '"' * 10_000,
        "-" * 10_000,
        "source:" * 2_000,
        "x:" * 5_000,
        "NEAR(" * 2_000,
        "' OR 1=1; DROP TABLE articles; --",
        "title:foo AND (bar* NOT baz)",
        "(a+)+$" * 500,
    ],
)
def test_hostile_queries_are_small_queries(typed):
    query = parse(typed)

    assert len(query.clauses) <= MOST_CLAUSES
    assert len(query.conditions) <= MOST_CLAUSES
    assert all(term.isalnum() for clause in query.clauses for term in clause.terms)


def test_a_query_is_a_value():
    assert parse("storm") == Query(clauses=(Clause(("storm",), "storm"),))
