"""Wordings that stand around articles, not in them, in the languages of the news."""

import re

# In small letters; those that begin with ^ must begin the block. The order is the order of the features.
_WORDINGS = {
    "read on": (
        r"^\W*(read (more|also|next|on|the full|here|our)|more( on this|:| from| stories| news)|see (also|"
        r"more)|also read|related|recommended|you (may|might) (also )?(like|be interested)|don'?t miss|"
        r"further reading|keep reading|continue reading|click here|watch( |:)|listen( |:)|learn more|"
        r"find out more|explore more|top stories|trending|most (read|popular)|lesen sie|mehr (zum thema|"
        r"zu|dazu|aus)|lesetipp|auch interessant|weiterlesen|siehe auch|das könnte|zum thema|lire (aussi|"
        r"la suite|également)|à lire|voir aussi|sur le même|leia (também|mais)|veja (também|mais)|"
        r"saiba mais|lee también|leer más|le puede interesar|te puede interesar|ver también|"
        r"más información|lea también|leggi anche|per approfondire|lees (ook|meer)|læs også|läs (också|"
        r"mer)|les også|lue (myös|lisää)|czytaj (też|także|więcej)|zobacz (też|także)|przeczytaj|přečtěte|"
        r"čtěte|читайте (также|ещё)|читать|смотрите также|по теме|baca juga|ilgili haber|ayrıca oku|lesið|"
        r"اقرأ|إقرأ|شاهد|طالع|المزيد|مواضيع|أخبار متعلقة|اخبار ذات|قد يعجبك|بیشتر بخوانید|مطالب مرتبط|関連|"
        r"あわせて読|続きを読|더 읽|관련)"
    ),
    "letter": (
        r"newsletter|subscri(be|ption)|sign up|signed up|inbox|your email|e-mail address|log ?in|"
        r"register(ed)? (now|for|to)|abonn|anmelden|registrier|inscri(vez|ption)|suscr[ií]b|assine|"
        r"iscriviti|prenumerera|tilmeld|aanmelden|подпи(шитесь|сывай)|اشترك|النشرة|تابعونا|خبرنامه|"
        r"whatsapp|telegram|google (news|discover)|download (our|the) app|our app|follow us|"
        r"become a member|support (us|our)|donat(e|ion)|会員|订阅|구독"
    ),
    "credit": (
        r"^\W*(photo|image|picture|foto|fotos|bild|crédit|credit|copyright|©|\(c\)|quelle|source|fuente|"
        r"fonte|kilde|illustration|screenshot|getty|reuters|afp|dpa|imago|picture.alliance|shutterstock|"
        r"صورة|تصوير|المصدر|عکس|منبع|写真)\b"
    ),
    "agency": (
        r"getty images|/ ?(afp|dpa|ap|reuters)\b|shutterstock|istock|unsplash|all rights reserved|"
        r"alle rechte|tous droits|todos los derechos|جميع الحقوق"
    ),
    "byline": (
        r"^\W*(by|von|par|por|di|door|av|af|autor|text:|written by|reported by|reporting by|editing by|"
        r"بقلم|كتب|author|posted|published|updated|last (updated|modified)|first published|veröffentlicht|"
        r"aktualisiert|stand:|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|gepubliceerd|"
        r"publicerad|uppdaterad|opdateret|oppdatert|опубликовано|نشر|آخر تحديث|تاريخ|تحديث|منتشر)\b"
    ),
    "social": (
        r"^\W*(share|teilen|partager|compart[ie]|condividi|delen|dela|del |поделиться|شارك|مشاركة|اشتراک|"
        r"tweet|facebook|twitter|e-?mail|print|drucken|imprimir|imprimer|copy link|link kopieren|"
        r"comments?|kommentar|commenta|coment|تعليق|التعليقات|نظر|save|merken|bookmark|follow|suivre|"
        r"reply|like)\b"
    ),
    "tags": (
        r"^\W*(tags?|topics?|themen|schlagw|mots[- ]clés|keywords?|etiquetas|temas|filed under|categor|"
        r"in this (story|article)|الكلمات|الوسوم|كلمات|وسوم|برچسب|теги|about the author|über den autor|"
        r"table of contents|inhalt|contents|sommaire)\b"
    ),
    "advert": (
        r"^\W*(advert|anzeige|werbung|publicit|publicidad|reklam|annons|annonse|reclame|story continues|"
        r"article continues|sponsored|promoted|إعلان|اعلان|реклама|広告|广告|광고|skip (to|ad))"
    ),
    "consent": (
        r"cookies?\b|consent|einwilligung|datenschutz|privacy|terms (of|and)|externe[rn]? inhalt|"
        r"external content|javascript|browser|ad ?block|einverstanden|paywall|free (trial|articles?)|"
        r"per month|pro monat|already a (member|subscriber)|opt.?out|personal (information|data)|"
        r"passwor[dt]|e-mail-adresse|abonnés|adblock|\\{[*{]|logged in|captcha"
    ),
    "clock": r"\b([0-2]?\d[:.h][0-5]\d)\b|\b(19|20)\d\d\b|\b\d+ (min|hours?|days?|minutes?)\b",
    "contact": r"https?://|www\.|@\w|\b[\w.]+@[\w.]+|\+?\d[\d ()-]{7,}",
}
COUNT = len(_WORDINGS)
_HEAD = 200
_TESTS = tuple(
    re.compile(pattern[1:]).match if pattern[0] == "^" else re.compile(pattern).search
    for pattern in _WORDINGS.values()
)


def phrases(text: str) -> tuple[float, ...]:
    """Return for each kind of wording whether a block has it."""
    head = text[:_HEAD].lower()
    return tuple([float(test(head) is not None) for test in _TESTS])
