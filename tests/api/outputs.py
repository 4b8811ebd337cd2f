"""All that a site tells of its articles, by everything that tells: addresses, letters, messages."""

import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import Resolver404, resolve

from daily8.accounts import keeping, questions, tokens
from daily8.accounts.door import Limit
from daily8.accounts.models import Scope, User
from daily8.alerts import letters as alert_letters
from daily8.alerts import pushes
from daily8.alerts.models import Alert, Choice, Device, Kind
from daily8.alerts.telling import told
from daily8.api.mcp import views as mcp
from daily8.api.reader import entering
from daily8.articles.models import Article
from daily8.assistant import edition_entries, extracts
from daily8.comments import talks
from daily8.comments.models import Comment
from daily8.editions.formula import Caps, Weights
from daily8.editions.models import Edition, Entry, Rhythm
from daily8.hooks import payloads
from daily8.hooks.models import Call, Event, Hook
from daily8.newsletter.letters import letter_of
from daily8.pipeline import editing
from daily8.podcast import files
from daily8.podcast.models import Episode, Line, State
from daily8.podcast.script import script
from daily8.reading import following, for_you, own_feeds, shelf, things
from daily8.reading.models import KeptKind
from daily8.reading.telling import Line as KeptLine
from daily8.reading.telling import Told
from daily8.sources.models import Publisher
from daily8.stories.models import Story
from tests.api.test_rights import everything as crawled
from tests.conftest import NOON

Output = tuple[str, str, str]
# What is asked of each article, in pages of each language.
_ABILITIES = {"en": ("summary", "explain"), "ar": ("ask?q=ninth+boat", "translate")}
# How sentences end that are told: two of the excerpt, and the last.
_SOME = ("h0 again.", "h1 again.", "29 again.")
# A day whose edition was made when all was allowed, and one of what is allowed now.
THEN, NOW = NOON.date() - timedelta(days=1), NOON.date()


@pytest.fixture
def reader(db) -> User:
    user = User.objects.create(username="layla", email="layla@reader.example", joined_at=NOON - timedelta(days=9))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def everywhere(secrets, reader, settings, tmp_path, make_story, say, leila, monkeypatch) -> None:
    """Let all be kept that is kept of articles, while every right was granted; then the rights are as they are."""
    settings.DATA = tmp_path
    for module in (entering, mcp):
        monkeypatch.setattr(module, "_LIMIT", Limit("all", 10**6, 10**6, timedelta(minutes=1)))
    monkeypatch.setattr(questions, "FROM_ONE_NETWORK", 10**6)
    rights = list(Publisher.objects.values_list("pk", "rights", "ai"))
    Publisher.objects.update(rights="full", ai=True)
    Article.objects.update(visible=True)
    _keep(reader, secrets)
    for language in ("en", "ar"):
        for rhythm in Rhythm:
            _edition(language, rhythm, THEN, Story.objects.all())
    for pk, right, ai in rights:
        Publisher.objects.filter(pk=pk).update(rights=right, ai=ai)
    for article in secrets.values():
        Article.objects.filter(pk=article.pk).update(visible=article.visible)
    alone = make_story(*[one for one in secrets.values() if one.is_whole and one.visible and _is_alone(one)])
    for language in ("en", "ar"):
        _episode(_edition(language, Rhythm.DAILY, NOW, Story.objects.filter(pk=alone.pk)))
    for article in {one.publisher: one for one in secrets.values() if one.visible}.values():
        say(leila, "Well said.", talk=talks.of_article(article))
    extracts.forget()


def _is_alone(article: Article) -> bool:
    return article.publisher.ai and not hasattr(Article.objects.get(pk=article.pk), "report")


def _keep(reader: User, articles: dict[int, Article]) -> None:
    """Follow, save, open and be told of all of it."""
    for kind, name in (("hashtag", "Nairobi"), ("search", "ninth boat"), *_sources(), *_stories()):
        following.follow(reader, things.named(kind, name), NOON - timedelta(days=8))
    names = [f"article/{article.key}" for article in articles.values()]
    lines = [
        KeptLine(kind, name, NOON, 1.0, NOON if kind is KeptKind.HISTORY else None)
        for kind in KeptKind for name in names
    ]  # fmt: skip
    shelf.change(reader, Told(0, lines, [], {}))
    for_you.switch_on(reader)
    own_feeds.renew(reader, NOON)
    Choice.objects.create(user=reader, mail=True, mail_since=NOON, zone="UTC", language="en")
    for number, article in articles.items():
        story = article.report.story.key if hasattr(article, "report") else ""
        said = [[article.pk, sentence] for sentence in article.text.split("\n\n") if sentence[-9:] in _SOME]
        Alert.objects.create(
            user=reader, kind=Kind.STORY if story else Kind.SEARCH, event=f"{number}", story_key=story,
            words="ninth boat", lines=[*said, [article.pk, ""]], made_at=NOON,
        )  # fmt: skip


