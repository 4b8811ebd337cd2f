"""Money is read with its currency, told by signs, codes, nouns and the countries of the text."""

import pytest

from daily8.engine.quantities import Kind, quantities


def money(text, language="en"):
    return [(float(each.value), each.unit) for each in quantities(text, language) if each.kind == Kind.MONEY]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$5", (5, "USD")),
        ("US$1.2bn", (1.2e9, "USD")),
        ("A$2.3 million", (2.3e6, "AUD")),
        ("£20k", (20e3, "GBP")),
        ("€3.4 billion", (3.4e9, "EUR")),
        ("Rs 25,000", (25e3, "INR")),
        ("EGP 300", (300, "EGP")),
        ("500 yen", (500, "JPY")),
        ("11 billion Swiss francs", (11e9, "CHF")),
        ("4.1 billion Kenyan shillings", (4.1e9, "KES")),
        ("2 million pounds sterling", (2e6, "GBP")),
        ("a 12-million-euro plan", (12e6, "EUR")),
        ("90 cents", (90, "cents")),
        ("thousands of dollars", (1000, "USD")),
    ],
)
def test_english_money(text, wanted):
    assert money(f"It cost {text} in all.") == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5 ملايين دولار", (5e6, "USD")),
        ("2.3 مليون دولار أسترالي", (2.3e6, "AUD")),
        ("ألفي جنيه", (2000, "EGP")),
        ("14 مليون جنيه إسترليني", (14e6, "GBP")),
        ("100 ألف ريال سعودي", (100e3, "SAR")),
        ("320 مليون دينار كويتي", (320e6, "KWD")),
        ("خمسين ألف ليرة تركية", (50e3, "TRY")),
        ("مليار ونصف المليار يورو", (1.5e9, "EUR")),
        ("مليون ونصف مليون درهم إماراتي", (1.5e6, "AED")),
    ],
)
def test_arabic_money(text, wanted):
    assert money(f"بلغت الكلفة {text} بحسب الوزارة.", "ar") == [wanted]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("ضخ بنك المغرب 88 مليار درهم", "MAD"),
        ("في دبي بيعت الفيلا بمبلغ 88 مليون درهم", "AED"),
        ("تراجعت الليرة اللبنانية إلى 89500 ليرة", "LBP"),
        ("أعلنت دمشق زيادة الرواتب 200 ألف ليرة", "SYP"),
        ("Nepal spent 5 million rupees", "NPR"),
        ("Colombia sold bonds for 3 billion pesos", "COP"),
    ],
)
def test_a_noun_of_many_currencies_is_that_of_the_country_in_the_text(text, unit):
    assert [found for _, found in money(text, "ar" if text[0] > "z" else "en")] == [unit]


def test_pounds_may_be_a_weight():
    assert money("He carried 20 pounds of cocaine weighing more than he did.") == []


def test_a_radio_is_no_currency():
    assert money("NPR 2017") == []
