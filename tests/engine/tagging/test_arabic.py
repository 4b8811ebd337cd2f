"""What an Arabic article names, with the places where it does."""

from itertools import pairwise

import pytest

from daily8.engine.tagging import Directory, Kind, tag
from daily8.engine.tagging.finding import find


@pytest.fixture(scope="module")
def directory():
    return Directory()


def found(text, directory, title=""):
    return {each.thing.key: each for each in find(title, text, "ar", directory)}


@pytest.mark.parametrize(
    "spelling",
    ["زيلينسكي", "فولوديمير زيلينسكي", "الرئيس زيلينسكي", "زيلنسكي", "لزيلينسكي", "وزيلينسكي"],
)
def test_every_arabic_spelling_of_the_ukrainian_president_is_the_english_one(spelling, directory):
    assert list(found(f"نشر تقرير عن {spelling} يوم الاثنين.", directory)) == ["volodymyr zelenskyy"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("انتخابات وببغداد احتفالات.", "baghdad"),
        ("قدموا الدعم للعراق أمس.", "iraq"),
        ("وصلوا إلى الاسكندرية ليلا.", "alexandria"),
        ("وصلوا إلى الإسكندريه ليلا.", "alexandria"),
        ("تقارير من أُوكرانيا.", "ukraine"),
        ("تقارير من اوكرانيا.", "ukraine"),
        ("صدر قرار للأمم المتحدة.", "united nations"),
        ("السفير المصري في المدينة.", "egypt"),
        ("الحكومة اللبنانية تجتمع.", "lebanon"),
        ("شكرا لليبيا.", "libya"),
    ],
)
def test_prefixes_articles_and_variants_lead_to_the_same_thing(text, key, directory):
    assert key in found(text, directory)


def test_a_mention_leaves_out_what_is_attached_to_the_name(directory):
    text = "سافروا من القاهرة وبغداد وإلى دمشق."

    names = found(text, directory)

    assert [text[start:end] for start, end in names["baghdad"].mentions] == ["بغداد"]
    assert [text[start:end] for start, end in names["cairo"].mentions] == ["القاهرة"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("وقالت خديجة بنعلوش، وهي مزارعة من القرية، إنها فقدت كل شيء.", "خديجة بنعلوش", Kind.PERSON),
        ("وأوضح فؤاد العسولي، مدير المركز، أن الرياح تعرقل السيطرة.", "فؤاد العسولي", Kind.PERSON),
        ("وانتقد النائب محمد عبد الغني ما وصفه بغياب الشفافية.", "محمد عبد الغني", Kind.PERSON),
        (
            "أعلنت المديرية العامة للأرصاد الجوية أمس حالة الطقس.",
            "المديرية العامة للأرصاد الجوية",
            Kind.ORGANISATION,
        ),
        (
            "بحسب المركز الوطني لتدبير المخاطر المناخية في البلاد.",
            "المركز الوطني لتدبير المخاطر المناخية",
            Kind.ORGANISATION,
        ),
        ("توفيت الفنانة رشيدة الحراقي صباح اليوم الجمعة.", "رشيدة الحراقي", Kind.PERSON),
        ("ويرى المؤرخ الاقتصادي ثنيان الوهيماني أن الكشف مهم.", "ثنيان الوهيماني", Kind.PERSON),
        ("توقفت الرحلات في خليج سوريلان أمس.", "خليج سوريلان", Kind.PLACE),
        (
            "أعلنت وزارة الفلاحة والصيد البحري والتنمية القروية والمياه والغابات ذلك.",
            "وزارة الفلاحة والصيد البحري والتنمية القروية والمياه والغابات",
            Kind.ORGANISATION,
        ),
        ("سكان قرية بني دركول غادروا منازلهم.", "بني دركول", Kind.PLACE),
        ("تنفذ شركة زرقالين الألمانية المشروع.", "زرقالين", Kind.ORGANISATION),
    ],
)
def test_names_that_no_table_knows_are_found(text, name, kind, directory):
    unknown = {
        each.thing.names["ar"]: each.thing.kind for each in find("", text, "ar", directory) if not each.known
    }

    assert unknown[name] is kind


