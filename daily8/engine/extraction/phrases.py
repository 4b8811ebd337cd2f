"""Wordings that stand around articles, not in them, in the languages of the news."""

import re
from functools import lru_cache

# In small letters; those that begin with ^ must begin the block. The order is the order of the features.
_WORDINGS = {
    "read on": r"^\W*(read (more|also|next|on|the full|here|our)|more( on this|:| from| stories| news)|see (also|more)|also read|"
    r"related|recommended|you (may|might) (also )?(like|be interested)|don'?t miss|further reading|keep reading|continue reading|"
    r"click here|watch( |:)|listen( |:)|learn more|find out more|explore more|top stories|trending|most (read|popular)|"
    r"lesen sie|mehr (zum thema|zu|dazu|aus)|lesetipp|auch interessant|weiterlesen|siehe auch|das könnte|zum thema|"
    r"lire (aussi|la suite|également)|à lire|voir aussi|sur le même|leia (também|mais)|veja (também|mais)|saiba mais|"
    r"lee también|leer más|le puede interesar|te puede interesar|ver también|más información|lea también|"
    r"leggi anche|per approfondire|lees (ook|meer)|læs også|läs (också|mer)|les også|lue (myös|lisää)|czytaj (też|także|więcej)|"
    r"zobacz (też|także)|przeczytaj|přečtěte|čtěte|читайте (также|ещё)|читать|смотрите также|по теме|baca juga|"
    r"ilgili haber|ayrıca oku|lesið|اقرأ|إقرأ|شاهد|طالع|المزيد|مواضيع|أخبار متعلقة|اخبار ذات|قد يعجبك|بیشتر بخوانید|مطالب مرتبط|"
    r"関連|あわせて読|続きを読|더 읽|관련)",
    "letter": r"newsletter|subscri(be|ption)|sign up|signed up|inbox|your email|e-mail address|log ?in|register(ed)? (now|for|to)|"
    r"abonn|anmelden|registrier|inscri(vez|ption)|suscr[ií]b|assine|iscriviti|prenumerera|tilmeld|aanmelden|подпи(шитесь|сывай)|"
    r"اشترك|النشرة|تابعونا|خبرنامه|whatsapp|telegram|google (news|discover)|download (our|the) app|our app|follow us|"
    r"become a member|support (us|our)|donat(e|ion)|会員|订阅|구독",
    "credit": r"^\W*(photo|image|picture|foto|fotos|bild|crédit|credit|copyright|©|\(c\)|quelle|source|fuente|fonte|kilde|illustration|"
    r"screenshot|getty|reuters|afp|dpa|imago|picture.alliance|shutterstock|صورة|تصوير|المصدر|عکس|منبع|写真)\b",
    "agency": r"getty images|/ ?(afp|dpa|ap|reuters)\b|"
    r"shutterstock|istock|unsplash|all rights reserved|alle rechte|tous droits|todos los derechos|جميع الحقوق",
    "byline": r"^\W*(by|von|par|por|di|door|av|af|autor|text:|written by|reported by|reporting by|editing by|بقلم|كتب|author|"
    r"posted|published|updated|last (updated|modified)|first published|veröffentlicht|aktualisiert|stand:|publié|mis à jour|"
    r"publicado|actualizado|atualizado|pubblicato|gepubliceerd|publicerad|uppdaterad|opdateret|oppdatert|опубликовано|"
    r"نشر|آخر تحديث|تاريخ|تحديث|منتشر)\b",
    "social": r"^\W*(share|teilen|partager|compart[ie]|condividi|delen|dela|del |поделиться|شارك|مشاركة|اشتراک|tweet|facebook|twitter|"
    r"e-?mail|print|drucken|imprimir|imprimer|copy link|link kopieren|comments?|kommentar|commenta|coment|تعليق|التعليقات|نظر|save|merken|"
    r"bookmark|follow|suivre|reply|like)\b",
    "tags": r"^\W*(tags?|topics?|themen|schlagw|mots[- ]clés|keywords?|etiquetas|temas|filed under|categor|in this (story|article)|"
    r"الكلمات|الوسوم|كلمات|وسوم|برچسب|теги|about the author|über den autor|table of contents|inhalt|contents|sommaire)\b",
    "advert": r"^\W*(advert|anzeige|werbung|publicit|publicidad|reklam|annons|annonse|reclame|story continues|article continues|"
    r"sponsored|promoted|إعلان|اعلان|реклама|広告|广告|광고|skip (to|ad))",
    "consent": r"cookies?\b|consent|einwilligung|datenschutz|privacy|terms (of|and)|externe[rn]? inhalt|external content|javascript|"
    r"browser|ad ?block|einverstanden|paywall|free (trial|articles?)|per month|pro monat|already a (member|subscriber)|opt.?out|personal (information|data)|passwor[dt]|e-mail-adresse|abonnés|adblock|\\{[*{]|logged in|captcha",
    "clock": r"\b([0-2]?\d[:.h][0-5]\d)\b|\b(19|20)\d\d\b|\b\d+ (min|hours?|days?|minutes?)\b",
    "contact": r"https?://|www\.|@\w|\b[\w.]+@[\w.]+|\+?\d[\d ()-]{7,}",
}
COUNT = len(_WORDINGS)
_HEAD = 200
_TESTS = tuple(
    re.compile(pattern[1:]).match if pattern[0] == "^" else re.compile(pattern).search for pattern in _WORDINGS.values()
)


@lru_cache(maxsize=10_000)
def phrases(text: str) -> tuple[float, ...]:
    """Return for each kind of wording whether a block has it; a site repeats its own on every page."""
    head = text[:_HEAD].lower()
    return tuple([float(test(head) is not None) for test in _TESTS])
