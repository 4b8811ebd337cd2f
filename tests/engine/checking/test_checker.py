"""Whether claims are borne out by an article."""

import pytest

from daily8.engine.checking import Checker, Doubt, Kind, check
from daily8.engine.checking.concepts import concepts

ENGLISH = (
    "At least 61 people were killed when a quake shook the province of Kaveh before dawn on Tuesday.",
    "The worst damage was in Darrin, where a school collapsed on sleeping pupils.",
    "Governor Reza Tavan said 150 soldiers had reached Darrin, but no heavy machines had arrived.",
    '"My brother is under there and nobody comes," said Nasrin Jalal, a baker in Darrin.',
    "The United States offered help, which the government refused.",
    "The ministry accused the builder Orlan of using bad concrete.",
    "Tellus shares rose 24 percent, while Norvik shares fell 3 percent.",
)
ARABIC = (
    "قتل 61 شخصا على الأقل عندما ضرب زلزال إقليم كاوة قبل فجر الثلاثاء.",
    "ووقعت أسوأ الأضرار في دارين حيث انهارت مدرسة على تلاميذ نائمين.",
    "وقال المحافظ رضا توان إن 150 جنديا وصلوا إلى دارين، لكن آليات ثقيلة لم تصل.",
    'وقالت نسرين جلال، وهي خبازة في دارين: "أخي تحت الأنقاض ولا أحد يأتي".',
    "وعرضت الولايات المتحدة المساعدة، غير أن الحكومة رفضتها.",
    "ورفضت وزيرة المياه بشرى قسطلي دعوة إلى إغلاق الملاعب.",
)


@pytest.fixture(scope="module")
def english():
    return Checker(ENGLISH, "en")


@pytest.fixture(scope="module")
def arabic():
    return Checker(ARABIC, "ar")


@pytest.mark.parametrize(
    "claim",
    [
        ENGLISH[0],
        "A quake in Kaveh province killed at least 61 people.",
        "At least sixty-one people were killed when a quake shook the province of Kaveh.",
        "At least 61 people died when a quake shook the province of Kaveh.",
        "In Darrin a school collapsed on sleeping pupils.",
        "Governor Reza Tavan said that no heavy machines had arrived.",
        "The government refused help offered by the United States.",
        "The builder Orlan was accused by the ministry of using bad concrete.",
        "Norvik shares fell 3 percent while Tellus shares rose 24 percent.",
        'Nasrin Jalal, a baker in Darrin, said: "My brother is under there and nobody comes."',
    ],
)
def test_an_english_sentence_in_other_words_is_borne_out(english, claim):
    verdict = english.check(claim, "en")

    assert verdict.supported, [str(doubt) for doubt in verdict.why]
    assert verdict.score >= 0.5
    assert 1 <= len(verdict.sentences) <= 3


@pytest.mark.parametrize(
    "claim",
    [
        ARABIC[0],
        "ضرب زلزال إقليم كاوة قبل فجر الثلاثاء وقتل 61 شخصا على الأقل.",
        "انهارت مدرسة على تلاميذ نائمين في دارين.",
        "قال المحافظ رضا توان إن 150 جنديا وصلوا إلى دارين.",
        "رفضت الحكومة مساعدة عرضتها الولايات المتحدة.",
        "رفضت بشرى قسطلي، وزيرة المياه، دعوة إلى إغلاق الملاعب.",
    ],
)
def test_an_arabic_sentence_in_other_words_is_borne_out(arabic, claim):
    verdict = arabic.check(claim, "ar")

    assert verdict.supported, [str(doubt) for doubt in verdict.why]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("At least 16 people were killed when a quake shook the province of Kaveh.", Kind.NUMBER),
        ("At least 150 people were killed when a quake shook the province of Kaveh.", Kind.NUMBER),
        ("A quake shook the province of Kaveh before dawn on Monday.", Kind.DATE),
        ("Governor Nasrin Jalal said 150 soldiers had reached Darrin.", Kind.NAME),
        ("Governor Hamid Tavan said 150 soldiers had reached Darrin.", Kind.NAME),
        ("Governor Reza Tavan said heavy machines had arrived.", Kind.NEGATION),
        ("The worst damage was not in Darrin, where a school collapsed.", Kind.NEGATION),
        ('"My sister is under there and nobody comes," said Nasrin Jalal.', Kind.QUOTATION),
        ('"My brother is under there and nobody comes," said Governor Reza Tavan.', Kind.QUOTATION),
        ("The builder Orlan accused the ministry of using bad concrete.", Kind.ACTOR),
        ("The government offered help, which the United States refused.", Kind.ACTOR),
        ("The quake shook the province of Fars before dawn on Tuesday.", Kind.PLACE),
        ("Governor Reza Jalal said 150 soldiers had reached Darrin.", Kind.NAME),
        ("The worst damage was in Kaveh, where a school collapsed.", Kind.PLACE),
        ("Governor Reza Tavan was arrested.", Kind.PREDICATE),
        ("The government accepted help which the United States offered.", Kind.PREDICATE),
        ("Tellus shares fell 24 percent.", Kind.PREDICATE),
    ],
)
def test_an_error_in_an_english_sentence_is_found(english, claim, kind):
    verdict = english.check(claim, "en")

    assert not verdict.supported
    assert verdict.score < 0.5
    assert kind in {doubt.kind for doubt in verdict.why}


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("قتل 16 شخصا على الأقل عندما ضرب زلزال إقليم كاوة.", Kind.NUMBER),
        ("ضرب زلزال إقليم كاوة قبل فجر الاثنين.", Kind.DATE),
        ("قال المحافظ حميد توان إن 150 جنديا وصلوا إلى دارين.", Kind.NAME),
        ("قال المحافظ رضا توان إن آليات ثقيلة وصلت.", Kind.NEGATION),
        ("لم يقتل 61 شخصا عندما ضرب زلزال إقليم كاوة.", Kind.NEGATION),
        ('وقالت نسرين جلال: "أختي تحت الأنقاض ولا أحد يأتي".', Kind.QUOTATION),
        ('وقال المحافظ رضا توان: "أخي تحت الأنقاض ولا أحد يأتي".', Kind.QUOTATION),
        ("وعرضت الحكومة المساعدة، غير أن الولايات المتحدة رفضتها.", Kind.ACTOR),
        ("اعتقل المحافظ رضا توان.", Kind.PREDICATE),
        ("قبلت وزيرة المياه بشرى قسطلي دعوة إلى إغلاق الملاعب.", Kind.PREDICATE),
    ],
)
def test_an_error_in_an_arabic_sentence_is_found(arabic, claim, kind):
    verdict = arabic.check(claim, "ar")

    assert not verdict.supported
    assert kind in {doubt.kind for doubt in verdict.why}


