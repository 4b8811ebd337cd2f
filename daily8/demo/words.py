"""What the made-up papers say around their articles, in their own language."""

WORDS = {
    "en": {
        "direction": "ltr",
        "made_up": "a made-up newspaper",
        "made_up_note": "This newspaper is made up. Its articles, people, places and figures were invented for"
        " the demonstration of daily8; the pictures are drawings.",
        "home": "Home",
        "sections": "Sections",
        "by": "By",
        "share": "Share this article",
        "share_mail": "Mail",
        "share_copy": "Copy link",
        "illustration": "Illustration",
        "related": "More from this newspaper",
        "newsletter": "The morning letter",
        "newsletter_text": "The day's news by mail at six, free of charge.",
        "subscribe": "Subscribe",
        "index": "A small world of made-up newspapers",
        "missing": "No such page in this made-up world",
    },
    "ar": {
        "direction": "rtl",
        "made_up": "صحيفة متخيلة",
        "made_up_note": "هذه الصحيفة متخيلة. مقالاتها وأشخاصها وأماكنها وأرقامها من نسج الخيال، أُعدّت لعرض"
        " daily8، وصورها رسوم.",
        "home": "الرئيسية",
        "sections": "الأقسام",
        "by": "بقلم",
        "share": "شارك المقال",
        "share_mail": "بريد",
        "share_copy": "نسخ الرابط",
        "illustration": "رسم",
        "related": "المزيد من هذه الصحيفة",
        "newsletter": "رسالة الصباح",
        "newsletter_text": "أخبار اليوم في بريدك عند السادسة، مجاناً.",
        "subscribe": "اشترك",
        "index": "عالم صغير من الصحف المتخيلة",
        "missing": "لا توجد صفحة بهذا العنوان في هذا العالم المتخيل",
    },
}
