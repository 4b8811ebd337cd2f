"""The dated steps of a story."""

from dataclasses import replace
from datetime import UTC, date, datetime

from daily8.engine.timelines import MOST_STEPS, Report, timeline
from daily8.engine.timelines.steps import MOST_ALSO

ENGLISH = Report(
    "north",
    datetime(2026, 2, 11, 9, tzinfo=UTC),
    "en",
    (
        "The barrier in Rotterdam closed on January 18 when a storm surge reached the coast.",
        "It was the highest surge since 2007.",
        "The city began publishing the readings of its water sensors on Tuesday.",
        "The council will vote on a plan for a siren network on March 20.",
        "He said on Monday that nobody was hurt.",
        "Residents want to see the number.",
    ),
)
LATER = Report(
    "south",
    datetime(2026, 2, 12, 9, tzinfo=UTC),
    "en",
    (
        "A storm surge closed the barrier in Rotterdam on January 18.",
        "Rotterdam's council is due to vote on a plan for a siren network on March 20.",
        "Engineers replaced 11 broken sensors in the harbour on Wednesday.",
    ),
)
ARABIC = Report(
    "east",
    datetime(2026, 2, 11, 12, tzinfo=UTC),
    "ar",
    (
        "أعلنت وزارة النقل المصرية الأحد بدء التشغيل التجريبي للقطار الكهربائي السريع.",
        "وقعت الحكومة المصرية عقد القطار في مايو 2022 مع شركة سيمنس الألمانية.",
        "يبدأ التشغيل التجاري للقطار في أكتوبر المقبل على الخط الأول.",
        "لم تعلن الوزارة سعر التذكرة حتى الآن.",
    ),
)


def test_steps_stand_in_the_order_of_time_past_and_planned():
    steps = timeline([ENGLISH])

    assert [step.first for step in steps] == [date(2026, 1, 18), date(2026, 2, 10), date(2026, 3, 20)]
    assert [step.planned for step in steps] == [False, False, True]
    assert steps[1].text == ENGLISH.sentences[2]


def test_a_step_that_two_reports_tell_stands_once_and_names_both():
    steps = timeline([LATER, ENGLISH])

    surge = next(step for step in steps if step.first == date(2026, 1, 18))
    vote = next(step for step in steps if step.first == date(2026, 3, 20))
    assert (surge.report, surge.also) == ("north", (("south", 0),))
    assert (vote.report, vote.sentence, vote.also) == ("north", 3, (("south", 1),))
    assert len(steps) == 4


def test_a_sentence_that_dangles_or_only_compares_is_no_step():
    told = [step.text for step in timeline([ENGLISH])]

    assert ENGLISH.sentences[4] not in told
    assert ENGLISH.sentences[1] not in told


def test_an_arabic_story_has_its_steps():
    steps = timeline([ARABIC])

    assert [(step.first, step.last) for step in steps] == [
        (date(2022, 5, 1), date(2022, 5, 31)),
        (date(2026, 2, 8), date(2026, 2, 8)),
        (date(2026, 10, 1), date(2026, 10, 31)),
    ]
    assert [step.planned for step in steps] == [False, False, True]


def test_of_many_steps_those_stay_that_most_reports_tell():
    busy = Report(
        "busy",
        datetime(2026, 2, 11, tzinfo=UTC),
        "en",
        (
            "A storm surge closed the barrier in Rotterdam on January 18.",
            *(f"Shop number {day} in the old town was painted on January {day}." for day in range(1, 18)),
        ),
    )

    steps = timeline([busy, ENGLISH], most=5)

    assert len(steps) == 5
    assert date(2026, 1, 18) in [step.first for step in steps]


def test_a_dateline_is_not_what_a_sentence_is_about():
    report = Report(
        "wire",
        datetime(2026, 2, 11, tzinfo=UTC),
        "en",
        ("ROTTERDAM, Feb 11 — The barrier of the port closed on January 18 in a storm.",),
    )

    assert [step.first for step in timeline([report])] == [date(2026, 1, 18)]


def test_a_story_without_dates_or_without_reports_has_no_steps():
    undated = Report("undated", datetime(2026, 2, 11, tzinfo=UTC), "en", ("The barrier of the port is very old.",))

    assert timeline([undated]) == timeline([]) == []


def test_of_many_reports_no_more_is_told_than_can_be_read():
    reports = [replace(ENGLISH, key=str(number), sentences=ENGLISH.sentences * 10) for number in range(40)]

    steps = timeline(reports)

    assert 1 < len(steps) <= MOST_STEPS
    assert max(len(step.also) for step in steps) == MOST_ALSO


def test_what_only_compares_or_ends_is_no_step() -> None:
    said = (
        "The festival drew 86,000 visitors to the town, slightly more than last year.",
        "Ships had to wait outside the harbour until Friday because of the storm.",
        '"We will open the new harbour on Monday for all ships," said the mayor.',
    )
    assert timeline([replace(ENGLISH, sentences=said)]) == []
    idiom = ("حين أزيلت لوحات الترام القديمة ظن العمال أن أحدا لن يطلبها بعد اليوم.",)
    assert timeline([replace(ARABIC, sentences=idiom)]) == []


def test_a_spring_that_may_be_past_is_no_plan() -> None:
    november = replace(
        ENGLISH,
        published_at=datetime(2026, 11, 25, tzinfo=UTC),
        sentences=("A plan to raise the old sea wall was approved in the spring by the council.",),
    )
    assert not any(step.planned for step in timeline([november]))
