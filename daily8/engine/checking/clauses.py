"""Small Arabic words around a verb, and the few verbs and nouns that look like what they are not."""

from daily8.engine.checking import words
from daily8.engine.words.terms import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(map(plain, text.split()))


# Prepositions, with those that are words of other kinds as well.
PREPOSITIONS = words.PREPOSITIONS | _words(
    """
    دون بدون حتى قرب قبالة وسط داخل خارج عبر حول منذ بشأن إزاء لصالح جراء بسبب مقابل ضد شرق غرب شمال جنوب
    """
)
# Who does it follows these.
BY = frozenset({("من", "قبل"), ("من", "طرف"), ("من", "جانب"), ("علي", "يد"), ("علي", "ايدي"), ("علي", "يدي")})
# "He did a fall" is "he fell".
LIGHT = _words("قام قامت قاموا يقوم تقوم وقام وقامت")
BEING_DONE = _words("تم يتم تمت سيتم وتم جرى يجري جرت وجرى")
# "Was exposed to an attack" is "was attacked".
EXPOSED = _words("تعرض تعرضت يتعرض تتعرض وتعرض وتعرضت تعرضوا")
THAT_HE = _words("إنه أنه إنها أنها إنهم أنهم بأنه بأنها بأنهم وإنه وأنه وإنها وأنها")
# Between who does it and the verb these say nothing.
BEFORE_VERBS = _words("قد وقد لقد لم ولم لن ولن لا ولا سوف كان كانت كانوا ما")
# Behind these a clause begins, with whoever does it or with the verb.
OPENING = _words(
    """
    حين وحين كما إذ وإذ بينما وبينما فيما وفيما وكان وكانت كان كانت وكانوا إن أن وأن بأن لأن فإن ولكن لكن غير
    """
)
# Behind these a verb stands that may leave out who does it.
SUBORDINATE = _words("أن بعدما عندما حيث قبلما لما")
RELATIVES = words.RELATIVES | _words("اللذان اللذين اللتان اللتين اللاتي اللواتي")
# No name of somebody follows these.
GROUPS = _words(
    """
    شرطة حكومة شركة محكمة مجلس لجنة هيئة وزارة جيش برلمان بلدية نقابة نيابة حزب منظمة جمعية بنك نادي فريق
    بعثة إدارة جامعة أكاديمية مؤسسة صحيفة قناة وكالة سلطة سلطات قوات حركة كتلة رابطة اتحاد صندوق مفوضية
    غرفة دائرة مديرية مصلحة دولة متحف مصرف مصنع مكتب معهد مركز أكاديمية كنيسة منتخب
    """
)
# What these concepts stand for acts.
PARTIES = _words(
    """
    police government company worker court team student person child protest city minister chief spokesman
    doctor male female country
    """
)
# What such a word is annexed to tells which one is meant.
HEADS = frozenset({"company", "city", "minister", "chief", "spokesman", "team", "country"})
# Verbs of these concepts look the same where the one behind them suffers it.
PASSIVE = _words(
    """
    arrest charge accuse kill injure convict jail dismiss appoint release elect rescue evacuate acquit ban
    """
)
PASSIVES = _words("اغتيل اختير استعيد")
# These end like verbs of "she", and are none.
NOUNS_IN_T = _words("بنت بيت وقت صوت موت إنترنت أخت ثابت زيت سبت الكويت بيروت توقيت صمت تثبيت بت ملتفت كويت")
# These begin like verbs of "she", and are of "he".
HIS_IN_T = _words(
    """
    تم تمكن تعهد تقدم تلقى تولى تراجع توجه توقع تعرض تسبب تجاوز تحدث تعرف تبنى توصل تسلم تنازل توعد تخلى
    تابع تحول تضمن تعاقد تسلل تزعم ترأس تفوق تغلب تبرع
    """
)
# These begin as if they had the article.
BEGINS_IN_AL = _words(
    "التهم التهمت التقى التقت التقيا التحق التحقت التزم التزمت التقط التقطت التمس التمست التف التفت"
)
# These end as if "him" or "them" were attached.
ENDS_IN_H = _words("وجه واجه اتجه نبه شبه كره توجه انتبه تشابه يوجه يواجه تواجه اتهم يتهم تتهم")
# These begin as if "and" were attached.
BEGINS_IN_W = (
    "وصل", "وقع", "وجه", "وضع", "وعد", "وصف", "وجد", "واجه", "وافق", "واصل", "وزع", "وقف",
    "فاز", "فتح", "فقد", "فرض", "فشل", "فجر", "فصل",
)  # fmt: skip
# Countries that are "she" without an ending that tells so.
LANDS_OF_HER = _words(
    """
    الصين فرنسا ألمانيا إسبانيا إيطاليا روسيا تركيا إيران سوريا مصر تونس ليبيا الجزائر بريطانيا اليونان
    اليابان الهند كندا أوكرانيا السعودية الإمارات قطر موريتانيا كوريا مقدونيا
    """
)


# Of dozens, what they are dozens of tells whether "he" or "she" did it; a mayor is "he" in spite of his ending.
SCORES = _words("عشرات مئات وعشرات ومئات عمدة خليفة داعية علامة طلبة")


def leads_clause(word: str) -> bool:
    """Tell whether a clause follows a folded word, with or without "and" before it."""
    return word in words.CLAUSES or (word[:1] in ("و", "ف") and word[1:] in words.CLAUSES)
