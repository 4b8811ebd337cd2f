import pytest

from daily8.engine.decoding import decode

HEADLINE = "وافق مجلس الوزراء على مشروع الموازنة العامة للدولة"
PAGE = f"<html><head><title>{HEADLINE}</title></head><body><p>{HEADLINE}</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_beats_every_label(encoding):
    assert decode(PAGE.encode(encoding), declared=["windows-1256", "utf-8"]) == PAGE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_known_by_its_zeros(encoding):
    assert decode(PAGE.encode(encoding), declared=["utf-8"]) == PAGE


def test_a_few_zero_bytes_do_not_make_text_wide():
    assert decode(b"<title>a\0b\0c</title> and some more plain text") == (
        "<title>a\0b\0c</title> and some more plain text"
    )


@pytest.mark.parametrize("label", ["windows-1252", "iso-8859-1", "windows-1256", "utf-16", "no-such-label", ""])
def test_valid_utf_8_is_believed_over_a_lying_label(label):
    assert decode(PAGE.encode(), declared=[label]) == PAGE


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("windows-1256", "cp1256", HEADLINE),
        ("iso-8859-6", "iso8859-6", "خبر عاجل"),
        ("iso-8859-1", "cp1252", "“l’été”"),
        ("ISO-8859-9", "cp1254", "şişli"),
        ("gb2312", "gb18030", "政府批准了明年的预算㐀"),
        ("x-sjis", "cp932", "①政府は予算を承認した"),
        ("ks_c_5601-1987", "cp949", "정부는 내년 예산을 승인했다 똠"),
        ("big5", "big5hkscs", "政府批准了明年的預算"),
        ("iso-2022-jp", "iso2022_jp", "政府は来年度の予算を承認した"),
        (" Windows-1251 ", "cp1251", "Правительство"),
    ],
)
def test_a_label_means_what_it_means_to_a_browser(label, encoding, text):
    assert decode(text.encode(encoding), declared=["utf-8", label]) == text


def test_a_label_that_cannot_be_true_gives_way_to_the_next():
    text = "ソ連 十 表示"

    assert decode(text.encode("cp932"), declared=["utf-8", "no-such-label", "euc-jp", "shift_jis"]) == text


@pytest.mark.parametrize("label", ["windows-1252", "iso-8859-15", "windows-1256"])
def test_one_cut_character_costs_one_character_and_not_the_text(label):
    body = PAGE.encode() + "و".encode()[:1] + b"</html>"

    assert decode(body, declared=[label]) == PAGE + "\ufffd</html>"


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6"])
def test_arabic_without_a_label_is_recognised(encoding):
    assert decode(PAGE.encode(encoding)) == PAGE
    assert decode(PAGE.encode(encoding), declared=["utf-8"]) == PAGE


def test_the_only_foreign_words_of_a_long_page_decide_its_encoding():
    page = "<p>nothing to see</p>" * 20_000 + PAGE

    assert decode(page.encode("cp1256")) == page


def test_empty_and_binary_bodies_decode_to_something():
    assert decode(b"") == ""
    assert isinstance(decode(bytes(range(256)) * 40), str)
