"""Links to hosts with letters other than a–z."""

import pytest
from lxml import html

from daily8.engine.remarks import markup
from daily8.engine.remarks.hosts import Host, host


@pytest.mark.parametrize(
    ("written", "address", "shown"),
    [
        ("daily.example", "daily.example", "daily.example"),
        ("Daily.example:8080", "Daily.example:8080", "Daily.example:8080"),
        (
            "موقع.وزارة-الاتصالات.مصر",
            "xn--4gbrim.xn----ymcbaaajlc6dj7bxne2c.xn--wgbh1c",
            "موقع.وزارة-الاتصالات.مصر",
        ),
        ("مثال.com:81", "xn--mgbh0fb.com:81", "مثال.com:81"),
        ("例え.jp", "xn--r8jz45g.jp", "例え.jp"),
        ("кремль.рф", "xn--e1ajeds9e.xn--p1ai", "кремль.рф"),
        ("ελλάδα.gr", "xn--hxakic4aa.gr", "ελλάδα.gr"),
        # Latin letters with marks may be taken for those without.
        ("münchen.de", "xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
        ("ıstanbul.example", "xn--stanbul-qfb.example", "xn--stanbul-qfb.example"),
        # All of its letters look like Latin ones.
        ("аррӏе.com", "xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("сахар.рф", "xn--80aa2cbv.xn--p1ai", "xn--80aa2cbv.рф"),
    ],
)
def test_a_name_is_shown_as_it_is_where_it_can_be_read_as_nothing_else(written, address, shown):
    assert host(written) == Host(address, shown)


@pytest.mark.parametrize(
    "label",
    [
        # Persian and Urdu letters that are drawn like Arabic ones, marks, and figures that are points and circles.
        "الجزیرة", "البنک", "بنکي", "العربيہ", "ھلال", "الجَزيرة", "موقع٠",
        # One letter only, and letters that are strokes, slashes, dashes and circles.
        "ا", "اا", "ו", "וו", "б", "ノ", "ー", "一", "ノー", "二", "工",
        "шшш", "гоога1е", "ไ", "ノ東京", "東京ノ", "ー東京",
    ],
)  # fmt: skip
def test_a_name_that_may_be_taken_for_another_is_shown_encoded(label):
    assert host(f"{label}.com").shown.startswith("xn--")


@pytest.mark.parametrize("label", ["الجزيرة", "البنك", "هلال", "東京タワー", "ישראל", "कमल", "ไทย"])
def test_a_name_of_plain_letters_is_shown_as_it_is(label):
    assert host(f"{label}.com").shown == f"{label}.com"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "localhost",
        "аpple.com",
        "bank٠com.example",
        "pay\u0440al.example",
        "مثالa.example",
        "bank.example。evil.example",
        "ｂank.example",
        "user@bank.example",
        "مثال.example:99999",
        "😀.example",
        "a\u200db.example",
        "xn--ü.example",
        "م" * 300 + ".example",
        "a..ü.example",
        "[::1]",
        "-مثال.example",
    ],
)
def test_what_is_not_what_it_seems_is_no_link(written):
    assert host(written) is None


def test_a_link_says_where_it_leads_and_its_host_stays_in_its_place():
    (link,) = html.fragment_fromstring(
        markup.shown("Read https://مثال.مصر/اخبار?a=1 now."), create_parent="div"
    ).iter("a")

    assert link.get("href") == "https://xn--mgbh0fb.xn--wgbh1c/اخبار?a=1"
    assert (link.get("dir"), link.get("rel")) == ("ltr", "nofollow ugc noopener")
    assert link.find("bdi").text == "مثال.مصر"
    assert link.text_content() == "https://مثال.مصر/اخبار?a=1"


def test_a_host_that_is_no_link_is_text():
    assert markup.shown("https://аpple.com/") == '<p dir="auto">https://аpple.com/</p>'
