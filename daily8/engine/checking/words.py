"""Small words that the check must know: those that say little, those that negate, those that point back."""

from daily8.engine.words.terms import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(map(plain, text.split()))


def is_place_noun(folded: str) -> bool:
    """Tell whether a word is "town", or "in the town of" in one Arabic word."""
    return folded in PLACE_NOUNS or (folded[:1] in tuple("بلو") and folded[1:] in PLACE_NOUNS)


STOP = _words(
    """
    a an the of to in on at by for from with as into onto upon about and or but nor so than that which who
    whom whose this these those it its he she him her his hers they them their theirs we us our i me my
    you your be is are was were been being am do does did has have had having will would shall should can
    could may might must just also too very then there here when where while during if because since until
    up down out off over under again between through both each all any some such own same other another s
    t ll ve re d m per via amid among according following using what how why it's one ones more most only
    even still already yet about around approximately nearly almost roughly some said says say who's were
    he's she's mr mrs ms dr now against within along across behind beyond toward towards whether though
    although however في من على إلى الى عن مع بين أن ان إن أنه أنها انه انها إنه إنها التي الذي الذين
    اللذين اللتين هذا هذه ذلك تلك هو هي هم هن هما كان كانت كانوا يكون تكون قد لقد ما هل أو او ثم حيث كما كل
    بعض أي غير عند عندما لدى لها له لهم به بها فيه فيها منه منها عليه عليها عنه عنها إليه إليها منذ حتى
    خلال أثناء ضمن حول نحو حوالي قرابة تقريبا بأن لأن لكن بل إذ إذا لو و ف ب ل ك أيضا فقط أما إما ولا وقد
    كذلك هناك هنا الآن بينما فيما مما عما لما كي لكي تم جرى يتم وأن وإن بعد قبل قال قالت وقال وقالت يقول
    إنهم أنهم اللذان كانا يوم الى لديه لديها ذاته ذاتها نفسه نفسها أحد إحدى تحت فوق عبر سوف كانوا ليس
    ليست لم لن لا دون بدون سيتم
    """
)
# Without these the sentence would say the opposite.
NEGATORS = _words(
    """
    not no never none nobody nothing neither nor cannot cant can't won't don't doesn't didn't isn't aren't
    wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't without n't unable لا لم لن ليس ليست
    ليسوا لست ما غير دون بدون عدم ولم ولا ولن وليس وليست فلم فلا لا انعدام بلا
    """
) - _words("ما")
# No one of those that these stand before.
NONE = _words("no none nobody without لا بلا دون بدون أي لم")
# Verbs that say that something is not so, or was not done.
DENIALS = _words(
    """
    missing deny denied denies denying refuse refused refuses refusing lack lacked lacks lacking absence
    refute refuted dispute disputed unlikely reject rejected rejects rejecting decline declined declines
    نفى نفت ينفي تنفي نافيا نافية نفي النفي رفض رفضت يرفض ترفض أنكر أنكرت ينكر غياب يفتقر تفتقر امتنع
    امتنعت استبعد استبعدت ونفى ونفت dismiss dismissed dismisses exclude excluded excludes excluding
    غاب غابت يغيب تغيب وغاب وغابت يغب تغب يستبعد تستبعد ينف تنف ترفضه ينكر
    """
)
# These say that there is no such thing, or hardly any, without a "not".
WANTING = _words(
    """
    little few fewer hardly barely scarcely seldom rarely unable impossible innocent innocence illegal avoid
    avoided avoids avoiding prevent prevented prevents ban banned bans barred block blocked blocks stop stopped
    stops stopping end ended ends halt halted cancel cancelled canceled miss missed misses missing absent absence
    skip skipped exclude excluded excludes excluding unhurt unharmed uninjured unclear unknown abandon abandoned
    abstain abstained ineligible unanswered unpaid unsold escaped
    منع منعت يمنع تمنع منعه منعها حظر حظرت تجنب تجنبت تفادى غاب غابت يغيب تغيب تخلف تخلفت خلا خال يخلو تعذر
    استحال مستحيل بريء بريئة براءة ببراءته ببراءتها براءته براءتها عجز عجزت ألغى ألغت ألغيت توقف توقفت كف
    سالما سالمين سالم مجهول مجهولة قليل قليلة قلة نادرا بالكاد استبعد استبعدت مستبعد أحجم أحجمت
    حرم حرمت يحرم تخلى تخلت انعدم خلت حال حالت صمت صمته صمتها
    """
)
FAILURES = _words("fail failed fails failing failure فشل فشلت يفشل أخفق أخفقت")
# What may be, rather than is.
HEDGES = _words(
    """
    must should يجب ينبغي need needs needed require requires required ask asks asked request requested
    await awaiting subject
    يحتاج تحتاج طلب يطلب تطلب بانتظار
    may might could would if whether possibly perhaps allegedly alleged suspected suspicion likely
    potential potentially reportedly consider considering considers considered threatened threatens unless
    propose proposed proposes proposal plan plans planned planning hopes hoped hope seek seeks sought
    seeking want wants wanted attempt attempted tried try will expected expects faces faced risk risks
    fear fears feared calls urged demand demanded ربما يحتمل محتمل إذا لو اشتباه للاشتباه مشتبه يشتبه
    يزعم مزعوم احتمال يعتزم تعتزم سوف يدرس تدرس يمكن مقترح
    """
)
# What somebody is called on to do he may not have done.
ORDERS = _words("call calls called calling tell told order orders ordered press pressed appeal appealed vote")
PRONOUNS = _words("he she they it his her their its him them who the هو هي هم")
SPEECH = _words(
    """
    said says say saying told tells tell added adds warned warns stated announced declared explained noted
    according argued claimed insisted commented wrote asked replied called described قال قالت يقول تقول
    وقال وقالت أضاف أضافت وأضاف وأضافت أوضح أوضحت وأوضح صرح صرحت أكد أكدت ذكر ذكرت أعلن أعلنت أشار أشارت
    حذر حذرت وصف وصفت كتب كتبت تابع تابعت وتابع بحسب وفق
    """
)
BY = _words("by بواسطة يد أيدي قبل")
PREPOSITIONS = _words(
    """
    of to in on at by for from with into over under between through against after before during near
    towards toward behind since until than as about في من على إلى عن مع بين ضد إثر عقب بعد قبل نحو لدى عند خلال
    ضمن أمام تحت بواسطة
    """
)
BE = _words("is are was were be been being get got gets")
# Where one clause ends and the next begins.
CLAUSES = _words(
    """
    but while although though whereas when after before because since if so as until
    لكن ولكن بينما فيما لأن بعدما عندما حيث وأن أن إنه أنه أنها إنها ما مما إن
    """
)
RELATIVES = _words("who which that الذي التي الذين")
# "In it", "by it": what these follow says something of the word before it.
RESUMING = _words(
    "فيه فيها به بها له لها عليه عليها منه منها عنه عنها إليه إليها منهم منهن منهما بينهم بينها بينهما"
)
# Behind these an Arabic verb stands.
OPENERS = _words("قد وقد ولم لم لن ثم كان كانت وكان وكانت الذي التي")
# A number behind these is not exact.
ABOUT = _words(
    """
    about around nearly almost roughly over more نحو حوالي قرابه اكثر زهاء
    """
)
# Behind these a round number is less than one of the source, and behind those more.
MORE_THAN = _words(
    "more over above exceeded exceeds exceeding least أكثر يزيد تزيد زاد زادت يفوق تفوق فاق فوق يتجاوز تجاوز يقل"
)
LESS_THAN = _words("under below fewer less أقل دون")
# These leave out what is counted.
OTHERS = _words(
    """
    others more other اخرين اخرون اخري اخر
    """
)
# These look like Arabic verbs, and are none.
NO_VERBS = _words(
    """
    اثر بسبب سبب نتيجه جراء بحسب حسب وفق خلال عقب اكثر اقل اكبر اول رغم مثل مثلما عدا سوى ضمن
    """
)
# A name behind these is likely that of a place.
PLACE_BEFORE = _words(
    """
    in at near from to outside across في من الي قرب مدينه بلده
    """
)
# What Arabic compares with.
COMPARATIVES = _words(
    """
    اكثر اقل اكبر اصغر اعلي ادني اسرع ابطا افضل اسوا اطول اقصر
    """
)
# What places are.
PLACE_NOUNS = _words(
    """
    province city town village island region district county state port valley capital
    إقليم مدينة بلدة قرية بلدية جزيرة محافظة ولاية وادي حي جبل ميناء مخيم منطقة عاصمة مستشفى قصر
    شارع ساحة مسجد كنيسة جامعة ملعب مطار سجن فندق ضاحية مقبرة محطة قاعدة برج مضيق ساحل جسر شاطئ نهر بحيرة
    مقاطعة حديقة سوق مدرسة معبر حاجز ميدان منتجع جزر خليج بحر ضواحي
    """
)
# A noun follows these.
DETERMINERS = _words("a an the of its their his her our no any some this that every each")
# Bodies and people that act.
PARTIES = _words(
    """
    agency commission committee council parliament union association party army forces troops authority
    regulator prosecutor prosecutors jury guard guards navy bank club opposition crew soldiers soldier
    rebels rebel client clients customers farmers farmer residents passengers passenger pilots pilot
    drivers driver engineers engineer inspectors experts critics lawyer lawyers mayor governor king queen
    captain coach voters lawmakers senators survivors climbers families parents pupils boys girls بلدية
    إدارة غرفة هيئة وكالة لجنة مجلس برلمان نقابة رابطة جمعية منظمة حزب جيش قوات سلطة مفوضية معارضة نيابة
    ادعاء بنك مصرف اتحاد وزارة طاقم خفر حراس جنود مزارعون مزارعين سكان ركاب طيارون سائقون سائقو مهندسون
    مهندسين مفتشون مفتشين خبراء منتقدون محام محاموه محامي قاضية قاض مدعي مدعية محافظ ملك قبطان مدرب مدربة
    ناخبون نواب نائب ناجون عائلات أهالي آباء تلاميذ فتيان فتيات عميل عملاء زبائن متسلقون متسلقان
    """
)
# What kills: who died in one of these was killed by it, though nobody killed him.
DEADLY = _words(
    """
    fire fires blaze blazes wildfire wildfires inferno flood floods flooding storm storms hurricane typhoon
    cyclone tornado earthquake quake tremor tsunami landslide mudslide avalanche eruption explosion explosions
    blast blasts crash crashes collision collisions derailment accident accidents shipwreck stampede crush
    shooting shootings stabbing bombing bombings airstrike airstrikes erupted erupts collapsed crashed collided
    derailed capsized sank exploded heatwave blizzard blizzards cyclones tornadoes bomb bombs missile missiles
    collapse overturned shelling drone drones
    حريق حرائق نيران فيضان فيضانات سيول عاصفة إعصار زلزال هزة تسونامي انهيار انزلاق ثوران انفجار انفجارات حادث
    حادثة حوادث تصادم اصطدام تحطم غرق تدافع قصف غارة غارات تفجير تفجيرات
    """
)
