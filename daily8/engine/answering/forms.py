"""The forms of questions, and what each asks for."""

import re
from enum import StrEnum


class Asked(StrEnum):
    """What an answer has to hold."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    COUNT = "count"
    MONEY = "money"
    AMOUNT = "amount"
    DURATION = "duration"
    AGE = "age"
    OFTEN = "often"
    NAME = "name"
    IDENTITY = "identity"
    WHETHER = "whether"
    WHAT = "what"


# What a number answers.
QUANTITIES = frozenset({Asked.COUNT, Asked.MONEY, Asked.AMOUNT, Asked.DURATION, Asked.AGE})


def _compiled(*forms: tuple[Asked, str]) -> list[tuple[Asked, re.Pattern[str]]]:
    return [(asked, re.compile(pattern)) for asked, pattern in forms]


# Of forms that fit the first is taken. Words are as `plain` returns them.
ENGLISH = _compiled(
    (Asked.WHY, r"\b(?:why|how come|for what reason|(?:what|which) (?:\w+ )?(?:causes?d?|reasons?|led to)\b)"),
    (Asked.WHY, r"\bwhat (?:is|was|were|are) the (?:cause|reason|causes|reasons)\b"),
    (Asked.AGE, r"\b(?:how old|what age|what (?:is|was) the age)\b"),
    (Asked.DURATION, r"\bhow long\b|\bhow much time\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b"),
    (Asked.COUNT, r"\b(?:how many(?: of)?(?: the)?|(?:what|which) (?:is |was )?(?:the )?number of)\b"),
    (Asked.OFTEN, r"\bhow (?:often|frequently|regularly)\b"),
    (Asked.MONEY, r"\b(?:how much (?:money|cash)|how much (?:does|do|did|will|would|must|is|was|were|are|has|have)"
                  r"(?=.*\b(?:cost|pay|paid|spend|spent|worth|earn|raised?|price|prize|ticket|fine|reward"
                  r"|lend|lent|receive|owe|lose|lost|invest|invested|sell|sold|buy|bought|offer|offered)\b)"
                  r"|(?:what|how much) (?:is|was|were|are|does|did) the (?:\w+ ){0,2}"
                  r"(?:price|cost|reward|fine|salary|fee|budget|prize)|at what price)"),
    (Asked.AMOUNT, r"\b(?:how (?:much|big|large|high|tall|deep|far|fast|heavy|strong|wide|full|hot|cold|hard)"
                   r"|by how much|what (?:percentage|percent|share|proportion|fraction))\b"
                   r"|\bwhat (?:is|was|were|are) the (?:total |net |current |exact )?(?:size|amount|value|sum"
                   r"|scale|level|speed|height|length|depth|width|weight|distance|area|magnitude|temperature"
                   r"|capacity)\b"),
    (Asked.NAME, r"\b(?:what|which) (?:is|was|are|were) the (?:names?|title) of(?: the)?\b"
                 r"|\bwhat (?:is|was) (?=.* (?:called|named)$)"),
    (Asked.WHO, r"\b(?:who|whom|whose|by whom"
                r"|which (?:person|man|woman|player|minister|president|team|club|company))\b"),
    (Asked.WHEN, r"\b(?:when|(?:what|which) (?:year|day|date|month|time)|since when|until when|how soon)\b"),
    (Asked.WHERE, r"\b(?:where|(?:what|which|in which) (?:country|city|town|place|village|region|street))\b"),
    (Asked.WHETHER, r"^(?:and |but |so )?(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should"
                    r"|isn.?t|wasn.?t|didn.?t|doesn.?t|won.?t)\b"),
    (Asked.WHAT, r"\b(?:what|which) (?:(?:is|was|are|were|will be) (?:the |a )?)?"),
)  # fmt: skip
ARABIC = _compiled(
    (Asked.WHY, r"(?:^|\s)و?(?:لماذا|لم(?=\s)(?!\s\w+\s(?:يعلن|تعلن))"
                r"|ما (?:هو |هي )?(?:ال)?(?:سبب|اسباب)|ماذا سبب)"),
    (Asked.AGE, r"كم (?:يبلغ |يكون )?(?:عمر\w*|سن(?!ه))|ما (?:هو )?عمر"),
    (Asked.DURATION, r"كم (?:من الوقت|استمر\w*|استغرق\w*|تستغرق|يستغرق|مده"
                     r"|ساعه|يوما?|شهرا?|سنه|عاما?|دقيقه|اسبوعا?)"
                     r"|ما (?:هي )?مده"),
    (Asked.MONEY, r"(?:كم|ما) (?:هو |هي )?(?:بلغت? |تبلغ |يبلغ |كان(?:ت)? )?"
                  r"(?:قيمه|ثمن|سعر|تكلفه|كلفه|كلف\w*|تكلف|يكلف"
                  r"|راتب|اجره|اجر|غرامه|خسائر|ارباح|خسرت?|دفعت?|انفقت?)|بكم"),
    (Asked.AMOUNT, r"(?:كم|ما) (?:هو |هي )?(?:يبلغ |تبلغ |بلغت? )?"
                   r"(?:طول|عرض|عمق|ارتفاع|مساحه|وزن|سرعه|نسبه|قوه|درجه"
                   r"|منسوب|حجم|مسافه|معدل|مقدار|كميه)\w*"),
    (Asked.COUNT, r"(?:^|\s)و?(?:كم(?: (?:بلغ|يبلغ|كان|هو))? عدد|كم|ما (?:هو )?عدد)"),
    (Asked.OFTEN, r"كم مره"),
    (Asked.NAME, r"ما (?:هو )?(?:اسم|عنوان)"),
    (Asked.WHEN, r"(?:^|\s)و?(?:متي|في اي (?:عام|سنه|يوم|شهر|تاريخ)|منذ متي|ما (?:هو )?(?:تاريخ|موعد))"),
    (Asked.WHERE, r"(?:^|\s)و?(?:(?:من |الي )?اين|في اي (?:مدينه|بلد|دوله|مكان|قريه|منطقه))"),
    (Asked.WHETHER, r"^و?هل\b"),
    (Asked.WHO, r"^(?:و|ف)?(?:من|لمن|بمن)(?: (?:هو|هي|هم|كان|كانت|الذي|التي))*(?=\s)"),
    (Asked.WHAT, r"^و?(?:ماذا|ما|اي|ايه|باي|لاي)(?: (?:هو|هي|هما|هم|الذي|التي))*(?=\s)"),
)  # fmt: skip
