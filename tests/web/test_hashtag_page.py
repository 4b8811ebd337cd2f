from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_page_of_a_hashtag_lists_its_articles(make_article, make_hashtag, read):
    make_hashtag("Nairobi", on=[make_article(title="Ships leave"), make_article(title="Ships return")])
    make_article(title="Something else")

    shown = read("/en/hashtag/Nairobi")

    titles = [title.text_content().strip() for title in shown.find_class("card__title")]
    assert titles == ["Ships leave", "Ships return"]


def test_a_hashtag_in_arabic_letters_has_an_address(make_article, make_hashtag, read):
    hashtag = make_hashtag("نيروبي", slug="نيروبي_الكبرى", on=[make_article()])

    assert read(hashtag.get_absolute_url()).find_class("card__title")


def test_a_hashtag_that_became_part_of_another_leads_there(make_hashtag, client):
    make_hashtag("Nayrobi", merged_into=make_hashtag("Nairobi"))

    for end in ("", "/feed"):
        response = client.get(f"/ar/hashtag/Nayrobi{end}")
        assert (response.status_code, response["Location"]) == (301, f"/ar/hashtag/Nairobi{end}")


def test_a_hashtag_that_is_banned_or_unknown_is_not_found(make_hashtag, client):
    make_hashtag("Nonsense", banned=True)

    assert client.get("/en/hashtag/Nonsense").status_code == 404
    assert client.get("/en/hashtag/Nothing").status_code == 404


def test_the_feed_of_a_hashtag_is_read_by_programs(make_article, make_hashtag, client):
    article = make_article(title="Ships leave")
    make_hashtag("Nairobi", on=[article])

    response = client.get("/en/hashtag/Nairobi/feed")

    feed = etree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert (
        feed.xpath("string(a:entry/a:link/@href)", namespaces=ATOM)
        == f"http://testserver/en/article/{article.key}"
    )
