"""Whether the check tells who acts and who suffers it, in English."""

import pytest

from daily8.engine.checking import Checker, Kind

SOURCE = (
    "Goalkeeper Dana Orlov brought down striker Milo Brandt, who had come on late, in the tenth minute.",
    "The union of pilots, which left the talks in March, accused Westair of ignoring two letters about fatigue.",
    "Judge Ada Finch refused a request by the lawyer to hold the hearing in Corran.",
    "Prosecutors in Darrin opened a probe into the quarry, Stonegate, which was fined in May for dumping waste.",
    "The nurses are asking for a ten percent pay rise, while the hospital has offered four.",
    "A court sentenced former clerk Ole Fisk to two years for selling addresses to debt collectors.",
    "Mayor Rosa Lind appointed the head of the water board, Tim Aske, 51, as her deputy.",
    "The report, written by Ines Marlow of the Coastal Institute, followed 300 families for two years.",
    "Councillor Jo Harte praised the fire brigade and called off the protest.",
    "The barge Aurora, carrying 40 tonnes of sand, lost power off Sund and drifted for an hour.",
    "The ministry will consult the farmers before it decides on the dam.",
)


@pytest.fixture(scope="module")
def english():
    return Checker(["A day in Darrin", *SOURCE], "en")


@pytest.mark.parametrize(
    "claim",
    [
        "Striker Milo Brandt was brought down by goalkeeper Dana Orlov in the tenth minute.",
        "Westair was accused by the union of pilots of ignoring two letters about fatigue.",
        "A request by the lawyer to hold the hearing in Corran was turned down by Judge Ada Finch.",
        "Tim Aske, 51, who headed the water board, was appointed deputy by Mayor Rosa Lind.",
        "The former clerk Ole Fisk sold addresses to debt collectors and was sentenced to two years.",
        "Ines Marlow of the Coastal Institute wrote the report, which followed 300 families for two years.",
        "The quarry Stonegate was fined in May for dumping waste.",
        "The skipper said that the barge Aurora drifted for an hour after it lost power off Sund.",
        "The fire brigade was praised by Councillor Jo Harte.",
    ],
)
def test_one_deed_in_another_voice_or_order_is_borne_out(english, claim):
    verdict = english.check(claim, "en")

    assert verdict.supported, [str(doubt) for doubt in verdict.why]


@pytest.mark.parametrize(
    "claim",
    [
        "Striker Milo Brandt brought down goalkeeper Dana Orlov in the tenth minute.",
        "Goalkeeper Dana Orlov was brought down by striker Milo Brandt.",
        "Westair accused the union of pilots of ignoring two letters about fatigue.",
        "Prosecutors in Darrin were fined in May for dumping waste.",
        "The hospital is asking for a ten percent pay rise from the nurses.",
        "Debt collectors sold addresses to former clerk Ole Fisk.",
        "The farmers will consult the ministry before it decides on the dam.",
        "Praise for Councillor Jo Harte came from the fire brigade.",
    ],
)
def test_those_who_act_and_those_who_suffer_it_may_not_change_places(english, claim):
    verdict = english.check(claim, "en")

    assert not verdict.supported
    assert Kind.ACTOR in {doubt.kind for doubt in verdict.why}


@pytest.mark.parametrize(
    "words", ["to be by to be by", "who was, who was", "said to said by", "and to and to sold"]
)
def test_verbs_without_end_are_read_and_break_nothing(words):
    checker = Checker([f"{words} " * 120] * 20, "en")

    assert checker.check(f"{words} " * 40, "en").sentences is not None
