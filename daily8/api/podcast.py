"""The podcast as RSS, with what Apple's directory and the Podcasting 2.0 namespace ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from xml.sax.xmlreader import AttributesImpl

from babel.dates import format_date
from django.conf import settings
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from daily8.api.feeds import one_line, speakable
from daily8.engine.language.directions import direction
from daily8.podcast import transcripts
from daily8.podcast.hearing import Chapter, Recording
from daily8.work import branding

TYPE = "application/rss+xml; charset=utf-8"
AUDIO = "audio/mpeg"
# Of which the guid of every podcast is made, by the namespace's own rule.
_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_MINUTES = 60
_PREFIXES = {
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
}


@dataclass(frozen=True, slots=True)
class Podcast:
    """What the feed says of all episodes: `page` lists them for people, `picture` is a square of 1,400 pixels."""

    title: str
    description: str
    origin: str
    page: str
    address: str
    language: str
    icon: str
    picture: str


def written(podcast: Podcast, recordings: Sequence[Recording]) -> bytes:
    """Return the feed as a document."""
    rss = _Rss(
        title=one_line(podcast.title),
        link=podcast.page,
        description=one_line(podcast.description),
        language=podcast.language,
        feed_url=podcast.address,
        ttl=_MINUTES,
        podcast=podcast,
        newest=max((one.episode.edition.made_at for one in recordings), default=None),
    )
    for recording in recordings:
        _add(rss, recording, podcast.origin)
    return rss.writeString("utf-8").encode()


def guid(address: str) -> str:
    """Return the guid that a podcast has for ever, by the first address of its feed."""
    return str(uuid5(_NAMESPACE, address.split("://", 1)[-1].rstrip("/")))


def _add(rss: Rss201rev2Feed, recording: Recording, origin: str) -> None:
    episode = recording.episode
    edition = episode.edition
    stories = [one for one in recording.chapters if one.story_key]
    rss.add_item(
        title=one_line(format_date(edition.day, "full", locale=edition.language)),
        link=f"{origin}/{edition.language}/{edition.rhythm}/{edition.day}",
        description=one_line(" · ".join(one.title for one in stories)),
        pubdate=edition.made_at,
        unique_id=f"tag:{urlsplit(origin).hostname},2026:episode/{edition.language}/{edition.day}",
        unique_id_is_permalink=False,
        enclosures=[Enclosure(origin + episode.address("mp3"), str(episode.size), AUDIO)],
        recording=recording,
        origin=origin,
        html=speakable(_notes(stories, origin, edition.language)),
    )


def _notes(stories: Sequence[Chapter], origin: str, language: str) -> SafeString:
    """The stories with their times and pages; programs know no direction but the one that it brings along."""
    lines = format_html_join(
        "",
        '<li>{} <a href="{}/{}/story/{}">{}</a></li>',
        ((one.clock, origin, language, one.story_key, one.title) for one in stories),
    )
    return format_html('<ol lang="{}" dir="{}">{}</ol>', language, direction(language), lines)


class _Rss(Rss201rev2Feed):
    """Django's, with what podcasts have beside it."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | _PREFIXES

    def latest_post_date(self) -> Any:
        return self.feed["newest"] or super().latest_post_date()

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        podcast: Podcast = self.feed["podcast"]
        for name, words in (
            ("itunes:author", branding.name()),
            ("itunes:type", "episodic"),
            ("itunes:explicit", "false"),
            ("podcast:guid", guid(podcast.address)),
            ("podcast:medium", "podcast"),
        ):
            handler.addQuickElement(name, words)
        handler.addQuickElement("itunes:image", None, {"href": podcast.picture})
        _nested(handler, "itunes:category", {"text": "News"}, "itunes:category", "", {"text": "Daily News"})
        owner = settings.PODCAST_OWNER
        handler.addQuickElement("podcast:locked", "yes", {"owner": owner} if owner else {})
        if owner:
            handler.startElement("itunes:owner", AttributesImpl({}))
            handler.addQuickElement("itunes:name", branding.name())
            handler.addQuickElement("itunes:email", owner)
            handler.endElement("itunes:owner")
        handler.startElement("image", AttributesImpl({}))
        for name, words in (("url", podcast.icon), ("title", self.feed["title"]), ("link", self.feed["link"])):
            handler.addQuickElement(name, words)
        handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        episode, origin = item["recording"].episode, item["origin"]
        for name, words in (
            ("itunes:title", item["title"]),
            ("itunes:duration", str(round(episode.milliseconds / 1000))),
            ("itunes:explicit", "false"),
            ("itunes:episodeType", "full"),
            ("content:encoded", item["html"]),
        ):
            handler.addQuickElement(name, words)
        transcript = {"url": origin + episode.address("vtt"), "type": transcripts.VTT}
        transcript["language"] = episode.edition.language
        handler.addQuickElement("podcast:transcript", None, transcript)
        chapters = {"url": origin + episode.address("json"), "type": transcripts.CHAPTERS}
        handler.addQuickElement("podcast:chapters", None, chapters)


def _nested(
    handler: SimplerXMLGenerator,
    name: str,
    attributes: dict[str, str],
    inner: str,
    words: str,
    own: dict[str, str],
) -> None:
    handler.startElement(name, AttributesImpl(attributes))
    handler.addQuickElement(inner, words, own)
    handler.endElement(name)
