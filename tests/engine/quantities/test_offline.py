"""What `daily8 tool numbers` answers: each number with its sentence."""

import json

import pytest

from daily8.engine import offline
from daily8.engine.quantities.offline import numbers


def test_each_number_is_told_with_the_sentence_it_is_from():
    line = {
        "id": 7,
        "title": "Nine killed in bus crash",
        "text": "The third in 2024. It killed 9 people aged 20 to 34.\nIt cost 3.5 to 4 million euros.",
        "language": "en",
    }

    told = offline.answer("numbers", line)

    assert told["id"] == 7
    assert [(each["value"], each["kind"], each["from"]) for each in told["numbers"]] == [
        (9, "dead", 0),
        (9, "dead", 2),
        (3500000, "money", 3),
    ]
    assert told["numbers"][2] == {
        "value": 3500000,
        "upper": 4000000,
        "unit": "EUR",
        "kind": "money",
        "what": "",
        "about": "exact",
        "from": 3,
    }
    assert json.loads(json.dumps(told)) == told


def test_a_currency_is_told_by_the_country_that_the_article_is_about():
    line = {"title": "بورصة الدار البيضاء", "text": "بلغ حجم التداول 4,2 مليار درهم.", "language": "ar"}

    assert [(each["value"], each["unit"]) for each in numbers(line)["numbers"]] == [(4_200_000_000, "MAD")]


def test_nothing_gives_nothing():
    assert numbers({}) == {"numbers": []}


def test_what_is_no_text_is_refused():
    with pytest.raises(ValueError, match='write "text" as text'):
        numbers({"text": ["12"]})


@pytest.mark.parametrize("text", ["خمسة آلاف و" + "9" * 5000, "2024-" + "9" * 5000, "9" * 5000 + " people died"])
def test_figures_without_end_are_no_fault(text):
    assert isinstance(numbers({"text": text, "language": "ar"})["numbers"], list)
