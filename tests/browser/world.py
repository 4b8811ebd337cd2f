"""Fill the database with a small world that has every kind of page: `python world.py <address of pictures>`."""

import hashlib
import sys
from datetime import timedelta
from itertools import cycle

import django
from django.core.management import call_command
from django.utils import timezone

django.setup()

from daily8.articles.categories import CATEGORIES  # noqa: E402
from daily8.articles.models import Address, Article, Revision, Tag  # noqa: E402
from daily8.search import indexing  # noqa: E402
from daily8.sources.models import Feed, Publisher  # noqa: E402
from daily8.stories.counting import recount  # noqa: E402
from daily8.stories.models import Reason, Relation, Report, Story  # noqa: E402
from daily8.topics.models import Hashtag  # noqa: E402

PICTURES = sys.argv[1]
NOW = timezone.now()
PUBLISHERS = [
    ("harbour.example", "The Harbour Post", "بريد الميناء", "KE", "en", "full"),
    ("hill.example", "Hill Herald", "مبشّر التل", "NZ", "en", "excerpt"),
    ("plain.example", "Plain Dealer", "تاجر السهل", "IE", "en", "link"),
    ("wadi.example", "Al-Wadi", "الوادي", "JO", "ar", "full"),
    ("sahel.example", "As-Sahel", "الساحل", "MA", "ar", "full"),
]
TITLES = {
    "en": [
        "Ships leave the harbour at dawn after a winter on land",
        "Council votes",
        "‘We were told to wait’: three families, one flood and a very long headline that goes on for lines",
        "Price of bread falls for a third month",
    ],
    "ar": [
        "السفن تغادر الميناء فجرًا بعد شتاء على اليابسة",
        "المجلس يصوّت",
        "«قيل لنا أن ننتظر»: ثلاث عائلات وفيضان واحد وعنوان طويل جدًا يمتد على أسطر عدة في كل الشاشات",
        "أسعار الخبز تنخفض للشهر الثالث على التوالي",
    ],
}
# Hashtags, their names, and the word of the text that mentions each.
HASHTAGS = [
    ("Boats", "theme", {"en": "Boats", "ar": "القوارب"}, {"en": "boats", "ar": "القوارب"}),
    ("TheOldQuay", "place", {"en": "The Old Quay", "ar": "الرصيف القديم"}, {"en": "quay", "ar": "الرصيف"}),
    ("October", "event", {"en": "October"}, {"en": "October", "ar": "أكتوبر"}),
    ("المدينة_القديمة", "place", {"ar": "المدينة القديمة"}, {"en": "town", "ar": "المدينة"}),
]
WORDS = {
    "en": "The boats had stood on the quay since October, and the whole town came to see them go. ",
    "ar": "ظلت القوارب على الرصيف منذ أكتوبر، وجاءت المدينة كلها لتودعها وهي تغادر. ",
}


def body(language: str) -> str:
    """A body with everything that a body may have."""
    words = WORDS[language]
    years, figures = "<th>2026</th>" * 12, "<td>12,345</td>" * 12
    return (
        f"<p>{words * 3}</p><blockquote><p>{words}</p></blockquote><h3>{words[:30]}</h3>"
        f'<p>{words} <a href="https://elsewhere.example/">{words[:12]}</a> <em>{words[:12]}</em></p>'
        f"<ul><li>{words}</li><li>{words}</li></ul><h5>{words[:20]}</h5>"
        f"<table><tr><th>{words[:9]}</th>{years}</tr><tr><td>1</td>{figures}</tr></table>"
        f'<figure><img src="{PICTURES}/2.png" width="900" height="600"><figcaption>{words}</figcaption></figure>'
        f"<p>https://elsewhere.example/{'a-very-long-address-' * 8}</p>"
    )


