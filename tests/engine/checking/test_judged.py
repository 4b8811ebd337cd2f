"""What the check says of claims in other words than their source where a judge reads both."""

import logging

import pytest

from daily8.engine.checking import Checker, Kind, check
from daily8.engine.checking.weighing import traits
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
    (ENGLISH, "en", "No boats will sail before it is clear what went wrong."),
    (ARABIC, "ar", "لن تبحر أي عبارة قبل اتضاح ما جرى."),
    (ARABIC, "ar", "لم يوافق الوزير على طلب إجراء تحقيق مفتوح."),
]


class Away:
    """A judge that cannot work."""

    def bears_out(self, claim, sentences):
        raise EmbeddingError(f"out of memory over {len(sentences)} sentences and {claim!r}")


@pytest.mark.parametrize(("source", "language", "claim"), OTHER_WORDS)
def test_a_claim_in_other_words_is_borne_out_with_a_judge_alone(judge, source, language, claim):
    without = check(claim, source, language)
    told = check(claim, source, language, judge=judge)

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
    told = check(claim, source, language, judge=judge)

    assert not told.supported
    assert told.score < 0.5
    assert Kind.WORDS in {doubt.kind for doubt in told.why}
    assert told == check(claim, source, language)


@pytest.mark.parametrize(
    ("source", "language", "claim", "kind"),
    [
        (
            ENGLISH,
            "en",
            "The vessel hit the jetty because visibility was poor, leaving five people hurt.",
            Kind.NUMBER,
        ),
        (ENGLISH, "en", "Poor visibility led the vessel to hit the jetty on Friday.", Kind.DATE),
        (ARABIC, "ar", "تسبب سوء الرؤية في ارتطام السفينة بالرصيف وكسور لخمسة أشخاص.", Kind.NUMBER),
    ],
)
def test_no_judge_overrules_a_number_or_a_day(judge, source, language, claim, kind):
    told = check(claim, source, language, judge=judge)

    assert not told.supported
    assert kind in {doubt.kind for doubt in told.why}


def test_a_claim_in_its_source_s_words_is_the_rules_business(judge):
    claim = "Villagers praised survivors who pulled them from the water."

    assert check(claim, ENGLISH, "en", judge=judge) == check(claim, ENGLISH, "en")


def test_a_judge_that_cannot_work_leaves_what_the_rules_say(caplog):
    claim = OTHER_WORDS[0][2]

    with caplog.at_level(logging.WARNING):
        told = Checker(ENGLISH, "en", Away()).check(claim, "en")

    assert told == check(claim, ENGLISH, "en")
    assert "A claim is checked without the judge: out of memory" in caplog.text


def test_doubts_tell_against_a_claim_each_kind_by_itself():
    verdict = check("Those on board blamed people who lived nearby.", ENGLISH, "en")

    told = traits(verdict.why, 2.5)

    assert told["borne"] == 2.5
    assert told["doubted"] == told[Kind.WORDS.value] == -1
    assert traits((), 1.0) == {"always": 1.0, "borne": 1.0, "doubted": 0.0}