def test_a_verdict_names_its_sentences_the_best_first(english):
    verdict = english.check("The government refused help, and a school collapsed on sleeping pupils.", "en")

    assert set(verdict.sentences) == {1, 4}


def test_what_is_cited_alone_may_bear_a_claim_out():
    claim = "A school collapsed on sleeping pupils in Darrin."

    assert check(claim, ENGLISH, "en", cited=[1]).supported
    assert not check(claim, ENGLISH, "en", cited=[0, 2]).supported
    assert not check(claim, ENGLISH, "en", cited=[]).supported
    assert not check(claim, ENGLISH, "en", cited=[99]).supported


def test_each_sentence_of_a_claim_must_be_borne_out(english):
    verdict = english.check(f"{ENGLISH[1]} The governor has resigned.", "en")

    assert not verdict.supported
    assert Doubt(Kind.PREDICATE, "resigned") in verdict.why


def test_words_that_the_source_has_not_are_named(english):
    verdict = english.check("Tourists praised the calm beaches of the western coast.", "en")

    assert not verdict.supported
    assert Kind.WORDS in {doubt.kind for doubt in verdict.why}


def test_a_claim_in_another_language_is_compared_by_names_numbers_and_what_the_tables_know():
    source = ("Jamba Credit said on Wednesday it would cut 240 jobs in Nairobi.", "Revenue fell 6 percent.")

    good = check("قالت جامبا كريديت الأربعاء إنها ستلغي 240 وظيفة في نيروبي.", source, "ar", source_language="en")
    number = check("قالت جامبا كريديت إنها ستلغي 420 وظيفة في نيروبي.", source, "ar", source_language="en")
    verb = check("ارتفعت الإيرادات 6 في المئة.", source, "ar", source_language="en")
    nothing = check("القطط جميلة.", source, "ar", source_language="en")

    assert good.supported
    assert [doubt.kind for doubt in good.why] == [Kind.LANGUAGE]
    assert not number.supported
    assert Kind.NUMBER in {doubt.kind for doubt in number.why}
    assert not verb.supported
    assert not nothing.supported


def test_a_quotation_in_another_language_is_not_borne_out():
    verdict = check('قالت نسرين جلال في دارين: "أخي هناك".', ENGLISH, "ar", source_language="en")

    assert Kind.QUOTATION in {doubt.kind for doubt in verdict.why}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?!",
        "\u200f\u200e",
        '"' * 3000,
        "((" * 2000,
        "ـ" * 1000,
        "a" * 50_000,
        "1," * 20_000,
        "من " * 20_000,
    ],
)
def test_text_that_is_none_is_not_borne_out_and_breaks_nothing(text):
    assert not check(text, ENGLISH, "en").supported
    assert not check("Four men died in Kaveh.", [text], "en").supported


def test_code_and_text_of_two_languages_are_read(english):
    assert not english.check("for (i = 0; i < 61; i++) { quake(); }", "en").supported
    assert not english.check("قال Reza Tavan إن the quake كان في Fars.", "ar").supported


