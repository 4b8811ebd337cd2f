"""A real RabbitMQ between the dispatcher and a worker; where none is installed, this is skipped."""

import time
from collections import Counter
from ipaddress import ip_network

import pytest
from celery.contrib.testing.worker import start_worker

from daily8.articles.models import Article
from daily8.pipeline import broker, tools
from daily8.pipeline.dispatching import BrokerAway, Dispatcher
from tests import with_rabbitmq


@pytest.fixture(scope="module")
def rabbitmq():
    if not with_rabbitmq.installed():
        pytest.skip("no RabbitMQ here (Debian: apt install rabbitmq-server)")
    with with_rabbitmq.server() as address:
        yield address


@pytest.fixture
def sender(rabbitmq):
    broker.app.conf.broker_url = rabbitmq
    sender = broker.CeleryBroker()
    yield sender
    sender.close()


@pytest.fixture
def worker(sender, transactional_db, settings, monkeypatch, lasting_sandbox, noon):
    settings.ALLOW_PRIVATE_NETWORKS = (ip_network("127.0.0.0/8"),)
    settings.HOST_DELAY = 0
    monkeypatch.setattr(tools, "Sandbox", lambda **_: lasting_sandbox)
    with start_worker(broker.app, perform_ping_check=False, logfile="/dev/null", shutdown_timeout=90):
        yield
    broker._crew().close()
    broker._crew.cache_clear()


def until(condition) -> bool:
    ends_at = time.monotonic() + 60
    while not condition():
        if time.monotonic() > ends_at:
            return False
        time.sleep(0.05)
    return True


def test_what_is_sent_through_rabbitmq_is_read_and_shown(press, add, worker, sender, noon, monkeypatch):
    add(press.publish("bridge", "tunnel"))
    dispatcher, told = Dispatcher(sender), Counter()
    monkeypatch.setattr(broker, "_told", [lambda step, counts: told.update({step: counts["published"]})])

    def shown():
        dispatcher.look(noon.now())
        return Article.objects.visible().count() == 2

    assert until(shown)
    assert [press.asked(f"/{name}") for name in ("bridge", "tunnel")] == [1, 1]
    assert until(lambda: told["publish"] == 2)
    assert until(lambda: not Article.objects.exclude(claimed_by="").exists())


def test_what_nobody_takes_is_counted_and_stays(sender):
    assert sender.waiting("publish") == 0
    sender.send("publish", "claim", [1, 2])
    sender.send("publish", "claim", [3])

    assert until(lambda: sender.waiting("publish") == 2)
    assert broker.CeleryBroker().waiting("publish") == 2


def test_a_broker_that_nobody_reaches_is_away(monkeypatch):
    monkeypatch.setattr(broker.app.conf, "broker_url", "amqp://guest:guest@127.0.0.1:9//")
    broker.app.pool.force_close_all()
    sender = broker.CeleryBroker()

    with pytest.raises(BrokerAway):
        sender.waiting("fetch")
    with pytest.raises(BrokerAway):
        sender.send("fetch", "claim", [1])
