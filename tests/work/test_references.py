"""A request has one reference, its own or the one that our web server in front gave it."""

import threading

import pytest

from daily8.work import references


@pytest.fixture(autouse=True)
def _outside_of_any_request():
    references.end()
    yield
    references.end()


def test_each_request_has_a_reference_of_its_own():
    made = {references.begin() for _ in range(100)}

    assert len(made) == 100
    assert all(len(reference) == 12 and reference.isalnum() for reference in made)


def test_it_is_known_as_long_as_the_request_lasts():
    assert references.current() == ""
    begun = references.begin()
    assert references.current() == begun
    references.end()
    assert references.current() == ""


@pytest.mark.parametrize("given", ["0123456789abcdef0123456789abcdef", "01HFZ-3KQ7"])
def test_one_that_was_given_is_kept(given):
    assert references.begin(given) == given


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with blanks in it", "line\nbreak", "<script>x</script>", "٣٣٣٣٣٣٣٣"]
)
def test_what_is_no_reference_is_not(given):
    assert references.begin(given) != given


def test_threads_do_not_see_each_other_s():
    references.begin()
    seen = []
    thread = threading.Thread(target=lambda: seen.append(references.current()))
    thread.start()
    thread.join()

    assert seen == [""]


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/en/account/password/1a-cq3x9z-0123456789abcdef", "/en/account/password/…"),
        ("/ar/account/confirm/MQ:1tQ:abcdefghijklmnop", "/ar/account/confirm/…"),
        ("/en/following/abcdefghijklmnop_-ABCDEFGHIJKLMN/feed.rss", "/en/following/…/feed.rss"),
        ("/en/newsletter/abcdefghijklmnopqrstuvwxyz012345/stop", "/en/newsletter/…/stop"),
        ("/en/alerts/stop/abcdefghijklmnopqrstuvwxyz", "/en/alerts/stop/…"),
        ("/websub/0123456789abcdef0123456789abcdef", "/websub/…"),
        ("/en/guest/abcdefghijklmnopqrstuvwxyz012345", "/en/guest/…"),
    ],
)
def test_what_opens_something_to_whoever_knows_it_is_not_logged(path, logged):
    assert references.without_secret(path) == logged


@pytest.mark.parametrize(
    "path",
    ["/en/article/0123456789abcdef0123456789abcdef", "/en/following/list", "/en/newsletter"],
)
def test_other_addresses_are_logged_whole(path):
    assert references.without_secret(path) == path
