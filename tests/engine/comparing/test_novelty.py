"""What later reports say that no earlier one did."""

from datetime import UTC, datetime, timedelta

import pytest

from daily8.engine.comparing import ReportText, novelties

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FIRST = [
    "A ferry with 214 people on board ran aground off the island of Lamu on Tuesday night.",
    "The coast guard brought all passengers ashore by midnight, its spokesman Juma Otieno said.",
    "Nobody was hurt, but dozens spent the night in a school near the harbour.",
]
AR_FIRST = [
    "جنحت عبّارة على متنها 214 شخصا قبالة جزيرة لامو مساء الثلاثاء بسبب ضباب كثيف.",
    "ونقل خفر السواحل جميع الركاب إلى الشاطئ قبل منتصف الليل بحسب المتحدث جمعة أوتينو.",
]


def report(key: int, *sentences: str, language: str = "en", title: str = "Ferry runs aground") -> ReportText:
    moment = NOON + timedelta(hours=key)
    return ReportText(key, f"paper {key}", moment, language, title, list(sentences))


def new(earlier: list[ReportText], *later: ReportText) -> list[str]:
    texts = {one.key: one for one in later}
    return [texts[place.report].sentences[place.sentence - 1] for place in novelties(earlier, later)]


def test_what_was_said_before_in_other_words_is_not_new():
    told = report(
        2,
        "Off the island of Lamu a ferry ran aground on Tuesday night with 214 people on board.",
        "Juma Otieno, spokesman of the coast guard, said that all passengers were ashore by midnight.",
        "Dozens of passengers spent the night in a school near the harbour, and nobody was hurt.",
    )

    assert new([report(1, *FIRST)], told) == []


def test_what_nobody_said_is_new():
    captain = "Prosecutors in Mombasa opened an inquiry against the captain, who is said to have slept."
    told = report(2, FIRST[0], captain, FIRST[1])

    assert new([report(1, *FIRST)], told) == [captain]


def test_a_figure_that_is_nowhere_yet_is_new_though_the_words_are_known():
    toll = "The coast guard said that 17 passengers of the ferry were missing off Lamu on Wednesday."

    assert new([report(1, *FIRST)], report(2, toll)) == [toll]


def test_the_age_of_somebody_is_no_news():
    told = report(2, "All passengers were ashore by midnight, said Juma Otieno, 52, spokesman of the coast guard.")

    assert new([report(1, *FIRST)], told) == []


def test_what_two_later_reports_say_is_new_once():
    captain = "Prosecutors in Mombasa opened an inquiry against the captain, who is said to have slept."
    again = "An inquiry against the captain, who is said to have slept, was opened by prosecutors in Mombasa."

    assert new([report(1, *FIRST)], report(2, captain), report(3, again)) == [captain]


def test_captions_and_what_a_page_says_of_itself_are_no_news():
    told = report(
        2,
        "Passengers of the ferry wait on the quay of Lamu on Wednesday morning. Njeri Kamau/AFP",
        "Sign up for our newsletter to read more about ferries, islands and the coast of Kenya.",
        "Divers of the navy practise below a bridge of Mombasa in the rain Wanjiru Mwangi/PA",
        "Rescuers in orange coats carry a child through the surf (left) as neighbours watch with lamps.",
        "More: Port managers quarrel about cranes More: Fishermen seek larger nets for the autumn.",
        "The owner of the line has not answered a newspaper's request for comment on the lamps.",
        "Video: divers at work under the bridge https://t.co/wv7UtRUyFi pic.twitter.com/BX7W7rDnfK",
    )

    assert new([report(1, *FIRST)], told) == []


def test_the_first_sentence_of_a_report_is_known_a_little_sooner_than_others():
    again = "A ferry ran aground off the island when the captain slept, prosecutors in Mombasa say of him."
    news = "Divers of the navy found the lighthouse of the island dark on Tuesday night, and its keeper gone."

    assert new([report(1, *FIRST)], report(2, again, news)) == [news]
    assert new([report(1, *FIRST)], report(2, news, again)) == [news, again]


def test_in_arabic_too_only_what_is_new_is_told():
    captain = "وفتحت النيابة العامة في مومباسا تحقيقا مع قبطان العبّارة بعد الاشتباه في أنه كان نائما."
    known = "وقال المتحدث جمعة أوتينو إن خفر السواحل نقل جميع الركاب إلى الشاطئ قبل منتصف الليل."
    first = report(1, *AR_FIRST, language="ar", title="جنوح عبّارة")

    assert new([first], report(2, known, captain, language="ar", title="جنوح عبّارة")) == [captain]


def test_of_a_language_that_was_not_there_before_nothing_can_be_told():
    assert new([report(1, *FIRST)], report(2, *AR_FIRST, language="ar")) == []


def test_no_more_is_told_than_can_be_read_and_that_in_the_order_of_the_reports():
    told = [
        report(20, "Prosecutors in Mombasa opened an inquiry against the captain, who is said to have slept."),
        report(21, "Insurers in Zanzibar value the damaged hull at three million dollars after a first look."),
        report(22, "Fishermen complain that diesel drifts towards mangroves where turtles lay their eggs."),
        report(23, "President Ruto ordered every vessel of that company to stay in port until inspected."),
    ]
    found = novelties([report(1, *FIRST)], told, most=3)

    assert len(found) == 3
    assert [place.report for place in found] == sorted(place.report for place in found)


@pytest.mark.parametrize("text", ["", "???", "1" * 5000, "word " * 30_000, "x = {y: [1, 2]};" * 500])
def test_texts_of_any_kind_are_looked_at(text):
    assert isinstance(new([report(1, *FIRST)], report(2, text)), list)
    assert novelties([report(1, text)], []) == []
    assert novelties([], [report(2, text)]) == []
