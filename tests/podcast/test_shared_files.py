"""Episodes that several machines keep together in a bucket."""

from datetime import UTC, datetime

import pytest

from daily8.engine.http import BucketAway
from daily8.podcast import files, keeping
from daily8.podcast.hearing import heard_on
from daily8.podcast.models import State
from tests.podcast.conftest import DAY, NOW, episode, work

pytestmark = pytest.mark.django_db(transaction=True)


class Shelf(dict[str, bytes]):
    """A bucket; it may be away."""

    away = False

    def _asked(self) -> None:
        if self.away:
            raise BucketAway("nobody answers")

    def get(self, name):
        self._asked()
        return super().get(name)

    def put(self, name, body):
        self._asked()
        self[name] = body

    def delete(self, name):
        self._asked()
        self.pop(name, None)

    def names(self, folder):
        self._asked()
        return {name.partition("/")[2]: datetime.now(UTC) for name in self if name.startswith(f"{folder}/")}


@pytest.fixture
def shelf(monkeypatch):
    shelf = Shelf()
    monkeypatch.setattr(files, "bucket", lambda: shelf)
    files._shared.cache_clear()
    yield shelf
    files._shared.cache_clear()


def on_another_machine(settings, tmp_path) -> None:
    settings.DATA = tmp_path / "another"


def test_what_one_machine_read_aloud_is_heard_from_another(edition, voice, shelf, settings, tmp_path, client):
    work()
    sound = files.path(episode().file).read_bytes()
    on_another_machine(settings, tmp_path)
    assert heard_on("en", DAY) is not None

    answer = client.get(f"/podcast/en/{DAY:%Y-%m-%d}.mp3", headers={"Range": "bytes=0-99"})

    assert answer.status_code == 206
    assert answer.content == sound[:100]
    assert [one.name for one in files.folder().iterdir()] == [episode().file]


def test_while_the_bucket_is_away_no_episode_is_taken_apart(edition, voice, shelf, settings, tmp_path):
    work()
    on_another_machine(settings, tmp_path)
    shelf.away = True
    files._shared.cache_clear()

    assert keeping.look_again(NOW, every=True) == 0
    assert episode().state == State.READY
    assert heard_on("en", DAY) is None
    shelf.away = False
    files._shared.cache_clear()
    assert heard_on("en", DAY) is not None


def test_an_episode_that_cannot_be_shared_is_made_later(edition, voice, shelf):
    shelf.away = True
    work()

    assert episode().state != State.READY
    assert "nobody answers" in episode().error
    assert not any(files.folder().iterdir())


def test_what_no_episode_names_is_deleted_from_the_bucket(edition, voice, shelf, monkeypatch):
    work()
    shelf["podcast/en-lost.mp3"] = b"lost"
    keeping.forget(NOW)
    assert "podcast/en-lost.mp3" in shelf
    monkeypatch.setattr(files, "_LEFT_SECONDS", -60)
    keeping.forget(NOW)

    assert shelf.keys() == {f"podcast/{episode().file}"}


def test_what_is_made_anew_takes_the_old_sound_out_of_the_bucket(edition, voice, shelf):
    work()
    old = episode().file
    keeping.make_again(episode(), NOW)

    assert f"podcast/{old}" not in shelf
