"""Small English words around a verb, and what looks like a verb and is none."""

from daily8.engine.checking import words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Between who does it and a verb these say nothing of who.
AUXILIARIES = words.BE | _words(
    """
    have has had having will would shall should can could may might must do does did not never also just
    only then now already later since reportedly allegedly first still even once again yet cannot
    """
)
MODALS = _words("will would shall should can could may might must did do does cannot")
BESIDE_BE = AUXILIARIES - words.BE
PARTICLES = _words("up down off out back away over")
# Irregular forms that are no verbs.
NO_VERBS = _words(
    """
    person people child children man men woman women foot feet tooth teeth mouse mice good better best bad
    worse worst dead dying lead lay light bear wound wind bound means
    """
)
# Forms that are the same in the past.
UNCHANGED = _words(
    "put cut hit set shut let quit cost hurt burst split spread cast bet beat shed broadcast forecast"
)
# Who is told, made or let to do something does it.
CONTROLLING = _words(
    """
    ask order tell urge forc allow persuad invit want expect help appoint name elect permit requir warn
    advis encourag call forbid beg instruct command enabl nominat choos pick accus suspect convict acquit
    blam criticis prevent stop ban bar charg fin prais thank
    """
)
COMING = _words("came come comes coming received got drew earned won faced had met gets receives")
MEASURED = _words("rise fall raise cut win lose")
GERUND_LEADING = _words("of for from by after before without while when")
# These end like past forms, or are irregular forms of no verbs.
NO_VERBS |= _words(
    """
    greed speed seed weed breed deed feed need bed red hundred indeed sacred naked wicked aged creed
    united sled limited hatred biomed embed wed
    """
)
# "To" leads to these rather than to what is to be done.
GOALS = _words("death safety prison jail court hospital school home power date freedom")
HAVING = _words("have has had having get gets got")
TIMES = _words("day days week weeks month months year years hour hours minute minutes night nights")
PREPOSITIONS = words.PREPOSITIONS | _words("upon onto within among via per across off despite")
LEADS_TO_OTHERS = _words("of for from")
BARE = _words("it he she they him her them we i you this these")
