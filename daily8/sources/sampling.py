"""What runs in the sandbox when a source is looked at before it is added: an answer in, what it shows out."""

from urllib.parse import urljoin

from daily8.engine import addresses, feeds, reservations
from daily8.engine.extraction import extract
from daily8.sources.samples import FeedSample, Item, PageSample

_ITEMS = 5
_LONGEST_TITLE = 300
_LONGEST_PARAGRAPH = 600


def feed_in(body: bytes, url: str, content_type: str) -> FeedSample | None:
    """Return the feed in an answer, also one that lists nothing; None where the answer is no feed."""
    try:
        feed = feeds.parse(body, url=url, content_type=content_type)
    except feeds.FeedError:
        return None
    dates = [entry.published or entry.updated for entry in feed.entries]
    items = [
        Item(entry.title[:_LONGEST_TITLE], addresses.normalise(entry.url, base=url), entry.published)
        for entry in feed.entries[:_ITEMS]
    ]
    return FeedSample(
        url=url,
        title=feed.title[:_LONGEST_TITLE],
        home=feed.home or urljoin(url, "/"),
        language=feed.language.split("-")[0].lower()[:8],
        format=feed.format,
        count=len(feed.entries) + feed.omitted,
        newest=max(filter(None, dates), default=None),
        items=tuple(items),
    )


def page_in(body: bytes, url: str, content_type: str, agent: str) -> PageSample:
    """Return how a page reads; raise ValueError where it cannot be read at all."""
    page = extract(body, url=url, content_type=content_type)
    paragraphs = [paragraph for paragraph in page.text.split("\n\n") if paragraph.strip()]
    return PageSample(
        url=url,
        kind=page.kind.value,
        title=page.title[:_LONGEST_TITLE],
        paragraph=paragraphs[0][:_LONGEST_PARAGRAPH] if paragraphs else "",
        has_picture=bool(page.image),
        words=len(page.text.split()),
        reserved=reservations.in_page(body, agent=agent),
    )
