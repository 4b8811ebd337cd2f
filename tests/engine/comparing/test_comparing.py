"""Reports of one story side by side, in English and Arabic."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies

from daily8.engine.comparing import Place, ReportText, compare
from daily8.engine.comparing.statements import MOST_CARRIERS
from daily8.engine.comparing.table import MOST_CELLS
from daily8.engine.quantities import Kind

MORNING = datetime(2026, 11, 25, 6, tzinfo=UTC)
HARBOUR = [
    "A ferry carrying 112 passengers sank off the harbour of Tarsa on Tuesday, killing at least nine people.",
    "Rescue boats pulled 74 survivors from the water before the storm forced them back to the harbour.",
    "The transport ministry said the ferry had been licensed to carry only 80 passengers.",
]
HARBOUR_AGAIN = [
    "Nine people were killed when a ferry with 112 passengers aboard sank off the harbour of Tarsa on Tuesday.",
    "Before the storm forced rescue boats back, they had pulled 74 survivors from the water.",
    "The owner of the ferry, Selim Haddad, was questioned by the coast guard about the ship's missing life rafts.",
]
HARBOUR_LATER = [
    "A ferry disaster off the harbour of Tarsa has killed 14 people, the coast guard said on Wednesday.",
    "Rescue boats had pulled 74 survivors from the water when the storm forced them back.",
    "Divers found the bridge of the ferry flooded at a depth of 40 metres, the navy said.",
]
ARABIC = [
    "لقي تسعة أشخاص مصرعهم في غرق عبارة كانت تقل 112 راكبا قبالة ميناء طرسا يوم الثلاثاء.",
    "وأنقذت فرق الإغاثة 74 ناجيا قبل أن تجبرها العاصفة على العودة إلى الميناء.",
    "وقدرت وزارة النقل الخسائر بنحو خمسة ملايين دولار.",
]


def report(key, outlet, sentences, *, hours=0, language="en", title=""):
    return ReportText(key, outlet, MORNING + timedelta(hours=hours), language, title, sentences)


def row(comparison, kind, noun=None):
    return next(each for each in comparison.table if each.kind == kind and noun in (None, each.noun))


def numbers(found):
    return [(cell.outlet, int(cell.quantity.value)) for cell in found.cells]


def test_a_toll_that_is_higher_later_has_changed_and_is_no_disagreement():
    compared = compare([report(1, "Later", HARBOUR_LATER, hours=20), report(2, "Tide", HARBOUR_AGAIN)])

    dead = row(compared, Kind.DEAD)
    assert numbers(dead) == [("Tide", 9), ("Later", 14)]
    assert (dead.disagree, dead.changed) == (False, True)


def test_a_toll_that_is_lower_later_is_a_disagreement():
    compared = compare([report(1, "Early", HARBOUR_LATER), report(2, "Tide", HARBOUR_AGAIN, hours=20)])

    assert row(compared, Kind.DEAD).disagree


def test_figures_that_can_both_be_true_agree():
    compared = compare([report(1, "Tide", HARBOUR), report(2, "Bay", HARBOUR_AGAIN, hours=1)])

    dead = row(compared, Kind.DEAD)
    assert numbers(dead) == [("Tide", 9), ("Bay", 9)]
    assert (dead.disagree, dead.changed) == (False, False)


def test_tolls_are_in_one_row_across_languages():
    compared = compare([report(1, "Tide", HARBOUR), report(2, "المرفأ", ARABIC, language="ar")])

    assert numbers(row(compared, Kind.DEAD)) == [("Tide", 9), ("المرفأ", 9)]
    assert numbers(row(compared, Kind.COUNT, "passengers")) == [("Tide", 112), ("المرفأ", 112)]


def test_a_figure_that_one_report_gives_is_in_the_table_too():
    compared = compare([report(1, "Tide", HARBOUR), report(2, "المرفأ", ARABIC, language="ar")])

    money = row(compared, Kind.MONEY)
    assert (money.unit, money.reports, numbers(money)) == ("USD", 1, [("المرفأ", 5_000_000)])
    assert money.cells[0].place == Place(2, 3)


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("The dam will cost 3.4 billion euros.", "The dam will cost 3.38 billion euros.", False),
        ("The dam will cost 3.4 billion euros.", "The dam will cost 4.4 billion euros.", True),
        ("The dam will cost about 3.4 billion euros.", "The dam will cost 3.6 billion euros.", False),
        ("The dam will cost 3 to 4 billion euros.", "The dam will cost 3.7 billion euros.", False),
        ("The dam will cost up to 3 billion euros.", "The dam will cost 3.7 billion euros.", True),
        ("The dam will cost at least 3 billion euros.", "The dam will cost 3.7 billion euros.", False),
    ],
)
def test_words_of_degree_and_rounding_are_heeded_before_reports_are_said_to_disagree(one, other, disagree):
    compared = compare([report(1, "Tide", [one]), report(2, "Bay", [other], hours=3)])

    money = row(compared, Kind.MONEY)
    assert money.reports == 2
    assert money.disagree == disagree


def test_votes_are_compared_by_who_was_for_and_who_against():
    compared = compare(
        [
            report(1, "Tide", ["Parliament passed the harbour law by 218 votes to 209."]),
            report(2, "المرفأ", ["أقر البرلمان قانون الموانئ بأغلبية 218 صوتا مقابل 210."], language="ar"),
        ]
    )

    rows = [numbers(each) for each in compared.table if each.kind == Kind.VOTES]
    assert rows == [[("Tide", 218), ("المرفأ", 218)], [("Tide", 209), ("المرفأ", 210)]]
    assert [each.disagree for each in compared.table] == [False, True]


def test_those_who_were_killed_before_are_not_in_the_toll():
    past = "In 2019 a ferry sank on the same route, killing 57 people."

    compared = compare([report(1, "Tide", [*HARBOUR, past]), report(2, "Bay", HARBOUR_AGAIN)])

    assert numbers(row(compared, Kind.DEAD)) == [("Tide", 9), ("Bay", 9)]


def test_what_nearly_all_say_is_told_once_with_all_who_say_it():
    compared = compare(
        [report(1, "Tide", HARBOUR), report(2, "Bay", HARBOUR_AGAIN), report(3, "Later", HARBOUR_LATER, hours=20)]
    )

    said = {statement.outlets for statement in compared.shared}
    rescued = next(statement for statement in compared.shared if "74 survivors" in statement.text)
    assert all(len(outlets) >= 2 for outlets in said)
    assert set(rescued.outlets) == {"Tide", "Bay", "Later"}
    assert {place.sentence for place in rescued.carriers} == {2}
    assert rescued.carriers[0] == rescued.place


def test_what_only_one_says_is_told_with_who_says_it():
    compared = compare(
        [report(1, "Tide", HARBOUR), report(2, "Bay", HARBOUR_AGAIN), report(3, "Later", HARBOUR_LATER, hours=20)]
    )

    told = {statement.outlets: statement.text for statement in compared.particular}
    assert told[("Bay",)].startswith("The owner of the ferry, Selim Haddad")
    assert told[("Later",)].startswith("Divers found the bridge")
    assert not any("survivors" in statement.text for statement in compared.particular)


def test_what_cannot_stand_alone_is_not_told():
    hanging = "He said that they had never been told about the missing life rafts on the upper deck."

    compared = compare([report(1, "Tide", [*HARBOUR, hanging]), report(2, "Bay", HARBOUR_AGAIN)])

    assert hanging not in {statement.text for statement in (*compared.shared, *compared.particular)}


def test_sentences_of_two_languages_are_one_statement_where_somebody_knows_it():
    reports = [report(1, "Tide", HARBOUR), report(2, "المرفأ", ARABIC, language="ar")]

    def likeness(one, other):
        return 0.9 if one.sentence == other.sentence == 2 else 0.1

    assert compare(reports).shared == ()
    (statement,) = compare(reports, likeness).shared
    assert statement.outlets == ("Tide", "المرفأ")


def test_two_reports_of_one_outlet_are_one_voice():
    compared = compare([report(1, "Tide", HARBOUR), report(2, "Tide", HARBOUR_AGAIN, hours=1)])

    assert (compared.shared, compared.particular) == ((), ())
    assert row(compared, Kind.DEAD).reports == 2


@pytest.mark.parametrize("sentences", [[], [""], ["\n", "12"], ["code = {1: 2}", "print(12) ; 12 killed"]])
def test_reports_without_words_are_compared_too(sentences):
    compared = compare([report(1, "Tide", sentences), report(2, "Bay", [*sentences, *HARBOUR])])

    assert all(cell.place.report in (1, 2) for each in compared.table for cell in each.cells)


SENTENCES = (
    *HARBOUR,
    *HARBOUR_AGAIN,
    *HARBOUR_LATER,
    *ARABIC,
    "",
    "12",
    "It fell 3% to $4.5m.",
    "No deaths were reported.",
)
REPORTS = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(("Tide", "Bay", "Later")),
        strategies.lists(strategies.sampled_from(SENTENCES), max_size=6),
        strategies.integers(0, 48),
        strategies.sampled_from(("en", "ar", "de")),
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_whatever_is_told_can_be_looked_up(drawn):
    reports = [
        report(key, outlet, sentences, hours=hours, language=language)
        for key, (outlet, sentences, hours, language) in enumerate(drawn)
    ]
    by_key = {each.key: each for each in reports}

    compared = compare(reports)

    for each in compared.table:
        times = [cell.published_at for cell in each.cells]
        assert times == sorted(times)
        for cell in each.cells:
            assert by_key[cell.place.report].outlet == cell.outlet
            assert 1 <= cell.place.sentence <= len(by_key[cell.place.report].sentences)
    for statement in (*compared.shared, *compared.particular):
        assert by_key[statement.place.report].sentences[statement.place.sentence - 1] == statement.text
        assert statement.outlets == tuple(dict.fromkeys(by_key[one.report].outlet for one in statement.carriers))
    assert max(len(compared.shared), len(compared.particular)) <= 6
    assert all(len(statement.outlets) >= 2 for statement in compared.shared)


@settings(max_examples=20, deadline=None)
@given(strategies.permutations([HARBOUR, HARBOUR_AGAIN, HARBOUR_LATER]))
def test_the_table_does_not_depend_on_the_order_of_reports(drawn):
    reports = [report(id(sentences), sentences[0][:5], sentences, hours=len(sentences[0])) for sentences in drawn]

    dead = row(compare(reports), Kind.DEAD)

    assert sorted(int(cell.quantity.value) for cell in dead.cells) == [9, 9, 14]


def test_nobody_and_two_of_a_group_are_one_row_that_disagrees():
    nobody = ["A crane fell into the harbour of Tarsa on Tuesday.", "The port was closed.", "Nobody was hurt."]
    two = ["A crane fell into the harbour of Tarsa on Tuesday.", "It was old.", "Two dock workers were hurt."]

    table = compare([report(1, "Tide", nobody), report(2, "Bay", two)]).table

    (hurt,) = [each for each in table if each.kind == Kind.INJURED]
    assert sorted(numbers(hurt)) == [("Bay", 2), ("Tide", 0)]
    assert hurt.disagree


def test_a_group_within_a_toll_keeps_its_own_row():
    whole = ["A fire in Tarsa killed 14 people, including three children."]
    other = ["A fire in Tarsa killed 14 people.", "The mayor wept.", "Three of the dead were children."]

    dead = [
        each for each in compare([report(1, "Tide", whole), report(2, "Bay", other)]).table if each.kind == "dead"
    ]

    assert numbers(dead[0]) == [("Tide", 14), ("Bay", 14)]
    assert all(each.noun == "children" for each in dead[1:])


def test_of_many_reports_no_more_is_told_than_can_be_read():
    reports = [
        report(
            number,
            f"Outlet {number}",
            [f"A flood killed {5 + number % 3} people in Tarsa."] + HARBOUR * 20,
            hours=number,
        )
        for number in range(40)
    ]

    compared = compare(reports)

    dead = row(compared, Kind.DEAD)
    assert dead.reports == 40
    assert len(dead.cells) <= MOST_CELLS
    assert {number for _, number in numbers(dead)} >= {5, 6, 7}
    assert all(len(said.carriers) <= MOST_CARRIERS for said in compared.shared)
    assert max(len(said.outlets) for said in compared.shared) == 40
