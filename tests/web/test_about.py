import pytest

from daily8.assistant.models import Conduct


def test_publishers_learn_who_reads_and_whom_to_write_to(db, read, settings):
    settings.CONTACT = "editor@news.example"
    settings.USER_AGENT = "daily8/1 (+editor@news.example)"

    page = read("/en/about")

    assert "daily8/1 (+editor@news.example)" in page.text_content()
    assert page.xpath("//main//a[@href='mailto:editor@news.example']")


def test_a_contact_may_be_a_page(db, read, settings):
    settings.CONTACT = "https://news.example/contact"

    assert read("/ar/about").xpath("//main//a[@href='https://news.example/contact']")


def test_a_site_without_a_contact_admits_it(db, read, settings):
    settings.CONTACT = ""

    assert "has not given an address yet" in read("/en/about").text_content()


def test_the_about_page_asks_the_database_only_whether_ai_is_on(db, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/en/about")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_about_page_leads_to_what_ai_does_while_it_is_on(db, read, language):
    assert read(f"/{language}/about").cssselect(f"a[href='/{language}/quality#ai'], a[href='/{language}/ask']")
    Conduct.objects.create(on=False)
    assert not read(f"/{language}/about").cssselect(f"a[href='/{language}/quality#ai'], a[href='/{language}/ask']")
