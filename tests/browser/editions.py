"""The small world with editions, a day and a week of them: `python editions.py <address of pictures>`."""

import hashlib
from datetime import timedelta

import world

from daily8.articles.models import Address, Article
from daily8.editions import making, schedule
from daily8.editions.models import Edition, Rhythm
from daily8.pipeline import editing
from daily8.sources.models import Publisher
from daily8.work import clock

DAY = schedule.due_day(clock.now())
ENDS = schedule.appears_at(DAY)
PAPERS = [
    ("quay.example", "The Quay", "الرصيف", "GB"),
    ("delta.example", "Delta Times", "أزمنة الدلتا", "EG"),
    ("ridge.example", "Ridge Gazette", "جريدة القمة", "KE"),
    ("lantern.example", "The Lantern", "الفانوس", "IN"),
    ("cedar.example", "Cedar Daily", "الأرز اليومي", "LB"),
]
# Headline, category, country of the first paper, how many papers, the sentences that each tells.
STORIES = {
    "en": [
        ("Ferry with ninety people runs aground off the harbour", "world", 5, [
            "A ferry with ninety people ran aground near the harbour on Wednesday morning. The coast guard "
            "brought all of them ashore within two hours. Twelve people were injured, the hospital of the town "
            "said.",
            "Ninety people were on a ferry that ran aground off the harbour, the coast guard said on Wednesday. "
            "Fifteen people were injured. Divers found a hole in the hull of the ship.",
        ]),
        ("Parliament passes the water law after a night of votes", "politics", 5, [
            "Parliament passed a law on the use of rivers at dawn on Wednesday by 214 votes to 189. Farmers will "
            "pay for the water that they take from the rivers from January on. The minister called it a "
            "beginning.",
        ]),
        ("Central bank keeps its rate and speaks of bread", "business", 4, [
            "The central bank left its interest rate at 4.5 per cent on Wednesday. Its governor said that the "
            "price of bread had fallen for a third month. Two members of the board voted for a cut.",
        ]),
        ("A telescope in the desert hears a star that blinks", "science", 4, [
            "Astronomers in the desert have heard a star that falls silent every nine minutes. They found it in "
            "data of the last two years. Nobody knows yet why it blinks.",
        ]),
        ("Vaccine against river fever reaches the last province", "health", 3, [
            "The vaccine against river fever reached the last of the nine provinces on Wednesday. Nurses carried "
            "it over the hills in boxes of ice. The ministry counts four million doses.",
        ]),
        ("Night train returns to the coast after twenty years", "culture", 3, [
            "The first night train to the coast in twenty years left the capital on Tuesday evening. All beds "
            "were sold within an hour. A second train is to follow in spring.",
        ]),
        ("Runner from the hills wins the marathon in the rain", "sports", 2, [
            "A runner from the hills won the marathon of the capital in heavy rain on Tuesday. She ran the last "
            "ten kilometres alone. It was her first race of that length.",
        ]),
        ("Old quay gets its lamps back", "world", 2, [
            "Workers hung the first of the old lamps at the quay on Tuesday. They had been in a cellar since the "
            "war. All forty are to burn again by New Year.",
        ]),
        ("Bridge closed for a week", "world", 2, [
            "The bridge over the river is closed for a week. Engineers look at a crack in a pillar. Buses go by "
            "the old road.",
        ]),
        ("Harbour fees rise again", "world", 2, [
            "The fees of the harbour rise by three per cent. Fishermen said that they would not pay. The town "
            "council votes on it on Friday.",
        ]),
    ],
    "ar": [
        ("جنوح عبّارة تقلّ تسعين شخصًا قبالة الميناء", "world", 5, [
            "جنحت عبّارة تقلّ تسعين شخصًا قرب الميناء صباح الأربعاء. ونقل خفر السواحل جميع الركاب إلى الشاطئ خلال"
            " ساعتين. وأصيب اثنا عشر شخصًا بحسب مستشفى المدينة.",
            "قال خفر السواحل إن عبّارة تقلّ تسعين شخصًا جنحت قبالة الميناء يوم الأربعاء. وأصيب خمسة عشر شخصًا. "
            "وعثر الغواصون على ثقب في بدن السفينة.",
        ]),
        ("البرلمان يقرّ قانون المياه بعد ليلة من التصويت", "politics", 4, [
            "أقرّ البرلمان فجر الأربعاء قانونًا لاستخدام الأنهار بأغلبية 214 صوتًا. وسيدفع المزارعون ثمن المياه "
            "التي يأخذونها من الأنهار ابتداءً من يناير. ووصف الوزير القانون بأنه بداية.",
        ]),
        ("المصرف المركزي يبقي الفائدة على حالها", "business", 3, [
            "أبقى المصرف المركزي سعر الفائدة عند 4.5 في المئة يوم الأربعاء. وقال محافظه إن سعر الخبز انخفض للشهر "
            "الثالث. وصوّت عضوان في المجلس لصالح خفض الفائدة.",
        ]),
        ("تلسكوب في الصحراء يرصد نجمًا يومض", "science", 3, [
            "رصد فلكيون في الصحراء نجمًا يصمت كل تسع دقائق. وعثروا عليه في بيانات العامين الماضيين. ولا يعرف أحد "
            "بعد سبب وميضه.",
        ]),
        ("قطار الليل يعود إلى الساحل بعد عشرين عامًا", "culture", 2, [
            "غادر أول قطار ليلي إلى الساحل منذ عشرين عامًا العاصمة مساء الثلاثاء. وبيعت جميع الأسرّة خلال ساعة. "
            "ومن المقرر أن يتبعه قطار ثانٍ في الربيع.",
        ]),
    ],
}  # fmt: skip


