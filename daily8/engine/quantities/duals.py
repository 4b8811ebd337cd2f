"""Arabic nouns that say "two" by their ending."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.tokens import Token
from daily8.engine.quantities.wordlists import words
from daily8.engine.tagging.commonness import frequencies

# Nouns of men and things whose dual is told from their plural, or is far more common; the feminine need no list.
_NOUNS = words(
    """
    شخص قتيل جريح شهيد رجل طفل شاب ولد جندي ضابط عامل طالب سايق راكب يوم شهر عام اسبوع قرن عقد صاروخ هدف حزب بلد
    مشروع منزل بيت مبني جسر قطار قارب زورق مركب مسجد مستشفي فندق مصنع متجر حريق انفجار زلزال هجوم تفجير اتفاق
    قرار قانون انهيار اشتباك تصريح لقب مركز شارع نهر جبل سوق معبر ميناء مطار ممر صندوق نظام عرض حادث فرع ملعب
    مخزن مستودع مبلغ حقل مصرف مقر مكتب قسم فصل متحف معرض مسرح مسلسل عمل دور دليل سبب شرط مسار محور تيار جناح برج
    خزان بلاغ حكم قرض مرسوم فوج لواء قطاع اقليم سد بئر خبر خطاب حل مقترح بند موعد موسم شوط فوز تعادل برنامج
    تقرير بيان كتاب فيلم لقاء اجتماع مكان موقع طابق متر كيلومتر طن دولار يورو جنيه درهم دينار ريال صوت مقعد وزير
    نايب قاض سجين اسير رهين فرد زوج اخ شقيق ابن حارس سايح عضو فريق باب حصان كلب خبير عنصر هاتف نفق قمر ملف عقار
    """
)
# Their plural ends as their dual does where they are not the subject.
_SUBJECTS = words(
    """
    شرطي مدني مسلح مهاجر صحافي صحفي لاعب مرشح مشتبه مصاب مفقود معتقل نازح لاجي مواطن متظاهر محتج مسوول فلسطيني
    سوري عراقي مصري اسراييلي مغربي تونسي مهندس مدرس معلم فلاح مزارع مسعف متطوع ناشط باحث عسكري موظف متهم
    """
)
_PREFIXES = ("وال", "بال", "فال", "ال", "لل", "و", "ف", "ب", "ل", "")
_ENDINGS = ("ان", "ين")
_SHORTEST = 2
# These end like a dual and are names.
_NOT = words("طالبان اثنين الاثنين عمان لبنان نيسان")


def dual(tokens: Sequence[Token], place: int) -> Numeral | None:
    """Return two where a noun's ending says so; one with the article counts too."""
    if noun_of(tokens[place].plain):
        return Numeral(Decimal(2), place, place + 1, Form.DUAL)
    return None


@lru_cache(50_000)
def noun_of(word: str) -> str:
    """Return the noun of which a folded word says two; nothing where it does not."""
    if not word.endswith(_ENDINGS) or word in _NOT or word.removeprefix("و") in _NOT:
        return ""
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            stem = word[len(prefix) : -2]
            if len(stem) > _SHORTEST - 1 and (noun := _singular(stem, word[len(prefix) :])):
                return noun
    return ""


def _singular(stem: str, word: str) -> str:
    if word not in _NOT and (stem in _NOUNS or (stem in _SUBJECTS and word.endswith("ان"))):
        return stem
    feminine = stem.removesuffix("ت") + "ه"
    if stem.endswith("ت") and len(stem) > _SHORTEST + 1 and feminine in frequencies():
        return feminine
    return ""
