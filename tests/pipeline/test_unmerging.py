"""Articles whose hashtag was merged into others, and is one of its own again."""

from daily8.articles import tags
from daily8.articles.models import Article
from daily8.topics.models import Hashtag, Spelling

TEXT = "Mayor {name} said on Monday that the harbour will open again. {name} thanked the dockers of Mombasa."


def read(press, add, pipeline, name):
    slug = name.replace(" ", "")
    press.page(slug, f"{name} opens the harbour", text=TEXT.format(name=name))
    add(press.list(press.item(slug, f"{name} opens the harbour"), path=f"/{slug}.xml"))
    pipeline()
    return Article.objects.get(title__startswith=name)


def person_of(article):
    return article.tags.get(hashtag__kind="person").hashtag


def test_articles_have_their_own_hashtags_again_when_a_chain_of_merges_is_taken_back(
    press, add, pipeline, noon, make_hashtag
):
    names = ("Petra Hollowood", "Maren Tolliver")
    articles = [read(press, add, pipeline, name) for name in names]
    first, second = own = [person_of(article) for article in articles]
    third = make_hashtag("The Mayor", kind="person")
    tags.merge(first, into=second)
    tags.merge(second, into=third)
    assert {person_of(article) for article in articles} == {third}

    tags.unmerge(second, now=noon.now())
    pipeline()
    assert {person_of(article) for article in articles} == {second}

    tags.unmerge(Hashtag.objects.get(pk=first.pk), now=noon.now())
    pipeline()

    assert [person_of(article) for article in articles] == own
    told = Spelling.objects.values_list("hashtag", "text")
    assert set(told) == {(hashtag.pk, name) for hashtag, name in zip(own, names, strict=True)}
