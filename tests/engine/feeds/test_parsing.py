"""What publishers send, in files, and what is read of it, in `.read.json` files beside them."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from daily8.engine.feeds import FeedError, parse

HERE = Path(__file__).parent
URL = "https://feeds.example/some/feed.xml"
RECORDED = [
    "rss-full.xml",
    "atom-full.xml",
    "rdf.xml",
    "json-feed.json",
    "sitemap-news.xml",
    "sitemap-index.xml",
    "cdf.xml",
    "broken-everything.xml",
]


def as_json(feed):
    return json.dumps(asdict(feed), ensure_ascii=False, indent=1, default=plain_value) + "\n"


def plain_value(value):
    if isinstance(value, datetime):
        return value.isoformat()
    return value.total_seconds() if isinstance(value, timedelta) else sorted(value)


@pytest.mark.parametrize("name", RECORDED)
def test_a_recorded_feed_is_read_as_it_was_checked(name):
    path = HERE / name

    read = as_json(parse(path.read_bytes(), url=URL))

    assert json.loads(read) == json.loads(path.with_suffix(".read.json").read_text(encoding="utf-8"))


def rss(items, *, head='<?xml version="1.0"?>', attributes='version="2.0"', tail="</channel></rss>"):
    return f"{head}<rss {attributes}><channel><title>T</title>{items}{tail}"


def read(text, **options):
    return parse(text.encode() if isinstance(text, str) else text, **options)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"<!doctype html><html><head><title>Oops</title></head></html>", "an HTML page, not a feed"),
        (b"<html><body><svg><feed></feed></svg></body></html>", "an HTML page, not a feed"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a binary file"),
        (b"Service unavailable", "no element of RSS"),
        (b"<?xml version='1.0'?><note><to>you</to></note>", "no element of RSS"),
        (b"<!-- <rss> --> nothing more", "no element of RSS"),
        (b"<opml version='1.0'><body/></opml>", "an OPML list of feeds"),
        (b'{"error": "not found"}', "not a JSON feed"),
        (b'["a"]', "not a JSON feed"),
        (b'{"version": ', "not JSON that could be read"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_what_is_no_feed_is_named(body, reason):
    with pytest.raises(FeedError, match=reason):
        parse(body)


def test_a_feed_error_is_a_value_error():
    assert issubclass(FeedError, ValueError)


def test_a_feed_without_items_is_a_feed():
    assert read(rss("")).entries == ()


def test_a_feed_wrapped_in_a_page_is_still_read():
    wrapped = f"<html><body>{rss('<item><title>A</title></item>', head='')}</body></html>"

    assert [entry.title for entry in read(wrapped).entries] == ["A"]


def test_items_beyond_the_limit_are_counted_and_not_read():
    feed = read(rss("<item><title>A</title></item>" * 12), limit=5)

    assert len(feed.entries) == 5
    assert feed.omitted == 7


def test_a_thousand_items_are_read_when_nothing_is_said():
    feed = read(rss("<item><title>A</title></item>" * 1_003))

    assert (len(feed.entries), feed.omitted) == (1_000, 3)


def test_of_a_huge_feed_the_beginning_is_read_and_the_rest_counted():
    item = f"<item><title>Long</title><description>{'word ' * 400}</description></item>"

    feed = read(rss(item * 6_000))

    assert len(feed.entries) == 1_000
    assert feed.omitted == 5_000


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&amp;amp;T", "AT&T"),
        ("AT&amp;T &amp;#8217;s", "AT&T ’s"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("<![CDATA[<a href='x'>Linked</a> &amp; more]]>", "Linked & more"),
        ("  two \n\t lines\u00a0", "two lines"),
        ("5 &lt; 6 &gt; 4", "5 < 6 > 4"),
        ("std::vector&lt;int&gt; explained", "std::vector<int> explained"),
        ("one&lt;br/&gt;two", "one two"),
        ("<b>inline</b> mark-up", "inline mark-up"),
        ("&lt;script&gt;steal()&lt;/script&gt;News", "News"),
        ("&#xD800;half &#0;a pair&#xFFFF;", "half a pair"),
        ("R&amp;D &amp;copy=1", "R&D &copy=1"),
        ("x" * 6_000, "x" * 5_000),
    ],
)
def test_a_title_is_one_line_of_plain_text(written, title):
    assert read(rss(f"<item><title>{written}</title></item>")).entries[0].title == title


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("<author>me@a.example (Ann Lee)</author>", "Ann Lee"),
        ("<author>Ann Lee &lt;me@a.example&gt;</author>", "Ann Lee"),
        ("<author>Ann Lee (me@a.example)</author>", "Ann Lee"),
        ("<author>me@a.example</author>", "me@a.example"),
        ("<author><name>Ann Lee</name><uri>https://a.example</uri></author>", "Ann Lee"),
        ("<dc:creator>Ann &amp;amp; Lee</dc:creator><author>x@y.example</author>", "Ann & Lee"),
        ("<itunes:author>Ann Lee</itunes:author>", "Ann Lee"),
    ],
)
def test_an_author_is_a_name(written, name):
    assert read(rss(f"<item>{written}</item>")).entries[0].authors == (name,)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link> \n https://a.example/a b \n</link>", "https://a.example/a%20b"),
        ("<link>/1</link>", "https://site.example/1"),
        ("<link>//cdn.example/1</link>", "https://cdn.example/1"),
        ("<link>1?x=y#z</link>", "https://site.example/1?x=y#z"),
        ("<link>https://a.example/خبر</link>", "https://a.example/خبر"),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>data:text/html,x</link>", ""),
        ("<link>ftp://a.example/1</link>", ""),
        ("<link>http://[::1</link>", ""),
        ("<link>https://</link>", ""),
        ("<link>x&amp;https://a.example/1</link>", ""),
        ("<link>/go/https://a.example/1</link>", "https://site.example/go/https://a.example/1"),
        (f"<link>https://a.example/{'x' * 5_000}</link>", ""),
        ("<link/><guid>https://a.example/g</guid>", "https://a.example/g"),
        ("<guid isPermaLink='true'>https://a.example/g</guid>", "https://a.example/g"),
        ("<guid isPermaLink='false'>https://a.example/g</guid>", ""),
        ("<guid>g-1</guid>", ""),
        (
            "<link>https://proxy.example/1</link><f:origLink>https://a.example/1</f:origLink>",
            "https://a.example/1",
        ),
    ],
)
def test_an_entry_leads_to_a_page_by_http_or_nowhere(written, url):
    spaces = 'xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"'
    feed = read(rss(f"<link>https://site.example/</link><item>{written}</item>", attributes=spaces), url=URL)

    assert feed.entries[0].url == url


def test_links_without_a_site_start_at_the_feed():
    assert read(rss("<item><link>../1</link></item>"), url=URL).entries[0].url == "https://feeds.example/1"


def test_relative_links_stay_so_when_nobody_knows_where_the_feed_came_from():
    assert read(rss("<item><link>/1</link></item>")).entries[0].url == "/1"


def test_the_usual_prefix_is_not_needed_to_be_understood():
    spaces = 'xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    item = "<item><d:creator>Ann</d:creator><c:encoded>&lt;p&gt;Text&lt;/p&gt;</c:encoded></item>"

    entry = read(rss(item, attributes=spaces)).entries[0]

    assert entry.authors == ("Ann",)
    assert entry.content == "<p>Text</p>"


def test_inline_mark_up_in_a_description_is_kept_as_html():
    entry = read(rss('<item><description>a &lt; b <i class="x">c<br/></i> d</description></item>')).entries[0]

    assert entry.summary == 'a &lt; b <i class="x">c<br></i> d'


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("<content>1 &lt; 2</content>", "1 &lt; 2"),
        ("<content>&lt;p&gt;html without a type&lt;/p&gt;</content>", "<p>html without a type</p>"),
        ("<content type='text'>&lt;p&gt;</content>", "&lt;p&gt;"),
        ("<content type='text/html' mode='escaped'>&lt;p&gt;03&lt;/p&gt;</content>", "<p>03</p>"),
        ("<content type='text/html' mode='base64'>PHA+0YI8L3A+</content>", "<p>т</p>"),
        ("<content mode='base64'>*</content>", ""),
        ("<content mode='base64'>خبر</content>", ""),
        ("<content type='image/png'>iVBORw0KGgo=</content>", ""),
        ("<content src='https://a.example/x'/>", ""),
    ],
)
def test_atom_content_is_html_however_it_is_packed(content, html):
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>{content}</entry></feed>'

    assert read(feed).entries[0].content == html


def test_a_single_atom_entry_is_a_feed_of_one():
    feed = read('<entry xmlns="http://www.w3.org/2005/Atom"><title>Alone</title></entry>')

    assert (feed.format, [entry.title for entry in feed.entries]) == ("atom", ["Alone"])


def test_atom_of_the_first_days_is_read():
    feed = read(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><tagline>old</tagline><modified>2003-12-13T18:30:02Z</modified>'
        "<entry><issued>2003-12-13T08:29:29-04:00</issued><title>A</title></entry></feed>"
    )

    assert feed.description == "old"
    assert feed.updated == datetime(2003, 12, 13, 18, 30, 2, tzinfo=UTC)
    assert feed.entries[0].published == datetime(2003, 12, 13, 12, 29, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "image"),
    [
        ('<media:group><media:content url="/v.mp4"/><media:thumbnail url="/t.jpg"/></media:group>', "/t.jpg"),
        ('<media:content url="/v.mp4"><media:thumbnail url="/t.jpg"/></media:content>', "/t.jpg"),
        ('<media:content url="/a.jpg?w=1"/>', "/a.jpg?w=1"),
        ('<itunes:image href="/i.jpg"/>', "/i.jpg"),
        ("<image>/x.jpg</image>", "/x.jpg"),
        ("<image><url>/y.jpg</url></image>", "/y.jpg"),
        ('<enclosure url="/e.jpg" type="image/jpeg"/>', "/e.jpg"),
        ('<enclosure url="/e.mp3" type="audio/mpeg"/>', ""),
        ("<description>&lt;img class='a' src='/d.jpg?a=1&amp;amp;b=2'&gt;</description>", "/d.jpg?a=1&b=2"),
        ('<media:content url="javascript:x" medium="image"/>', ""),
    ],
)
def test_the_picture_of_an_entry_is_found(written, image):
    entry = read(rss(f"<link>https://a.example/</link><item>{written}</item>")).entries[0]

    assert entry.image == (f"https://a.example{image}" if image else "")


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999999999999</ttl>", timedelta(days=365)),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", timedelta(days=1)),
        ("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>7</sy:updateFrequency>", timedelta(days=1)),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
    ],
)
def test_the_interval_a_publisher_asks_for_is_known(written, interval):
    assert read(rss(written)).interval == interval


def test_a_date_that_is_none_gives_way_to_the_next():
    entry = read(rss("<item><pubDate>someday</pubDate><dc:date>2024-05-01</dc:date></item>")).entries[0]

    assert entry.published == datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("cut", range(120, 400, 7))
def test_a_cut_feed_gives_every_whole_item_and_nothing_that_was_cut(cut):
    items = "".join(
        f"<item><title>Title {number}</title><link>https://a.example/{number}/end</link>"
        f"<description>Words {number} end</description></item>"
        for number in range(3)
    )
    whole = rss(items)[:cut]

    entries = read(whole).entries if "<item" in whole else ()

    assert len(entries) >= whole.count("</item>")
    for number, entry in enumerate(entries):
        assert entry.title in ("", f"Title {number}")
        assert entry.url in ("", f"https://a.example/{number}/end")
        assert entry.summary in ("", f"Words {number} end")


def test_a_cut_json_feed_gives_every_whole_item():
    text = (HERE / "json-feed.json").read_text(encoding="utf-8")

    feed = read(text[: text.index('"not an item"') - 30])

    assert feed.title == "Small Wire"
    assert [entry.id for entry in feed.entries] == ["12"]


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "windows-1256", "application/rss+xml; charset=iso-8859-1"),
        ("utf-8", "utf-16", "text/xml"),
        ("cp1256", "windows-1256", "text/xml"),
        ("cp1256", "utf-8", "text/xml; charset=windows-1256"),
        ("cp1256", "utf-8", "text/xml; charset=utf-8"),
        ("iso8859-6", "iso-8859-6", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-32", "utf-32", ""),
    ],
)
def test_arabic_survives_wrong_labels(encoding, declared, content_type):
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    body = rss("<item><title>خبر عاجل: انطلاق القمة العربية</title></item>", head=head).encode(encoding)

    assert parse(body, content_type=content_type).entries[0].title == "خبر عاجل: انطلاق القمة العربية"


def test_one_broken_byte_costs_one_letter():
    body = rss("<item><title>خبر عاجل: القمة XX العربية</title></item>").encode().replace(b"XX", b"\xd8")

    entry = parse(body, content_type="text/xml; charset=windows-1256").entries[0]

    assert entry.title == "خبر عاجل: القمة \ufffd العربية"
