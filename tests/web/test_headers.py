import pytest
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from daily8.accounts.models import User

PAGES = ["/en/", "/ar/latest", "/en/category/world", "/en/sources", "/en/about"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_did_not_change_is_not_sent_again(make_article, client, address):
    make_article()
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""


def test_browsers_ask_each_time_and_know_that_the_cookie_matters(db, client):
    response = client.get("/en/")

    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("address", [*PAGES, "/en/nothing"])
def test_every_page_forbids_what_it_does_not_need(db, client, address):
    response = client.get(address)

    policy = dict(rule.split(" ", 1) for rule in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/en/feed.rss", "/en/feed.json"])
def test_what_is_no_page_forbids_as_much(db, client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_static_file_forbids_as_much(db, settings, tmp_path, rf):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    answer = SecurityMiddleware(WhiteNoiseMiddleware(lambda _: HttpResponse(status=404)))(
        rf.get("/static/mark.svg")
    )

    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


@pytest.mark.parametrize("address", ["/static/", "/static/css/", "/picture/"])
def test_folders_are_not_listed(db, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_what_a_browser_sent_is_not_sent_back(client, address):
    assert client.trace(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_scripts_or_styles_of_its_own(make_article, read, address):
    make_article()
    page = read(address)

    assert not page.xpath("//style | //script[not(@src or @type='application/ld+json')] | //*[@style]")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")


def test_a_page_sets_no_cookies(make_article, client):
    make_article()

    assert not client.get("/en/").cookies


@pytest.mark.parametrize("address", [*PAGES, "/en/nothing"])
def test_an_answer_says_how_long_it_is(db, client, address):
    response = client.get(address)

    assert int(response["Content-Length"]) == len(response.content)


def test_forms_of_who_is_signed_in_say_where_they_come_from_and_only_here(admin):
    assert admin.get("/en/about")["Referrer-Policy"] == "same-origin"


def test_pages_that_are_a_readers_own_are_a_step_away_and_the_queue_is_a_moderators(client, admin):
    reader = User.objects.create(username="layla")
    assert 'href="/en/moderation"' in admin.get("/en/about").content.decode()
    client.force_login(reader)
    page = client.get("/en/about").content.decode()

    assert 'href="/en/following"' in page
    assert 'href="/en/muted"' in page
    assert 'href="/en/moderation"' not in page
