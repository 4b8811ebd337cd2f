"""Arabic words without what is written onto them.

The light stemmer "light10" of Larkey, Ballesteros and Connell (Light Stemming for Arabic Information Retrieval,
2007), made to look into a table of common words: the conjunction, the article with what leads to it, and endings
are taken off, as long as enough of the word is left. What is as often a part of the word itself (one letter that
stands for a word, the ending of a plural of men or of where somebody is from) is taken off only where the table
knows what is left. The ending of the dual stays: without it, Lebanon is milk.
"""

from daily8.engine.tagging.commonness import frequencies

_ARTICLES = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل")
# Those after which a word must be left, and those of one feminine and of several.
_ENDINGS = {"ها": True, "ات": False, "ون": True, "ين": True, "يه": True, "ه": False, "ي": True}
_ATTACHED = "بلكف"
_LEAST = 3
# Of so many words more than one in a thousand is such a word.
_PARTICLE = 6.0


def stem(folded: str) -> str:
    """Return the stem of a folded Arabic word: three letters of it at least, where it has them."""
    return _without_ending(_without_article(_without_conjunction(folded)))


def _without_conjunction(word: str) -> str:
    """Take off "and", where what is left is a word of its own."""
    if not word.startswith("و") or len(word) <= _LEAST:
        return word
    rest = word[1:]
    has_article = rest.startswith("ال") and len(rest) >= _LEAST + 2
    return rest if has_article or _is_more_common(rest, word) else word


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + _LEAST:
            return word[len(article) :]
    if word[0] in _ATTACHED and len(word) > _LEAST and _is_more_common(word[1:], word):
        return word[1:]
    return word


def _without_ending(word: str) -> str:
    """Take endings off, one of each after the other, as light10 does, while three letters are left."""
    for ending, must_be_word in _ENDINGS.items():
        rest = word.removesuffix(ending)
        if _LEAST <= len(rest) < len(word) and (not must_be_word or _is_noun(rest)):
            word = rest
    return word


def _is_noun(word: str) -> bool:
    """Tell whether the table knows a word, with the article or without; one of the commonest is a particle."""
    known = frequencies()
    return known.get(word, known.get("ال" + word, _PARTICLE)) < _PARTICLE


def _is_more_common(rest: str, whole: str) -> bool:
    known = frequencies()
    return rest in known and known[rest] > known.get(whole, 0.0)
