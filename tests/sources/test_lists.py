"""Lists of feeds in the admin: taken in from an address or a file, and handed out."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from daily8.engine.feeds import opml
from daily8.sources import adding
from daily8.sources.adding import Source
from daily8.sources.models import Feed, Publisher
from tests.conftest import NOON
from tests.engine.http.publishing import LOOPBACK, answer
from tests.pipeline.press import Press, serving

FEEDS = "/en/admin/sources/feed/"
IMPORT, EXPORT = "take-in", "hand-out"
LIST = b"""<opml><body>
<outline text="The Tide" xmlUrl="https://tide.example/rss"/>
<outline text="&lt;script&gt;" xmlUrl="gopher://x/&lt;script&gt;alert(1)"/>
</body></opml>"""


@pytest.fixture
def press(settings):
    """A publisher on this machine."""
    settings.ALLOW_PRIVATE_NETWORKS = LOOPBACK
    with serving(Press()) as press:
        yield press


def pages(admin) -> dict[str, str]:
    """The addresses of the buttons above the list of feeds, by their words."""
    page = html.document_fromstring(admin.get(FEEDS).content.decode())
    links = [link for link in page.xpath("//a[@href]") if "OPML" in link.text_content()]
    return {" ".join(link.text_content().split()): link.get("href") for link in links}


def words(response) -> str:
    return " ".join(html.document_fromstring(response.content.decode()).text_content().split())


def test_a_list_is_taken_in_from_a_file_and_what_is_left_out_is_told(admin):
    address = pages(admin)["Take in a list (OPML)"]
    told = admin.post(address, {"file": SimpleUploadedFile("feeds.opml", LIST)})

    assert "1 feed added. 0 were known already. 1 was left out." in words(told)
    assert "Line 3:" in words(told)
    assert b"<script>alert(1)" not in told.content
    assert Feed.objects.get().url == "https://tide.example/rss"
    assert LogEntry.objects.get().change_message == "1 added, 0 known, 1 left out"
    assert "0 feeds added. 1 was known already." in words(
        admin.post(address, {"file": SimpleUploadedFile("feeds.opml", LIST)})
    )


def test_a_list_is_taken_in_from_an_address_and_in_arabic(admin, press):
    press.answers["/feeds.opml"] = answer(LIST, **{"Content-Type": "text/x-opml"})
    address = pages(admin)["Take in a list (OPML)"].replace("/en/", "/ar/")
    told = admin.post(address, {"address": press.url("/feeds.opml")})

    assert "أُضيف ملف أخبار واحد." in words(told)
    assert Feed.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, "Write an address or choose a file"),
        ({"address": "http://10.0.0.1/x"}, "No list could be read"),
        ({"address": "nonsense"}, "No list could be read"),
        ({"file": b""}, "empty"),
        ({"file": b"<rss/>"}, "not an OPML list"),
        ({"file": b"<opml>" + b" " * opml.LARGEST}, "larger than 5 MB"),
        ({"address": "https://a.example/", "file": LIST}, "one of them"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(admin, sent, reason):
    sent = {name: SimpleUploadedFile("x", told) if name == "file" else told for name, told in sent.items()}
    told = admin.post(pages(admin)["Take in a list (OPML)"], sent)

    assert reason in words(told)
    assert not Feed.objects.exists()


def test_all_feeds_are_handed_out_as_a_file(admin, make_publisher, make_feed):
    make_feed(make_publisher("tide.example"), category="sports")
    told = admin.get(pages(admin)["Hand out as a list (OPML)"])

    assert told["Content-Disposition"] == 'attachment; filename="sources.opml"'
    assert [(one.feed_url, one.categories) for one in opml.read(told.content)] == [
        ("https://tide.example/feed.xml", ("sports",))
    ]


def test_both_are_for_operators_alone(admin, client):
    addresses = list(pages(admin).values())
    admin.logout()

    assert len(addresses) == 2
    assert {client.get(address).status_code for address in addresses} == {302}


@pytest.mark.django_db
def test_many_sources_take_few_queries_and_tell_how_far_they_are(django_assert_max_num_queries):
    sources = [Source(f"https://paper{number % 700}.example/{number}") for number in range(1200)]
    steps: list[int] = []

    # A statement of SQLite takes 999 values, so that wider rows need more of them.
    with django_assert_max_num_queries(65):
        added = adding.add_all(sources, NOON, progress=steps.append)

    assert (added.feeds, Publisher.objects.count(), steps) == (1200, 700, [500, 500, 200])
    assert adding.add_all(sources, NOON).known == 1200
