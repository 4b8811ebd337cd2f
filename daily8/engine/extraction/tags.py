"""What the names of elements and classes say about the text inside them."""

import re
from functools import lru_cache

SKIPPED = frozenset({
    "script", "style", "template", "svg", "math", "iframe", "object", "embed", "canvas", "button",
    "select", "option", "textarea", "input", "audio", "video", "map", "noscript", "noframes",
    "applet", "link", "meta", "title", "datalist", "progress", "meter", "dialog",
})  # fmt: skip
EMPHASIS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup", "code": "code"}
INLINE = EMPHASIS.keys() | frozenset({
    "a", "abbr", "acronym", "bdi", "bdo", "big", "cite", "del", "dfn", "font", "ins", "kbd", "label",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "time", "tt", "u", "var",
    "wbr", "data", "nobr", "strong",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Elements whose mere name says what is inside; the order is the order of the bits.
LANDMARKS = (
    "article", "main", "aside", "header", "footer", "nav", "figure", "form", "ul", "ol", "table",
    "blockquote", "section", "p", "figcaption", "details",
)  # fmt: skip

# Words in class, id, role and itemprop; the order is the order of the bits.
_HINTS = {
    "body": (
        r"article-?_?_?(body|text|content|copy|main)|articlebody|story-?_?_?(body|text|content|copy)|"
        r"(post|entry|news|detail|page|main|single)-?_?_?(body|content|text)|rich-?text|body-?_?(text|"
        r"copy|content)|text-?body|wysiwyg|prose|content-?body|maincontent|paragraph"
    ),
    "article": r"article|story|post(?!er|al)|entry|news",
    "comment": r"(?<!no)comment(?!ar)|(?<!load)disqus|repl(y|ies)|respond|discussion|feedback",
    "related": (
        r"related|recommend|more-?_?(news|stories|from|on|articles|posts)|read-?_?(also|more|next)|also|"
        r"trending|popular|most-?_?|teaser|outbrain|taboola|recirc|suggest|up-?next|similar|further|"
        r"relacionad|zergnet|card|carousel|slider|swiper|latest|mehr|lire|leggi|ticker|onward|linkbox|"
        r"crosslink|link-?list"
    ),
    "share": r"shar(e|ing)|social|follow|addthis|sns|whatsapp|facebook|twitter",
    "newsletter": (
        r"newsletter|subscri|sign-?_?up|regist|mailing|abo(nn|-|_|$)|optin|opt-in|form|cta|call-?to|donat|"
        r"support"
    ),
    "advert": (
        r"(^|[-_ ])ads?([-_ ]|$)|advert|sponsor|banner|dfp|gpt|promo|commercial|adsense|adslot|anzeige|"
        r"werbung|pub(li)?cit"
    ),
    "menu": (
        r"nav|menu|breadcrumb|pagin|pager|side-?_?bar|footer|header|masthead|tool-?bar|top-?bar|widget|"
        r"skip|(^|[-_])rail"
    ),
    "meta": (
        r"by-?_?line|author|bio|date|time|meta|tags?([-_ ]|$)|topic|keyword|credit|copyright|posted|"
        r"kicker|categor|label|eyebrow|source|publish|reading|correct|info(?!box)|rubri"
    ),
    "caption": r"caption|credit|figur|photo|imag|galler|slide|media|video|player|audio|legend|bild|foto",
    "consent": (
        r"cookie|consent|gdpr|privacy|modal|popup|pop-up|overlay|paywall|regwall|piano|premium|locked|"
        r"barrier|log-?in|sign-?in|account|legal|disclaim|onetrust|^ot-| ot-|didomi|usercentrics|trustarc|"
        r"qc-cmp|sp_message|janrain|capture_"
    ),
    "lead": (
        r"lead|intro|standfirst|summar|sub-?_?(title|headline|head)|(^|[-_ ])de(c)?k|excerpt|abstract|"
        r"descri|sapo|chapo|vorspann|perex|ingress|bajada|key-?points|highlight|bullets"
    ),
    "box": (
        r"box|widget|aside|module|embed|pull-?quote|quote|inset|note|tip|read-?more|accordion|faq|toc|"
        r"table-of|contents"
    ),
    "hidden": (
        r"hidden|sr-only|visually|screen-?reader|offscreen|invisible|print-?only|hide|mobile-only|collapse"
    ),
}
HINT_NAMES = tuple(_HINTS)
_PATTERNS = tuple(re.compile(pattern) for pattern in _HINTS.values())


@lru_cache(maxsize=20_000)
def hints(words: str) -> int:
    """Return the bits of `HINT_NAMES` that occur in the lower-case words of an element's attributes."""
    return sum(1 << bit for bit, pattern in enumerate(_PATTERNS) if pattern.search(words))


def landmarks_of(*names: str) -> int:
    """Return the bits of several landmarks."""
    return sum(landmark(name) for name in names)


def hint(name: str) -> int:
    """Return the bit of one hint."""
    return 1 << HINT_NAMES.index(name)


_LANDMARK_BITS = {tag: 1 << bit for bit, tag in enumerate(LANDMARKS)}


def landmark(tag: str) -> int:
    """Return the bit of an element's name in `LANDMARKS`, 0 for any other element."""
    return _LANDMARK_BITS.get(tag, 0)
