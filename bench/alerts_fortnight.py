"""The fortnight of `bench.alerts`: makes it happen, kills the worker, and counts what arrived."""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from hashlib import blake2b
from ipaddress import ip_network
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
os.environ.setdefault("DAILY8_EMBEDDING", "none")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from bench.alerts_worker import follow_clock, set_clock  # noqa: E402
from daily8.accounts.models import User  # noqa: E402
from daily8.alerts import answers, devices, noticing  # noqa: E402
from daily8.alerts.models import Alert, Choice, Fresh, Push  # noqa: E402
from daily8.articles.models import Article, Stage  # noqa: E402
from daily8.comments.models import Comment, Discussion, State  # noqa: E402
from daily8.engine.push import subscription  # noqa: E402
from daily8.reading import following, muting, things  # noqa: E402
from daily8.search import indexing  # noqa: E402
from daily8.sources.models import Publisher  # noqa: E402
from daily8.stories.models import Report, Story  # noqa: E402
from daily8.work.models import Mail  # noqa: E402
from tests.push_service import Browser, PushService, serving  # noqa: E402

BEGIN = datetime(2026, 10, 19, 6, 0, tzinfo=UTC)
STEP = timedelta(minutes=20)
READERS, PUBLISHERS, STORIES, SEARCHES = 40, 6, 40, 30
# The clocks go back in Europe and in Egypt within the fortnight, and forward in Chile before it.
ZONES = ("Europe/London", "Africa/Cairo", "Asia/Riyadh", "America/Santiago", "America/New_York", "UTC")
HOURS = (("22:00", "07:00"), ("23:30", "06:15"), ("00:00", "00:00"), ("13:00", "15:00"), ("01:30", "09:00"))
LOOPBACK = (ip_network("127.0.0.0/8"),)
_TOKEN = re.compile(r"\bTok\d+\b")
_LETTERS = "bdfgklmnprstvz"


@dataclass
class Reader:
    """One reader, what he follows, and what he is to be told."""

    user: User
    choice: Choice
    browser: Browser | None
    muted: Publisher | None
    stories: list[Story]
    searches: list[str]
    expected: set[str] = field(default_factory=set)
    # The report that is expected of each event, and reports that may stand beside it where both came at once.
    found: dict[int, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)


