"""Readers who follow something, and articles as they come."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session

from daily8.accounts.models import Standing, User
from daily8.alerts import devices, noticing
from daily8.alerts.models import Alert, Choice, Device, Fresh
from daily8.articles.models import Article
from daily8.comments.models import Comment, Discussion, State
from daily8.engine.push import subscription
from daily8.reading import following, things
from daily8.search import indexing, memory
from daily8.stories.models import Report, Story
from tests.conftest import NOON
from tests.push_service import Browser

# What a first report says, and two that come later: one says more, one does not.
FIRST = "A ferry with ninety people ran aground near the harbour on Wednesday morning. No one was hurt."
MORE = "The ferry company said that the captain had been suspended and that divers found a hole in the hull."
SAME = "A ferry with ninety people ran aground near the harbour on Wednesday morning."


@pytest.fixture
def reader(db) -> User:
    return confirmed("layla")


@pytest.fixture
def omar(db) -> User:
    return confirmed("omar")


@pytest.fixture
def moderator(db) -> User:
    one = confirmed("noor")
    one.standing = Standing.MODERATOR
    one.save()
    return one


def confirmed(name: str) -> User:
    user = User.objects.create(username=name, email=f"{name}@reader.example", joined_at=NOON - timedelta(days=90))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def chosen(reader) -> Callable[..., Choice]:
    """Let the reader choose; told by mail and never quiet, unless said otherwise."""

    def choose(user: User = reader, **fields: object) -> Choice:
        values = {"mail": True, "mail_since": NOON - timedelta(days=1), "zone": "UTC", "language": "en"}
        never = {"quiet_from": "00:00", "quiet_until": "00:00"}
        Choice.objects.update_or_create(user=user, defaults=values | never | fields)
        return Choice.objects.get(pk=user.pk)

    return choose


def follow(user: User, kind: str, name: str, at: datetime = NOON) -> None:
    thing = things.named(kind, name)
    assert thing
    following.follow(user, thing, at)


def come(*articles: Article, story: Story | None = None, at: datetime = NOON) -> None:
    """Let articles become visible at a moment, as the last step of the line does, and be looked at."""
    for article in articles:
        if story:
            change = Report.objects.count() + 1
            Report.objects.create(article=article, story=story, change=change, published_at=article.published_at)
    indexing.index(list(articles))
    memory.forget()
    noticing.note({article.pk for article in articles}, at)
    notice(at)


def notice(at: datetime = NOON) -> None:
    while noticing.notice(at + noticing.GATHERED):
        pass
    assert not Fresh.objects.exists()


def made(user: User) -> list[Alert]:
    return list(Alert.objects.filter(user=user).order_by("pk"))


def add_device(user: User, browser: Browser, networks: tuple = (), language: str = "en") -> Device:
    """Let a browser take messages for a reader who is signed in there."""
    taken = subscription(browser.subscription, allowed_networks=networks)
    session = Session.objects.create(
        session_key=browser.name[:40], session_data="", expire_date=NOON + timedelta(days=14)
    )
    agent = "Mozilla/5.0 (X11; Linux) Firefox/140.0"
    return devices.add(user, session.pk, taken, language=language, agent=agent, now=NOON)


@pytest.fixture
def ferry(make_article, make_story, make_publisher) -> Story:
    """A story of one report."""
    harbour = make_publisher("harbour.example")
    return make_story(make_article(publisher=harbour, title="Ferry aground", text=FIRST))


def discussed(title: str = "Ferry") -> Discussion:
    return Discussion.objects.get_or_create(
        subject="article", key="a" * 32, defaults={"title": title, "opened_at": NOON}
    )[0]


def say(writer, text: str, parent: Comment | None = None, state: str = State.PUBLISHED) -> Comment:
    return Comment.objects.create(
        discussion=discussed(),
        writer=writer,
        parent=parent,
        thread=parent,
        text=text,
        html=text,
        state=state,
        token=text,
        digest="",
        written_at=NOON,
    )
