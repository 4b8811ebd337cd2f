import pytest

from daily8.engine.clustering.credits import agency_of, credit


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("LONDON (Reuters) - Oil prices fell on Monday.", "Reuters"),
        ("(Reuters) - Oil prices fell.", "Reuters"),
        ("NEW YORK (AP) — A storm reached the coast.", "AP"),
        ("BEIJING, March 3 (Xinhua) -- The dam was opened.", "Xinhua"),
        ("Berlin (dpa/lnw) - Zwei Jugendliche wurden verletzt.", "dpa"),
        ("Madrid, 3 mar (EFE).- El Gobierno aprueba la ley.", "EFE"),
        ("МОСКВА, 5 марта. /ТАСС/. Мост открыт.", "TASS"),
        ("МОСКВА, 5 мар — РИА Новости. Мост открыт.", "RIA"),
        ("新华社北京3月5日电 大坝开闸。", "Xinhua"),
        ("الرياض - واس\nافتتح الأمير المعرض.", "SPA"),
        ("أبوظبي في 3 مارس/ وام / أعلنت الوزارة أمس.", "WAM"),
        ("أنقرة/ الأناضول أعلنت تركيا عن الجسر.", "Anadolu"),
        ("نيويورك-رويترز: ارتفع النفط.", "Reuters"),
        ("بيروت (أ ف ب) - افتتح الجسر.", "AFP"),
        ("باريس - أ.ف.ب: افتتح الجسر.", "AFP"),
        ("القاهرة (د ب أ)- افتتح الجسر.", "dpa"),
        ("عمان 3 آذار (بترا)- بحث الوزير الخطة.", "Petra"),
        ("الدوحة في 3 مارس /قنا/ عقد المؤتمر.", "QNA"),
        ("الكويت 3 - 3 (كونا) -- عقد المؤتمر.", "KUNA"),
        ("رام الله 3-3-2026 وفا- افتتح الجسر.", "WAFA"),
        ("موسكو - سبوتنيك. أعلن الوزير الخطة.", "Sputnik"),
        ("The bridge was opened. aw/mm (AP, AFP, Reuters)", "AP"),
        ("The bridge was opened. Copyright 2026 The Associated Press. All rights reserved.", "AP"),
        ("The bridge was opened.\nThe Associated Press contributed to this report.", "AP"),
        ("Die Brücke ist offen. (mbr/dpa", "dpa"),
        ("Die Brücke ist offen.\n\nRND/dpa", "dpa"),
        ("El puente está abierto. Con información de AFP", "AFP"),
        ("افتتح الجسر.\n(أ ف ب، رويترز)", "AFP"),
        ("افتتح الجسر.\n\nالمصدر: وكالات", "agencies"),
    ],
)
def test_a_credit_is_read_where_credits_stand(words, agency):
    assert credit(words) == agency


@pytest.mark.parametrize(
    "words",
    [
        "",
        "He told Reuters on Monday that the bridge was open. It was.",
        "The bridge is open, a witness said, according to Reuters.",
        "قال مسؤول لرويترز إن الجسر افتتح أمس.",
        "نقلت وكالة رويترز عن مصدر قوله إن الجسر افتتح. وكان مغلقا.",
        "The bridge is open.\n(Photo: AFP)",
        "PARIS (AP Photo/John Smith) The bridge is open.",
        "Sie ist offen. © Foto: Dirk Waem/dpa",
        "A$AP Rocky and Tyler sang on the bridge.",
        "ومع ذلك افتتح الجسر - كما قال الوزير.",
        "-/" * 100_000,
        "(" * 10_000,
    ],
)
def test_an_agency_that_is_only_spoken_of_gets_no_credit(words):
    assert credit(words) is None


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By Reuters", "Reuters"),
        ("Agence France-Presse", "AFP"),
        ("AFP/The Local", "AFP"),
        ("dpa/lno", "dpa"),
        ("وكالة الأنباء السعودية", "SPA"),
        ("وام", "WAM"),
        ("Jana Farouki", None),
        ("Ap Nguyen", None),
    ],
)
def test_a_by_line_may_be_an_agency(author, agency):
    assert credit("The bridge is open.", ["Adam Vidler", author]) == agency


def test_an_agency_does_not_credit_itself_on_its_own_pages():
    assert credit("(Reuters) - The bridge is open.", domain="www.reuters.com") is None
    assert credit("(AFP) - The bridge is open.", domain="www.reuters.com") == "AFP"


def test_an_agency_is_known_by_its_domain_and_those_below_it():
    assert agency_of("reuters.com") == "Reuters"
    assert agency_of("Arabic.News.CN.") == "Xinhua"
    assert agency_of("notreuters.com") is None
    assert agency_of("com") is None
    assert agency_of("") is None
