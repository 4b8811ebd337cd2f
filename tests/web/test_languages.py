import pytest
from lxml import html


@pytest.mark.parametrize(
    ("accepted", "cookie", "address"),
    [
        ("ar,en;q=0.5", "", "/ar/"),
        ("en-GB", "", "/en/"),
        ("fr", "", "/en/"),
        ("", "", "/en/"),
        ("en", "ar", "/ar/"),
        ("ar", "en", "/en/"),
        ("ar", "xx", "/ar/"),
    ],
)
def test_the_root_leads_to_the_language_chosen_before_else_to_the_browsers(client, accepted, cookie, address):
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/", headers={"accept-language": accepted})

    assert response.status_code == 302
    assert response["Location"] == address
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_language_alone_is_its_front_page(client, language):
    assert client.get(f"/{language}")["Location"] == f"/{language}/"


def test_a_page_says_its_language_and_direction(db, read):
    assert (read("/en/").get("lang"), read("/en/").get("dir")) == ("en", "ltr")
    assert (read("/ar/").get("lang"), read("/ar/").get("dir")) == ("ar", "rtl")


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/en/", "/ar/"),
        ("/en/category/health", "/ar/category/health"),
        ("/en/sources?health=good&text=en/", "/ar/sources?health=good&text=en/"),
        ("/en/latest?languages=all", "/ar/latest?languages=all"),
    ],
)
def test_the_switch_of_languages_keeps_the_page(db, read, address, other):
    page = read(address)
    (link,) = page.cssselect(".masthead a[hreflang]")

    assert link.get("href") == other
    assert link.text == "العربية"
    assert link.get("lang") == "ar"
    assert page.xpath(f"//link[@rel='alternate'][@hreflang='ar'][@href='http://testserver{other}']")


def test_from_an_address_of_no_language_the_switch_leads_to_the_front_page(client, db):
    page = html.fromstring(client.get("/nothing/at/all", headers={"accept-language": "en"}).content)

    assert page.cssselect(".masthead a[hreflang=ar]")[0].get("href") == "/ar/"
