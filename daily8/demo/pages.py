"""The pages of the made-up papers: with all that stands around an article on real ones."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from daily8.demo import markup
from daily8.demo.words import WORDS
from daily8.demo.world import Paper, Piece

_FOLDER = Path(__file__).with_name("templates")
_FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


def article(paper: Paper, piece: Piece) -> str:
    """Return the page of an article."""
    values = {
        "title": piece.title,
        "url": piece.url,
        "description": teaser(piece),
        "published": piece.published_at.isoformat(),
        "date": f"{piece.published_at:%d/%m/%Y %H:%M}",
        "section": piece.section,
        "authors": _together(piece.authors, paper.language),
    }
    parts = {
        "og_image": f'<meta property="og:image" content="{escape(piece.image)}">' if piece.image else "",
        "statement": _statement(paper, piece),
        "lead": _lead(paper, piece),
        "body": body(paper, piece),
        "sections": " ".join(_section_links(paper)),
        "related": _links(other for other in paper.pieces[:6] if other is not piece),
    }
    return _page(f"{paper.layout}.html", paper, values, parts)


def body(paper: Paper, piece: Piece) -> str:
    """Return the text of an article as HTML."""
    return markup.to_html(piece.text, pictures=f"{paper.home}pictures/", name=piece.title)


def teaser(piece: Piece) -> str:
    """Return the first paragraph of an article."""
    return piece.text.split("\n\n", 1)[0]


def front(paper: Paper) -> str:
    """Return the front page of a paper."""
    title = f"{paper.name}, {WORDS[paper.language]['made_up']}"
    return _page("list.html", paper, {"title": title}, {"items": _links(paper.pieces)})


def index(papers: Sequence[Paper]) -> str:
    """Return the page that lists the papers."""
    items = "\n".join(
        f'<li lang="{paper.language}"><a href="{escape(paper.home)}">{escape(paper.name)}</a></li>'
        for paper in papers
    )
    values = {**WORDS["en"], "title": WORDS["en"]["index"], "language": "en", "motto": "", "colour": "#444"}
    return _filled("list.html", values, {"items": items, "feed_link": ""})


def _page(template: str, paper: Paper, values: dict[str, str], parts: dict[str, str]) -> str:
    words = WORDS[paper.language]
    common = {
        **words,
        "name": paper.name,
        "motto": paper.motto,
        "language": paper.language,
        "colour": paper.colour,
        "home": paper.home,
        "home_word": words["home"],
        "sections_word": words["sections"],
        "related_word": words["related"],
    }
    return _filled(template, common | values, {"feed_link": _feed_link(paper), **parts})


def _filled(template: str, values: dict[str, str], parts: dict[str, str]) -> str:
    """Fill a template with values, which are text, and parts, which are HTML."""
    style = (_FOLDER / "style.css").read_text(encoding="utf-8")
    texts = {name: escape(value) for name, value in values.items()}
    return Template((_FOLDER / template).read_text(encoding="utf-8")).substitute(texts | parts, style=style)


def _feed_link(paper: Paper) -> str:
    if paper.feed == "sitemap":
        return ""
    kind = _FEED_TYPES.get(paper.feed, "application/rss+xml")
    return f'<link rel="alternate" type="{kind}" title="{escape(paper.name)}" href="{escape(paper.feed_url)}">'


def _lead(paper: Paper, piece: Piece) -> str:
    if not piece.image:
        return ""
    credit = f'<span class="credit">{WORDS[paper.language]["illustration"]}: {escape(paper.name)}</span>'
    return (
        f'<figure class="lead"><img src="{escape(piece.image)}" width="1280" height="720" alt="">'
        f"<figcaption>{escape(piece.caption)} {credit}</figcaption></figure>"
    )


def _section_links(paper: Paper) -> list[str]:
    sections = dict.fromkeys(piece.section for piece in paper.pieces)
    return [f'<a href="{escape(paper.home)}">{escape(section)}</a>' for section in sections]


def _links(pieces: Iterable[Piece]) -> str:
    return "\n".join(f'<li><a href="{escape(piece.url)}">{escape(piece.title)}</a></li>' for piece in pieces)


def _together(names: Sequence[str], language: str) -> str:
    return (" و" if language == "ar" else " and ").join(names)


def _statement(paper: Paper, piece: Piece) -> str:
    """What the page tells machines of itself (schema.org, as JSON-LD)."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.published_at.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in piece.authors],
        "articleSection": piece.section,
        "inLanguage": paper.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": paper.name},
        "mainEntityOfPage": piece.url,
    }
    if piece.image:
        told["image"] = [piece.image]
    return json.dumps(told, ensure_ascii=False).replace("</", "<\\/")
