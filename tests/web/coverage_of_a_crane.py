"""A story of three papers in two languages, for the pages of the assistant."""

from daily8.articles.models import Article

HARBOUR = (
    "A crane fell into the water at Port Amal on Tuesday, 24 November, and injured three dockers.",
    "The port authority closed the harbour at once.",
    "Fourteen ships had to wait outside the bay until Wednesday morning.",
    "Layla Haddad, the chief engineer of Port Amal, leads the inquiry.",
    "The crane, built in 1987, was to be replaced in March at a cost of 2.4 million dollars.",
)
HILL = (
    "A crane fell into the water at Port Amal on Tuesday and injured five dockers, a hospital said.",
    "The port authority closed the harbour at once.",
    "Insurers expect to pay 3 million dollars for the crane.",
    "Fishermen had complained for years about the old machines on the eastern quay.",
)
WADI = (
    "سقطت رافعة في مياه ميناء أمل يوم الثلاثاء 24 نوفمبر وأصيب ثلاثة عمال.",
    "وأغلقت سلطة الميناء المرفأ على الفور.",
    "واضطرت أربع عشرة سفينة إلى الانتظار خارج الخليج حتى صباح الأربعاء.",
    "وتقود المهندسة ليلى حداد، كبيرة مهندسي الميناء، التحقيق في أسباب الحادث.",
    "وبنيت الرافعة عام 1987 وكان من المقرر استبدالها في مارس بكلفة 2.4 مليون دولار.",
)
QUESTIONS = {"en": "Who leads the inquiry?", "ar": "متى سقطت الرافعة؟"}
UNSAID = {"en": "Who won the chess championship in Oslo?", "ar": "من فاز ببطولة الشطرنج في أوسلو؟"}


def report(
    make_article, publisher, title: str, sentences: tuple[str, ...], language: str = "en", **more
) -> Article:
    """An article of these sentences, each a paragraph."""
    text, body = "\n\n".join(sentences), "".join(f"<p>{sentence}</p>" for sentence in sentences)
    values = {"title": title, "text": text, "html": body, "excerpt": sentences[0], "language": language}
    return make_article(publisher=publisher, **(values | more))


def papers(make_publisher):
    """Two papers in English, one in Arabic."""
    return [
        make_publisher("harbour.example", names={"en": "The Harbour Post", "ar": "بريد الميناء"}),
        make_publisher("hill.example", names={"en": "Hill Herald", "ar": "مبشّر التل"}),
        make_publisher("wadi.example", names={"en": "Al-Wadi", "ar": "الوادي"}, language="ar"),
    ]


def reports(make_article, make_publisher) -> list[Article]:
    """What they write."""
    harbour, hill, wadi = papers(make_publisher)
    return [
        report(make_article, harbour, "Crane falls into harbour of Port Amal", HARBOUR),
        report(make_article, hill, "Five hurt as crane falls at Port Amal", HILL),
        report(make_article, wadi, "سقوط رافعة في ميناء أمل", WADI, "ar"),
    ]
