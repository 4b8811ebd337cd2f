import random
from datetime import UTC, datetime, timedelta

import pytest

from daily8.engine.clustering import sketched, sketches
from daily8.engine.clustering.copies import Copies, Text, Verdict

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

ENGLISH = """\
The port of Rotterdam opened its new storm barrier on Tuesday, three weeks after a surge left nearly two
thousand homes without power. Engineers had worked through the winter to finish the steel gates, which close
by themselves when the river rises above three metres. The mayor said the town had waited ten years for this
morning. Fishermen, who lost most of their boats in the flood, asked when the harbour would be dredged. A
spokeswoman for the water board said that work would begin in May and last until the autumn, at a cost of
forty million euros. Schools along the river stayed closed for the day so that children could watch the
gates being lowered for the first time."""

OTHER = """\
Residents of the lower town gathered on the quay when the barrier was shown to them this week. The gates,
made in a yard near Gdansk, are the largest of their kind in northern Europe. For the ministry it is the end
of a long quarrel about money and blame. Insurance companies have said that premiums may fall next year if
the gates hold. One retired pilot was not convinced, and pointed at the old wall, which had also been called
the last one ever needed."""

ARABIC = """\
أعلنت بلدية المدينة يوم الثلاثاء افتتاح الحاجز الجديد الذي يحمي الميناء من العواصف بعد ثلاثة أسابيع من فيضان
ترك ألفي منزل دون كهرباء. وأمضى المهندسون الشتاء كله في إكمال الأبواب الفولاذية التي تغلق من تلقاء نفسها حين
يرتفع منسوب النهر. وقال رئيس البلدية إن السكان انتظروا هذا الصباح عشر سنوات كاملة. وسأل الصيادون الذين فقدوا
معظم قواربهم عن موعد تنظيف المرفأ. وأوضحت متحدثة باسم هيئة المياه أن العمل سيبدأ في مايو ويستمر حتى الخريف
المقبل."""

CHINESE = (
    "鹿特丹港周二启用了新的防风暴闸门,三周前的一场风暴潮曾使近两千户居民断电。工程师们整个冬天都在赶工,完成了这些钢制闸门,"
    "当河水上涨超过三米时闸门会自动关闭。市长表示,全城已经为这个早晨等待了十年。在洪水中失去大部分船只的渔民询问港口何时疏浚。"
)


def text(id, words, *, hours=0, publisher="one.example", **more):
    return Text(id, sketches.sketch(words), NOON + timedelta(hours=hours), publisher, **more)


def window(*texts):
    copies = Copies()
    for one in texts:
        copies.add(one)
    return copies


def first_words(words, share):
    kept = words.split()
    return " ".join(kept[: int(len(kept) * share)])


def unlike(seed, words):
    chance = random.Random(seed)
    return " ".join(f"word{chance.randrange(10_000)}" for _ in range(words))


@pytest.mark.parametrize("words", [ENGLISH, ARABIC, CHINESE])
def test_a_reprint_under_another_headline_names_its_original(words):
    known = window(text(1, words))

    copy = known.find(text(2, f"Another headline.\n{words}", hours=1, publisher="two.example"))

    assert copy is not None
    assert copy.original == 1
    assert copy.containment > 0.8
    assert not copy.same_publisher


def test_a_reprint_cut_to_its_first_half_is_a_copy():
    cut = first_words(ENGLISH, 0.5)

    assert window(text(1, ENGLISH)).find(text(2, cut, hours=1, publisher="two.example")).containment == 1


def test_sentences_in_another_order_are_a_copy():
    shuffled = ". ".join(reversed(ENGLISH.split(". ")))

    assert window(text(1, ENGLISH)).find(text(2, shuffled, hours=1, publisher="two.example")).original == 1


def test_a_report_of_the_same_event_in_its_own_words_is_no_copy():
    assert window(text(1, ENGLISH)).judge(text(2, OTHER, hours=1, publisher="two.example")) == Verdict()


def test_a_shared_passage_is_told_but_makes_no_copy():
    passage = first_words(ENGLISH, 0.35)

    verdict = window(text(1, ENGLISH)).judge(text(2, f"{passage} {OTHER}", hours=1, publisher="two.example"))

    assert verdict.copy is None
    assert verdict.shares == (1,)


