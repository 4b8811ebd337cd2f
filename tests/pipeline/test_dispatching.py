"""The dispatcher: every row to one worker, no host asked by two, nothing lost with a broker or a dispatcher."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from daily8.articles.models import Article, Stage
from daily8.pipeline.dispatching import OF_ONE_HOST, WAITING, BrokerAway, Dispatcher
from daily8.sources.models import Feed, Publisher
from daily8.work import clock
from tests.pipeline.conftest import NOON

pytestmark = pytest.mark.django_db


@dataclass
class Post:
    """A broker that keeps what was sent; workers take from it when a test says so."""

    sent: list[tuple[str, str, list[int]]] = field(default_factory=list)
    taken: int = 0
    away: bool = False
    away_after: int = 1000

    def waiting(self, step: str) -> int:
        if self.away:
            raise BrokerAway("nobody answers")
        return sum(one[0] == step for one in self.sent[self.taken :])

    def send(self, step: str, claim: str, keys: list[int]) -> None:
        if self.away or len(self.sent) >= self.away_after:
            raise BrokerAway("nobody answers")
        self.sent.append((step, claim, list(keys)))

    def keys(self, step: str) -> list[int]:
        return [key for name, _claim, keys in self.sent if name == step for key in keys]


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def dispatcher(post) -> Dispatcher:
    return Dispatcher(post)


def publisher(domain: str) -> Publisher:
    return Publisher.objects.get_or_create(domain=domain, defaults={"added_at": NOON})[0]


def article(number: int, domain: str = "quay.example", stage: Stage = Stage.FETCHED) -> Article:
    return Article.objects.create(
        key=f"{number:032x}", url=f"https://{domain}/{number}", publisher=publisher(domain), stage=stage,
        published_at=NOON, found_at=NOON, due_at=NOON - timedelta(minutes=1),
    )  # fmt: skip


def feed(domain: str) -> Feed:
    return Feed.objects.create(
        url=f"https://{domain}/feed", publisher=publisher(domain), due_at=NOON, added_at=NOON
    )


def done(post: Post, place: int) -> None:
    """A worker has done what was sent at this place."""
    step, claim, keys = post.sent[place]
    after = {"extract": Stage.EXTRACTED, "enrich": Stage.ENRICHED, "group": Stage.GROUPED}[step]
    rows = Article.objects.filter(pk__in=keys, claimed_by=claim)
    rows.update(stage=after, claimed_by="", claimed_until=None, due_at=None)


def test_what_is_sent_is_claimed_in_the_name_that_the_worker_is_told(dispatcher, post):
    rows = [article(number, stage=Stage.EXTRACTED) for number in range(3)]

    assert dispatcher.look(NOON) == 1
    (sent,) = post.sent
    assert (sent[0], sorted(sent[2])) == ("enrich", sorted(row.pk for row in rows))
    assert set(Article.objects.values_list("claimed_by", flat=True)) == {sent[1]}
    assert dispatcher.look(NOON) == 0


def test_a_host_is_in_one_batch_at_a_time(dispatcher, post):
    for number in range(3 * OF_ONE_HOST):
        article(number)
    article(1000, "pier.example")

    dispatcher.look(NOON)
    dispatcher.look(NOON)
    hosts = Counter(urlsplit(row.url).netloc for row in Article.objects.exclude(claimed_by=""))
    assert hosts == {"quay.example": OF_ONE_HOST, "pier.example": 1}

    place = next(place for place, sent in enumerate(post.sent) if len(sent[2]) >= OF_ONE_HOST)
    done(post, place)
    dispatcher.look(NOON)
    assert len(set(post.keys("extract"))) == len(post.keys("extract")) == 2 * OF_ONE_HOST + 1


def test_a_host_whose_feed_is_asked_is_not_asked_for_articles(dispatcher, post):
    feed("quay.example")
    article(1)
    article(2, "pier.example")

    dispatcher.look(NOON)

    assert len(post.keys("fetch")) == 1
    assert post.keys("extract") == [Article.objects.get(url__contains="pier").pk]


def test_stories_are_changed_by_one_batch_at_a_time(dispatcher, post):
    for number in range(150):
        article(number, stage=Stage.ENRICHED)

    dispatcher.look(NOON)
    dispatcher.look(NOON)
    assert [sent[0] for sent in post.sent] == ["group"]
    assert len(post.keys("group")) == 100

    done(post, 0)
    dispatcher.look(NOON)
    assert len(post.keys("group")) == 150


def test_no_more_is_claimed_than_workers_will_soon_take(dispatcher, post):
    for number in range(1000):
        article(number, stage=Stage.EXTRACTED)
    for _ in range(20):
        dispatcher.look(NOON)

    assert post.waiting("enrich") == WAITING
    assert Article.objects.exclude(claimed_by="").count() == len(post.keys("enrich")) < 1000


def test_what_a_broker_lost_is_handed_out_again_when_its_lease_ends(dispatcher, post):
    row = article(1)
    dispatcher.look(NOON)
    lease = Article.objects.get().claimed_until

    dispatcher.look(lease - timedelta(seconds=1))
    assert post.keys("extract") == [row.pk]

    dispatcher.look(lease)
    assert post.keys("extract") == [row.pk, row.pk]
    assert post.sent[0][1] != post.sent[1][1]


def test_what_could_not_be_sent_is_free_at_once(post):
    for number in range(6):
        article(number, f"pier{number}.example")
    post.away_after = 1
    dispatcher = Dispatcher(post)
    for number in range(6, 40):
        article(number, f"pier{number}.example")

    with pytest.raises(BrokerAway):
        dispatcher.look(NOON)

    assert set(Article.objects.exclude(claimed_by="").values_list("pk", flat=True)) == set(post.keys("extract"))
    post.away_after = 1000
    dispatcher.look(NOON)
    assert sorted(post.keys("extract")) == sorted(Article.objects.values_list("pk", flat=True))


def test_while_the_broker_is_away_nothing_is_claimed(dispatcher, post):
    article(1)
    post.away = True

    with pytest.raises(BrokerAway):
        dispatcher.look(NOON)
    assert Article.objects.get().claimed_by == ""


def test_a_dispatcher_that_takes_over_knows_which_hosts_are_busy(dispatcher, post):
    for number in range(OF_ONE_HOST + 3):
        article(number)
    dispatcher.look(NOON)
    successor = Dispatcher(post)

    successor.look(NOON)
    assert len(post.keys("extract")) == OF_ONE_HOST
    assert not successor.idle

    done(post, 0)
    successor.look(NOON)
    assert len(post.keys("extract")) == OF_ONE_HOST + 3


def test_rows_that_wait_for_later_are_left(dispatcher, post):
    Article.objects.filter(pk=article(1).pk).update(due_at=clock.now() + timedelta(days=9999))

    assert dispatcher.look(NOON) == 0
    assert dispatcher.idle
