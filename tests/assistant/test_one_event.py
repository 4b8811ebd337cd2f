"""An entry of an edition tells of the event of its headline, where its story took in reports of a like one."""

import pytest

from daily8.articles.models import Article, Tag
from daily8.assistant.one_event import others, with_headline
from daily8.assistant.subjects import Subject
from daily8.topics.models import Hashtag, HashtagKind
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
ALGIERS = {"en": "Algiers", "ar": "الجزائر العاصمة"}
NAIROBI = {"en": "Nairobi", "ar": "نيروبي"}


@pytest.fixture
def report(make_article, make_publisher):
    """Write a report with hashtags, the most telling one first: names, or themes where these are words."""

    def report(title: str, *about: dict[str, str] | str, language: str = "en") -> Article:
        number = Article.objects.count()
        publisher = make_publisher(f"paper{number}.example")
        article = make_article(publisher=publisher, title=title, text=f"{title}. It rained.", language=language)
        for place, names in enumerate(about):
            kind = HashtagKind.THEME if isinstance(names, str) else HashtagKind.PLACE
            told = {"en": names} if isinstance(names, str) else names
            key = next(iter(told.values()))
            hashtag, _new = Hashtag.objects.get_or_create(
                key=key, defaults={"slug": key, "kind": kind, "names": told}
            )
            Tag.objects.create(article=article, hashtag=hashtag, place=place, published_at=NOON)
        return article

    return report


def is_other(headline: Article, one: Article) -> bool:
    return others(headline, {one.pk: (one.title, one.language)}) == {one.pk}


def test_floods_in_another_town_are_another_event(report):
    headline = report("Algiers under water", ALGIERS, "Floods")

    assert is_other(headline, report("55 dead in Nairobi", NAIROBI, "Floods"))
    assert is_other(headline, report("نيروبي تحت الماء", NAIROBI, language="ar"))
    assert not is_other(headline, report("80 dead as rain swamps Algiers", ALGIERS))
    assert not is_other(headline, report("فيضانات في الجزائر العاصمة", ALGIERS, language="ar"))
    assert not is_other(headline, headline)


def test_whoever_names_nothing_in_its_headline_is_no_other(report):
    headline = report("Algiers under water", ALGIERS)

    assert not is_other(headline, report("Dozens dead in floods", NAIROBI))
    assert not is_other(report("A night of rain", ALGIERS), report("Nairobi counts its dead", NAIROBI))


def test_a_report_that_is_about_what_the_headline_names_is_no_other(report):
    """The minister stands in one headline, the town in the other; both are about both."""
    minister = {"en": "Leila Amrani"}
    headline = report("Amrani orders the dams opened, Leila Amrani says", minister, ALGIERS)

    assert not is_other(headline, report("Algiers waits for the water", ALGIERS))
    assert not is_other(headline, report("Nairobi sends pumps", NAIROBI, {"en": "Oran"}, minister))


def test_a_name_is_not_found_in_a_longer_one(report):
    oman, niger = {"en": "Oman", "ar": "عمان"}, {"en": "Niger", "ar": "النيجر"}
    headline = report("Oman's valleys under water", oman)

    assert is_other(headline, report("Nairobi under water as in Romania", NAIROBI, "Floods", "Rain", oman))
    assert not is_other(report("Nigeria waits for rain", niger), report("Algiers under water", ALGIERS))
    # Arabic attaches letters to names.
    assert is_other(headline, report("فيضانات بنيروبي", NAIROBI, language="ar"))


def test_a_name_that_the_other_language_does_not_know_tells_nothing(report):
    headline = report("Storm Ilse tops the wall", {"en": "Storm Ilse"})

    assert not is_other(headline, report("العاصفة إلسا تغمر الواجهة", {"ar": "العاصفة إلسا"}, language="ar"))


def test_a_story_keeps_its_headline_s_report_beside_those_of_its_event(
    report, make_story, django_assert_num_queries
):
    headline, same = report("Algiers under water", ALGIERS), report("Algiers: 80 dead", ALGIERS)
    other = report("Nairobi under water", NAIROBI)
    subject = Subject.of_story(make_story(headline, same, other), "en")

    with django_assert_num_queries(1):
        assert {text.article for text in with_headline(subject, headline).texts} == {headline.pk, same.pk}
    few = Subject([text for text in subject.texts if text.article == other.pk], "en", story=subject.story)
    assert [text.article for text in with_headline(few, headline).texts] == [headline.pk]
    assert with_headline(subject, None) is subject
