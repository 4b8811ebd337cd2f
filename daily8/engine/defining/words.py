"""Words that tell what the names beside them are: roles, kinds of places and bodies; and those that do not."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    """
    a an the its their his her our
    """
)
# What stands before a name and describes nothing: "the day Kelly", "the fact that Oman".
NO_NOUNS = _words(
    """
    of in on at by for from with as to and or but that which who than about into after before when while if said
    says told day week month year way fact time moment news case end rest lot number part first last next is was
    are were between neighbouring against under over without within including like near since until also only
    even not
    """
)
PLACES = _words(
    """
    city town village port district province region island capital state county country republic kingdom suburb
    municipality valley river lake peninsula neighbourhood governorate archipelago
    """
)
ARABIC_PREPOSITIONS = _words(
    """
    ضمن خلال داخل خارج تحت فوق امام وراء باسم عبر وفق بحسب حسب ما لا لم لن قد كما او ثم بل هذا هذه كان كانت في
    من علي الي عن مع بين ان بعد قبل منذ حتي لدي عند ضد حول نحو الذي التي
    """
)
ARABIC_ROLES = _words(
    """
    كاتب ناشط ناشطه باحث باحثه طالب طالبه مزارع مزارعه معلم معلمه صياد بايعه بايع عامل عامله خبير خبيره مهندس
    مهندسه موسس موسسه عضو مساعد متقاعد مخترع مدرس مدرسه استاذ استاذه صحفي صحفيه رجل سيده شاب فتاه احد احدي اول
    اكبر اقدم
    """
)
# What companies, cities and rivers are; their names follow. Letters as `fold` leaves them.
ARABIC_CLASSES = _words(
    """
    شركه مدينه بلده قريه حي ضاحيه ولايه محافظه اقليم منطقه منظمه موسسه وكاله صحيفه قناه بنك مصرف حزب حركه جماعه
    نهر بحيره جزيره جبل ميناء مطار جامعه مستشفي متحف نادي فريق دوله جمهوريه مملكه روايه فيلم مجله موقع تطبيق
    بعثه سفينه طايره عاصمه العاصمه جمعيه نقابه اتحاد مركز مشروع قمر مسبار تنظيم
    """
)
# What has a name beside it without an article of its own: "the chip maker Orvane".
KINDS = _words(
    """
    agency company maker ferry ship firm group bank newspaper network band team club party union carrier airline
    brand app platform website site magazine journal university hospital school museum movement militia
    organisation organization charity foundation startup start-up lender retailer giant manufacturer bridge
    stadium festival film movie novel song album series rocket satellite spacecraft aircraft plane tanker
    volcano mountain forest desert station channel broadcaster operator developer supplier producer builder
    consultancy institute college academy league cup tournament cathedral mosque temple church palace prison
    factory mine plant dam canal airport vaccine drug virus planet comet asteroid telescope probe software game
    tribe language religion daily weekly service store chain restaurant hotel cartel gang sect chipmaker
    carmaker automaker insurer telescope publisher label studio
    """
)
SAYING = _words("said says told met saw gave made took put got became left won beat lost paid let")
