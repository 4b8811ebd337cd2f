"""Is what publishers change shown, and nothing else? `python -m bench.edits [--articles 180]`

A publisher of ours on loopback has articles in English and Arabic. They are read, then it edits each: headline,
one or two figures, both, a paragraph, its template alone, or nothing. At the next moment all are read again,
and what the pages of the articles then tell is compared with what was done.
"""

import argparse
import http.server
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import html

from bench.edits_press import Piece, pieces
from bench.killing import kill
from bench.sites import Site
from bench.world import free_port, page_at, site_environment

ARTICLES = 180


@dataclass
class Told:
    """What the pages tell, against what was done."""

    articles: int = 0
    headlines: int = 0
    headlines_missed: int = 0
    figures: int = 0
    figures_missed: int = 0
    invented: int = 0
    wrong: list[str] = field(default_factory=list)


def measure(articles: int = 120) -> dict[str, float]:
    """Edit so many articles; return how many headlines and figures were missed, and what was invented."""
    told = run(articles)
    return {
        "edits.articles": told.articles,
        "edits.headlines": told.headlines,
        "edits.figures": told.figures,
        "edits.missed": told.headlines_missed + told.figures_missed,
        "edits.invented": told.invented,
    }


def run(count: int) -> Told:
    """Publish, read, edit and read again; return what the pages tell."""
    written = pieces(count)
    with tempfile.TemporaryDirectory() as folder, _served(written) as address:
        site = Site(Path(folder) / "site")
        for language in ("en", "ar"):
            site.run("sources", "add", f"{address}/{language}.xml")
        site.run("update", "--due", "--patience", "1")
        for piece in written:
            piece.edited = True
        _let_hours_pass(site)
        site.run("update", "--due", "--patience", "5")
        return _compare(site, written, address)


@contextmanager
def _served(written: list[Piece]) -> Iterator[str]:
    """The publisher, as it is now."""
    pages = {piece.path: piece for piece in written}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path in pages:
                self._send(pages[self.path].page, "text/html; charset=utf-8")
            elif self.path in ("/en.xml", "/ar.xml"):
                self._send(_feed(written, self.path[1:3], f"http://{self.headers['Host']}"), "application/rss+xml")
            else:
                self.send_error(404)

        def _send(self, body: str, content_type: str) -> None:
            data = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


_BEGAN = format_datetime(datetime.now(UTC))


def _feed(written: list[Piece], language: str, address: str) -> str:
    items = "".join(
        f"<item><title>{escape(piece.titles[0])}</title><link>{address}{piece.path}</link><pubDate>{_BEGAN}</pubDate></item>"
        for piece in written
        if piece.language == language
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Edits</title>'
        f"<link>{address}/</link><language>{language}</language>{items}</channel></rss>"
    )


def _let_hours_pass(site: Site) -> None:
    """Have the moments of reading again come, as if hours had passed."""
    site.write("UPDATE articles_rereading SET at = '2026-01-01 00:00:00'")


def _compare(site: Site, written: list[Piece], address: str) -> Told:
    told = Told()
    keys = dict(site.rows("SELECT url, key FROM articles_article WHERE visible"))
    with _web(site) as web:
        for piece in written:
            told.articles += 1
            page = _page(f"{web}/{piece.language}/article/{keys[address + piece.path]}")
            _note(told, piece, page)
    return told


def _note(told: Told, piece: Piece, page: html.HtmlElement) -> None:
    """Count what the page tells of one article."""
    edits = page.find_class("edits")
    headlines = [_versions(one) for one in page.xpath("//*[contains(@class, 'edits__words')]")]
    figures = [
        tuple(word.text_content() for word in one.xpath("./p[1]/bdi"))
        for one in page.xpath("//*[contains(@class, 'figure-change')][./p]")
    ]
    wanted = [piece.titles] if "headline" in piece.kind else []
    told.headlines += len(wanted)
    told.figures += len(piece.figures)
    missed = [one for one in wanted if one not in headlines]
    lost = [one for one in piece.figures if one not in figures]
    more = [one for one in headlines if one not in wanted] + [one for one in figures if one not in piece.figures]
    if piece.kind in ("template", "nothing"):
        more += [("changed", piece.kind)] * len(edits)
    told.headlines_missed += len(missed)
    told.figures_missed += len(lost)
    told.invented += len(more)
    if missed or lost or more:
        told.wrong.append(f"{piece.path} ({piece.kind}): missed {missed + lost}, invented {more}")


def _versions(element: html.HtmlElement) -> tuple[str, str]:
    """The headline before and after."""

    def version(left_out: str) -> str:
        copy = html.fromstring(html.tostring(element, encoding="unicode"))
        for word in [*copy.xpath(f".//{left_out}"), *copy.find_class("hidden")]:
            word.drop_tree()
        return str(copy.text_content().strip())

    return version("ins"), version("del")


@contextmanager
def _web(site: Site) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "daily8", "web"],
        env=site_environment(site.folder, **site.settings, DAILY8_PORT=str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        kill(process)


def _page(url: str) -> html.HtmlElement:
    return html.document_fromstring(page_at(url))


def main() -> int:
    """Print what was told; return 1 where anything was missed or invented."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    told = run(parser.parse_args().articles)
    print(
        f"{told.articles} articles edited: {told.headlines - told.headlines_missed} of {told.headlines} headlines"
        f" and {told.figures - told.figures_missed} of {told.figures} figures shown, {told.invented} invented"
    )
    for line in told.wrong:
        print(f"  {line}")
    return int(bool(told.wrong))


if __name__ == "__main__":
    sys.exit(main())
