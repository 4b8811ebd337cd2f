"""A publisher that edits what it has published: headlines, figures, paragraphs, or its template alone."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import cycle

# Sentences with a figure: how it was, and how it is after the edit; "31 to 12" are two. {} is where it stands.
FIGURES = {
    "en": [
        ("At least {} people were killed when the old bridge fell, the governor said.", "12", "17"),
        ("Rescue teams have found {} of the missing miners alive since Sunday.", "four", "nine"),
        ("The ministry puts the cost of the new harbour at {}.", "$4 million", "$4.5 million"),
        ("Unemployment in the region rose to {} in the last quarter.", "7.1%", "7.4%"),
        ("The council voted by {} to close the southern gate.", "31 to 12", "33 to 10"),
        ("More than {} homes were without power on Tuesday evening.", "20,000", "34,000"),
        ("Police arrested {} men after the march through the centre.", "6", "11"),
        ("The fund will pay {} to each of the families.", "€900", "€1,200"),
        ("Some {} of grain wait in the silos of the port.", "1,500 tonnes", "2,700 tonnes"),
        ("The company said that {} workers would lose their jobs.", "240", "310"),
    ],
    "ar": [
        ("قُتل {} شخصا على الأقل عندما انهار الجسر القديم، بحسب ما قال المحافظ.", "12", "17"),
        ("عثرت فرق الإنقاذ على {} عمال أحياء منذ يوم الأحد في المنجم الشمالي.", "4", "9"),
        ("قدرت الوزارة تكلفة الميناء الجديد بنحو {} هذا العام.", "4 ملايين دولار", "5 ملايين دولار"),
        ("ارتفعت البطالة في الإقليم إلى {} في الربع الأخير من العام.", "7.1%", "7.4%"),
        ("ظل أكثر من {} منزل بلا كهرباء مساء الثلاثاء في الساحل.", "20 ألف", "34 ألف"),
        ("اعتقلت الشرطة {} رجلا بعد المسيرة في وسط المدينة القديمة.", "16", "21"),
        ("أصيب {} شخصا بجروح في الحريق الذي اندلع في السوق.", "٣٥", "٤٢"),
        ("قالت الشركة إن {} عاملا سيفقدون وظائفهم قبل نهاية الشتاء.", "240", "310"),
    ],
}
PLAIN = {
    "en": [
        "Harbour pilots said that the plan had changed how they work through the week.",
        "The engineer in charge told the meeting that nobody expects the work to end before spring.",
        "Fishing families asked for a fixed date, since their boats cannot pass the narrow gate.",
        "The road along the river stays closed until the walls have been looked at.",
        "Neighbours brought blankets and hot food to the school where the families sleep.",
        "The mayor thanked the crews and promised that the inquiry would be public.",
        "Meteorologists expect the wind to turn towards the north in the night.",
        "The opposition called the answer of the government late and thin.",
        "A spokeswoman for the railway said that trains would run on the old line.",
        "Historians had warned for years that the pillars were weaker than they looked.",
        "The teachers' union wants the holidays to be moved until the roof is safe.",
        "Doctors at the clinic work in shifts, and the halls are quiet again.",
    ],
    "ar": [
        "قال مرشدو الميناء إن الخطة غيرت طريقة عملهم خلال الأسبوع.",
        "أكد المهندس المسؤول في الاجتماع أن أحدا لا يتوقع انتهاء العمل قبل الربيع.",
        "طالبت عائلات الصيادين بموعد محدد لأن قواربهم لا تعبر البوابة الضيقة.",
        "يبقى الطريق المحاذي للنهر مغلقا إلى أن يفحص الخبراء الجدران.",
        "حمل الجيران الأغطية والطعام الساخن إلى المدرسة التي تبيت فيها العائلات.",
        "شكر رئيس البلدية فرق الإنقاذ ووعد بأن يكون التحقيق علنيا.",
        "يتوقع خبراء الأرصاد أن تتحول الرياح نحو الشمال ليلا.",
        "وصفت المعارضة رد الحكومة بأنه متأخر وضعيف.",
        "قالت متحدثة باسم السكك الحديدية إن القطارات ستسير على الخط القديم.",
        "حذر المؤرخون منذ سنوات من أن الأعمدة أضعف مما تبدو عليه.",
        "يعمل الأطباء في المستشفى بالتناوب وعاد الهدوء إلى الممرات.",
        "تريد نقابة المعلمين تأجيل العطلة حتى يصبح السقف آمنا.",
    ],
}
TITLES = {
    "en": [("Bridge at {} falls in the night", "Old bridge at {} falls, inquiry begins"),
           ("{} waits for the water to fall", "Water falls in {} after three days"),
           ("Harbour of {} to be dredged", "Council stops dredging in harbour of {}")],
    "ar": [("انهيار جسر {} ليلا", "انهيار جسر {} القديم وبدء التحقيق"),
           ("{} تنتظر انحسار المياه", "انحسار المياه في {} بعد ثلاثة أيام"),
           ("خطة لتعميق ميناء {}", "المجلس يوقف تعميق ميناء {}")],
}  # fmt: skip
TOWNS = {
    "en": [
        "Ashby",
        "Brinmouth",
        "Calder",
        "Dunreath",
        "Elmstead",
        "Farrow",
        "Glenmoor",
        "Hartwick",
        "Ilsham",
        "Jarden",
    ],
    "ar": [
        "الرملة",
        "السدرة",
        "القنطرة",
        "المنارة",
        "الواحة",
        "البصيلة",
        "النخيلة",
        "الصفصاف",
        "العوينات",
        "الزهراء",
    ],
}
# What each article's edit is, in turn.
KINDS = ("headline", "figure", "headline figure", "paragraph", "template", "nothing")


@dataclass
class Piece:
    """One article before and after its edit, and what a reader must be told of it."""

    path: str
    language: str
    kind: str
    titles: tuple[str, str]
    paragraphs: tuple[list[str], list[str]]
    figures: list[tuple[str, str]] = field(default_factory=list)
    edited: bool = False

    @property
    def title(self) -> str:
        """Its headline as it is now."""
        return self.titles[self.edited and "headline" in self.kind]

    @property
    def page(self) -> str:
        """Its page as it is now."""
        number = 1 if self.edited else 0
        dressed = _TEMPLATES[(len(self.path) + number * ("template" in self.kind)) % len(_TEMPLATES)]
        body = "".join(f"<p>{escape(part)}</p>" for part in self.paragraphs[number])
        direction = "rtl" if self.language == "ar" else "ltr"
        head = (
            f'<meta charset="utf-8"><title>{escape(self.title)}</title><meta property="og:type" content="article">'
        )
        return (
            f'<!doctype html><html lang="{self.language}" dir="{direction}"><head>{head}</head>'
            f"<body>{dressed(self.title, body, number if 'template' in self.kind else 0)}</body></html>"
        )


def pieces(count: int, *, seed: int = 1) -> list[Piece]:
    """Return so many articles, half of them in each language, with edits of all kinds in turn."""
    chance = random.Random(seed)
    kinds, languages = cycle(KINDS), ("en", "ar")
    return [_piece(number, next(kinds), languages[number // len(KINDS) % 2], chance) for number in range(count)]


def _piece(number: int, kind: str, language: str, chance: random.Random) -> Piece:
    town = f"{TOWNS[language][number % 10]} {number}"
    told = chance.sample(FIGURES[language], 2)
    plain = chance.sample(PLAIN[language], 8)
    changed = [] if "figure" not in kind else told[: 1 + chance.randrange(2)]
    before = [_told(one, 1) for one in told]
    after = [_told(one, 2 if one in changed else 1) for one in told]
    paragraphs = tuple(list(_paragraphs(plain, figures)) for figures in (before, after))
    if kind == "paragraph":
        extra = [one for one in PLAIN[language] if one not in plain]
        paragraphs[1].insert(2, " ".join(chance.sample(extra, 2)))
    first, second = chance.choice(TITLES[language])
    return Piece(
        f"/{language}/{number}",
        language,
        kind,
        (first.format(town), second.format(town)),
        (paragraphs[0], paragraphs[1]),
        [pair for one in changed for pair in zip(one[1].split(" to "), one[2].split(" to "), strict=True)],
    )


def _told(sentence: tuple[str, str, str], version: int) -> str:
    return sentence[0].format(sentence[version])


def _paragraphs(plain: list[str], figures: list[str]) -> Iterator[str]:
    yield f"{figures[0]} {plain[0]}"
    yield f"{plain[1]} {plain[2]}"
    yield f"{plain[3]} {figures[1]} {plain[4]}"
    yield f"{plain[5]} {plain[6]} {plain[7]}"


def _bare(title: str, body: str, version: int) -> str:
    return (
        f"<nav><a href='/'>Home</a></nav><main><article><h1>{escape(title)}</h1>{body}</article></main>"
        f"<footer>All rights reserved. {1200 + 37 * version} readers today.</footer>"
    )


def _busy(title: str, body: str, version: int) -> str:
    links = "".join(
        f"<li><a href='/other/{number}'>Another headline {number + version}</a></li>" for number in range(8)
    )
    return (
        f"<header><ul class='menu'><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul></header>"
        f"<div class='layout'><div class='story-body'><h1>{escape(title)}</h1>"
        f"<div class='share'>{40 + 13 * version} shares</div>{body}"
        f"<div class='newsletter'>Get our newsletter</div></div>"
        f"<aside class='related'><h2>Most read</h2><ol>{links}</ol></aside></div>"
    )


def _dated(title: str, body: str, version: int) -> str:
    return (
        f"<div id='top'>{['Monday', 'Tuesday'][version]}</div><article class='post'><h1>{escape(title)}</h1>"
        f"<p class='meta'><time datetime='2026-11-25T0{8 + version}:15:00Z'>0{8 + version}:15</time></p>"
        f"<div class='entry-content'>{body}</div><div class='comments'>{5 + 8 * version} comments</div></article>"
    )


_TEMPLATES = (_bare, _busy, _dated)
