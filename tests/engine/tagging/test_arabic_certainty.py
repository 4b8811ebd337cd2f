"""When an Arabic name is surely a name, though any word might be one."""

import pytest

from daily8.engine.tagging import Directory, Kind, arabic_certainty, tag
from daily8.engine.tagging.finding import find


@pytest.fixture(scope="module")
def directory():
    return Directory()


def tags(text, directory, title=""):
    return {each.thing.name: each for each in tag(title, text, "ar", directory)}


def sure(text, directory, title=""):
    return {each.thing.name for each in find(title, text, "ar", directory) if each.sure}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("واصل محمد مغربي تصوير المسلسل، وقال مغربي إنه سعيد.", "Morocco"),
        ("وصف النقاد الشعراء بالهشاشة والرقة في القول.", "Raqqa"),
        ("بدأ قلع الشمندر السكري في الحقول.", "Diabetes"),
        ("درس الكاتب السياسة الخارجية المغربية في كتابه.", "Moroccan Foreign Ministry"),
        ("استخدموا الطفل درعا أثناء الاقتحام.", "Daraa"),
        ("وقف الجميع في الباحة الخارجية للمدرسة.", "Al Bahah"),
        ("درس المركز سياسات الجنوب الجديد.", "Al Jadid"),
        ("عاد اللاعب إلى مسقط رأسه بعد الموسم.", "Muscat"),
        ("وعلق أوسلو على الفيلم بعد أن صفق الحضور لميشيل أوسلو.", "Oslo"),
        ("شيد بنو طولون المسجد الشهير.", "Toulon"),
        ("حكم عليه القاضي بعقوبة مخففة.", "Baqubah"),
        ("تحدث الأكاديمي محمد نور الدين عن كتابه.", "Mohammed Noor"),
        ("قال مجلس الأمن القومي إن الحدود آمنة.", "UN Security Council"),
        ("أعلن حزب التجمع الوطني للأحرار برنامجه.", "National Rally"),
        ("تغنى الشاعر بتاريخ العلويين في المغرب.", "Alawites"),
        ("عقد الاجتماع عبر تقنية الفيديو كونفرانس.", "VAR"),
        ("طير الباحثون الخفافيش ذات الأذنين الطويلتين.", "UEFA Champions League"),
        ("سميت الحضارة السومرية باسم الجنوب.", "Alsumaria"),
        ("أفاد الكونغرس العالمي الأمازيغي بأن الوضع صعب.", "US Congress"),
        ("دعمت منظمة الأمم المتحدة للتنمية الصناعية المشروع.", "United Nations"),
    ],
)
def test_a_word_with_others_beside_it_is_another_word(text, wrong, directory):
    assert wrong not in sure(text, directory)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل الوفد إلى الرباط أمس.", "Rabat"),
        ("عاد السكان إلى درعا بعد الهدنة.", "Daraa"),
        ("عمال من الرباط وسلا وتزنيت، وغيرها.", "Tiznit"),
        ("توقفت الرحلات في مدينة بعقوبة.", "Baqubah"),
        ("أعلنت السلطات القرار في العاصمة مسقط.", "Muscat"),
        ("شرحت شبكة فيسبوك أسباب العطل.", "Facebook"),
        ("أطلقت آبل هاتفها الجديد.", "Apple"),
        ("تخلو الشوارع في رمضان قبل الإفطار.", "Ramadan"),
        ("قال أخنوش إن الميزانية جاهزة.", "Aziz Akhannouch"),
        ("حضر وزير المالية علي بن أحمد الكواري المؤتمر.", "Ali al-Kuwari"),
        ("وقع حزب التجمع الوطني للأحرار البيان.", "National Rally of Independents"),
    ],
)
def test_a_known_name_is_sure_where_the_words_around_say_so(text, name, directory):
    assert name in sure(text, directory)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وأفاد علي بوطوالة، الأمين العام للنقابة، أن الحوار مستمر.", "علي بوطوالة"),
        ("قالت المخرجة ريم بوزيدان إن الفيلم قصير.", "ريم بوزيدان"),
        ("بدأت محطة وادي السدرانة العمل. وتقع في وادي السدرانة ثلاث قرى.", "وادي السدرانة"),
        ("أعلنت الهيئة الوطنية للمهندسين المعماريين ذلك أمس.", "الهيئة الوطنية للمهندسين المعماريين"),
        ("قررت وزارة الشباب والثقافة والتواصل تأجيل الموعد.", "وزارة الشباب والثقافة والتواصل"),
    ],
)
def test_a_name_that_no_table_knows_is_sure_where_it_begins_and_ends_in_sight(text, name, directory):
    assert name in sure(text, directory)


def test_a_name_surely_ends_with_the_word_that_means_its_bearer_elsewhere(directory):
    text = "رحب مصطفى بنحمزاوية أمام الحضور بالقرار ثم غادر القاعة."

    assert "مصطفى بنحمزاوية" not in sure(text, directory)
    assert "مصطفى بنحمزاوية" in sure(text, directory, title="بنحمزاوية: القرار صائب")


def test_whoever_is_called_by_family_name_in_the_title_is_mentioned_there(directory):
    found = tags("قال فؤاد العسوليني إن الرياح قوية.", directory, title="العسوليني: الرياح قوية")

    assert found["فؤاد العسوليني"].title_mentions == ((0, 9),)


@pytest.mark.parametrize(
    "text",
    [
        "درس في مدرسة أبي الحسن القابسي قديما.",
        "قال الشيخ بندر بن محمد بن سعود الكبير ذلك.",
        "زار الوفد مكتبة سلمى بتطوان يوم الأحد.",
        "تحدث القارئ سليم شيخ القراء في الحفل.",
        "أقر مجلس النواب للمصادقة على القانون.",
        "وأدى الدور ممثل هاو من القرية.",
        "طالبت حاكمة الإقليم ليونيرا بالتسريع.",
    ],
)
def test_a_part_of_a_name_is_no_name(text, directory):
    unknown = {each.thing.name for each in find("", text, "ar", directory) if each.sure and not each.known}

    assert unknown == set()


def test_what_a_minister_is_in_charge_of_is_not_what_an_article_is_about(directory):
    text = "قدمت المشروع وزيرة السياحة والصناعة التقليدية والاقتصاد الاجتماعي."

    assert "Handicrafts" not in sure(text, directory)
    assert "Handicrafts" in sure("تنتعش الصناعة التقليدية في المدن القديمة.", directory)


def test_a_valley_is_a_place(directory):
    found = tags("زحفت الرمال على وادي السدرانة. وفي وادي السدرانة بئر واحدة.", directory)

    assert found["وادي السدرانة"].thing.kind is Kind.PLACE


def test_a_kashida_alone_between_names_is_a_dash(directory):
    assert "Egypt" in tags("زار مصر ـ الباحة ـ أمس", directory)


def test_a_thousand_places_in_a_row_are_told_by_those_beside_each(directory, monkeypatch):
    asked = []
    beside = arabic_certainty._is_beside
    monkeypatch.setattr(
        arabic_certainty, "_is_beside", lambda page, other, span: asked.append(1) or beside(page, other, span)
    )

    find("", " ".join(["الباحة", "وسكرة"] * 500), "ar", directory)

    # Each is held against its neighbours, not against all others.
    assert len(asked) < 50_000
