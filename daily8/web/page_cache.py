"""Public pages as bytes kept ready: asked before Django is."""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Any, cast
from urllib.parse import parse_qsl

import brotli
from django.http import parse_cookie
from django.utils.http import parse_http_date_safe

from daily8.articles.keeping import SHOWN
from daily8.web.changes import Changes
from daily8.web.data_saver import shows_pictures
from daily8.web.themes import THEMES

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Key = tuple[str, ...]

# Ages on a page ("5 minutes ago") are true for so long.
SECONDS = 60.0
BYTES = 64 * 2**20
# And so much longer they will do while they are made anew.
GRACE_SECONDS = 10.0
# What a page costs beside its bodies: headers and bookkeeping.
PAGE_BYTES = 2048
# What a reader may write that changes a page. Any other parameter makes it a page that is not kept, any other
# theme is none, so that nobody can push others' pages out with words of his own.
PARAMETERS = frozenset({"before", "country", "health", "language", "languages", "text"})
# And of pages of comments, which let no other order and no page without comments be kept.
OF_COMMENTS = frozenset({"order", "page"})
# Sound, of which players ask for parts; pages are had whole.
_IN_PARTS = frozenset({"speech"})


@dataclass(slots=True)
class _Page:
    """One answer with what is sent for each encoding; `key_size` is what it costs to find it.

    It shows what there was of `things` at this turn of changes; see `daily8.articles.shown`.
    """

    headers: Headers
    bodies: dict[str, bytes]
    tag: str
    version: int
    turn: int
    things: frozenset[str]
    until: float
    key_size: int

    def good(self, changes: Changes, now: float) -> bool:
        """Whether it shows what there is."""
        return self.version == changes.version and self.until >= now and not changes.since(self.turn, self.things)

    def good_enough(self, changes: Changes, now: float) -> bool:
        """Whether it will do while another is made: not after an operator's act, and not for long."""
        return self.version == changes.version and self.until + GRACE_SECONDS >= now

    @property
    def size(self) -> int:
        return PAGE_BYTES + self.key_size + sum(map(len, self.bodies.values()))


