"""What is sent has a size, whoever stands in front: it is refused before any of it is read."""

import io

import pytest
from django.conf import settings
from django.test import RequestFactory

from daily8.config.wsgi import django
from tests.accounts.conftest import reader, signed_in
from tests.accounts.test_entering import words

__all__ = ["reader", "signed_in"]
FORM = "multipart/form-data; boundary=x"
TAKE = "/en/following/list"


def answered(path: str, length: str, content_type: str = FORM) -> tuple[int, str, dict[str, str], int]:
    """Status, words and headers of an answer, and how much of the body was read."""
    body, told = io.BytesIO(b"x" * 100), []
    environ = RequestFactory().post(path).environ
    environ |= {"CONTENT_LENGTH": length, "CONTENT_TYPE": content_type, "wsgi.input": body}
    answer = b"".join(django(environ, lambda status, headers: told.append((status, dict(headers)))))
    status, headers = told[0]
    return int(status.split()[0]), answer.decode(), headers, body.tell()


@pytest.mark.parametrize("path", ["/en/", "/en/account/login", "/en/nothing", "/theme", "/en/admin/"])
@pytest.mark.parametrize("length", [str(settings.LARGEST_FORM + 1), "9" * 5000])
def test_a_form_that_is_too_large_is_refused_unread(db, path, length):
    status, said, headers, taken = answered(path, length)

    assert status == 413
    assert "What you sent is too large" in said
    assert "At most 6 MB are read here" in said
    assert taken == 0
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_it_is_said_in_the_language_of_the_page(db):
    assert "ما أرسلته أكبر مما يُقبل" in answered("/ar/account/login", "99999999")[1]


@pytest.mark.parametrize(
    "path", ["/api/greader.php/reader/api/0/subscription/import", "/api/mcp", "/websub/" + "0" * 32]
)
def test_programs_are_told_in_a_line(db, path):
    status, said, headers, taken = answered(path, str(settings.LARGEST_BODY + 1), "text/xml")

    assert (status, taken) == (413, 0)
    assert said.startswith("The body is too large: at most 10 MB are read")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_api_refuses_in_its_own_form(db):
    status, said, headers, _ = answered("/api/v1/articles", "99999999", "application/json")

    assert status in (401, 413, 415)
    assert headers["Content-Type"] == "application/problem+json"
    assert '"type"' in said


@pytest.mark.parametrize("length", ["-1", "ten", "1e3", "\u0663"])
def test_a_length_that_is_no_number_is_refused(db, length):
    assert answered("/en/account/login", length)[0] == 400


def test_fields_that_are_too_long_or_too_many_are_refused_in_words(signed_in):
    long = signed_in.post("/en/account/erase", {"name": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    many = signed_in.post("/en/account/erase", {f"field{number}": "x" for number in range(1001)})
    files = {f"file{number}": io.BytesIO(b"x") for number in range(11)}

    for answer in (long, many, signed_in.post("/en/account/erase", files)):
        assert answer.status_code == 413
        assert "What you sent is too large" in words(answer)


def test_a_list_as_large_as_lists_may_be_is_looked_at(signed_in):
    file = io.BytesIO(b"<opml>" + b" " * (5 * 2**20))
    file.name = "following.opml"

    answer = signed_in.post(TAKE, {"list": file})

    assert answer.status_code == 400
    assert "This is no list of feeds" in words(answer)
