"""Feeds made to hurt: each is read in bounded time or refused, and tells nothing of this machine."""

import pytest

from daily8.engine.feeds import FeedError, parse

HEAD = '<?xml version="1.0"?>'
ITEM = "<item><title>News {0}</title><description>{0}</description><link>https://a.example/1</link></item>"


def outcome(body):
    try:
        return len(parse(body).entries)
    except FeedError:
        return "refused"


def feed(inside, *, doctype="", attributes=""):
    return f"{HEAD}{doctype}<rss version='2.0'{attributes}><channel>{inside}</channel></rss>".encode()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("SECRET")
    return path


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "{uri}">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "{uri}"> %p;]>',
        '<!DOCTYPE rss SYSTEM "{uri}">',
        '<!DOCTYPE rss PUBLIC "-//x" "{uri}" [<!ENTITY y "&x;">]>',
    ],
)
def test_no_file_is_read_for_a_feed(doctype, secret):
    body = feed(ITEM.format("&x;"), doctype=doctype.format(uri=secret.as_uri()))

    entry = parse(body).entries[0]

    assert entry.url == "https://a.example/1"
    assert "SECRET" not in repr(entry)


def test_no_file_is_included_in_a_feed(secret):
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{secret.as_uri()}"/>'

    assert "SECRET" not in repr(parse(feed(ITEM.format(include))))


def test_nested_entities_do_not_grow():
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}]>'

    entry = parse(feed(ITEM.format("&l9;"), doctype=doctype)).entries[0]

    assert entry.title == "News"


def test_many_uses_of_one_entity_do_not_grow():
    doctype = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 59}"><!ENTITY long "{"b" * 50_000}">]>'

    entry = parse(feed(ITEM.format("&a;&long;" * 20_000), doctype=doctype)).entries[0]

    assert len(entry.summary) < 110_000
    assert "b" not in entry.summary


def test_small_entities_of_a_document_are_kept():
    doctype = "<!DOCTYPE rss [<!ENTITY pub 'Harbour Post'><!ENTITY q \"it's\">]>"

    assert parse(feed(ITEM.format("&pub; &q; &hellip; &nowhere;"), doctype=doctype)).entries[0].title == (
        "News Harbour Post it's … &nowhere;"
    )


@pytest.mark.parametrize(
    "inside",
    [
        ITEM.format("<b>" * 100_000),
        ITEM.format("<b>" * 100_000 + "</b>" * 100_000),
        ITEM.format("&lt;" * 200_000),
        ITEM.format("&" * 500_000),
        ITEM.format("<" * 500_000),
        ITEM.format('<a b="' * 100_000),
        ITEM.format("<a b=" * 100_000),
        ITEM.format("</i></b>" * 100_000),
        ITEM.format("x" * 11_000_000),
        "<item>" + "<category>c</category>" * 50_000 + "</item>",
        "<item>" + "<pubDate>1 1 1 1 1 1 1</pubDate>" * 50_000 + "</item>",
        "<item>" + "<enclosure url='http://a.example/b'/>" * 50_000 + "</item>",
        "<item>" + "<link>javascript:x</link>" * 50_000 + "</item>",
        f"<item><title>A</title></item><link a='{'x' * 11_000_000}'/>",
        "<item " + " ".join(f"a{n}='{n}'" for n in range(50_000)) + "><title>A</title></item>",
        f"<item><title>{'&lt;!--' * 100_000}</title></item>",
        f"<item><description>{'&lt;img ' * 100_000}</description></item>",
        f"<item><author>{'a@' * 200_000}</author></item>",
    ],
    ids=range(18),
)
def test_odd_masses_come_to_one_item(inside):
    assert len(parse(feed(inside)).entries) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<!--" * 500_000 + b"<rss>",
        b"<!-- <rss> -->" * 100_000 + b"<rss>",
        b"<rss>" + b"<!--" * 500_000,
        b"<rss><channel><item><description>" + b"<![CDATA[" * 300_000,
        b"<!DOCTYPE rss [" + b"<!ENTITY " * 200_000 + b"<rss>",
        b"<rss " + b" ".join(b"xmlns:n%d='u:%d'" % (n, n) for n in range(20_000)) + b"><channel/></rss>",
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 100_000 + b"}]}",
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"},' + b"[" * 300_000,
        bytes(range(256)) * 2_000,
        b"<rss>" + bytes(range(256)) * 2_000,
        b"<feed xmlns='&#xD800;'>\0\0</feed>",
        b"<rss><channel><item><:a/><a:/><a::b/><1/></item>",
        b"<rss xmlns:='x' xmlns:xml='y' xmlns:a=''><a:item/></rss>",
    ],
    ids=range(13),
)
def test_garbage_is_read_or_refused_and_nothing_else(body):
    assert outcome(body) in ("refused", 0, 1)


def test_what_json_can_write_and_no_database_keep_is_left_out():
    item = rb'{"id":"1","url":"https://a.example/1","title":"Sh\u0000ips \ud83d","tags":["\u0000sea"]}'
    body = rb'{"version":"https://jsonfeed.org/version/1.1","title":"The\u0000 Tide \ud83d","items":[%b]}' % item

    feed = parse(body)

    assert (feed.title, feed.entries[0].title, feed.entries[0].categories) == ("The Tide", "Ships", ("sea",))
