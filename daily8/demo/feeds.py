"""The feeds of the made-up papers, in the dialects that real papers speak."""

import json
from collections.abc import Callable
from email.utils import format_datetime
from html import escape

from daily8.demo import pages
from daily8.demo.world import Paper, Piece

_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def feed(paper: Paper) -> tuple[str, str]:
    """Return the feed of a paper and its content type."""
    make, content_type = _DIALECTS[paper.feed]
    return make(paper), content_type


def _rss(paper: Paper) -> str:
    items = "".join(
        f"<item><title>{escape(piece.title)}</title><link>{escape(piece.url)}</link>"
        f'<guid isPermaLink="true">{escape(piece.url)}</guid>'
        f"<pubDate>{format_datetime(piece.published_at)}</pubDate>"
        f"<category>{escape(piece.section)}</category>{_creators(piece)}"
        f"<description>{escape(pages.teaser(piece))}</description>{_text(paper, piece)}{_media(piece)}</item>\n"
        for piece in paper.pieces
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {_NAMESPACES}><channel>'
        f"<title>{escape(paper.name)}</title><link>{escape(paper.home)}</link>"
        f"<description>{escape(paper.motto)}</description><language>{paper.language}</language>\n"
        f"{items}</channel></rss>\n"
    )


def _text(paper: Paper, piece: Piece) -> str:
    """The whole text, in the feeds that carry it."""
    if paper.feed != "rss-full":
        return ""
    return f"<content:encoded>{escape(pages.body(paper, piece))}</content:encoded>"


def _rdf(paper: Paper) -> str:
    listed = "".join(f'<rdf:li rdf:resource="{escape(piece.url)}"/>' for piece in paper.pieces)
    items = "".join(
        f'<item rdf:about="{escape(piece.url)}"><title>{escape(piece.title)}</title>'
        f"<link>{escape(piece.url)}</link>"
        f"<description>{escape(pages.teaser(piece))}</description>{_creators(piece)}"
        f"<dc:date>{piece.published_at.isoformat()}</dc:date><dc:subject>{escape(piece.section)}</dc:subject>"
        f"{_media(piece)}</item>\n"
        for piece in paper.pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        f' {_NAMESPACES}>\n<channel rdf:about="{escape(paper.feed_url)}"><title>{escape(paper.name)}</title>'
        f"<link>{escape(paper.home)}</link><description>{escape(paper.motto)}</description>"
        f"<dc:language>{paper.language}</dc:language>"
        f"<items><rdf:Seq>{listed}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )


def _atom(paper: Paper) -> str:
    entries = "".join(
        f"<entry><id>{escape(piece.url)}</id><title>{escape(piece.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{escape(piece.url)}"/>'
        f"<published>{piece.published_at.isoformat()}</published><updated>{piece.published_at.isoformat()}</updated>"
        + "".join(f"<author><name>{escape(name)}</name></author>" for name in piece.authors)
        + f'<category term="{escape(piece.section)}"/><summary>{escape(pages.teaser(piece))}</summary>'
        f"{_media(piece)}</entry>\n"
        for piece in paper.pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        f' xmlns:media="http://search.yahoo.com/mrss/" xml:lang="{paper.language}">'
        f"<id>{escape(paper.home)}</id><title>{escape(paper.name)}</title><subtitle>{escape(paper.motto)}</subtitle>"
        f'<link href="{escape(paper.home)}"/><link rel="self" href="{escape(paper.feed_url)}"/>'
        f"<updated>{paper.pieces[0].published_at.isoformat()}</updated>\n{entries}</feed>\n"
    )


def _json(paper: Paper) -> str:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.name,
        "home_page_url": paper.home,
        "feed_url": paper.feed_url,
        "language": paper.language,
        "items": [_json_item(piece) for piece in paper.pieces],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _json_item(piece: Piece) -> dict[str, object]:
    item: dict[str, object] = {
        "id": piece.url,
        "url": piece.url,
        "title": piece.title,
        "summary": pages.teaser(piece),
        "content_text": pages.teaser(piece),
        "date_published": piece.published_at.isoformat(),
        "authors": [{"name": name} for name in piece.authors],
        "tags": [piece.section],
    }
    return item | ({"image": piece.image} if piece.image else {})


def _sitemap(paper: Paper) -> str:
    urls = "".join(
        f"<url><loc>{escape(piece.url)}</loc><news:news><news:publication>"
        f"<news:name>{escape(paper.name)}</news:name><news:language>{paper.language}</news:language>"
        f"</news:publication><news:publication_date>{piece.published_at.isoformat()}</news:publication_date>"
        f"<news:title>{escape(piece.title)}</news:title></news:news>{_sitemap_image(piece)}</url>\n"
        for piece in paper.pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        f' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n{urls}</urlset>\n'
    )


def _sitemap_image(piece: Piece) -> str:
    if not piece.image:
        return ""
    return f"<image:image><image:loc>{escape(piece.image)}</image:loc></image:image>"


def _creators(piece: Piece) -> str:
    return "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in piece.authors)


def _media(piece: Piece) -> str:
    return f'<media:content url="{escape(piece.image)}" medium="image"/>' if piece.image else ""


_DIALECTS: dict[str, tuple[Callable[[Paper], str], str]] = {
    "rss": (_rss, "application/rss+xml; charset=utf-8"),
    "rss-full": (_rss, "text/xml; charset=utf-8"),
    "rdf": (_rdf, "application/rdf+xml; charset=utf-8"),
    "atom": (_atom, "application/atom+xml; charset=utf-8"),
    "json": (_json, "application/feed+json; charset=utf-8"),
    "sitemap": (_sitemap, "application/xml; charset=utf-8"),
}