def test_a_role_leads_to_a_foreign_name(directory):
    names = [
        each.thing.name for each in find("", "قال المتحدث ستيرنكوف بلاخينوف إن الأمر انتهى.", "ar", directory)
    ]

    assert names == ["ستيرنكوف بلاخينوف"]


def test_a_family_name_means_whoever_was_named_in_full(directory):
    text = "وأوضح فؤاد العسوليني أن الرياح قوية. وأضاف العسوليني أن الطائرات تشارك."

    mentions = next(each.mentions for each in find("", text, "ar", directory) if "العسوليني" in each.thing.name)

    assert [text[start:end] for start, end in mentions] == ["فؤاد العسوليني", "العسوليني"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أعلنت كوريا الشمالية ذلك.", "أعلنت كوريا الجنوبية ذلك."),
        ("أعلنت غينيا ذلك.", "أعلنت غينيا الاستوائية ذلك."),
        ("أعلنت الكونغو الديمقراطية ذلك.", "أعلنت جمهورية الكونغو ذلك."),
        ("أعلن السودان ذلك.", "أعلن جنوب السودان ذلك."),
        ("قال بشار الأسد ذلك.", "قال حافظ الأسد ذلك."),
        ("قال محمد بن سلمان ذلك.", "قال محمد بن زايد ذلك."),
        ("فاز ريال مدريد أمس.", "حرائق في مدريد أمس."),
    ],
)
def test_different_things_stay_different(one, other, directory):
    assert set(found(one, directory)).isdisjoint(found(other, directory))
    assert found(one, directory)
    assert found(other, directory)


@pytest.mark.parametrize(
    "text",
    [
        "وضع الكتاب على الطاولة الكبيرة.",
        "تحدث باسم الجميع في اليوم الأول.",
        "كانت أسماء كثيرة في القائمة.",
        "قال إن السلطات فتحت الباب.",
        "وصل لأول مرة من طراز جديد.",
        "هذا مصدر مهم في هذا الموضوع.",
    ],
)
def test_everyday_words_are_no_names(text, directory):
    names = [each.thing.name for each in find("", text, "ar", directory) if each.thing.kind is not Kind.THEME]

    assert names == []


def test_an_unknown_organisation_has_one_name_whatever_is_attached(directory):
    first = found("قالت الهيئة المركزية للمراعي ذلك.", directory)
    second = found("وفق بيان للهيئة المركزية للمراعي أمس.", directory)

    assert set(first) == set(second)


def test_the_country_in_the_name_of_a_ministry_is_a_place_of_the_article(directory):
    names = found("أعلنت وزارة الأغذية المصرية ذلك.", directory)

    assert "egypt" in names


@pytest.mark.parametrize(
    ("text", "key"), [("أفاد بنك المغرب بذلك.", "morocco"), ("أعلن الجيش اللبناني ذلك.", "lebanon")]
)
def test_the_country_in_the_name_of_a_known_organisation_is_a_place_of_the_article(text, key, directory):
    assert key in found(text, directory)


def test_tags_of_an_article_share_no_letter(directory):
    text = "أعلنت وزارة الأغذية المصرية ذلك. وقال وزير الأغذية في القاهرة إن وزارة الأغذية المصرية ستعمل مع مصر."

    places = sorted(place for each in tag("", text, "ar", directory) for place in each.mentions)

    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@pytest.mark.parametrize(
    "text", ["", "ـ" * 50_000, "و" * 50_000, "محمد " * 50_000, "وزارة " * 50_000, "ال ال ال", "ء آ"]
)
def test_hostile_text_is_read_to_its_end(text, directory):
    for each in tag(text[:100], text, "ar", directory):
        assert each.thing.key
