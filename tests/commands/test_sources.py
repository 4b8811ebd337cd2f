"""`daily8 sources`: an operator names the publishers."""

from datetime import UTC, datetime

import pytest

from daily8.articles.models import Article
from daily8.engine.feeds import opml
from daily8.sources.models import Feed, Publisher, Status
from daily8.work.models import Version
from tests.engine.http.publishing import answer
from tests.pipeline.press import HTML, item, rss

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LIST = """<?xml version="1.0"?><opml version="2.0"><body>
  <outline text="Sports"><outline type="rss" text="The Tide" xmlUrl="https://tide.example/rss"
    htmlUrl="https://tide.example/" language="en"/></outline>
  <outline type="rss" text="البيان" xmlUrl="https://bayan.example/feed" htmlUrl="https://bayan.example/"
    language="ar"/>
  <outline type="rss" text="No address" xmlUrl="gopher://old.example/"/>
  <outline type="rss" text="Too long" xmlUrl="https://long.example/{long}"/>
</body></opml>""".format(long="x" * 2100)


@pytest.fixture
def listed(tmp_path):
    """An OPML file."""
    file = tmp_path / "feeds.opml"
    file.write_text(LIST, encoding="utf-8")
    return str(file)


def test_a_feed_is_added_by_its_address(press, run_sources):
    url = press.publish("bridge")

    done = run_sources("add", url)

    assert done.exit_code == 0
    assert done.output == f"added: {url} (127.0.0.1)\n"
    feed = Feed.objects.get()
    assert (feed.url, feed.title, feed.status) == (url, "The Tide", Status.ACTIVE)
    assert feed.due_at is not None


def test_adding_twice_says_so(press, run_sources):
    url = press.publish("bridge")
    run_sources("add", url)

    assert run_sources("add", url).output.startswith("known already:")
    assert Feed.objects.count() == 1


def test_a_home_page_names_its_feeds(press, run_sources):
    press.list(press.item("bridge"), path="/all.xml")
    links = '<link rel="alternate" type="application/rss+xml" href="/all.xml" title="All">'
    press.answers["/"] = answer(f"<!doctype html><html><head>{links}</head></html>".encode(), **HTML)

    done = run_sources("add", press.url("/"))

    assert done.exit_code == 0
    assert Feed.objects.get().url == press.url("/all.xml")


def test_a_home_page_that_names_none_is_tried_at_the_usual_places(press, run_sources):
    press.answers["/"] = answer(b"<!doctype html><p>Welcome", **HTML)
    press.list(press.item("bridge"), path="/feed")

    run_sources("add", press.url("/"))

    assert Feed.objects.get().url == press.url("/feed")


