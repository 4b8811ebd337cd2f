"""The words for numbers in Arabic, folded."""

from decimal import Decimal

from daily8.engine.quantities.wordlists import valued, words

UNITS = valued(
    """
    0 صفر
    1 واحد واحده واحدا
    2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي اتنين
    3 ثلاثه ثلاث
    4 اربعه اربع
    5 خمسه خمس
    6 سته ست
    7 سبعه سبع
    8 ثمانيه ثماني ثمان
    9 تسعه تسع
    10 عشره عشر
    """
)
TENS = valued(
    """
    20 عشرون عشرين
    30 ثلاثون ثلاثين
    40 اربعون اربعين
    50 خمسون خمسين
    60 ستون ستين
    70 سبعون سبعين
    80 ثمانون ثمانين
    90 تسعون تسعين
    """
)
HUNDRED = frozenset(["ميه", "مايه"])
HUNDREDS = valued(
    """
    200 ميتان ميتين مايتان مايتين ميتا ميتي مايتا مايتي
    """
) | {
    stem + hundred: value * 100
    for stem, value in (
        ("ثلاث", 3), ("اربع", 4), ("خمس", 5), ("ست", 6), ("سبع", 7), ("ثماني", 8), ("ثمان", 8), ("تسع", 9)
    )
    for hundred in HUNDRED
}  # fmt: skip
SCALES = valued(
    """
    1000 الف الفا الاف
    1000000 مليون مليونا ملايين
    1000000000 مليار مليارا مليارات بليون بليونا بلايين
    1000000000000 تريليون تريليونا تريليونات
    """
)
TWO_SCALES = valued(
    """
    2000 الفان الفين الفا الفي
    2000000 مليونان مليونين مليونا مليوني
    2000000000 ملياران مليارين مليارا ملياري
    2000000000000 تريليونان تريليونين تريليوني
    """
)
# Of these forms one scale and two are written alike; a noun that does not end in alif makes it two.
EITHER = frozenset(TWO_SCALES) & frozenset(SCALES)
VAGUE = valued(
    """
    10 عشرات
    100 ميات مءات مايات
    1000 الاف الوف
    1000000 ملايين
    1000000000 مليارات
    """
)
PARTS = {
    part + owner: Decimal(value)
    for part, value in (("نصف", 2), ("ثلث", 3), ("ربع", 4))
    for owner in ("", "هم", "هن", "ها")
}
PARTS_OF_MANY = {part + owner: (2, 3) for part in ("ثلثا", "ثلثي", "ثلثين", "ثلثان") for owner in ("", "هم", "ها")}
# Written without its vowel this is ten, or five.
VOWELLED = {"عشر": Decimal("0.1"), "خمس": Decimal("0.2")}
ORDINAL = valued(
    """
    1 اول اولي
    2 ثاني ثانيه ثان
    3 ثالث ثالثه
    4 رابع رابعه
    5 خامس خامسه
    6 سادس سادسه
    7 سابع سابعه
    8 ثامن ثامنه
    9 تاسع تاسعه
    10 عاشر عاشره
    11 حاديه حادي
    """
)
ELEVEN = frozenset({"احد", "احدي"})
TEENS = frozenset({"عشر", "عشره"})
PREFIXES = ("وال", "بال", "فال", "ولل", "ال", "لل", "و", "ف", "ب", "ل")
ALL = frozenset(
    {*UNITS, *TENS, *HUNDRED, *HUNDREDS, *SCALES, *TWO_SCALES, *VAGUE, *PARTS, *PARTS_OF_MANY, *ORDINAL} | ELEVEN
)
# With the article this is a day of the week.
MONDAY = words("اثنين اثنان")
# Months that are told apart by an ordinal.
NUMBERED_MONTHS = words("تشرين كانون ربيع جمادي جماد")
# Words that only look like a number with a letter before it.
NOT_NUMBERS = words("لست فست بست والست")
