"""The address that a page names as its own."""

import pytest

from daily8.engine.extraction.canonical import canonical
from daily8.engine.extraction.page import read

HERE = "https://www.gazette.example/city/bridge?utm_source=feed"


def canonical_of(head: str, url: str = HERE) -> str:
    return canonical(read(f"<html><head>{head}</head><body><p>x</p></body></html>", url=url))


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://www.gazette.example/city/bridge", "https://www.gazette.example/city/bridge"),
        ("/city/bridge", "https://www.gazette.example/city/bridge"),
        ("https://gazette.example/city/bridge?utm_medium=x", "https://gazette.example/city/bridge"),
        ("https://other.example/city/bridge", ""),
        ("https://www.gazette.example/", ""),
        ("javascript:alert(1)", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_an_address_is_believed_on_the_same_domain_and_off_the_home_page(href, address):
    assert canonical_of(f'<link rel="canonical" href="{href}">') == address


def test_the_address_for_sharing_stands_in():
    assert (
        canonical_of('<meta property="og:url" content="/city/bridge">')
        == "https://www.gazette.example/city/bridge"
    )


def test_a_wrong_canonical_address_leaves_the_word_to_the_one_for_sharing():
    head = '<link rel="canonical" href="/"><meta property="og:url" content="/city/bridge">'

    assert canonical_of(head) == "https://www.gazette.example/city/bridge"


def test_an_amp_page_stands_for_its_normal_page():
    head = '<link rel="canonical" href="https://gazette.example/city/bridge">'

    assert (
        canonical_of(head, url="https://amp.gazette.example/city/bridge") == "https://gazette.example/city/bridge"
    )


def test_the_home_page_is_its_own_address():
    assert canonical_of('<link rel="canonical" href="/">', url="https://gazette.example/?x=1#top") == ""
    assert (
        canonical_of('<link rel="canonical" href="/">', url="https://gazette.example/")
        == "https://gazette.example/"
    )