def test_a_news_sitemap_serves_where_there_is_no_feed(press, run_sources):
    press.answers["/"] = answer(b"<!doctype html><p>Welcome", **HTML)
    press.answers["/robots.txt"] = answer(
        f"Sitemap: {press.url('/maps/news.xml')}\n".encode(), content_type="text/plain"
    )
    press.answers["/maps/news.xml"] = answer(
        f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{press.url("/bridge")}</loc><news:news>
        <news:publication><news:name>Tide</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2026-11-25T10:00:00Z</news:publication_date><news:title>Bridge</news:title>
        </news:news></url></urlset>""".encode(),
        content_type="application/xml",
    )

    done = run_sources("add", press.url("/"))

    assert done.exit_code == 0, done.output
    assert Feed.objects.get().url == press.url("/maps/news.xml")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/missing", "answers 404"), ("/bare", "give the address of the feed itself"), ("/picture", "image/png")],
)
def test_a_place_without_a_feed_is_refused_with_the_way_out(press, run_sources, path, words):
    press.answers["/bare"] = answer(b"<!doctype html><p>Welcome", **HTML)
    press.answers["/picture"] = answer(b"PNG", content_type="image/png")

    done = run_sources("add", press.url(path))

    assert done.exit_code == 1
    assert words in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert not Publisher.objects.exists()


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1/feed", "file:///etc/passwd", "http://127.0.0.1:9/", "http://[bad/", "x y", ""]
)
def test_an_address_that_cannot_be_asked_is_refused_in_one_line(run_sources, address):
    done = run_sources("add", address)

    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert len(done.output.strip().splitlines()) == 1


def test_an_opml_list_is_imported_but_for_what_is_no_web_address(run_sources, listed):
    done = run_sources("import", listed)

    assert done.exit_code == 0, done.output
    assert "2 feeds added, 0 known already, 2 left out." in done.output
    assert "left out: line 6: 'gopher://old.example/' is no web address" in done.output
    assert "left out: line 7: https://long.example/" in done.output
    assert "more than 2000 characters" in done.output
    assert set(Publisher.objects.values_list("domain", "language")) == {
        ("tide.example", "en"),
        ("bayan.example", "ar"),
    }
    assert Publisher.objects.get(domain="bayan.example").name_in("ar") == "البيان"
    assert "0 feeds added, 2 known already" in run_sources("import", listed).output


def test_what_is_exported_can_be_imported_again(run_sources, listed, tmp_path):
    run_sources("import", listed)
    rows = ("url", "title", "category", "language", "publisher__domain", "publisher__names", "publisher__home")
    before = sorted(map(str, Feed.objects.values_list(*rows)))
    file = tmp_path / "out.opml"

    assert run_sources("export", str(file)).output == f"2 feeds written to {file}.\n"
    Publisher.objects.all().delete()
    run_sources("import", str(file))

    assert sorted(map(str, Feed.objects.values_list(*rows))) == before
    assert Feed.objects.get(url="https://tide.example/rss").category == "Sports"


def test_an_export_without_a_file_goes_to_standard_output(run_sources, listed):
    run_sources("import", listed)

    done = run_sources("export")

    assert [outline.feed_url for outline in opml.read(done.stdout_bytes)] == [
        "https://bayan.example/feed",
        "https://tide.example/rss",
    ]


def test_an_export_to_a_place_that_is_not_there_says_so(run_sources, tmp_path):
    done = run_sources("export", str(tmp_path / "nowhere" / "out.opml"))

    assert done.exit_code == 1
    assert "No such file or directory" in done.output


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"not xml", b"\xff\xfe\x00", b"<html><p>Not found"])
def test_a_file_that_is_no_opml_is_refused_in_one_line(run_sources, tmp_path, body):
    file = tmp_path / "bad.opml"
    file.write_bytes(body)

    done = run_sources("import", str(file))

    assert done.exit_code == 1
    assert done.output.startswith(f"Error: {file}: ")
    assert "OPML" in done.output
    assert not Feed.objects.exists()


def test_a_file_that_is_not_there_is_named(run_sources):
    done = run_sources("import", "nowhere.opml")

    assert done.exit_code == 1
    assert done.output == (
        "Error: nowhere.opml: No such file or directory; give a file, or an address with https://\n"
    )


def test_a_list_is_imported_from_its_address(run_sources, press):
    press.answers["/feeds.opml"] = answer(LIST.encode(), **{"Content-Type": "text/x-opml"})

    assert "2 feeds added, 0 known already, 2 left out." in run_sources("import", press.url("/feeds.opml")).output
    assert Feed.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (answer(b"<html><body>Log in", **HTML), "not an OPML list: an HTML page"),
        (answer(b"x" * 6_000_000, **HTML), "5,000,000 are the limit"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "the server answers 404"),
        (answer(b"", Location="http://169.254.169.254/", status="302 Found"), "169.254.169.254"),
    ],
)
def test_an_address_without_a_list_is_refused_in_one_line(run_sources, press, body, reason):
    press.answers["/feeds.opml"] = body

    done = run_sources("import", press.url("/feeds.opml"))

    assert done.exit_code == 1
    assert reason in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["http://10.0.0.1/x", "http://[::1]/x", "file:///etc/passwd", "ftp://a.example/x", "http://localhost:1/"],
)
def test_nothing_is_fetched_from_where_nothing_may_be(run_sources, settings, address):
    settings.ALLOW_PRIVATE_NETWORKS = ()

    assert run_sources("import", address).exit_code == 1


@pytest.mark.parametrize("name", ["https://tide.example/rss", "tide.example"])
def test_feeds_are_paused_and_resumed_by_address_or_publisher(run_sources, listed, name):
    run_sources("import", listed)
    feed = Feed.objects.get(publisher__domain="tide.example")

    assert run_sources("pause", name).output.startswith("1 feed paused")
    feed.refresh_from_db()
    assert (feed.status, feed.due_at) == (Status.PAUSED, None)
    assert Feed.objects.active().count() == 1

    run_sources("resume", name)
    feed.refresh_from_db()
    assert feed.status == Status.ACTIVE
    assert feed.due_at is not None


@pytest.mark.parametrize("command", ["pause", "resume", "delete"])
def test_an_unknown_name_is_refused_with_the_way_out(run_sources, command):
    done = run_sources(command, "unknown.example")

    assert done.exit_code == 1
    assert done.output == (
        "Error: unknown.example: no such feed or publisher; `daily8 sources list` shows what there is\n"
    )


def test_a_publisher_is_deleted_with_its_articles_after_a_yes(
    run_sources, make_publisher, make_article, make_feed
):
    publisher = make_publisher("tide.example")
    make_feed(publisher)
    make_article(publisher=publisher)
    version = Version.current("pages")

    refused = run_sources("delete", "tide.example", input="n\n")
    assert refused.exit_code == 1
    assert Publisher.objects.exists()

    done = run_sources("delete", "tide.example", input="y\n")
    assert "Deleted tide.example with 1 article." in done.output
    assert not Publisher.objects.exists()
    assert not Article.objects.exists()
    assert Version.current("pages") > version


def test_a_feed_is_deleted_and_its_articles_stay(run_sources, make_publisher, make_article, make_feed):
    publisher = make_publisher("tide.example")
    feed = make_feed(publisher)
    article = make_article(publisher=publisher, feed=feed)

    done = run_sources("delete", feed.url)

    assert "its articles stay" in done.output
    article.refresh_from_db()
    assert article.feed is None


def test_a_list_without_sources_says_how_to_add_one(run_sources):
    assert "`daily8 sources add ADDRESS`" in run_sources("list").output
    assert run_sources("list", "--failing").output == "No feed fails.\n"


def test_the_list_tells_health_and_reason(run_sources, make_publisher, make_feed):
    good = make_feed(make_publisher("good.example"))
    bad = make_feed(make_publisher("bad.example"), failures=3, error="the server answers 500")
    paused = make_feed(make_publisher("paused.example"), failures=1, error="old", status=Status.PAUSED)

    lines = run_sources("list").output.splitlines()
    assert len(lines) == 3
    assert f"bad.example  {bad.url}  failing: the server answers 500" in lines
    assert any(line.startswith(f"good.example  {good.url}") for line in lines)

    assert run_sources("list", "--failing").output.splitlines() == [
        f"bad.example  {bad.url}  failing: the server answers 500"
    ]
    assert paused.url not in run_sources("list", "--failing").output


def test_the_starter_catalogue_is_added_once(run_sources):
    first = run_sources("catalogue").output
    assert int(first.split()[0]) >= 60
    assert run_sources("catalogue").output == "0 publishers and 0 feeds added.\n"


def test_a_feed_that_says_whose_it_is_belongs_to_them(press, run_sources):
    press.answers["/proxy.xml"] = answer(
        rss(item("https://tide.example/1", "News")).replace(b"http://127.0.0.1/", b"https://www.tide.example/"),
        content_type="application/rss+xml",
    )

    run_sources("add", press.url("/proxy.xml"))

    assert Publisher.objects.get().domain == "tide.example"


def test_what_is_known_of_a_publisher_is_changed(run_sources, publisher):
    before = Version.current("pages")

    done = run_sources(
        "edit",
        publisher.domain,
        "--rights",
        "excerpt",
        "--name",
        "ar",
        "اليوم",
        "--country",
        "eg",
        "--language",
        "ar",
    )

    assert done.exit_code == 0
    assert done.output == f"{publisher.domain}: اليوم, EG, shows excerpt.\n"
    publisher.refresh_from_db()
    assert (publisher.rights, publisher.country, publisher.language) == ("excerpt", "EG", "ar")
    assert publisher.names["ar"] == "اليوم"
    assert "en" in publisher.names
    assert Version.current("pages") == before + 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--country", "Egypt"), "'EGYPT' is no country; write two letters such as EG"),
        (("--country", "150"), "'150' is no country"),
        (("--language", "arabic"), "'arabic' is no language; write a code such as en or ar"),
        (("--name", "xx1", "Paper"), "'xx1' is no language"),
        (("--rights", "all"), "'all' is not one of 'full', 'excerpt', 'link'"),
    ],
)
def test_a_wrong_code_changes_nothing(run_sources, publisher, arguments, reason):
    done = run_sources("edit", publisher.domain, *arguments)

    assert done.exit_code != 0
    assert reason in done.output
    names = publisher.names
    publisher.refresh_from_db()
    assert (publisher.rights, publisher.country, publisher.language, publisher.names) == (
        "full",
        "KE",
        "en",
        names,
    )


def test_editing_an_unknown_publisher_says_so(run_sources):
    done = run_sources("edit", "nobody.example", "--rights", "link")

    assert done.exit_code == 1
    assert "nobody.example: no such publisher" in done.output


def test_an_address_without_a_scheme_is_tried_with_both(press, run_sources):
    url = press.publish("bridge")

    done = run_sources("add", url.removeprefix("http://"))

    assert done.exit_code == 0
    assert Feed.objects.get().url == url
