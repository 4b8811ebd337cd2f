"""The words for numbers in English."""

from decimal import Decimal

from daily8.engine.quantities.wordlists import valued, words

UNITS = valued(
    """
    0 zero
    1 one
    2 two
    3 three
    4 four
    5 five
    6 six
    7 seven
    8 eight
    9 nine
    10 ten
    11 eleven
    12 twelve
    13 thirteen
    14 fourteen
    15 fifteen
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    """
)
TENS = valued(
    """
    20 twenty
    30 thirty
    40 forty
    50 fifty
    60 sixty
    70 seventy
    80 eighty
    90 ninety
    """
)
SCALES = valued(
    """
    1000 thousand
    100000 lakh lakhs
    1000000 million mln mn mio
    10000000 crore crores
    1000000000 billion bn bln
    1000000000000 trillion tn trn
    """
)
# Letters right behind digits: $5m, 20k.
GLUED = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
VAGUE = valued(
    """
    10 tens
    12 dozens
    20 scores
    100 hundreds
    1000 thousands
    1000000 millions
    1000000000 billions
    1000000000000 trillions
    """
)
LARGE_VAGUE = {word: value for word, value in VAGUE.items() if value >= 10**3}
PARTS = valued(
    """
    2 half halves
    3 third thirds
    4 quarter quarters
    5 fifth fifths
    6 sixth sixths
    7 seventh sevenths
    8 eighth eighths
    9 ninth ninths
    10 tenth tenths
    """
)
ORDINALS = valued(
    """
    1 first
    2 second
    3 third
    4 fourth
    5 fifth
    6 sixth
    7 seventh
    8 eighth
    9 ninth
    10 tenth
    11 eleventh
    12 twelfth
    13 thirteenth
    14 fourteenth
    15 fifteenth
    16 sixteenth
    17 seventeenth
    18 eighteenth
    19 nineteenth
    """
) | {word[:-1] + "ieth": value for word, value in TENS.items()}
ENDINGS = words("st nd rd th")
STARTS = frozenset({*UNITS, *TENS, *SCALES, *VAGUE, *PARTS, *ORDINALS, "dozen", "hundred", "a", "an"})
# What stands behind "a third" where it is a part and not one after the second.
AFTER_PART = words("of to less more from since in on after this last compared by over off as and were are")
HYPHENS = "-‐‑"
MOST = Decimal(10**15)
MONEY_SIGNS = words("$ £ € ¥ ₹ ₺ ₽ usd eur gbp egp sar aed rs")
LONG = words(
    """
    freestyle race sprint hurdles relay butterfly backstroke breaststroke medley individual dash run swim high tall
    long wide deep away above below north south east west final gold track platform rifle pistol walk
    steeplechase wave waves springboard
    """
)
# One character that is a part of one.
VULGAR = {
    sign: Decimal(value)
    for sign, value in (("½", "0.5"), ("¼", "0.25"), ("¾", "0.75"), ("⅓", "0.3333"), ("⅔", "0.6667"))
}
