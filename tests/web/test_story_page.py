from daily8.stories.models import FormerStory


def text_of(element):
    return " ".join(element.text_content().split())


def test_the_page_of_a_story_leads_to_its_reports(make_article, make_publisher, make_story, read):
    first, second = (
        make_article(title="Ships leave"),
        make_article(title="All ships left", publisher=make_publisher()),
    )
    story = make_story(first, second)

    shown = read(f"/en/story/{story.key}")

    assert shown.xpath(f"//main//a[@href='/en/article/{first.key}']")
    assert shown.xpath(f"//main//a[@href='/en/article/{second.key}']")


def test_an_earlier_address_of_a_story_leads_to_it(make_article, make_story, client):
    story = make_story(make_article())
    FormerStory.objects.create(key="0" * 32, story=story)

    response = client.get(f"/ar/story/{'0' * 32}")

    assert (response.status_code, response["Location"]) == (301, f"/ar/story/{story.key}")


def test_a_story_that_nobody_may_see_is_not_found(make_article, make_story, client):
    story = make_story(make_article(visible=False))

    assert client.get(f"/en/story/{story.key}").status_code == 404
    assert client.get(f"/en/story/{'f' * 32}").status_code == 404