def _sources() -> Iterator[tuple[str, str]]:
    yield from (("source", domain) for domain in Publisher.objects.values_list("domain", flat=True))


def _stories() -> Iterator[tuple[str, str]]:
    yield from (("story", key) for key in Story.objects.values_list("key", flat=True))


def _edition(language: str, rhythm: str, day, stories) -> Edition:
    edition = Edition.objects.create(
        language=language, rhythm=rhythm, day=day, begins_at=NOON - timedelta(days=1), ends_at=NOON, made_at=NOON,
        rules={"weights": Weights().told(), "caps": Caps().told()}, entrants=[], considered=1,
    )  # fmt: skip
    for place, story in enumerate(stories, 1):
        reports = list(Article.objects.filter(report__story=story).order_by("pk"))
        Entry.objects.create(
            edition=edition, place=place, story_key=story.key, headline=reports[0],
            reports=[one.pk for one in reports[1:3]],
        )  # fmt: skip
    editing.word(NOON)
    return edition


def _episode(edition: Edition) -> None:
    name = files.write(f"{edition.language}-{edition.day}", [b"\xff\xfb\x90\x00" * 5000])
    episode = Episode.objects.create(edition=edition, state=State.READY, file=name, size=20_000, made_at=NOON)
    for number, said in enumerate(script(edition_entries.of_edition(edition))):
        Line.objects.create(
            episode=episode, number=number, kind=said.kind, chapter=said.chapter, story_key=said.story_key,
            words=said.words, articles=list(said.articles), voice="voice", size=2000,
        )  # fmt: skip


@pytest.fixture
def everything(everywhere, secrets, reader, client) -> list[Output]:
    """Everything that is told: the name of what tells, where, and what."""
    found = [(name or "", address, body) for address, (name, body) in crawled(client).items()]
    signed = Client()
    signed.force_login(reader)
    found += [_told(signed.get(address), address) for address in (*_pages(secrets), *_own(reader))]
    found += _of_programs(Client(), reader, secrets)
    found.append(("account_export", "file", json.dumps(keeping.export(reader), default=str)))
    return [*found, *_letters(reader)]


def _told(response, address: str, name: str = "") -> Output:
    assert response.status_code in (200, 404, 301, 302), (address, response.status_code)
    try:
        known = name or resolve(address.partition("?")[0]).url_name or ""
    except Resolver404:
        known = ""
    body = b"".join(response).decode(errors="replace")
    return known if response.status_code == 200 else "", address, body


def _pages(articles: dict[int, Article]) -> Iterator[str]:
    """Pages to which nothing leads that a crawler follows, or that are none of a signed-out reader's."""
    for language in ("en", "ar"):
        site = f"/{language}"
        for article in articles.values():
            yield from (f"{site}/article/{article.key}/{ability}" for ability in _ABILITIES[language])
            if article.visible:
                yield f"{site}/article/{article.key}/changes"
                yield from (
                    f"{site}/article/{article.key}/comments{form}" for form in ("", "/feed.rss", "/feed.json")
                )
        for key in Story.objects.values_list("key", flat=True):
            for ability in ("summary", "explain", "ask?q=ninth+boat", "timeline", "compare"):
                yield f"{site}/story/{key}/{ability}"
            yield from (f"{site}/story/{key}/new?since=1", f"{site}/story/{key}/comments")
        for day in (THEN, NOW):
            for rhythm in ("daily", "weekly"):
                yield from (f"{site}/{rhythm}/{day}{part}" for part in ("", "/ballot"))
                yield f"{site}/newsletter/{rhythm}/{day}"
            yield from (f"/podcast/{language}/{day}.{form}" for form in ("vtt", "json", "mp3"))
            yield f"{site}/daily/{day}/transcript"
        yield from (f"{site}/ask?q=ninth+boat", f"{site}/daily", f"{site}/weekly", f"{site}/daily/archive")
        yield from (f"{site}/daily/archive/2026-11", f"{site}/daily/podcast", f"{site}/daily/podcast.xml")
        yield from (
            f"{site}/{rhythm}/feed.{form}" for rhythm in ("daily", "weekly") for form in ("rss", "atom", "json")
        )
        yield from (f"{site}/search/suggest?q=nai", f"{site}/hashtag/Nairobi/feed")


def _own(reader: User) -> Iterator[str]:
    """Pages of who is signed in."""
    token = own_feeds.of(reader).token
    for language in ("en", "ar"):
        site = f"/{language}"
        yield from (
            f"{site}/{page}" for page in ("for-you", "following", "following/list.opml", "reading", "alerts")
        )
        yield from (f"{site}/{name}?languages=all" for name in ("for-you", "following", "latest"))
        yield from (f"{site}/following/{token}/feed.{form}?languages=all" for form in ("rss", "atom", "json"))
        for kind, name in (("source", "link.example"), ("words", "ninth"), ("hashtag", "Nairobi")):
            yield f"{site}/mute?kind={kind}&name={name}"
        yield f"{site}/follow?kind=source&name=link.example"