class _Makers:
    """Who makes a page anew: one at a time; the others show the old one meanwhile."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keys: set[Key] = set()

    def acquire(self, key: Key) -> bool:
        with self._lock:
            free = key not in self._keys
            self._keys.add(key)
        return free

    def release(self, key: Key) -> None:
        with self._lock:
            self._keys.discard(key)


class PageCache:
    """A WSGI application in front of another, which answers for it whatever it may answer twice.

    Kept are answers to GET and HEAD under the language prefixes, for readers without a session, with status
    200 and nothing private in them. They are dropped when something changed that they show, which `Changes` hears
    of; a page that does not say what it shows, when anything changed.
    """

    def __init__(self, application: Application, *, languages: Sequence[str], session_cookie: str = "sessionid"):
        self._application = application
        # With a session it is one reader's own page, never kept.
        self._session_cookie = session_cookie
        self._prefixes = tuple(f"/{language}/" for language in languages)
        self._pages: OrderedDict[Key, _Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._makers = _Makers()
        self._changes = Changes()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        key = self._key(environ)
        if key is None:
            return self._application(environ, start_response)
        self._changes.look()
        now = time.monotonic()
        page = self._found(key)
        if page is not None and page.good(self._changes, now):
            return _answer(page, environ, start_response)
        first = self._makers.acquire(key)
        if page is not None and not first and page.good_enough(self._changes, now):
            return _answer(page, environ, start_response)
        try:
            made = self._make(environ, start_response, key, now)
        finally:
            if first:
                self._makers.release(key)
        if isinstance(made, list):
            self._drop(key)
            return made
        self._keep(key, made)
        return _answer(made, environ, start_response)

    def _found(self, key: Key) -> _Page | None:
        """The page kept under this key, which thereby is the one used last."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
        return page

    def _key(self, environ: Environ) -> Key | None:
        """What tells this page from others, or None where it may not be kept."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not path.startswith(self._prefixes):
            return None
        if path.split("/")[2] in _IN_PARTS:
            return None
        # As Django reads them: a session that only one of us sees would make a reader's own page everybody's.
        cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
        if self._session_cookie in cookies:
            return None
        query = environ.get("QUERY_STRING", "")
        known = OF_COMMENTS if path.endswith("/comments") else PARAMETERS
        if not known.issuperset(name for name, _ in parse_qsl(query, keep_blank_values=True)):
            return None
        theme = cookies.get("theme", "")
        part = "part" if "HTTP_HX_REQUEST" in environ else ""
        origin = (environ.get("wsgi.url_scheme", ""), environ.get("HTTP_HOST", ""))
        pictures = shows_pictures(cookies.get("pictures", ""), environ.get("HTTP_SAVE_DATA", ""))
        look = (theme if theme in THEMES else "", "" if pictures else "no pictures")
        return (*origin, path, query, part, *look)

    def _make(
        self, environ: Environ, start_response: Callable[..., Any], key: Key, now: float
    ) -> _Page | list[bytes]:
        """Ask the application; return the page, or the answer itself where it may not be kept."""
        # What is heard of from now on may have changed after it was read.
        version, turn = self._changes.version, self._changes.turn
        told: list[Any] = []
        # A whole answer is kept, not "not modified" and not a header alone.
        whole = {name: value for name, value in environ.items() if name not in _CONDITIONS} | {
            "REQUEST_METHOD": "GET"
        }
        answer = self._application(whole, lambda *arguments: told.extend(arguments))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        status, headers = told[0], cast(Headers, told[1])
        if not status.startswith("200") or not _public(headers):
            start_response(status, headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        bodies = {
            "": body,
            "gzip": gzip.compress(body, 6, mtime=0),
            "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=7),
        }
        tag = blake2b(body, digest_size=12).hexdigest()
        return _Page(
            headers=_kept(headers),
            bodies=bodies,
            tag=tag,
            version=version,
            turn=turn,
            things=whole.get(SHOWN, frozenset()),
            until=now + SECONDS,
            key_size=sum(map(len, key)),
        )

    def _drop(self, key: Key) -> None:
        """There is no such page any more."""
        with self._lock:
            if old := self._pages.pop(key, None):
                self._bytes -= old.size

    def _keep(self, key: Key, page: _Page) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self._bytes > BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= oldest.size


_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING", "HTTP_RANGE")
_OWN_HEADERS = ("content-length", "etag", "content-encoding", "vary", "cache-control")


def _answer(page: _Page, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f'"{page.tag}{"-" + encoding if encoding else ""}"'
    headers = [*page.headers, ("ETag", tag)]
    if _known(tag, page, environ):
        start_response("304 Not Modified", headers)
        return []
    body = page.bodies[encoding]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _known(tag: str, page: _Page, environ: Environ) -> bool:
    """Whether the browser has this page: by its tag or, where it knows of none, by its date."""
    if asked := environ.get("HTTP_IF_NONE_MATCH", ""):
        return tag in asked or asked.strip() == "*"
    since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    changed = next((value for name, value in page.headers if name.lower() == "last-modified"), "")
    modified = parse_http_date_safe(changed)
    return since is not None and modified is not None and modified <= since


def _kept(headers: Headers) -> Headers:
    """The page's headers less those that this cache sets itself; who is told no other asks each time."""
    control = next((value for name, value in headers if name.lower() == "cache-control"), "no-cache")
    return [
        *((name, value) for name, value in headers if name.lower() not in _OWN_HEADERS),
        ("Vary", "Accept-Encoding, Cookie, Save-Data"),
        ("Cache-Control", control),
    ]


def _public(headers: Headers) -> bool:
    told = {name.lower(): value.lower() for name, value in headers}
    control = told.get("cache-control", "")
    return "set-cookie" not in told and "private" not in control and "no-store" not in control


def _encoding(accepted: str) -> str:
    """The best of the kept encodings that the browser takes; one with `q=0` is refused."""
    offers = {}
    for offer in accepted.split(","):
        name, _, quality = offer.strip().partition(";")
        offers[name.strip().lower()] = quality.replace(" ", "").lower() not in (
            "q=0",
            "q=0.0",
            "q=0.00",
            "q=0.000",
        )
    return next((name for name in ("br", "gzip") if offers.get(name)), "")