def test_what_goes_on_without_end_is_no_sentence_and_is_read_as_far_as_one():
    endless = "The mill in Darrin burned on Tuesday. " + "and then another mill burned too " * 8_000

    checker = Checker([endless], "en")

    assert checker.check("The mill in Darrin burned on Tuesday.", "en").supported
    assert len(checker.check(endless[:1_200], "en").sentences) == 1
    assert checker.check(endless, "en").supported


@pytest.mark.parametrize(
    "claim", ["a mill burned " * 120, "".join(f"Mill {number} burned. " for number in range(60))]
)
def test_more_words_or_sentences_than_a_claim_has_are_not_borne_out(english, claim):
    verdict = english.check(claim, "en")

    assert not verdict.supported
    assert [doubt.kind for doubt in verdict.why] == [Kind.WORDS]


def test_of_many_sentences_the_right_one_is_found_wherever_it_stands():
    crowd = [f"The council met on Monday and heard report {number} of the mayor." for number in range(400)]
    checker = Checker(
        [*crowd, "Nasrin Jalal, a baker in Darrin, told the council of the mayor to meet on Monday."], "en"
    )

    assert checker.check("Nasrin Jalal, a baker in Darrin, told the council to meet on Monday.", "en").supported
    assert checker.check("The council heard report 377 of the mayor on Monday.", "en").sentences[0] == 377
    assert not checker.check("Omar Said, a baker in Darrin, told the council to meet on Monday.", "en").supported


def test_a_journey_is_no_death():
    checker = Checker(["بدأت الرحلة من دارين إلى ميناء كاوة يوم الثلاثاء وانتهت رحلتها في اليوم نفسه."], "ar")

    assert checker.check("انتهت الرحلة في اليوم نفسه.", "ar").supported
    assert all("die" not in concepts(word) for word in ("الرحلة", "برحلة", "رحلتها", "ورحلاتهم", "ترحيل"))
    assert "die" in concepts("رحيل") & concepts("ورحيله")


FIRE = ("Three people died in a fire in Darrin on Monday, police said.",)
FORMER = ("The former president died in hospital in Darrin on Monday, aged 82.",)
ROAD = ("توفي ثلاثة أشخاص في حادث سير قرب دارين يوم الاثنين.",)
STORM = ("The storm left three people dead in Darrin on Monday.",)


@pytest.mark.parametrize(
    ("source", "claim", "supported"),
    [
        (FIRE, "A fire in Darrin killed three people on Monday.", True),
        (FIRE, "Police killed three people in Darrin on Monday.", False),
        (STORM, "Three people were killed by the storm in Darrin.", True),
        (STORM, "Three people were killed by police in Darrin.", False),
        (FORMER, "The former president was killed in Darrin on Monday.", False),
        (ROAD, "قتل ثلاثة أشخاص في حادث سير قرب دارين يوم الاثنين.", True),
    ],
)
def test_who_died_in_a_disaster_was_killed_by_it_and_by_nobody(source, claim, supported):
    language = "ar" if source is ROAD else "en"

    assert Checker(source, language).check(claim, language).supported is supported


COURT = (
    "The Supreme Court of Kaveh on Monday rejected a petition by Raila Odan against the election of William Ruto.",
    "The seven judges were unanimous.",
    "Odan said he respected the court; 12 of his lawyers left the room, and 40 stayed.",
)


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("Odan's petition was rejected by all seven judges.", True),
        ("Odan's petition was rejected by all twelve judges.", False),
        ("Odan's petition was rejected by 40 judges.", False),
    ],
)
def test_what_is_counted_once_may_be_told_with_what_another_sentence_says(claim, supported):
    assert Checker(COURT, "en").check(claim, "en").supported is supported


def test_who_pays_does_not_earn_and_a_national_team_is_not_elected():
    paying = Checker(["Orlan will pay 490 million dollars to settle a lawsuit."], "en")
    playing = Checker(["سجل صالح الشهري هدفي السعودية في مباراتها مع الأرجنتين."], "ar")

    assert paying.check("Orlan will pay 490 million dollars to settle the suit.", "en").supported
    assert not paying.check("Orlan will receive 490 million dollars to settle the suit.", "en").supported
    assert all(str(doubt.kind) != "predicate" for doubt in playing.check("سجل الشهري هدفي المنتخب.", "ar").why)


@pytest.mark.parametrize(
    "claim",
    [
        "Authorities evacuated 6,400 people on Sunday.",
        "Labour Minister Hernan Ugarte will meet the two sides on Friday.",
        "The operator denies any blame for the accident.",
    ],
)
def test_what_is_told_in_other_words_of_the_same_sense_is_borne_out(claim):
    source = (
        "Authorities moved 6,400 people to safety on Sunday.",
        "Labour Minister Hernan Ugarte will meet both sides on Friday.",
        "The operator rejects any blame for the accident.",
    )

    assert check(claim, source, "en").supported
    assert not check(claim.replace("6,400", "4,600").replace("Friday", "Monday").replace("denies", "admits"),
                     source, "en").supported  # fmt: skip
