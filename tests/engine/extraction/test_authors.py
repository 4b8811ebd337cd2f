"""The names under an article."""

import json
from typing import Any

import pytest

from daily8.engine.extraction.authors import authors
from daily8.engine.extraction.page import read


def authors_of(head: str = "", body: str = "<p>x</p>") -> tuple[str, ...]:
    return authors(read(f"<html><head>{head}</head><body>{body}</body></html>", url="https://gazette.example/a"))


def told(author: Any, **more: Any) -> str:
    statement = {
        "@type": "NewsArticle",
        "author": author,
        "publisher": {"@type": "Organization", "name": "The Gazette"},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(statement)}</script>'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Ida Brandt"}, ("Ida Brandt",)),
        ([{"name": "Ida Brandt"}, {"name": "Omar Haddad"}], ("Ida Brandt", "Omar Haddad")),
        ("Ida Brandt and Omar Haddad", ("Ida Brandt", "Omar Haddad")),
        ({"name": ["Ida Brandt"]}, ("Ida Brandt",)),
        ({"givenName": "Ida", "familyName": "Brandt"}, ("Ida Brandt",)),
        ({"name": "By Ida Brandt (City desk)"}, ("Ida Brandt",)),
        ({"name": "بقلم: ليلى منصور"}, ("ليلى منصور",)),
        ({"name": "罗莎·法鲁基"}, ("罗莎·法鲁基",)),
        ([{"name": "Ida Brandt"}, {"name": "ida brandt"}], ("Ida Brandt",)),
        ([{"name": "Ida Brandt"}, {"@type": "Organization", "name": "The Gazette"}], ("Ida Brandt",)),
    ],
)
def test_names_told_to_machines_are_read_in_every_form(author, names):
    assert authors_of(told(author)) == names


def test_an_author_told_by_reference_is_looked_up():
    graph = [
        {"@type": "NewsArticle", "author": {"@id": "#ida"}},
        {"@type": "Person", "@id": "#ida", "name": "Ida Brandt"},
    ]

    assert authors_of(
        f'<script type="application/ld+json">{json.dumps({"@type": "x", "@graph": graph})}</script>'
    ) == ("Ida Brandt",)


def test_an_unsigned_article_is_its_newsroom_s():
    assert authors_of(told({"@type": "Organization", "name": "The Gazette"})) == ("The Gazette",)


def test_addresses_are_no_names():
    assert authors_of('<meta property="article:author" content="https://www.facebook.com/ida.brandt">') == ()


def test_a_meta_element_names_the_author_when_nothing_else_does():
    assert authors_of('<meta name="author" content="Von Ida Brandt">') == ("Ida Brandt",)


def test_a_link_to_the_author_counts_last():
    assert authors_of("", '<p>By <a rel="author" href="/ida">Ida Brandt</a></p>') == ("Ida Brandt",)
