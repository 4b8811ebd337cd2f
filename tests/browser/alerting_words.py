"""What readers of the site of `alerting.py` are told, and who they are."""

NEWS = {
    "en": "Divers found a hole in the hull and the captain was suspended, the company said.",
    "ar": "عثر الغواصون على ثقب في هيكل السفينة وأوقف القبطان عن العمل، كما قالت الشركة.",
}
# One for each language, since what is chosen is kept.
READERS = {"en": "omar", "ar": "salma"}
