"""The brief of a story: what its reports say, each point once."""

from datetime import UTC, datetime, timedelta

from daily8.engine.language.sentences import sentences
from daily8.engine.summarizing import Report, brief

BEGAN = datetime(2026, 5, 4, 9, tzinfo=UTC)


def report(key: str, outlet: str, hours: int, title: str, text: str, language: str = "en") -> Report:
    cut = tuple(sentence.text for sentence in sentences(text))
    return Report(key, outlet, BEGAN + timedelta(hours=hours), title, cut, language)


REPORTS = [
    report(
        "c", "Coast", 5, "Kalmar bridge to close",
        "The old bridge of Kalmar will close for two years from June. "
        "Ferries will carry forty cars every twenty minutes. Shops sell good bread in the harbour street.",
    ),
    report(
        "a", "Tide", 0, "Bridge in Kalmar to close",
        "Kalmar's old bridge will close for two years from June, the council said. "
        "Rust was found in 212 steel beams. He was angry about the rust.",
    ),
    report(
        "b", "North", 2, "Rust closes bridge",
        "Rust was found in 212 steel beams of the bridge, engineers said. "
        "Ferries will carry forty cars every twenty minutes.",
    ),
    report("d", "Sahil", 1, "إغلاق جسر كالمار", "أعلنت بلدية كالمار إغلاق الجسر القديم عامين للإصلاح.", "ar"),
]  # fmt: skip


def test_a_brief_says_first_what_most_outlets_say_and_each_thing_once():
    found = brief(REPORTS, "en", most=3)

    assert [point.text.split()[0] for point in found] == ["Kalmar's", "Rust", "Ferries"]


def test_a_point_is_in_the_words_of_the_first_report_and_tells_who_else_carries_it():
    found = brief(REPORTS, "en", most=3)

    assert [(point.report, point.carriers) for point in found] == [("a", ("c",)), ("a", ("b",)), ("b", ("c",))]
    assert found[1].sentences == (1,)


def test_a_brief_is_in_the_language_asked_for_where_there_is_a_report_in_it():
    assert [point.report for point in brief(REPORTS, "ar")] == ["d"]
    assert {point.report for point in brief(REPORTS[:3], "ar")} <= {"a", "b", "c"}


def test_reports_without_a_word_in_common_give_the_points_of_each():
    lone = [
        report("x", "Tide", 0, "Rain", "Heavy rain fell over the harbour of Kalmar all night."),
        report("y", "North", 1, "Bread", "Bakers raise their prices because flour is dear."),
    ]
    assert [point.report for point in brief(lone)] == ["x", "y"]


def test_nothing_gives_nothing():
    assert brief([]) == []
    assert brief([report("x", "Tide", 0, "", "")]) == []