def _of_programs(client: Client, reader: User, articles: dict[int, Article]) -> Iterator[Output]:
    yield from _of_agents(client, articles)
    secret = tokens.make(reader, "all", [Scope.READER, Scope.READ], now=NOON).secret
    app, program = {"Authorization": f"GoogleLogin auth={secret}"}, {"Authorization": f"Bearer {secret}"}
    root = "/api/greader/reader"
    streams = ["user/-/state/com.google/reading-list", "user/-/state/com.google/starred"]
    subscribed = client.get(f"{root}/api/0/subscription/list", headers=app).json()["subscriptions"]
    streams += [one["id"] for one in subscribed]
    lists = ("subscription/list", "subscription/export", "tag/list", "unread-count", "stream/contents?n=250")
    addresses = [f"{root}/api/0/{name}" for name in lists]
    for stream in streams:
        coded = quote(stream, safe="")
        addresses += [f"{root}/api/0/stream/contents/{coded}?n=250", f"{root}/atom/{coded}?n=250"]
        addresses.append(f"{root}/api/0/stream/items/ids?s={coded}&n=1000")
    for address in addresses:
        yield _told(client.get(address, headers=app), address)
    address, pks = f"{root}/api/0/stream/items/contents", [article.pk for article in articles.values()]
    yield _told(client.post(address, {"i": pks}, headers=app), address)
    for address in ("me/saved", "me/history", "me/following", "editions"):
        yield _told(
            client.get(f"/api/v1/{address}", headers=program), f"/api/v1/{address}", f"api-{_API[address]}"
        )
    for language in ("en", "ar"):
        address, spoken = "/api/v1/ask?q=What+said+the+ninth+boat", {"Accept-Language": language}
        yield _told(client.get(address, headers=spoken), address, "api-ask")
        for rhythm, day in (("daily", THEN), ("daily", NOW), ("weekly", THEN)):
            address = f"/api/v1/editions/{rhythm}/{language}/{day}"
            yield _told(client.get(address), address, "api-read_edition")
    key = next(article.key for article in articles.values() if article.visible)
    address = f"/api/v1/articles/{key}/comments"
    yield _told(client.get(address), address, "api-list_comments")


_API = {
    "me/saved": "list_saved",
    "me/history": "list_history",
    "me/following": "list_following",
    "editions": "list_editions",
}


def _of_agents(client: Client, articles: dict[int, Article]) -> Iterator[Output]:
    asked = [
        ("search", {"query": words, "limit": 20, "skip": skip})
        for words in ("ninth boat", "depth29") for skip in (0, 20, 40)
    ]  # fmt: skip
    asked += [("article", {"key": article.key}) for article in articles.values()]
    asked += [("ask", {"question": "What said the ninth boat?", "article": one.key}) for one in articles.values()]
    for key in Story.objects.values_list("key", flat=True):
        asked += [("story", {"key": key, "limit": 50}), ("ask", {"question": "What said the boat?", "story": key})]
    asked += [("edition", {"day": str(THEN), "rhythm": rhythm}) for rhythm in ("daily", "weekly")]
    asked.append(("edition", {"day": str(NOW)}))
    asked.append(("ask", {"question": "What said the ninth boat?"}))
    for name, arguments in asked:
        for language in ("en", "ar"):
            params = {"name": name, "arguments": {**arguments, "language": language}}
            message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
            response = client.post("/api/mcp", json.dumps(message), content_type="application/json")
            yield _told(response, f"/api/mcp#{name}", "mcp")


def _letters(reader: User) -> Iterator[Output]:
    """What is carried out of the house."""
    for edition in Edition.objects.all():
        letter = letter_of(edition)
        yield "letter", f"newsletter of {edition}", f"{letter.subject} {letter.text} {letter.html}"
    subjects = [(Event.STORY_PUBLISHED, key) for key in Story.objects.values_list("key", flat=True)]
    subjects += [(Event.EDITION_PUBLISHED, str(pk)) for pk in Edition.objects.values_list("pk", flat=True)]
    subjects += [(Event.COMMENT_PUBLISHED, str(pk)) for pk in Comment.objects.values_list("pk", flat=True)]
    for kind, subject in subjects:
        call = Call(hook=Hook(languages=["en"]), kind=kind, subject=subject, written_at=NOON)
        yield "call", f"{kind} {subject}", (payloads.body(call) or b"").decode()
    choice, alerts = Choice.objects.get(user=reader), list(Alert.objects.filter(user=reader).with_subjects())
    for one in told(alerts, reader):
        letter = alert_letters.letter(choice, reader.email, [one], "token")
        yield "letter", f"alert {one.alert.event}", f"{letter.subject} {letter.body}"
        yield (
            "push",
            f"alert {one.alert.event}",
            pushes.push_of(Device(user=reader), [one], choice, NOON).data.decode(),
        )
