"""The feeds under /<language>/, and what stands at the root of the site."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from daily8.api.mcp import views as mcp
from daily8.api.reader import entering as reader
from daily8.api.v1 import pages
from daily8.api.v1 import site as v1
from daily8.api.views import comments, editions, feeds, following, podcast, robots, sitemaps, websub

_FORM = r"feed\.(?P<form>rss|atom|json)"

urlpatterns = [
    re_path(rf"^{_FORM}$", feeds.front, name="front_feed"),
    re_path(rf"^latest/{_FORM}$", feeds.latest, name="latest_feed"),
    re_path(rf"^(?P<rhythm>daily|weekly)/{_FORM}$", editions.feed, name="edition_feed"),
    path("daily/podcast.xml", podcast.feed, name="podcast-feed"),
    re_path(rf"^category/(?P<category_id>[a-z]+)/{_FORM}$", feeds.category, name="category_feed"),
    re_path(rf"^source/(?P<domain>[^/\x00]+)/{_FORM}$", feeds.source, name="source_feed"),
    re_path(rf"^hashtag/(?P<slug>\w{{1,200}})/{_FORM}$", feeds.hashtag, name="hashtag_feed"),
    # As it was before there were three.
    re_path(r"^hashtag/(?P<slug>\w{1,200})/feed$", feeds.hashtag, {"form": "atom"}, name="former_hashtag_feed"),
    re_path(rf"^search/{_FORM}$", feeds.search, name="search_feed"),
    re_path(rf"^story/(?P<key>[0-9a-f]{{32}})/{_FORM}$", feeds.story, name="story_feed"),
    re_path(rf"^following/(?P<token>[\w-]{{32}})/{_FORM}$", following.following, name="following_feed"),
    re_path(
        rf"^(?P<subject>article|story)/(?P<key>[0-9a-f]{{32}})/comments/{_FORM}$",
        comments.feed,
        name="comments_feed",
    ),
]

root_patterns: list[URLPattern | URLResolver] = [
    # As FreshRSS has it, and as apps therefore expect it.
    *(path(f"api/{name}", reader.compatible) for name in ("greader", "greader.php")),
    *(path(f"api/{name}/", include("daily8.api.reader.urls")) for name in ("greader.php", "greader")),
    path("api/mcp", mcp.answer_message, name="mcp"),
    re_path(
        r"^podcast/(?P<language>[a-z]{2})/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\.(?P<form>mp3|vtt|json)$",
        podcast.file,
        name="episode-file",
    ),
    re_path(r"^websub/(?P<key>[0-9a-f]{32})$", websub.hear, name="websub"),
    path("robots.txt", robots.robots_txt, name="robots"),
    path("llms.txt", robots.llms_txt, name="llms"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap/news.xml", sitemaps.news, name="news_sitemap"),
    re_path(r"^sitemap/(?P<name>lists|sources|editions)\.xml$", sitemaps.whole, name="sitemap"),
    re_path(
        r"^sitemap/(?P<name>articles|stories|hashtags)-(?P<number>[0-9]{1,9})\.xml$",
        sitemaps.part,
        name="sitemap_part",
    ),
    path("api/v1/openapi.json", pages.openapi, name="api-document"),
    path("api/v1/docs", pages.docs, name="api-docs"),
    path("api/v1/docs/<str:name>", pages.file, name="api-docs-file"),
    *v1.patterns,
]
