"""Which language a text is in."""

import json
import os
from pathlib import Path

import pytest

from daily8.engine.language.detection import detect
from daily8.engine.language.directions import direction

SHARED = Path(os.environ.get("DAILY8_SHARED", Path(__file__).parents[4] / "shared"))
TITLES = SHARED / "data" / "summaries" / "langid_titles.json"

SENTENCES = {
    "en": "The harbour bridge will close to cars for six weeks from the first Monday in June.",
    "ar": "أعلنت بلدية المدينة إغلاق جسر الميناء أمام السيارات ستة أسابيع ابتداء من حزيران.",
    "fa": "پل بندر به مدت شش هفته به روی خودروها بسته خواهد شد، مهندسان شهر گفتند.",
    "ur": "شہر کے انجینئروں نے کہا کہ بندرگاہ کا پل چھ ہفتوں کے لیے بند رہے گا۔",
    "he": "גשר הנמל ייסגר לתנועת מכוניות לשישה שבועות, אמרו מהנדסי העיר ביום שלישי.",
    "fr": "Le pont du port sera fermé aux voitures pendant six semaines à partir de juin.",
    "de": "Die Hafenbrücke wird ab dem ersten Montag im Juni für sechs Wochen gesperrt.",
    "es": "El puente del puerto estará cerrado a los coches durante seis semanas desde junio.",
    "ru": "Портовый мост закроют для автомобилей на шесть недель с первого понедельника июня.",
    "uk": "Портовий міст закриють для автомобілів на шість тижнів із першого понеділка червня.",
    "zh": "市政工程师周二表示，港口大桥将从六月第一个星期一起对汽车关闭六周。",
    "ja": "港の橋は六月の第一月曜日から六週間、車の通行が禁止されると市の技術者が述べた。",
    "tr": "Liman köprüsü haziran ayının ilk pazartesi gününden itibaren altı hafta araçlara kapatılacak.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items(), ids=SENTENCES.keys())
def test_a_sentence_tells_its_language(language, sentence):
    assert detect(sentence) == language


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items(), ids=SENTENCES.keys())
def test_a_wrong_hint_does_not_change_a_clear_case(language, sentence):
    assert detect(sentence, hint="sw") == language


@pytest.mark.parametrize("text", ["", "   ", "12:30", "?!", "https://gazette.example/en/a", "@ida #x 7"])
def test_what_has_no_words_has_no_language(text):
    assert detect(text, hint="en") == ""


def test_a_hint_decides_where_the_text_does_not():
    assert detect("Apple unveils new iPhone", hint="en-GB") == "en"


def test_capitals_do_not_make_another_language():
    assert detect(SENTENCES["de"].upper()) == "de"


@pytest.mark.parametrize(
    "text", ["\ud800 The harbour bridge will close", "\0The harbour bridge\nwill close to cars"]
)
def test_broken_characters_do_not_stop_the_reading(text):
    assert detect(text) == "en"


@pytest.mark.skipif(not TITLES.exists(), reason=f"the labelled titles are not at {TITLES}: set DAILY8_SHARED")
def test_headlines_of_a_few_words_are_told_apart():
    labelled = [
        (language, title) for language, titles in json.loads(TITLES.read_text()).items() for title in titles
    ]
    right = sum(detect(title, hint=language) == language for language, title in labelled)

    assert right / len(labelled) >= 0.95


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("fa", "rtl"),
        ("ur_PK", "rtl"),
        ("he", "rtl"),
        ("en", "ltr"),
        ("zh", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_language_runs_one_way(language, way):
    assert direction(language) == way
