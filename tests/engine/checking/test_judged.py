"""What the check says of claims in other words than their source where a judge reads both."""

import logging

import pytest

from daily8.engine.checking import Kind, check
from daily8.engine.embedding import EmbeddingError

ENGLISH = [
    "A ferry crash on the Lorn",
    "The ferry struck the pier in thick fog on Monday morning and three passengers broke bones.",
    "Its captain, Nils Orme, who had been on duty for 19 hours, was held by police overnight.",
    "The operator suspended all crossings until the cause is known.",
    "Survivors praised villagers who pulled them from the water.",
    "The minister turned down a call for a public inquiry.",
]
ARABIC = [
    "حادث عبارة في لورن",
    "اصطدمت العبارة بالرصيف وسط ضباب كثيف صباح الاثنين وأصيب ثلاثة ركاب بكسور.",
    "واحتجزت الشرطة قبطانها نيلز أورم ليلة كاملة بعدما ظل في الخدمة 19 ساعة.",
    "وأوقفت الشركة المشغلة جميع الرحلات إلى أن يعرف السبب.",
    "ورفض الوزير دعوة إلى فتح تحقيق علني.",
]
OTHER_WORDS = [
    (ENGLISH, "en", "Poor visibility led the vessel to hit the jetty."),
    (ENGLISH, "en", "The vessel hit the jetty as visibility was poor, leaving three people with fractures."),
    (ARABIC, "ar", "لم يوافق الوزير على طلب إجراء تحقيق مفتوح."),
]


class Saying:
    """A judge that says the same of everything, and notes what it is asked."""

    def __init__(self, odds):
        self.odds, self.asked = odds, []

    def bears_out(self, claim, sentences):
        self.asked.append((claim, list(sentences)))
        return self.odds


class Away:
    """A judge that cannot work."""

    def bears_out(self, claim, sentences):
        raise EmbeddingError(f"out of memory over {len(sentences)} sentences and {claim!r}")


def told_by(judge, claim, source, language):
    return check(claim, source, language, judge=lambda: judge)


@pytest.mark.parametrize(("source", "language", "claim"), OTHER_WORDS)
def test_a_claim_in_other_words_is_borne_out_with_a_judge_alone(judge, source, language, claim):
    without = check(claim, source, language)
    told = told_by(judge, claim, source, language)

    assert not without.supported
    assert told.supported
    assert told.score >= 0.5
    assert told.why == ()
    assert told.sentences == without.sentences


@pytest.mark.parametrize(
    ("source", "language", "claim"),
    [
        (ENGLISH, "en", "The minister agreed to an open investigation."),
        (ENGLISH, "en", "Those on board blamed people who lived nearby."),
        (ARABIC, "ar", "وافق الوزير على طلب إجراء تحقيق مفتوح."),
    ],
)
def test_a_wrong_claim_in_other_words_is_refused_with_what_the_rules_doubt(judge, source, language, claim):
    told = told_by(judge, claim, source, language)

    assert not told.supported
    assert told.score < 0.5
    assert Kind.WORDS in {doubt.kind for doubt in told.why}
    assert told == check(claim, source, language)


@pytest.mark.parametrize(
    ("source", "language", "claim", "kind"),
    [
        (ENGLISH, "en", "The vessel hit the jetty as visibility was poor, leaving five people hurt.", Kind.NUMBER),
        (ENGLISH, "en", "Poor visibility led the vessel to hit the jetty on Friday.", Kind.DATE),
        (ENGLISH, "en", "Poor visibility led Ivo Marn to hit the jetty.", Kind.NAME),
        (ENGLISH, "en", "The owner spoke of “a very dark hour” for all on the vessel.", Kind.QUOTATION),
        (ENGLISH, "en", "The vessel did not hit the jetty despite poor visibility.", Kind.NEGATION),
        (ARABIC, "ar", "تسبب سوء الرؤية في ارتطام السفينة بالرصيف وكسور لخمسة أشخاص.", Kind.NUMBER),
    ],
)
def test_no_judge_overrules_what_stands_there_or_does_not(source, language, claim, kind):
    sure = Saying(50.0)
    told = told_by(sure, claim, source, language)

    assert not told.supported
    assert kind in {doubt.kind for doubt in told.why}
    assert sure.asked == []


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("The ferry struck the pier in thick fog on Monday morning.", True),
        ("Villagers praised survivors who pulled them from the water.", False),
    ],
)
def test_a_claim_in_its_source_s_words_is_the_rules_business(claim, supported):
    contrary = Saying(-50.0 if supported else 50.0)

    assert told_by(contrary, claim, ENGLISH, "en").supported is supported
    assert contrary.asked == []


def test_a_judge_reads_a_claim_with_the_sentences_it_rests_on():
    asked = Saying(9.0)
    claim = OTHER_WORDS[1][2]

    told = told_by(asked, claim, ENGLISH, "en")

    assert asked.asked == [(claim, [ENGLISH[number] for number in sorted(told.sentences)])]


def test_of_several_sentences_each_is_to_be_borne_out(judge):
    good, wrong = OTHER_WORDS[0][2], "Those on board blamed people who lived nearby."

    assert told_by(judge, good, ENGLISH, "en").supported
    assert not told_by(judge, f"{good} {wrong}", ENGLISH, "en").supported


@pytest.mark.parametrize(
    "tail", ["and the owner is a secret lizard who worships the moon " * 5, " " * 3_000 + "x"]
)
def test_what_is_too_long_to_be_read_whole_is_not_believed(judge, tail):
    claim = f"Poor visibility led the vessel to hit the jetty, {tail}"

    assert told_by(judge, claim, ENGLISH, "en") == check(claim, ENGLISH, "en")
    assert judge.bears_out(claim, ENGLISH[1:2]) is None


def test_of_sentences_that_are_too_long_together_the_best_are_read():
    asked = []

    class Short:
        def bears_out(self, _claim, sentences):
            asked.append(list(sentences))
            return 9.0 if len(sentences) == 1 else None

    claim = "The vessel crashed into the pier in fog, and those who got away thanked villagers for their aid."
    told = told_by(Short(), claim, ENGLISH, "en")

    assert told.supported
    assert len(asked) == len(told.sentences) > 1
    assert asked[0] == [ENGLISH[number] for number in sorted(told.sentences)]
    assert asked[-1] == [ENGLISH[told.sentences[0]]]


@pytest.mark.parametrize("odds", [float("nan"), float("-inf"), -3.0, -0.5])
def test_what_is_not_surely_borne_out_is_refused(odds):
    claim = OTHER_WORDS[0][2]

    assert told_by(Saying(odds), claim, ENGLISH, "en") == check(claim, ENGLISH, "en")


def test_a_doubt_asks_for_a_surer_judge():
    plain, doubted = OTHER_WORDS[0][2], "People who lived nearby rescued those on board."
    assert [doubt.kind for doubt in check(doubted, ENGLISH, "en").why] == [Kind.PREDICATE, Kind.WORDS]

    assert told_by(Saying(0.6), plain, ENGLISH, "en").supported
    assert not told_by(Saying(0.6), doubted, ENGLISH, "en").supported
    assert told_by(Saying(6.0), doubted, ENGLISH, "en").supported


def test_a_judge_that_cannot_work_leaves_what_the_rules_say(caplog):
    claim = OTHER_WORDS[0][2]

    with caplog.at_level(logging.WARNING):
        told = told_by(Away(), claim, ENGLISH, "en")

    assert told == check(claim, ENGLISH, "en")
    assert "A claim is checked without the judge: out of memory" in caplog.text
