"""What an article surely names: a wrong hashtag costs trust, a missing one costs nothing."""

import pytest

from daily8.engine.tagging import Directory, Kind, tag


@pytest.fixture(scope="module")
def directory():
    return Directory()


def tags(text, language, directory, title=""):
    return {each.thing.name: each for each in tag(title, text, language, directory)}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("بدأ تشغيل كابل بحري جديد في المضيق.", "Kabul"),
        ("هدمت الجرافات بيوتاً قديمة على الشاطئ.", "Utah"),
        ("تركت الدار بابها مفتوحاً طوال الليل.", "Abha"),
        ("ليس البطء كسلاً بل هو حق من الحقوق.", "Kassala"),
        ("لسعتها قناديل البحر في منتصف الطريق.", "Qandil Mountains"),
        ("بحث عن اسم جده في الدفاتر القديمة.", "Jeddah"),
        ("خطف الفريق الكأس في الدقيقة الأخيرة، وقد خطف الهدف مهاجم شاب.", "Kidnapping"),
        ("وصلت الناقة إلى خط النهاية قبل مالكها بقليل.", "Malaga"),
        ("اختار الراكب الطريق الأقصر بين التلال.", "Luxor"),
        ("شاهدت الممثلة كوروما الفيلم مرتين.", "Ernest Bai Koroma"),
        ("تحدث المرزوقي عن جلسات المجلس البلدي.", "Moncef Marzouki"),
        ("سجلت شركة ميريديان أرباحاً جديدة.", "Mardan"),
        ("فازت مقاولة مدرجة في البورصة بالصفقة.", "Mykhailo Mudryk"),
        ("طالبت الجبهة بعطلة رسمية مؤدى عنها بالمغرب.", "Narendra Modi"),
        ("وفي وقت يُمنّي المهنيون أنفسهم بموسم جيد.", "Yemen"),
        ("قال المخرج ميشيل أوسلو إنه لا يحب الأضواء.", "Oslo"),
        ("درس الفريق الإمبراطورية الرومانية.", "Romania"),
        ("نقلت الوكالة عن محللي الأسهم توقعاتهم.", "Oussama Mellouli"),
    ],
)
def test_an_everyday_arabic_word_is_no_name(text, wrong, directory):
    assert wrong not in tags(text, "ar", directory)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The Drawdown of reservoirs began. Drawdown is slow, they found.", "Dehradun"),
        ("The film was shown in Cannes. Cannes was full.", "CNSA"),
        ("Quentin came late. Nobody had seen Quentin for years.", "Kuantan"),
        ("The Sale Price was cut on Friday.", "Sali Berisha"),
        ("A concert by Alessia Cara was put off.", "Elias Khoury"),
    ],
)
def test_what_sounds_like_a_name_is_not_it(text, wrong, directory):
    assert wrong not in tags(text, "en", directory)


def test_a_short_word_in_capitals_is_not_what_it_sounds_like(directory):
    assert "Aqaba" not in tags("The ECB raised rates. The ECB said so.", "en", directory)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل الوزير إلى مدينة جدة مساء الاثنين.", "Jeddah"),
        ("انتهت المحادثات في القاهرة.", "Cairo"),
        ("هبطت الطائرة في مدينة كابل قبل الفجر.", "Kabul"),
        ("سافر الوفد إلى بيروت أمس.", "Beirut"),
        ("قال ترامب إن الاتفاق انتهى.", "Donald Trump"),
        ("التقى إيمانويل ماكرون الوفد.", "Emmanuel Macron"),
        ("أعلنت الحكومة المصرية القرار.", "Egypt"),
    ],
)
def test_a_known_arabic_name_is_found_where_it_is_surely_meant(text, name, directory):
    assert name in tags(text, "ar", directory)


def test_a_family_name_means_whoever_is_named_in_full(directory):
    text = "قال المنصف المرزوقي إن الجلسة انتهت. ثم غادر المرزوقي القاعة."

    assert len(tags(text, "ar", directory)["Moncef Marzouki"].mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "عادل زياد المنصوري النتيجة قبل نهاية الشوط.",
        "ورفضت أمينة المكتبة إغلاق القاعة.",
        "تبلغ قدرة المحطة ٤٠٠ ميغاواط، أي ٤٠٠ ميغاواط من الشمس.",
        "أنجزت الهيئة النماذج الأولى قبل الصيف.",
        "تسعى البلدية لتعميم المشروع على الأحياء.",
        "بقيت العقبة الأبرز أمام الاتفاق.",
        "صار جنوبي السوق مخزناً للحبوب.",
        "يحكي أليكس كرونيمر قصتين متشابكتين لكفاح طويل.",
        "غنى خالد يصدح بصوته في القاعة.",
        "حلقت الطائرات من نانسي وطياري الجيش في المناورات.",
        "قال والمزارع يعرف سعره بالمزاد كل دقيقة.",
    ],
)
def test_loose_arabic_words_are_no_name(text, directory):
    assert not any(not each.known for each in tag("", text, "ar", directory))


def test_an_arabic_name_ends_where_the_sentence_goes_on(directory):
    found = tags("أدرك زياد المنصوري التعادل بتسديدة قوية.", "ar", directory)

    assert list(found) == ["زياد المنصوري"]


@pytest.mark.parametrize(
    "text", ["OREGON ROUTS UTAH in the final.", "Shops of Morrisons recalled hummus on Friday."]
)
def test_capitals_and_endings_make_nobody_a_person(text, directory):
    assert not any(each.thing.kind is Kind.PERSON for each in tag("", text, "en", directory))


def test_a_comet_is_not_whoever_found_it(directory):
    assert tags("Comet Haddad-Moreau is bright enough for the naked eye.", "en", directory) == {}


def test_a_person_is_one_whether_named_in_full_or_in_part(directory):
    text = "Edmund Farrow-Pike runs the yard. In spring Farrow-Pike took on two apprentices."

    found = tags(text, "en", directory)

    assert list(found) == ["Edmund Farrow-Pike"]
    assert len(found["Edmund Farrow-Pike"].mentions) == 2


def test_the_end_of_a_name_in_two_words_is_its_bearers(directory):
    text = "Marlow Te Huia wrote the serial at night. Listeners met Te Huia in March."

    assert list(tags(text, "en", directory)) == ["Marlow Te Huia"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They met in Mill Lane on Friday.", "Mill Lane", Kind.PLACE),
        ("Rain fell as Storm Ilse came near.", "Storm Ilse", Kind.EVENT),
        ("The cable ends at Ras al-Marjan now.", "Ras al-Marjan", Kind.PLACE),
    ],
)
def test_streets_storms_and_capes_are_what_they_are_called(text, name, kind, directory):
    assert tags(text, "en", directory)[name].thing.kind is kind


@pytest.mark.parametrize("text", ["An elephant called Old Teacup led them.", 'They saw "The Salt Road" twice.'])
def test_everyday_words_with_capitals_are_no_organisation(text, directory):
    assert tags(text, "en", directory) == {}


def test_a_theme_that_is_said_once_is_not_what_an_article_is_about(directory):
    assert "Copper" not in tags("The boat has nails of copper in its planks.", "en", directory)
    assert "Copper" in tags("Prices of copper rose.", "en", directory, title="Copper is dear")