def fill() -> None:
    """Make publishers, feeds, articles and changes of them."""
    publishers = {"en": [], "ar": []}
    for domain, english, arabic, country, language, rights in PUBLISHERS:
        publisher = Publisher.objects.create(
            domain=domain, names={"en": english, "ar": arabic}, home=f"https://{domain}/", country=country,
            language=language, rights=rights, added_at=NOW,
        )  # fmt: skip
        publishers[language].append(publisher)
        failing = domain == "plain.example"
        Feed.objects.create(
            publisher=publisher, url=f"https://{domain}/feed", added_at=NOW, last_asked_at=NOW,
            last_success_at=None if failing else NOW, newest_at=None if failing else NOW,
            failures=int(failing), error="there is no host named 'plain.example'" if failing else "",
        )  # fmt: skip
    for language in ("en", "ar"):
        kinds = cycle(["article"] * 7 + ["video"])
        chosen = zip(range(80), cycle(publishers[language]), cycle(TITLES[language]), kinds, cycle(CATEGORIES))
        for number, publisher, title, kind, category in chosen:
            article(number, publisher, title, kind, category.id if number else "world", language)
    hashtags()
    # One story of both languages with copies, one that led to it, and one of a single outlet.
    now = [of("en", 0), of("ar", 0), *(of(language, number) for number in (1, 2, 3, 4, 30) for language in WORDS)]
    copies = [key("en", number) for number in (2, 3)]
    Article.objects.filter(key__in=copies).update(copy_of=now[0], credit="AFP")
    before = [of("en", 50), of("ar", 51)]
    for reports in (now, before, [of("en", 60)]):
        story(reports)
    for first in now[:2]:
        relate(first, [*now[2:9], *before])


def of(language: str, number: int) -> Article:
    """The article that was made under this number."""
    return Article.objects.get(key=key(language, number))


def hashtags() -> None:
    """Put hashtags on articles, the last ones on fewer, and one on none."""
    Hashtag.objects.create(key="Nothing", slug="Nothing", kind="person", names={"en": "Nothing"})
    for place, (slug, kind, names, words) in enumerate(HASHTAGS):
        hashtag = Hashtag.objects.create(key=slug, slug=slug, kind=kind, names=names)
        Tag.objects.bulk_create(
            Tag(
                article=article, hashtag=hashtag, place=place, published_at=article.published_at,
                mentions=[[start := article.text.index(word), start + len(word)]],
            )
            for language, word in words.items()
            for article in Article.objects.filter(language=language)[: 80 - 15 * place]
        )  # fmt: skip


def story(reports: list[Article]) -> None:
    """Make one story of these; its key is that of the first report."""
    first = reports[0]
    made = Story.objects.create(key=first.key, first_at=first.published_at, last_at=first.published_at)
    for change, report in enumerate(reports, 1):
        Report.objects.create(article=report, story=made, change=change, published_at=report.published_at)
    recount([made.pk])


def relate(article: Article, others: list[Article]) -> None:
    """Relate an article to others, for every reason there is."""
    for score, (other, reason) in enumerate(zip(others, cycle(Reason.values)), 1):
        newer, older = sorted((article, other), key=lambda one: one.published_at, reverse=True)
        Relation.objects.create(newer=newer, older=older, score=1 / score, reason=reason)


def key(language: str, number: int) -> str:
    """The key of an article."""
    return hashlib.md5(f"{language} {number}".encode()).hexdigest()


def article(number: int, publisher: Publisher, title: str, kind: str, category: str, language: str) -> None:
    """Make one article; every third has no picture, every fifth was changed. The first has a known key."""
    address = f"https://{publisher.domain}/{language}/{number}"
    made = Article.objects.create(
        key=key(language, number), url=address, publisher=publisher,
        stage="published", visible=True, kind=kind, language=language, category=category, title=title,
        excerpt=WORDS[language] * 2, image=f"{PICTURES}/{number % 5}.png" if number % 3 != 1 else "",
        caption=WORDS[language], authors=["Anna Lindqvist", "ليلى حداد"][: number % 3], words=140,
        text=WORDS[language] * 8, html=body(language), found_at=NOW,
        published_at=NOW - timedelta(minutes=7 + number * 53),
    )  # fmt: skip
    Address.objects.create(key=made.key, article=made)
    if number % 5 == 0:
        Revision.objects.create(article=made, title=f"{title} …", replaced_at=made.published_at)


call_command("migrate", verbosity=0)
fill()
indexing.index(list(Article.objects.all()))
