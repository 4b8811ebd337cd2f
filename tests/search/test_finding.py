import itertools
from datetime import timedelta

import pytest

from daily8.articles.models import Article, Tag
from daily8.engine.words.queries import parse
from daily8.search import finding, indexing, memory
from daily8.search.finding import Order
from daily8.topics.models import Hashtag
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_articles_with_all_words_are_found_in_any_form(findable, titles):
    findable("Elections in Kenya draw crowds")
    findable("Kenya wins the marathon")

    assert titles("kenya election") == ["Elections in Kenya draw crowds"]
    assert sorted(titles("kenya")) == ["Elections in Kenya draw crowds", "Kenya wins the marathon"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("الانتخابات", "بدء انتخابات الرئاسة"),
        ("مدرسه", "إغلاق المدرسة في القاهرة"),
        ("الاسكندرية", "مطر على الإسكندرية"),
        ("مُحَمَّد", "محمد يفوز بالسباق"),
        ("مصطفي", "مصطفى بكري يتحدث"),
        ("السعوديه", "قمة في السعودية"),
        ("بتكوين", "صعود البتكوين"),
        ("البتكوين", "بتكوين تصعد من جديد"),
        ("وزير والخارجية", "لقاء وزير الخارجية"),
        ("٢٠٢٦", "موازنة 2026"),
        ("2026", "موازنة ٢٠٢٦"),
        ("كازاخـــستان", "برد في كازاخستان"),
        ("ایران", "وفد إيران في مسقط"),
    ],
)
def test_arabic_words_are_found_however_they_are_written(findable, titles, typed, title):
    findable(title, language="ar")
    findable("خبر آخر عن الطقس", language="ar")

    assert titles(typed) == [title]


def test_a_phrase_is_found_where_its_words_stand_side_by_side(findable, titles):
    findable("The White House answers")
    findable("A house painted white", text="The house is white.")

    assert titles('"white house"') == ["The White House answers"]
    assert len(titles("white house")) == 2


def test_a_phrase_does_not_reach_from_the_headline_into_the_text(findable, titles):
    findable("Storm hits Lisbon", text="Airport closed for a day.")

    assert titles('"lisbon airport"') == []


def test_a_phrase_is_found_where_the_beginning_of_a_text_ends(findable, titles):
    words = [f"word{number}" for number in range(100)]
    findable("Long one", text=" ".join(words))

    assert all(titles(f'"{first} {second}"') for first, second in itertools.pairwise(words))


def test_what_is_excluded_is_not_found(findable, titles):
    findable("Storm and flood")
    findable("Storm without rain")

    assert titles("storm -flood") == ["Storm without rain"]
    assert titles("-storm") == titles("-snow") == []


def test_operators_ask_for_source_language_category_and_time(findable, titles, make_publisher):
    tide = make_publisher("tide.example", names={"en": "The Tide", "ar": "المد"})
    findable("Storm one", publisher=tide, category="science", published_at=NOON - timedelta(days=3))
    findable("Storm two", category="world", published_at=NOON)
    findable("عاصفة", language="ar", category="world", published_at=NOON)

    assert titles("storm source:tide.example") == ["Storm one"]
    assert titles('storm source:"the tide"') == ["Storm one"]
    assert titles("storm مصدر:المد") == ["Storm one"]
    assert titles("storm -source:tide.example") == ["Storm two"]
    assert titles("lang:ar") == titles("lang:arabic") == titles("لغة:العربية") == ["عاصفة"]
    assert titles("storm category:science") == titles("storm قسم:علوم") == ["Storm one"]
    assert titles("storm after:2026-11-24") == ["Storm two"]
    assert titles("storm before:2026-11-25") == ["Storm one"]


def test_a_hashtag_is_asked_for_by_address_or_name_also_where_it_became_part_of_another(findable, titles):
    names = {"en": "Salt Marsh", "ar": "المستنقع"}
    marsh = Hashtag.objects.create(key="marsh", slug="SaltMarsh", kind="place", names=names)
    Hashtag.objects.create(key="old", slug="OldMarsh", kind="place", names={}, merged_into=marsh)
    article = findable("Birds return")
    Tag.objects.create(article=article, hashtag=marsh, place=0, published_at=NOON)
    indexing.index([article])

    assert titles("hashtag:SaltMarsh") == titles('hashtag:"salt marsh"') == titles("hashtag:OldMarsh")
    assert titles("hashtag:SaltMarsh") == ["Birds return"]


def test_a_hashtags_names_in_other_languages_find_its_articles(findable, titles):
    thing = Hashtag.objects.create(
        key="z", slug="Zelensky", kind="person", names={"en": "Volodymyr Zelensky", "ar": "فولوديمير زيلينسكي"}
    )
    article = findable("Kyiv's president travels")
    Tag.objects.create(article=article, hashtag=thing, place=0, published_at=NOON)
    indexing.index([article])

    assert titles("زيلينسكي") == ["Kyiv's president travels"]


