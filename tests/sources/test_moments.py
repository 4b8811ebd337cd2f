"""Moments on the admin's pages about sources: in the site's time zone, and in the operator's language."""

import re

import pytest
from lxml import html

from daily8.sources.ledger import Record, Takedown
from daily8.work import clock
from tests.conftest import NOON

RAW = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
# Noon where it is UTC is three hours later in Nairobi.
SAID = {"en": "25 November 2026, 15:00", "ar": "25 نوفمبر 2026، 15:00"}


@pytest.fixture
def pages(publisher, make_feed, monkeypatch, settings):
    """The pages on which moments stand, of a site in Nairobi."""
    settings.TIME_ZONE = "Africa/Nairobi"
    monkeypatch.setattr(clock, "now", lambda: NOON.replace(microsecond=260315))
    feed = make_feed(publisher, due_at=clock.now())
    takedown = Takedown(publisher=publisher, domain=publisher.domain, asked_at=clock.now(), addresses="-")
    takedown.save()
    publisher.edit(rights="link", by="samia")
    line = Record.objects.get()
    line.takedown = takedown
    line.save()
    return [
        f"feed/{feed.pk}/change/", f"publisher/{publisher.pk}/change/", "record/", f"record/{line.pk}/change/",
        "takedown/", f"takedown/{takedown.pk}/change/",
    ]  # fmt: skip


@pytest.mark.parametrize("language", SAID)
def test_moments_are_told_in_the_sites_time_zone_and_the_operators_language(admin, pages, language):
    for page in pages:
        answer = admin.get(f"/{language}/admin/sources/{page}").content.decode()
        seen = " ".join(html.document_fromstring(answer).text_content().split())

        told = re.findall(r"\d+ \S+ 2026. \d\d:\d\d", seen)
        assert told, page
        assert set(told) == {SAID[language]}, page
        assert not RAW.search(seen), page
