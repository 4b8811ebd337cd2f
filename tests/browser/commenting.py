"""The small world with readers who discuss and a moderator: `python commenting.py <address of pictures>`."""

from datetime import timedelta

import world  # noqa: F401  (fills the database)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from daily8.accounts.models import Standing, User
from daily8.articles.models import Article
from daily8.comments import reacting, talks, tokens, writing
from daily8.comments.models import Comment, Complaint
from daily8.stories.models import Story

NOW = timezone.now()
SAID = {
    "en": (
        "The harbour was *never* this empty in October.",
        "> never this empty\nIn 1998 it was.",
        "Not even then.",
    ),
    "ar": ("لم يكن الميناء *قط* خاليا هكذا في أكتوبر.", "> خاليا هكذا\nكان كذلك عام 1998.", "ولا حتى آنذاك."),
}


def reader(name: str, standing: Standing = Standing.READER) -> User:
    """Somebody who has been here for a month and is signed in under a session with a known key."""
    user = User.objects.create(
        username=name,
        email=f"{name}@daily.example",
        standing=standing,
        joined_at=NOW - timedelta(days=30),
    )
    told = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    Session.objects.create(
        session_key=name * 8, session_data=SessionStore().encode(told), expire_date=NOW + timedelta(days=1)
    )
    return user


def say(writer: User, text: str, talk: talks.Talk, minutes: int, parent: Comment | None = None) -> Comment:
    """Let somebody have said something so many minutes ago."""
    now = NOW - timedelta(minutes=minutes)
    token = tokens.read(tokens.new(writer, now - timedelta(minutes=1)), writer, now)
    return writing.write(
        talk, writer, text, token=token, address=f"198.51.100.{writer.pk}", now=now, parent=parent
    )


leila, omar, salma = reader("leila"), reader("omar", Standing.TRUSTED), reader("salma", Standing.TRUSTED)
noor = reader("noor", Standing.MODERATOR)
reader("hadi")
for language, (first, second, third) in SAID.items():
    article = Article.objects.visible().filter(language=language, copy_of=None).newest_first()[0]
    talk = talks.of_article(article)
    opening = say(omar, first, talk, 50)
    answer = say(salma, second, talk, 40, opening)
    say(omar, third, talk, 30, answer)
    say(salma, "Ships: https://ships.example/list\n- one\n- two", talks.of_article(article), 20)
    reacting.vote(opening, salma, wanted=True, address="198.51.100.9", now=NOW)
    reacting.report(answer, omar, Complaint.FALSE, "It was 1997.", address="198.51.100.9", now=NOW)
    for number in range(6):
        say(
            leila,
            f"{number}: BUY THE BEST BOATS https://boats.example/{number}",
            talks.of_article(article),
            19 - number,
        )
story = Story.objects.shared().newest_first()[0]
say(omar, "All of them say the same.", talks.of_story(story, story.reports.first().article), 10)
