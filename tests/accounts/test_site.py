"""What operators see of the site as a whole."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from lxml import html

from daily8.accounts.models import User
from daily8.topics.models import Hashtag


@pytest.fixture
def renamed(make_hashtag):
    """Make another operator rename so many hashtags."""

    def rename(number):
        other = User.objects.create(username="badr")
        kind = ContentType.objects.get_for_model(Hashtag)
        for row in [make_hashtag(f"Solar Power {place}") for place in range(number)]:
            LogEntry.objects.create(
                user=other, content_type=kind, object_id=row.pk, object_repr=str(row), action_flag=CHANGE,
                change_message="Renamed.", action_time=datetime(2026, 11, 25, 18, 35, tzinfo=UTC),
            )  # fmt: skip

    return rename


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "#Solar Power 0 Renamed. badr · Hashtag 25 November 2026, 18:35"),
        ("ar", "#Solar Power 0 Renamed. badr · وسم 25 نوفمبر 2026، 18:35"),
    ],
)
def test_the_overview_says_who_did_what_and_when(admin, renamed, language, told):
    renamed(1)

    (line,) = html.fromstring(admin.get(f"/{language}/admin/").content.decode()).cssselect(".actionlist li")

    assert " ".join(line.text_content().split()) == told
    assert line[0].get("dir") == "auto"


def test_the_overview_asks_once_for_all_that_was_done(admin, renamed, django_assert_num_queries):
    renamed(12)
    admin.get("/en/admin/")

    # Session, operator, actions, eleven for how a site does on which no feed fails; PostgreSQL is asked its size.
    with django_assert_num_queries(14 + (connection.vendor == "postgresql")):
        page = admin.get("/en/admin/")

    assert page.content.count(b"Renamed.") == 10


def test_a_name_in_the_path_of_a_page_keeps_its_own_direction(admin, make_hashtag):
    hashtag = make_hashtag("Solar Power")

    page = html.fromstring(admin.get(f"/ar/admin/topics/hashtag/{hashtag.pk}/change/").content)

    assert [part.get("dir") for part in page.cssselect("h1 a")] == ["auto"] * 3
