"""Words with which a sentence leans on the one before, and words that a page says beside its article."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.replace(",", " ,").split()) + " " for phrase in text.split("|"))


PRONOUNS = _words(
    """
    he she it they him her them his hers its their theirs we us our ours i my me mine you your who which
    whose such neither either others another both each one's
    """
)
DEMONSTRATIVES = _words("this that these those")
# "This week" leans on nothing but the day.
TIMES = _words(
    """
    year week month morning afternoon evening night summer winter spring autumn season weekend monday tuesday
    wednesday thursday friday saturday sunday century decade
    """
)
GOING_ON = _phrases(
    """
    but|however|and|or|so|yet|nor|moreover|furthermore|in addition|additionally|also|besides|meanwhile|then|
    instead|still|still,|nevertheless|nonetheless|therefore|thus|hence|otherwise|similarly|likewise|
    consequently|accordingly|as a result|as such|for example|for instance|by contrast|in contrast|
    in response|in turn|on the other hand|on the one hand|that said|after that|before that|because of that|
    because of this|despite this|despite that|even so|in other words|in fact|indeed|of course|rather|too|
    for his part|for her part|for its part|for their part|at that|at the same time|since then|until then|
    by then|the former|the latter|the same|the two|the pair|the duo|the trio|the other|the others|the three|
    some of them|one of them|most of them|all of them|many of them|none of them|all three|all four|
    all of this|all this|all that|among them|of these|of those|of them|one such|another|here|there he|
    there she|there they|not only|not so|not all of|not everyone|nor|because|who|which|though|although it|
    although he|although they|although she|while he|while she|while they|while it|when he|when she|when they|
    when it|when asked|asked|to this end|to that end|to do so|to do this|doing so|even if it|even if he|
    if so|if not|if it|if he|if they|if she|like that|like this|perhaps|maybe|yes|no,|well,|now,|first,|
    second,|third,|finally|lastly|thirdly|secondly|firstly|again,|once again|elsewhere|separately|conversely|
    equally|what is more|what's more|more importantly|in doing so|in that|in this|by that|by this|with this|
    with that|from this|from that|under this|under that|at this|on this|on that|it's|he's|she's|they're|
    that's|let's|let us|here's|there's|this is|one thing
    """
)
PERSONAL = re.compile(r"\b(?:he|she|they|him|them|his|her|their|himself|herself|themselves)\b", re.IGNORECASE)
SUBJECTS = _words("he she they him them")
OF_MANY = _words("they them their themselves")
MANY = _words("people men women children police staff crew")
SOMEBODY = _words(
    """
    man woman boy girl child person people baby suspect victim driver passenger patient student pupil teacher
    worker farmer teenager mother father son daughter brother sister wife husband couple nobody everyone
    everybody someone somebody anyone anybody residents officials police officers authorities experts
    scientists researchers protesters voters critics analysts doctors investigators prosecutors lawmakers
    ministers soldiers fans players fishermen miners pensioner resident official officer gunman attacker
    defendant singer actor actress author artist pilot nurse doctor journalist reporter lawyer prosecutor
    witness player cyclist spokesman spokeswoman spokesperson minister president mayor governor coach manager
    chairman director king queen prince princess pope bishop expert scientist researcher analyst judge
    senator lawmaker soldier
    """
)
# Written large without being anybody's name.
NO_NAMES = _words(
    """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december gmt bst est am pm
    """
)
SMALL = _words(
    """
    the a an in on at by for from with as after before since when while if although though despite during
    following speaking asked writing according under over to of about between among amid because once until
    unless whether last next earlier later yesterday today tomorrow now then more most many some few all no
    not only just even two three four five six seven eight nine ten what how why where who whom there here it
    he she they we you his her its their our my your this that these those born raised having being looking
    working facing
    """
)
FURNITURE = r"""(?x)
    ^\W*(?:
      read\ (?:also|more|next)|also\ read|see\ (?:also|more)|click\ (?:here|to)|sign\ up|subscribe|newsletter
      |please|anyone\ with\ information|https?://|\#
      |follow\ (?:us|him|her)|share\ (?:this|on)|watch\ (?:now|live|more|also|the|below)|listen\ (?:to|now)
      |related\ (?:stories|articles|story|topics)|photo(?:graph)?s?\ ?(?:by|credit|:)|picture:|video:|caption:
      |image\ ?(?:by|credit|source|copyright|caption|:)|source:|credit:|advertisement|story\ continues
      |this\ (?:article|story|post)\ (?:was|is|has|first|originally)|(?:additional\ )?(?:editing|reporting)\ by
      |published\b.{0,12}\d{4}|updated\b.{0,20}\d|updated:|last\ updated|copyright|all\ rights|download
      |have\ you\ got|do\ you\ have|send\ us|email\ us|contact\ us|comments?\ are|terms\ of|getty\ images
      |for\ more\ (?:information|news)|file\ (?:photo|picture)|most\ read|trending|editor['’]?s\ note|disclaimer|©
      |[اإأ]قرأ?\ (?:أيضا|ايضا|المزيد|كذلك)|شاهد\ (?:أيضا|ايضا|الفيديو|المزيد)|تابعنا|تابعونا|اشترك|للمزيد
      |المصدر\ ?:|طالع\ (?:أيضا|ايضا)|(?:ال)?صورة\ ?:|تصوير\ ?:|حقوق\ النشر|جميع\ الحقوق|لمتابعة|انقر|اضغط
      |(?:مواضيع|أخبار|موضوعات)\ ذات
    )
    |\((?:reporting|editing|writing|additional\ reporting)\ by
    |(?:read\ more|click\ here|continue\ reading|sign\ up\ here|اقرأ\ المزيد|اقرأ\ أيضا)\W*$
"""
CREDIT = r"(?:Getty(?: Images)?|/AFP|/AP|/Reuters|/EPA|Shutterstock|File photo|AP Photo)\W*$|^(?:AP|AFP|EPA) Photo"

# Arabic: letters as `ا ي ه` have them, without marks.
ARABIC_PRONOUNS = _words(
    """
    هو هي هم هن هما انه انها انهم هذا هذه هؤلاء ذلك تلك اولئك هذان هاتان نحن انا انت انتم الذي التي الذين له
    لها لهم لديه لديها لديهم عنده فيه فيها منه منها منهم عليه عليها اليه اليها به بها بهم معه معها عنه عنها
    بينهم بينها كلاهما جميعهم بعضهم معظمهم غالبيتهم اغلبهم كلهم لانه لانها لانهم كانه كانها لكنه لكنها لكنهم
    ولكنه بانه بانها احدهم احداهما احدهما اخر اخرون خلاله خلالها قبلها بعدها عندها حينها وقتها بعده قبله
    انذاك حينئذ عندئذ هناك هنا
    """
)
ARABIC_GOING_ON = _words(
    """
    لكن لكنما بل بيد بينما فيما حيث اذ مما كذلك ايضا لذلك لذا وعليه بالتالي ثم ام او كي لان اذن هكذا كان
    كانما ومع الا غير سوي ناهيك فضلا علاوه اضافه وبذلك بذلك فبعد ربما نعم اجل كلا طبعا فعلا لا مثلا خاصه
    خصوصا لاسيما
    """
) - _words("كان الا غير لا")
ARABIC_OPENINGS = _phrases(
    """
    غير ان|الا ان|الا انه|الا انها|بيد ان|مع ذلك|مع هذا|رغم ذلك|علي الرغم من ذلك|بالرغم من ذلك|في المقابل|
    من ناحيه اخري|من جهه اخري|من جانب اخر|علي صعيد اخر|في سياق متصل|في السياق|في سياق اخر|في الوقت نفسه|
    في الوقت ذاته|في غضون ذلك|الي ذلك|بعد ذلك|قبل ذلك|منذ ذلك|نتيجه لذلك|بناء علي ذلك|بناء عليه|الي جانب ذلك|
    اضافه الي ذلك|بالاضافه الي ذلك|علاوه علي ذلك|فضلا عن ذلك|علي سبيل المثال|الامر الذي|من هنا|من ثم|في هذا|
    في هذه|في ذلك|في تلك|لهذا|لهذه|بهذا|بهذه|عن ذلك|حول ذلك|كان قد|كانت قد|كانوا|كان ذلك|كان هذا|ليس|ليست|
    اما|من بينهم|من بينها|من ضمنها|بحسبه|من خلال ذلك|من خلاله|تجدر الاشاره|يشار الي|يذكر ان|جدير بالذكر|
    الجدير بالذكر|يعد هذا|تعد هذه|ياتي ذلك|ياتي هذا|تاتي هذه|جاء ذلك|جاء هذا|جاءت هذه|يعتبر هذا|تعتبر هذه
    """
)
ARABIC_SPEECH = _words(
    """
    ندد نددت رفض رفضت انتقد انتقدت طلب طلبت سجل سجلت رد ردت رجح رجحت عزا عزت ابلغ ابلغت اتهم اتهمت هاجم هاجمت
    قال قالت قالوا يقول تقول اضاف اضافت يضيف تضيف اضافوا تابع تابعت يتابع اوضح اوضحت يوضح توضح اكد اكدت يؤكد
    تؤكد اكدوا صرح صرحت ذكر ذكرت يذكر اشار اشارت يشير تشير لفت لفتت نوه نوهت شدد شددت يشدد زعم زعمت اعتبر
    اعتبرت راي رات يري تري بين بينت كشف كشفت اعلن اعلنت اعلنوا حذر حذرت استطرد استطردت اردف اردفت واصل واصلت
    مضي استدرك ختم ختمت افاد افادت نقل نقلت اعرب اعربت عبر عبرت دعا دعت طالب طالبت وصف وصفت توقع توقعت تساءل
    تساءلت كتب كتبت نفي نفت اعترف اعترفت اقر اقرت قدر قدرت ابرز ابرزت سرد خلص خلصت استنكر ادان ادانت تعهد
    تعهدت وعد وعدت ابدي ابدت
    """
)
ARABIC_NO_SUBJECT = _words(
    """
    ان انه انها انهم بان بانه بانها في الي الى علي عن من لـ ل ب خلال قائلا قائله ايضا كذلك اثناء بعد قبل عبر
    امام بالقول انني اننا لقد قد لا ما لن لم هذا هذه ذلك كان كانت عندما بشان حول مع لوكاله لقناه لصحيفه
    للصحفيين للصحافيين لرويترز للجزيره ردا متحدثا متحدثه مشيرا مشيره مؤكدا مؤكده مضيفا مضيفه انما ثم اذا هناك
    نحن انا لكن لكنه لكنها بهذا به له لها لهم عليه عليها اليه اليها فيه فيها منه منها عنه عنها به بها
    """
)
# Words that only lead over from what was said; without them the sentence begins as well.
ARABIC_LINKS = (
    r"^و?(?:من (?:جانب|جهت|ناحيت)(?:ه|ها|هم|هما)|بدور(?:ه|ها|هم)|كما|في المقابل|إلى ذلك|الى ذلك|من جهة أخرى"
    r"|من ناحية أخرى|من جانب آخر|في سياق متصل|في السياق (?:ذاته|نفسه)|على صعيد آخر|في غضون ذلك|في الوقت نفسه"
    r"|في الأثناء|(?:تجدر الإشارة|يشار) إلى أن|يذكر أن|(?:ال)?جدير بالذكر أن)[،,]?\s+"
)
