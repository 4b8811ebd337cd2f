from pathlib import Path

from daily8.engine.feeds.flat import flat

HERE = Path(__file__).parent


def test_a_feed_is_flattened_to_what_other_libraries_say():
    values = flat((HERE / "rss-full.xml").read_bytes(), None)

    assert values["feed.link"] == "https://harbour.example/"
    assert values["items.count"] == 3
    assert values["items.0.published"] == "2024-05-14T13:05:00Z"
    assert values["items.0.author"] == "Amina Haddad, Tom Reed"
    assert values["items.0.categories"] == ["Transport", "Strikes"]
    assert values["items.1.content"] == values["items.1.summary"]
    assert values["items.2.author"] == "News Desk"
    assert values["items.2.link"] == "https://harbour.example/"


def test_what_is_missing_is_left_out_or_stood_in_for():
    body = b"<rss><channel><item><description>Only &lt;b&gt;words&lt;/b&gt;</description></item></channel></rss>"

    assert flat(body, "https://a.example/feed") == {
        "feed.link": "https://a.example/feed",
        "items.count": 1,
        "items.0.title": "Only words",
        "items.0.link": "https://a.example/feed",
        "items.0.summary": "Only <b>words</b>",
        "items.0.content": "Only <b>words</b>",
    }