class Fortnight:
    """A site whose clock is ours."""

    def __init__(self, folder: Path, service: PushService, seed: int):
        self.folder, self.service = folder, service
        self.chance = random.Random(seed)
        self.now = BEGIN
        self.tokens = 0
        self.change = 0
        self.events: dict[int, str] = {}
        self.at(BEGIN)
        service.clock = lambda: self.now
        names = [self.word() for _ in range(PUBLISHERS)]
        self.publishers = [self._publisher(name) for name in names]
        self.stories = [self._story(self.sentence()) for _ in range(STORIES)]
        self.first = {story.pk: Article.objects.get(report__story=story) for story in self.stories}
        self.searches = [self.word() + self.word() for _ in range(SEARCHES)]
        self.readers = [self._reader(number) for number in range(READERS)]

    def at(self, now: datetime) -> None:
        """Let it be this moment."""
        self.now = now
        set_clock(self.folder, now)

    # -- what there is

    def word(self) -> str:
        """Return a word that nobody knows."""
        return "".join(self.chance.choice(_LETTERS) + self.chance.choice("aeiou") for _ in range(3))

    def sentence(self, token: str = "") -> str:
        """Return a sentence that says what no other does."""
        words = [self.word() for _ in range(14)]
        return f"{' '.join([token, *words]).strip().capitalize()} was said by {self.word().title()}."

    def _publisher(self, name: str) -> Publisher:
        return Publisher.objects.create(
            domain=f"{name}.example",
            names={"en": name},
            home=f"https://{name}.example/",
            added_at=BEGIN,
            language="en",
        )

    def article(self, title: str, text: str, publisher: Publisher | None = None) -> Article:
        """Return an article that readers see from now on."""
        self.tokens += 1
        publisher = publisher or self.chance.choice(self.publishers)
        url = f"https://{publisher.domain}/{self.tokens}"
        return Article.objects.create(
            key=blake2b(url.encode(), digest_size=16).hexdigest(),
            url=url,
            publisher=publisher,
            stage=Stage.PUBLISHED,
            visible=True,
            kind="article",
            language="en",
            title=title,
            text=text,
            html=f"<p>{text}</p>",
            excerpt=text[:200],
            words=len(text.split()),
            published_at=self.now,
            found_at=self.now,
        )

    def _story(self, text: str) -> Story:
        article = self.article(text[:60], text)
        story = Story.objects.create(key=article.key, first_at=self.now, last_at=self.now, reports_count=1)
        self.report(article, story)
        return story

    def report(self, article: Article, story: Story) -> None:
        """Put an article into a story."""
        self.change += 1
        Report.objects.create(article=article, story=story, change=self.change, published_at=article.published_at)

    def _reader(self, number: int) -> Reader:
        user = User.objects.create(username=f"reader{number}", email=f"reader{number}@daily.example")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        way = number % 3
        begin, end = self.chance.choice(HOURS)
        choice = Choice.objects.create(
            user=user,
            mail=way != 1,
            mail_since=BEGIN,
            zone=self.chance.choice(ZONES),
            quiet_from=begin,
            quiet_until=end,
            most=self.chance.choice([1, 2, 3, 5, 8]),
            language="en",
        )
        choice.refresh_from_db()
        browser = Browser(self.service.origin) if way else None
        if browser:
            taken = subscription(browser.subscription, allowed_networks=LOOPBACK)
            forever = BEGIN + timedelta(days=90)
            session = Session.objects.create(session_key=f"s{number}", session_data="", expire_date=forever)
            devices.add(user, session.pk, taken, language="en", agent="", now=BEGIN)
        stories, searches = self.chance.sample(self.stories, 8), self.chance.sample(self.searches, 4)
        for kind, name in [
            *(("story", story.key) for story in stories),
            *(("search", words) for words in searches),
        ]:
            thing = things.named(kind, name)
            assert thing
            following.follow(user, thing, BEGIN)
        muted = self.chance.choice(self.publishers) if number % 4 == 0 else None
        if muted and (thing := things.named("source", muted.domain)):
            muting.mute(user, thing, BEGIN)
        return Reader(user, choice, browser, muted, stories, searches)

    # -- what happens

    def happen(self) -> None:
        """Let something happen."""
        kind = self.chance.random()
        with transaction.atomic():
            if kind < 0.5:
                self._news()
            elif kind < 0.65:
                self._nothing_new()
            elif kind < 0.9:
                self._found()
            else:
                self._answer()

    def _news(self) -> None:
        """A report that says something that none before did."""
        story, token = self.chance.choice(self.stories), self._token()
        text = f"{self.first[story.pk].text} {self.sentence(token)}"
        publishers = self.chance.sample(self.publishers, self.chance.choice([1, 1, 2]))
        for publisher in publishers:
            article = self.article(f"{token} in the story", text, publisher)
            self.report(article, story)
            self._publish(article)
            # Another one may say the same before the first is told of.
            self.at(self.now + timedelta(seconds=self.chance.choice([0, 30, 50])))
        for reader in self.readers:
            if story in reader.stories and publishers != [reader.muted]:
                reader.expected.add(token)

    def _nothing_new(self) -> None:
        """A report that says again what the first did."""
        story = self.chance.choice(self.stories)
        article = self.article(f"{self._token()} again", self.first[story.pk].text)
        self.report(article, story)
        self._publish(article)

    def _found(self) -> None:
        """A report that is found by a search: of a new event, or one more of an event that was told of."""
        words, token = self.chance.choice(self.searches), self._token()
        article = self.article(f"{token} {words.title()}", self.sentence())
        old = [story for story, searched in self.events.items() if searched == words]
        if old and self.chance.random() < 0.5:
            story = Story.objects.get(pk=self.chance.choice(old))
        else:
            story = Story.objects.create(key=article.key, first_at=self.now, last_at=self.now, reports_count=1)
            self.events[story.pk] = words
        self.report(article, story)
        self._publish(article)
        for reader in self.readers:
            wanted = words in reader.searches and reader.muted != article.publisher
            if wanted and story.pk in reader.found:
                reader.beside[token] = reader.found[story.pk]
            elif wanted:
                reader.found[story.pk] = token
                reader.expected.add(token)

    def _answer(self) -> None:
        """An answer to a comment, which a moderator sometimes lets through later."""
        reader, other = self.chance.sample(self.readers, 2)
        token = self._token()
        about = {"title": "A story", "opened_at": self.now}
        discussion, _ = Discussion.objects.get_or_create(subject="article", key="a" * 32, defaults=about)
        mine = self._comment(discussion, reader.user, f"What {token.lower()}?", None, State.PUBLISHED)
        state = State.WAITING if self.chance.random() < 0.3 else State.PUBLISHED
        self._comment(discussion, other.user, f"{token} it was.", mine, state)
        reader.expected.add(token)

    def let_through(self) -> None:
        """A moderator lets through what waits."""
        Comment.objects.filter(state=State.WAITING).update(state=State.PUBLISHED)

    def _comment(
        self, discussion: Discussion, writer: User, text: str, parent: Comment | None, state: State
    ) -> Comment:
        return Comment.objects.create(
            discussion=discussion,
            writer=writer,
            parent=parent,
            thread=parent,
            token=text,
            state=state,
            text=text,
            html=text,
            digest="",
            written_at=self.now,
        )

    def _token(self) -> str:
        self.tokens += 1
        return f"Tok{self.tokens}"

    def _publish(self, article: Article) -> None:
        indexing.index([article])
        noticing.note({article.pk}, self.now)

    # -- what came of it

    def is_idle(self) -> bool:
        """Whether the worker has nothing to do at this moment."""
        return not (
            Fresh.objects.filter(noted_at__lte=self.now - noticing.GATHERED).exists()
            or answers._unanswered(self.now).exists()
            or Choice.objects.due(self.now).exists()
            or Mail.objects.filter(due_at__lte=self.now).exists()
            or Push.objects.filter(due_at__lte=self.now).exists()
        )

    def counted(self) -> dict[str, float]:
        """Compare what arrived with what happened."""
        letters = self._letters()
        counts: Counter[str] = Counter()
        for reader in self.readers:
            told = Counter(self._told(reader, letters))
            counts["expected"] += len(reader.expected)
            counts["lost"] += len(reader.expected - told.keys())
            counts["wrong"] += len(told.keys() - reader.expected)
            counts["twice"] += sum(number - 1 for number in told.values())
            for moments in self._arrivals(reader):
                hours = reader.choice.quiet
                days: Counter[date] = Counter(map(hours.day, moments))
                counts["messages"] += len(moments)
                counts["quiet"] += sum(map(hours.include, moments))
                counts["over"] += sum(max(0, number - reader.choice.most) for number in days.values())
        topics = [taken.topic for taken in self.service.taken]
        return dict(counts) | {"pushes_handed_in_again": len(topics) - len(set(topics))}

    def _letters(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in (self.folder / "mail").glob("*.eml"):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            found[letter["To"]].append(str(letter.get_body().get_content()))
        return found

    def _told(self, reader: Reader, letters: dict[str, list[str]]) -> Iterator[str]:
        """What a reader was told: by letters, or by alerts that went to his browser."""
        for tokens in self._messages(reader, letters):
            yield from (token for token in tokens if reader.beside.get(token) not in tokens)

    def _messages(self, reader: Reader, letters: dict[str, list[str]]) -> Iterator[set[str]]:
        if reader.choice.mail:
            # The headline and its sentence name one thing.
            yield from (set(_TOKEN.findall(_without_titles(letter))) for letter in letters[reader.user.email])
            return
        assert reader.browser
        handed_in = {taken.topic for taken in self.service.taken if taken.name == reader.browser.name}
        written = set(Push.objects.filter(device__user=reader.user).values_list("token", flat=True))
        yield handed_in ^ written
        for alert in Alert.objects.filter(user=reader.user).exclude(told_at=None).select_related("comment"):
            lines = [sentence or Article.objects.get(pk=pk).title for pk, sentence in alert.lines]
            lines += [alert.comment.text] if alert.comment else []
            yield {token for line in lines for token in _TOKEN.findall(line)}

    def _arrivals(self, reader: Reader) -> Iterator[list[datetime]]:
        """When something arrived, for each way."""
        if reader.choice.mail:
            yield [mail.sent_at for mail in Mail.objects.to(reader.user.email) if mail.sent_at]
        if reader.browser:
            first = {taken.topic: taken.at for taken in self.service.taken if taken.name == reader.browser.name}
            yield list(first.values())


def _without_titles(letter: str) -> str:
    """The lines that say what is new."""
    return "\n".join(line for line in letter.splitlines() if line.startswith("– "))


@contextmanager
def _working(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "bench.alerts_worker", str(folder)])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def play(folder: Path, days: int, kills: int, seed: int) -> dict[str, float]:
    """Let the days pass, and some more in which nothing happens; return what was counted."""
    call_command("migrate", verbosity=0)
    set_clock(folder, BEGIN)
    follow_clock(folder)
    with serving() as service:
        fortnight = Fortnight(folder, service, seed)
        steps = int(timedelta(days=days) / STEP)
        # Sorted backwards; one that falls into a while in which nobody works comes after it.
        kill_at = sorted(fortnight.chance.sample(range(2, steps), kills), reverse=True)
        step, killed, away = 0, 0, 0
        while step < steps + 4 * 72:
            with _working(folder) as process:
                while step < steps + 4 * 72:
                    step += 1
                    _pass(fortnight, step, happens=step < steps)
                    if kill_at and step >= kill_at[-1]:
                        time.sleep(fortnight.chance.uniform(0, 0.25))
                        process.kill()
                        kill_at.pop()
                        killed += 1
                        away = fortnight.chance.choice([0, 0, 1, 3, 30])
                        break
                    for _ in range(3):
                        _wait(fortnight, process)
                        fortnight.at(fortnight.now + timedelta(seconds=45))
            # Nobody is at work for a while.
            for _ in range(away):
                step += 1
                _pass(fortnight, step, happens=step < steps)
        return {"days": days, "kills": killed} | fortnight.counted()


def _pass(fortnight: Fortnight, step: int, *, happens: bool) -> None:
    fortnight.at(BEGIN + step * STEP)
    for _ in range(fortnight.chance.choice([0, 1, 1, 2, 3]) if happens else 0):
        fortnight.happen()
    if step % 9 == 0:
        fortnight.let_through()


def _wait(fortnight: Fortnight, process: subprocess.Popen[bytes]) -> None:
    ends_at = time.monotonic() + 60
    while not fortnight.is_idle():
        if time.monotonic() > ends_at or process.poll() is not None:
            raise RuntimeError(f"the worker does not come to rest at {fortnight.now}")
        time.sleep(0.01)


if __name__ == "__main__":
    print(json.dumps(play(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
