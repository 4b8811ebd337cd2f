"""What months, days of the week and stretches of time are called in English and Arabic."""


def _numbered(lines: str) -> dict[str, int]:
    """Return the number of the line, from 1, by each name in it; names are parted by `|`."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines.strip().splitlines(), 1):
        found |= {name.strip(): number for name in line.split("|")}
    return found


def _grouped(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        name, _, spellings = line.strip().partition(":")
        found |= {spelling.strip(): name for spelling in spellings.split("|")}
    return found


ENGLISH_MONTHS = _numbered(
    """january|jan
    february|feb
    march|mar
    april|apr
    may
    june|jun
    july|jul
    august|aug
    september|sept|sep
    october|oct
    november|nov
    december|dec"""
)
# The names of the east, of the Maghreb and of the Levant; letters as `folded` writes them.
ARABIC_MONTHS = _numbered(
    """يناير|كانون الثاني|جانفي
    فبراير|شباط|فيفري
    مارس|اذار
    ابريل|نيسان|افريل
    مايو|ايار|ماي
    يونيو|حزيران|يونيه|جوان
    يوليو|تموز|يوليوز|يوليه|جويليه
    اغسطس|اب|غشت|اوت
    سبتمبر|ايلول|شتنبر
    اكتوبر|تشرين الاول
    نوفمبر|تشرين الثاني|نونبر
    ديسمبر|كانون الاول|دجنبر"""
)
# These are everyday words as well: they count only beside a day, a year or a word that leads to a date.
DOUBTFUL_MONTHS = frozenset({"may", "march", "mar", "jan", "jun", "sep", "dec", "apr", "ماي", "اب", "جوان", "اوت"})
# Monday is 1, as in ISO 8601.
ENGLISH_DAYS = _numbered(
    """monday|mon
    tuesday|tue|tues
    wednesday|wed
    thursday|thu|thur|thurs
    friday|fri
    saturday|sat
    sunday|sun"""
)
# Only with a point behind them, or a comma, are these days.
SHORT_DAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
ARABIC_DAYS = _numbered(
    """الاثنين
    الثلاثاء
    الاربعاء
    الخميس
    الجمعه
    السبت
    الاحد"""
)
UNITS = _grouped(
    """day: day|days|يوم|يوما|يومين|يومان|ايام|اليوم|الايام
    week: week|weeks|weekend|اسبوع|اسبوعا|اسبوعين|اسبوعان|اسابيع|الاسبوع|الاسابيع
    month: month|months|شهر|شهرا|شهرين|شهران|اشهر|شهور|الشهر|الاشهر
    quarter: quarter|quarters|الربع
    year: year|years|عام|عاما|عامين|عامان|اعوام|سنه|سنتين|سنتان|سنوات|العام|السنه|الاعوام|السنوات
    decade: decade|decades|عقد|عقدا|عقدين|عقود|العقد"""
)
ARABIC_DUALS = frozenset({"يومين", "اسبوعين", "شهرين", "عامين", "سنتين", "عقدين"})
SEASONS = _grouped(
    """spring: spring|الربيع|ربيع
    summer: summer|الصيف|صيف
    autumn: autumn|الخريف|خريف
    winter: winter|الشتاء|شتاء"""
)
# When a season begins in the north, as publishers there mean it.
SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
DIRECTIONS = {
    **dict.fromkeys(["last", "past", "previous"], -1),
    **dict.fromkeys(["الماضي", "الماضيه", "الفائت", "الفائته", "المنصرم", "المنصرمه", "الاخير", "الاخيره"], -1),
    **dict.fromkeys(["this", "current"], 0),
    **dict.fromkeys(["الجاري", "الجاريه", "الحالي", "الحاليه", "هذا", "هذه"], 0),
    **dict.fromkeys(["next", "coming", "upcoming"], 1),
    **dict.fromkeys(["المقبل", "المقبله", "القادم", "القادمه", "التالي"], 1),
}
PARTS = _grouped(
    """early: early|beginning of|start of|مطلع|اوائل|بدايه|بدايات|مستهل
    middle: mid|middle of|منتصف|اواسط
    late: late|end of|نهايه|اواخر|ختام"""
)
SINGLE_DAYS = {
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "اول امس": -2, "امس الاول": -2, "امس": -1, "البارحه": -1, "اليوم": 0, "غدا": 1, "الغد": 1, "بعد غد": 2,
}  # fmt: skip
ENGLISH_COUNTS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1}  # fmt: skip
ARABIC_COUNTS = {
    "واحد": 1, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7,
    "سبع": 7, "ثمانيه": 8, "ثماني": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10,
}  # fmt: skip
QUARTERS = {
    **dict(zip(["first", "second", "third", "fourth"], range(1, 5), strict=True)),
    **dict(zip(["الاول", "الثاني", "الثالث", "الرابع"], range(1, 5), strict=True)),
}  # fmt: skip
