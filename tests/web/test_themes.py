import pytest


def test_the_system_decides_on_the_theme_until_the_reader_does(db, client, read):
    assert read("/en/").get("data-theme") is None

    client.post("/theme", {"theme": "dark", "next": "/en/"})
    assert read("/en/").get("data-theme") == "dark"

    client.post("/theme", {"theme": "system", "next": "/en/"})
    assert read("/en/").get("data-theme") is None


def test_without_scripts_the_switch_returns_to_the_page(client):
    response = client.post("/theme", {"theme": "light", "next": "/ar/latest?languages=all"})

    assert response.status_code == 302
    assert response["Location"] == "/ar/latest?languages=all"
    assert response.cookies["theme"]["samesite"] == "Lax"


def test_the_form_knows_the_page_it_is_on(db, read):
    assert (
        read("/en/latest?languages=all").xpath("string(//input[@name='next']/@value)")
        == "/en/latest?languages=all"
    )


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "en/"]
)
def test_the_switch_leads_nowhere_else(client, address):
    assert client.post("/theme", {"theme": "dark", "next": address})["Location"] == "/"


def test_a_cookie_with_another_word_is_no_theme(db, client, read):
    client.cookies["theme"] = '"><script>'

    assert read("/en/").get("data-theme") is None


def test_following_a_link_does_not_change_the_theme(client):
    assert client.get("/theme").status_code == 405