def test_a_long_report_that_quotes_a_short_one_whole_is_no_copy_of_it():
    brief = first_words(ENGLISH, 0.4)

    assert window(text(1, brief)).find(text(2, f"{unlike(1, 600)} {brief}", publisher="two.example")) is None


def test_arabic_with_vowel_signs_and_other_alefs_is_the_same_text():
    dressed = ARABIC.replace("أ", "ا").replace("ال", "الـ").replace("ب", "بَ").replace("ة", "ه")

    assert window(text(1, ARABIC)).find(text(2, dressed, hours=1, publisher="two.example")).containment == 1


def test_drawn_forms_of_arabic_letters_are_the_same_text():
    drawn = ARABIC.replace("لا", "\ufefb")

    assert sketches.sketch(drawn) == sketches.sketch(ARABIC)


def test_capitals_accents_and_apostrophes_leave_no_trace():
    plain = "l'ete dernier la ministre n'a pas repondu " * 6
    dressed = "L’été dernier la ministre N’A pas répondu " * 6

    assert sketches.sketch(plain) == sketches.sketch(dressed)


def test_the_earlier_of_two_publishers_is_the_original_even_when_it_arrives_later():
    known = window(text(1, ENGLISH, hours=2))

    verdict = known.judge(text(2, ENGLISH, publisher="two.example"))

    assert verdict.copy is None
    assert [(one.id, one.containment) for one in verdict.overtaken] == [(1, 1.0)]


def test_the_agencys_own_page_is_the_original_however_late():
    known = window(text(1, ENGLISH), text(2, ENGLISH, hours=1, publisher="two.example"))

    verdict = known.judge(text(3, ENGLISH, hours=5, publisher="reuters.com", agency="Reuters"))

    assert verdict.copy is None
    assert {one.id for one in verdict.overtaken} == {1, 2}


def test_an_agency_that_credits_another_is_not_at_home():
    known = window(text(1, ENGLISH, publisher="wam.ae", agency="WAM", credit="Reuters"))

    assert known.judge(text(2, ENGLISH, hours=1, publisher="two.example")).copy is None


def test_who_credits_an_agency_is_the_copy():
    known = window(text(1, ENGLISH, credit="AFP"))

    verdict = known.judge(text(2, ENGLISH, hours=1, publisher="two.example"))

    assert verdict.copy is None
    assert [one.id for one in verdict.overtaken] == [1]


def test_a_text_without_a_date_comes_after_those_with_one():
    known = window(text(1, ENGLISH, hours=9))

    copy = known.find(Text(2, sketches.sketch(ENGLISH), None, "two.example"))

    assert copy.original == 1


def test_a_copy_of_a_copy_names_the_first():
    known = window(text(1, ENGLISH), text(2, f"{ENGLISH} More of our own.", hours=1, publisher="two.example"))

    assert known.find(text(3, ENGLISH, hours=2, publisher="three.example")).original == 1


def test_two_texts_made_one_name_the_one_that_gave_most():
    known = window(text(1, ENGLISH), text(2, OTHER, hours=1, publisher="two.example"))

    merged = f"{first_words(OTHER, 0.6)} {first_words(ENGLISH, 0.65)}"

    assert known.find(text(3, merged, hours=2, publisher="three.example")).original == 1


def test_the_same_text_at_two_addresses_of_one_publisher_is_a_duplicate():
    copy = window(text(1, ENGLISH)).find(text(2, ENGLISH.replace("Tuesday", "Monday"), hours=1))

    assert copy.original == 1
    assert copy.same_publisher


def test_a_publishers_next_report_with_new_figures_is_no_duplicate():
    first = f"{ENGLISH} 12 people were hurt."

    assert window(text(1, first)).find(text(2, f"{ENGLISH} 15 people were hurt.", hours=1)) is None


def test_what_a_publisher_writes_under_every_text_makes_no_copies():
    footer = first_words(OTHER, 0.9)
    known = window(
        *(
            text(day, f"{unlike(day, 60)} {footer}", hours=24 * day, publisher="sister.example")
            for day in range(1, 6)
        ),
    )

    ours = text(10, f"{unlike(10, 60)} {footer}", hours=240, publisher="sister.example")
    known.add(ours)
    theirs = text(11, f"{unlike(11, 60)} {footer}", hours=241)

    assert known.find(ours) is None
    assert known.find(theirs) is None