def papers() -> list[Publisher]:
    """Papers that let all of their texts be read here."""
    return [
        Publisher.objects.create(
            domain=domain,
            names={"en": english, "ar": arabic},
            home=f"https://{domain}/",
            country=country,
            language="en",
            added_at=world.NOW,
        )
        for domain, english, arabic, country in PAPERS
    ]


def report(publisher: Publisher, language: str, title: str, text: str, category: str, hours: float) -> Article:
    """One report of a story, so many hours before the edition."""
    url = f"https://{publisher.domain}/{language}/{hashlib.md5(title.encode()).hexdigest()[:12]}"
    moment = ENDS - timedelta(hours=hours)
    article = Article.objects.create(
        key=hashlib.md5(url.encode()).hexdigest(), url=url, publisher=publisher, stage="published", visible=True,
        kind="article", language=language, category=category, title=title, excerpt=text.split(". ")[0] + ".",
        image=f"{world.PICTURES}/{len(title) % 5}.png" if len(title) % 4 else "", words=len(text.split()),
        text=text, html=f"<p>{text}</p>", published_at=moment, found_at=moment,
    )  # fmt: skip
    Address.objects.create(key=article.key, article=article)
    return article


def name(number: int, language: str) -> str:
    """What a paper is called in a language."""
    return PAPERS[number % len(PAPERS)][1 if language == "en" else 2]


def tell(every: list[Publisher]) -> None:
    """Tell the stories of the day, each by several papers."""
    for language, stories in STORIES.items():
        for number, (title, category, count, texts) in enumerate(stories):
            world.story(
                [
                    report(
                        every[(number + place) % len(every)], language,
                        f"{title}: {name(number + place, language)}" if place else title,
                        texts[place % len(texts)], category, 3 + number + place / 2,
                    )
                    for place in range(count)
                ]
            )  # fmt: skip


def earlier() -> None:
    """Some editions before: of the same stories, as far as their numbers go."""
    for last in Edition.objects.filter(rhythm=Rhythm.DAILY, day=DAY):
        entries = list(last.entries.all())
        week = (DAY - schedule.due_day(clock.now(), Rhythm.WEEKLY)).days
        for days, rhythm in ((1, Rhythm.DAILY), (2, Rhythm.DAILY), (40, Rhythm.DAILY), (week, Rhythm.WEEKLY)):
            edition = Edition.objects.get(pk=last.pk)
            edition.pk, edition.rhythm, edition.day = None, rhythm, DAY - timedelta(days=days)
            edition.begins_at, edition.ends_at = (
                schedule.appears_at(edition.day - timedelta(days=1)),
                schedule.appears_at(edition.day),
            )
            edition.save()
            for entry in entries:
                entry.pk, entry.edition = None, edition
                entry.save()


if __name__ == "__main__":
    tell(papers())
    for code in STORIES:
        making.make(code, DAY, clock.now(), lambda _story, _since: 0)
    earlier()
    editing.make_due(clock.now())
    editing.word(clock.now())