def test_a_condition_that_names_nothing_finds_nothing_and_says_so(findable):
    findable("Storm")
    found = finding.find(parse("storm source:nowhere.example"))

    assert found.hits == []
    assert [(one.field, one.value) for one in found.unknown] == [("source", "nowhere.example")]


def test_mistyped_names_find_what_was_meant_and_say_so(findable, titles):
    findable("Netanyahu meets ministers")
    findable("Microsoft opens an office")
    findable("غولدمان ساكس يتوقع نموا", language="ar")

    assert titles("netanyaho") == ["Netanyahu meets ministers"]
    assert titles("micorsoft office") == ["Microsoft opens an office"]
    assert titles("جولدمان ساكس") == ["غولدمان ساكس يتوقع نموا"]
    assert finding.find(parse("micorsoft")).corrected == [("micorsoft", ("Microsoft",))]


def test_a_name_with_a_hyphen_is_forgiven_as_its_parts_are(findable, titles):
    findable("Comet Haddad-Moreau passes")
    findable("Haddad speaks, and Moreau sings")
    findable("Offices reopen after COVID-19")

    for typed in ("Hadad-Moreau", "Haddad-Moreu", "Hadad\u2010Moreu"):
        assert titles(typed)[0] == "Comet Haddad-Moreau passes", typed
    assert titles("Haddad-Moreau") == ["Comet Haddad-Moreau passes"]
    assert finding.find(parse("Hadad-Moreau")).corrected == [("Hadad", ("Haddad",))]
    assert titles('"Hadad-Moreau"') == []
    assert titles("COVID-18") == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("البطاريق", "الطريق إلى القمة"),
        ("مراكب", "مراكش تستقبل الزوار"),
        ("coinage", "Coinbase opens an office"),
        ("loaf", "Olaf returns to the stage"),
    ],
)
def test_a_real_word_is_what_it_is_even_where_no_article_has_it(findable, titles, typed, title):
    findable(title)

    assert finding.find(parse(typed)).corrected == []
    assert titles(typed) == []


def test_a_real_word_is_another_where_that_stands_with_all_else_that_was_typed(findable, titles):
    findable("Genghis Khan rides out")
    findable("Olaf returns to the stage")

    assert titles("Gengis Kahn") == ["Genghis Khan rides out"]
    assert titles("Kahn") == []
    assert titles("Kahn lang:en") == ["Genghis Khan rides out"]
    assert finding.find(parse("fresh loaf")).corrected == []
    assert titles("loaf stage") == ["Olaf returns to the stage"]


@pytest.mark.parametrize(
    ("typed", "title", "meant"),
    [
        ("kidny", "Paper strip spots kidney trouble", "kidney"),
        ("evacuatoin", "Evacuation of the bay begins", "Evacuation"),
        ("grandmastr", "A grandmaster loses", "grandmaster"),
        ("Moreu", "Comet Haddad-Moreau passes more than once", "Moreau"),
        ("goverment", "The government resigns", "government"),
    ],
)
def test_a_mistake_in_an_ending_is_one_mistake_and_words_are_told_as_they_are_written(
    findable, titles, typed, title, meant
):
    findable(title)

    assert titles(typed) == [title]
    assert finding.find(parse(typed)).corrected == [(typed, (meant,))]


@pytest.mark.parametrize(
    ("typed", "text", "meant"),
    [
        ("lighthoses", "The lighthouses of the coast are lit. Two lighthouses are not.", "lighthouses"),
        ("المنارت", "أضيئت المنارات على الساحل", "المنارات"),
    ],
)
def test_what_only_texts_have_is_told_as_a_text_writes_it(findable, typed, text, meant):
    findable("Lamps", text=text)

    for asked in (typed, f"{typed} lang:de", f"{typed} before:2001", f"{typed} -bread"):
        assert finding.find(parse(asked)).corrected == [(typed, (meant,))]


def test_a_source_that_wrote_nothing_these_days_is_found_by_its_name(
    findable, titles, make_publisher, monkeypatch
):
    findable("Old storm", publisher=make_publisher("m.example", names={"en": "Los Angeles Times"}))
    monkeypatch.setattr(memory, "SAMPLE", 0)
    memory.forget()

    assert titles('source:"los angeles times"') == ["Old storm"]


def test_a_source_is_found_by_the_beginning_of_its_name(findable, titles, make_publisher):
    findable(
        "Storm", publisher=make_publisher("m.example", names={"en": "Meridian Review", "ar": "ميريديان ريفيو"})
    )
    findable("Flood")

    assert titles("source:meridian") == titles("source:review") == titles("مصدر:ميريديان") == ["Storm"]


def test_a_word_that_is_there_is_never_taken_for_another(findable, titles):
    findable("A boat sails")
    findable("A boot is lost")

    assert titles("boat") == ["A boat sails"]
    assert titles('"boaf"') == []