def test_a_text_of_a_few_words_is_no_copy():
    known = window(text(1, "Sunny today, rain tomorrow"))

    assert len(known) == 0
    assert known.find(text(2, "Sunny today, rain tomorrow", publisher="two.example")) is None


@pytest.mark.parametrize(
    "words", ["", " \n", "\ud800" * 50, "😀" * 100, "\ufad1 " * 50, "\x00" * 100, "ـ" * 200, "a" * 100_000]
)
def test_texts_that_are_no_texts_have_no_sketch(words):
    assert sketches.sketch(words) == b""


def test_a_text_of_two_hundred_thousand_words_takes_no_more_room_than_others():
    long = unlike(3, 200_000)

    stored = sketches.sketch(long)

    assert len(stored) <= 520
    assert (
        window(text(1, long)).find(text(2, f"A new headline {long}", hours=1, publisher="two.example")).original
        == 1
    )


def test_a_sketch_is_the_same_on_every_machine():
    assert sketches.sketch(ENGLISH)[:20].hex() == "0000000000000000b15d2c0081eebb0195fdcc01"


@pytest.mark.parametrize("stored", [b"", b"1234567", b"12345678", b"123456789012345"])
def test_a_torn_sketch_matches_nothing(stored):
    known = window(text(1, ENGLISH))

    assert known.find(Text(2, stored, NOON, "two.example")) is None


def test_a_sketch_with_an_impossible_level_does_no_harm():
    stored = b"\xff\xff\xff\xff" + sketches.sketch(ENGLISH)[4:]

    assert window(text(1, ENGLISH)).find(Text(2, stored, NOON, "two.example")) is None


def test_a_removed_text_is_no_longer_found():
    known = window(text(1, ENGLISH))
    known.remove(1)
    known.remove(1)

    assert 1 not in known
    assert known.find(text(2, ENGLISH, publisher="two.example")) is None


def test_texts_before_a_time_are_forgotten_and_later_ones_kept():
    known = window(
        text(1, ENGLISH), text(2, OTHER, hours=30), Text(3, sketches.sketch(ARABIC), None, "undated.example")
    )

    known.forget(NOON + timedelta(hours=24))

    assert len(known) == 2
    assert known.find(text(9, ENGLISH, hours=31, publisher="two.example")) is None
    assert known.find(text(9, OTHER, hours=31, publisher="two.example")).original == 2
    assert known.find(text(9, ARABIC, publisher="two.example")) is None


def test_a_window_restored_from_stored_sketches_judges_as_the_one_that_grew():
    texts = [text(number, unlike(number % 40, 200), hours=number, publisher=f"p{number}") for number in range(120)]
    grown, restored = window(*texts), Copies()
    restored.add_many(texts)

    new = [text(500 + number, unlike(number, 200), hours=900, publisher="new.example") for number in range(50)]

    assert [grown.judge(one) for one in new] == [restored.judge(one) for one in new]
    assert sum(grown.find(one) is not None for one in new) == 40
    assert restored.nbytes > 0


def test_texts_taken_in_again_and_again_are_each_found_under_their_own_name(monkeypatch):
    monkeypatch.setattr(sketched, "_SPARE", 10)
    texts = [text(number, unlike(number, 200), hours=number, publisher=f"p{number}") for number in range(40)]
    known = Copies()
    for _ in range(4):
        for start in range(0, len(texts), 15):
            known.add_many(texts[start : start + 15])

    new = [text(500 + number, unlike(number, 200), hours=900, publisher="new.example") for number in range(40)]

    assert [known.find(one).original for one in new] == list(range(40))


def test_a_text_added_again_stands_for_itself_only_once():
    known = window(text(1, ENGLISH))
    for _ in range(3000):
        known.add(text(1, ENGLISH))

    assert len(known) == 1
    assert known.find(text(1, ENGLISH)) is None
    assert known.find(text(2, ENGLISH, hours=1, publisher="two.example")).original == 1
