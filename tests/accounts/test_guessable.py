"""A password that is a common word, or one of the site, does not do, whatever stands around it."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from daily8.accounts.guessable import WORDS
from daily8.work import branding
from daily8.work.models import Branding


@pytest.mark.parametrize(
    "password",
    ["princess2026", "2026!Princess!!", "daily8-2026-11", "DailyNews-2026", "harbour2026!", "harbour-post-99",
     "Administrator1", "الأخبار٢٠٢٦٢٠٢٦", "news-news-news", "12-34-56-78-90", "password password"],
)  # fmt: skip
def test_common_words_and_those_of_the_site_do_not_do(settings, password):
    settings.SITE_NAME, settings.SITE_URL = "Harbour Post", "https://harbour.example"

    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert any("common word" in message for message in refusal.value.messages), refusal.value.messages


@pytest.mark.parametrize("password", ["Lighthouse2026!", "daily-lighthouse-9", "harbour-post-99"])
def test_nor_do_those_of_the_name_that_an_operator_gave_the_site(settings, password):
    settings.SITE_NAME = "Harbour Post"
    branding.hold(Branding(name="Lighthouse"), seconds=60)

    with pytest.raises(ValidationError, match="common word"):
        validate_password(password)


@pytest.mark.parametrize("password", ["!!!!!!!!!!", "#9#4#9#4#9#4", "xyxyxyxyxyxyxy"])
def test_a_few_signs_again_and_again_do_not_do(password):
    with pytest.raises(ValidationError, match="again and again"):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "sails-by-the-quay",
        "newspapers travel slowly",
        "correct horse battery",
        "الأخبار تسافر ببطء",
        "xK3#pQ9!vL",
        "7#4!92$81&63%05",
        "٧#٤!٩٢$٨١&٦٣",
    ],
)
def test_others_do(password):
    assert validate_password(password) is None


def test_the_list_is_written_down(request):
    page = (request.config.rootpath / "docs" / "accounts.md").read_text(encoding="utf-8")

    assert [word for word in WORDS if f"`{word}`" not in page] == []


def test_an_arabic_page_says_in_arabic_what_is_wrong_with_a_password():
    with override("ar"), pytest.raises(ValidationError) as refusal:
        validate_password("١٢٣")

    assert "10 محارف" in refusal.value.messages[0]
    assert not re.search("[A-Za-z]", " ".join(refusal.value.messages))
