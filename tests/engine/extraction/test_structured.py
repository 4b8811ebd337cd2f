"""What pages say of themselves in JSON-LD, broken or not."""

import pytest

from daily8.engine.extraction.structured import articles, statements, types, words

ARTICLE = '{"@type": "NewsArticle", "headline": "Bridge"}'


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        f"<!--\n{ARTICLE}\n-->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        ARTICLE.replace("}", ",}"),
        ARTICLE.replace("Bridge", "Bridge\n"),
        ARTICLE.replace('"NewsArticle"', '["Thing", "NewsArticle"]'),
        ARTICLE.replace("NewsArticle", "http://schema.org/NewsArticle"),
        ARTICLE + ";",
    ],
)
def test_an_article_is_found_in_every_wrapping(script):
    assert [words(found["headline"]) for found in articles(statements([script]))] == ["Bridge"]


@pytest.mark.parametrize("script", ["", "null", "{", '"x"', "[1, 2]", '{"@type": 3}', "[" * 100_000])
def test_a_broken_script_says_nothing(script):
    assert articles(statements([script])) == []


def test_a_broken_script_does_not_silence_the_next():
    assert len(statements(["{", ARTICLE])) == 1


def test_the_name_of_a_type_is_what_follows_the_last_slash():
    assert types({"@type": ["https://schema.org/Person", "Thing", None]}) == {"person", "thing"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a\n b ", "a b"),
        ("Q&amp;A", "Q&A"),
        (["", "second"], "second"),
        ({"@value": "v"}, "v"),
        ({"name": ["n"]}, "n"),
        (None, ""),
        (7, ""),
    ],
)
def test_the_words_of_a_value_are_found_whatever_its_shape(value, text):
    assert words(value) == text
