import pytest

from daily8.articles import tags
from daily8.articles.models import Stage, Tag
from daily8.topics.models import HASHTAGS, Hashtag, Spelling
from daily8.work.models import PAGES, Version
from tests.conftest import NOON


def carriers_of(hashtag):
    return set(Tag.objects.filter(hashtag=hashtag).values_list("article", flat=True))


def test_articles_of_a_merged_hashtag_carry_the_other_once(make_article, make_hashtag):
    first, both = make_article(), make_article()
    spelled = make_hashtag("Kiev", on=[first, both])
    hashtag = make_hashtag("Kyiv", on=[both])

    tags.merge(spelled, into=hashtag)

    assert carriers_of(hashtag) == {first.pk, both.pk}
    assert carriers_of(spelled) == set()
    assert spelled.merged_into == hashtag


def test_of_two_operators_who_merge_a_pair_both_ways_one_is_refused(make_hashtag):
    one, other = make_hashtag("Kiev"), make_hashtag("Kyiv")
    as_seen_before = Hashtag.objects.get(pk=one.pk)
    tags.merge(one, into=other)

    with pytest.raises(tags.TagError, match="has no page of its own"):
        tags.merge(other, into=as_seen_before)


@pytest.mark.parametrize("stage", [Stage.ENRICHED, Stage.GROUPED, Stage.PUBLISHED])
def test_articles_on_their_way_to_readers_are_read_again_too(make_article, make_hashtag, stage):
    article = make_article(stage=stage, claimed_by="worker", claimed_until=NOON)
    hashtag = make_hashtag("Washington", on=[article])

    tags.split(hashtag, spelling="Washington", to=make_hashtag("Denzel Washington"), now=NOON)

    article.refresh_from_db()
    assert (article.stage, article.due_at, article.claimed_by) == (Stage.EXTRACTED, NOON, "")


def test_what_was_merged_before_follows_a_merge(make_hashtag):
    one, two, three = make_hashtag("Kief"), make_hashtag("Kiev"), make_hashtag("Kyiv")

    tags.merge(one, into=two)
    tags.merge(two, into=three)

    one.refresh_from_db()
    assert one.merged_into == three


def test_hashtags_without_a_page_of_their_own_take_nothing_in(make_hashtag):
    one, two, three = make_hashtag("Kief"), make_hashtag("Kiev"), make_hashtag("Kyiv")
    tags.merge(two, into=three)

    with pytest.raises(tags.TagError, match="has no page of its own"):
        tags.merge(one, into=two)
    with pytest.raises(tags.TagError, match="choose two"):
        tags.merge(one, into=one)


def test_a_merge_can_be_taken_back_and_its_articles_are_read_again(make_article, make_hashtag):
    article, other = make_article(), make_article()
    spelled, hashtag = make_hashtag("Georgia", on=[article]), make_hashtag("Georgia (country)")
    tags.merge(spelled, into=hashtag)

    tags.unmerge(spelled, now=NOON)

    article.refresh_from_db()
    other.refresh_from_db()
    assert spelled.merged_into is None
    assert (article.stage, article.due_at, article.visible) == (Stage.EXTRACTED, NOON, True)
    assert other.stage == Stage.PUBLISHED
    with pytest.raises(tags.TagError, match="is not merged"):
        tags.unmerge(spelled, now=NOON)


def test_a_spelling_split_off_means_the_other_thing_from_now_on(make_article, make_hashtag):
    article = make_article()
    man, state = make_hashtag("George Washington", on=[article]), make_hashtag("Washington")

    tags.split(man, spelling="  Washington  State ", to=state, now=NOON)

    article.refresh_from_db()
    assert Spelling.objects.get(text="Washington State").hashtag == state
    assert article.stage == Stage.EXTRACTED


@pytest.mark.parametrize(("spelling", "match"), [("  ", "write the spelling"), ("Washington", "choose or make")])
def test_a_split_needs_a_spelling_and_another_hashtag(make_hashtag, spelling, match):
    hashtag = make_hashtag("Washington")

    with pytest.raises(tags.TagError, match=match):
        tags.split(hashtag, spelling=spelling, to=hashtag, now=NOON)


def test_a_renamed_hashtag_keeps_its_address(make_hashtag):
    hashtag = make_hashtag("Turkey")

    tags.rename(hashtag, {"en": " Türkiye ", "ar": "تركيا", "fr": ""})

    hashtag.refresh_from_db()
    assert hashtag.names == {"en": "Türkiye", "ar": "تركيا"}
    assert (hashtag.slug, hashtag.renamed) == ("Turkey", True)
    with pytest.raises(tags.TagError, match="needs a name"):
        tags.rename(hashtag, {"en": " "})


def test_no_article_carries_a_banned_hashtag_until_it_is_allowed(make_article, make_hashtag):
    hashtag = make_hashtag("Breaking", on=[make_article()])

    tags.ban(hashtag)
    assert (hashtag.banned, carriers_of(hashtag)) == (True, set())

    tags.allow(hashtag)
    hashtag.refresh_from_db()
    assert not hashtag.banned


def test_decisions_are_told_to_workers_and_pages(make_hashtag):
    tags.ban(make_hashtag("Breaking"))

    assert (Version.current(HASHTAGS), Version.current(PAGES)) == (1, 1)