def test_the_best_comes_first_or_the_newest(findable, titles):
    findable("Ferry strike ends", published_at=NOON - timedelta(days=2))
    findable(
        "Weather", text="A long report. " * 40 + "The ferry was late, a strike was feared.", published_at=NOON
    )

    assert titles("ferry strike") == ["Ferry strike ends", "Weather"]
    assert titles("ferry strike", order=Order.NEWEST) == ["Weather", "Ferry strike ends"]


def test_common_words_need_not_be_there(findable, titles):
    findable("Ferry to Mombasa")

    assert titles("the ferry of mombasa") == ["Ferry to Mombasa"]
    assert titles("the of") == []


def test_articles_near_in_meaning_come_below_those_with_the_words(findable, titles):
    findable("Central bank raises interest rates", meant=True)
    findable("البنك المركزي يرفع أسعار الفائدة", language="ar", meant=True)
    findable("Goalkeeper signs for the champions", meant=True)

    found = titles("interest rates", near=True)

    assert found[:2] == ["Central bank raises interest rates", "البنك المركزي يرفع أسعار الفائدة"]
    assert [hit.exact for hit in finding.find(parse("interest rates")).hits[:2]] == [True, False]


def test_what_is_near_in_meaning_fulfils_the_conditions_too(findable, titles):
    findable("Central bank raises interest rates", meant=True)
    findable("البنك المركزي يرفع أسعار الفائدة", language="ar", meant=True)

    assert titles("interest rates lang:ar", near=True) == ["البنك المركزي يرفع أسعار الفائدة"]
    assert titles('"interest rates"', near=True) == ["Central bank raises interest rates"]


def test_without_vectors_words_are_found_all_the_same(findable, titles):
    findable("Central bank raises interest rates")

    assert titles("interest rates", near=True) == ["Central bank raises interest rates"]


def test_what_was_published_a_moment_ago_is_known_to_a_process_that_looked_before(findable, titles, monkeypatch):
    findable("First storm", meant=True)
    assert titles("storm", near=True) == ["First storm"]
    known = memory.current()
    moments = iter(range(10**6))
    monkeypatch.setattr(memory.time, "monotonic", lambda: known.looked_at + 10 + next(moments))
    forget, memory.forget = memory.forget, lambda: None
    try:
        findable("Second storm", meant=True)
    finally:
        memory.forget = forget

    assert len(memory.current().meanings.places) == 2
    assert titles("seccond") == ["Second storm"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        "''",
        "-",
        '-"" -""',
        "source: lang: before:",
        "AND OR NOT NEAR(a b)",
        'title:x {names}: "y" *',
        "'; DROP TABLE search_words; --",
        "a & b | !c <-> d:*",
        "\\ \x00 % _",
        "‏‮ storm ⁦",
        "🚢🌊",
        "(a+)+$" * 20,
        "§a §len",
        "ـــ ًٌٍ",
        "x" * 10_000,
        "storm " * 3000,
        "after:9999-99 before:0000",
        "hashtag:" + "%" * 300,
    ],
)
def test_nothing_that_is_typed_is_an_error(findable, typed):
    findable("Storm on the coast")

    assert isinstance(finding.find(parse(typed)).hits, list)
    assert isinstance(finding.find(parse(typed), Order.NEWEST).hits, list)


def test_what_is_excluded_is_not_found_by_its_meaning_either(findable, titles):
    words = "البنك المركزي يرفع أسعار الفائدة"
    findable("البنك المركزي والفائدة", text=f"{words}. " * 20 + "ثم عرضت كرة القدم.", language="ar", meant=True)
    findable(words, language="ar", meant=True)

    assert len(titles("interest rates", near=True)) == 2
    assert titles("interest rates -القدم", near=True) == [words]


def test_an_excluded_source_that_is_none_excludes_nothing(findable, titles):
    findable("Storm on the coast")

    assert titles("storm -source:nowhere.example") == ["Storm on the coast"]


def test_withdrawn_articles_are_not_among_the_results_at_once(findable, titles):
    findable("Storm one")
    findable("Storm two")
    Article.objects.filter(title="Storm one").withdraw()

    assert titles("storm") == ["Storm two"]
    Article.objects.filter(title="Storm one").restore()
    assert sorted(titles("storm")) == ["Storm one", "Storm two"]


def test_so_many_conditions_that_nobody_means_them_are_not_looked_up(findable, django_assert_max_num_queries):
    findable("Storm on the coast")
    memory.current()
    typed = " ".join(f"source:paper{number}.example hashtag:h{number}" for number in range(12))
    with django_assert_max_num_queries(12):
        finding.find(parse(f"storm {typed}"))


def test_signs_of_the_index_cannot_be_typed(findable, titles):
    findable("Storm on the coast", category="world")

    assert titles("§cworld") == []
    assert titles("§a") == []
