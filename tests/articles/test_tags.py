import pytest

from daily8.articles import tags
from daily8.articles.directories import Directories
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


def test_a_merged_hashtag_gives_the_other_its_names_in_languages_that_the_other_has_none_in(make_hashtag):
    arabic = make_hashtag("وادي السدرة", names={"ar": "وادي السدرة"})
    english = make_hashtag("Wadi Sidra")

    tags.merge(arabic, into=english)

    english.refresh_from_db()
    assert english.names == {"en": "Wadi Sidra", "ar": "وادي السدرة"}


def test_names_go_back_when_a_merge_is_taken_back_unless_articles_call_the_other_that_too(make_hashtag):
    arabic = make_hashtag("وادي السدرة", names={"ar": "وادي السدرة", "fr": "Oued Sidra"})
    english = make_hashtag("Wadi Sidra")
    tags.merge(arabic, into=english)
    Spelling.objects.create(hashtag=english, text="Oued Sidra", learned=True)

    tags.unmerge(arabic, now=NOON)

    english.refresh_from_db()
    assert english.names == {"en": "Wadi Sidra", "fr": "Oued Sidra"}


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


def test_what_was_merged_before_goes_back_with_what_it_was_merged_into(make_hashtag):
    kief, kiev, kyiv, karachi = (make_hashtag(name) for name in ("Kief", "Kiev", "Kyiv", "Karachi"))
    own = make_hashtag("Karatschi")
    tags.merge(kief, into=kiev)
    tags.merge(kiev, into=kyiv)
    tags.merge(own, into=karachi)
    tags.merge(kyiv, into=karachi)

    tags.unmerge(kiev, now=NOON)

    merged = dict(Hashtag.objects.exclude(merged_into=None).values_list("key", "merged_into__key"))
    assert merged == {"kief": "kiev", "kyiv": "karachi", "karatschi": "karachi"}


def test_the_first_of_a_chain_of_merges_can_be_taken_out_alone(make_hashtag):
    kief, kiev, kyiv = (make_hashtag(name) for name in ("Kief", "Kiev", "Kyiv"))
    tags.merge(kief, into=kiev)
    tags.merge(kiev, into=kyiv)

    tags.unmerge(kief, now=NOON)
    tags.unmerge(kiev, now=NOON)

    assert Hashtag.objects.shown().count() == 3


def test_a_merge_that_was_taken_back_can_be_made_the_other_way(make_hashtag, client):
    kief, kiev, kyiv = (make_hashtag(name) for name in ("Kief", "Kiev", "Kyiv"))
    tags.merge(kief, into=kiev)
    tags.merge(kiev, into=kyiv)
    tags.unmerge(kiev, now=NOON)

    tags.merge(kyiv, into=kiev)

    for slug in ("Kief", "Kyiv"):
        answer = client.get(f"/en/hashtag/{slug}")
        # No browser keeps where an address led before: it would lead in a ring.
        assert (answer["Location"], answer["Cache-Control"]) == ("/en/hashtag/Kiev", "no-cache")
    assert client.get("/en/hashtag/Kiev").status_code == 200


def test_spellings_go_back_to_the_hashtag_whose_merge_is_taken_back(make_hashtag):
    state, country = make_hashtag("Georgia"), make_hashtag("Sakartvelo")
    for hashtag, text, learned in (
        (country, "Gruzia", True), (country, "Georgien", False), (state, "Peach State", True),
    ):  # fmt: skip
        Spelling.objects.create(hashtag=hashtag, text=text, learned=learned)
    tags.merge(country, into=state)
    # An article that was read meanwhile taught it again.
    Spelling.objects.create(hashtag=state, text="Gruzia", learned=True)

    tags.unmerge(country, now=NOON)

    assert set(country.spellings.values_list("text", flat=True)) == {"Gruzia", "Georgien"}
    assert set(state.spellings.values_list("text", flat=True)) == {"Peach State"}


def test_the_spellings_of_a_merged_hashtag_lead_to_the_other(make_hashtag):
    country, other = make_hashtag("Sakartvelo"), make_hashtag("Zamunda")
    Spelling.objects.create(hashtag=country, text="Gruzinia", learned=True)
    Spelling.objects.create(hashtag=country, text="Gruzistan", learned=False)
    tags.merge(country, into=other)

    directories = Directories()
    directories.refresh(NOON)

    for spelling in ("gruzinia", "gruzistan"):
        assert [thing.key for thing in directories.current.named(spelling)] == ["zamunda"]


def test_a_hashtag_merged_elsewhere_meanwhile_stays_there(make_hashtag):
    one, two, three = make_hashtag("Kief"), make_hashtag("Kiev"), make_hashtag("Kyiv")
    as_seen_before = Hashtag.objects.get(pk=one.pk)
    tags.merge(one, into=three)

    with pytest.raises(tags.TagError, match="has no page of its own"):
        tags.merge(as_seen_before, into=two)


def test_a_merged_hashtag_is_not_banned_by_itself(make_hashtag):
    hashtag = make_hashtag("Kiev", merged_into=make_hashtag("Kyiv"))

    with pytest.raises(tags.TagError, match="#Kiev is merged into #Kyiv"):
        tags.ban(hashtag)


def test_the_addresses_of_what_was_merged_are_gone_while_the_other_is_banned(make_hashtag, client):
    kief, kiev, kyiv = (make_hashtag(name) for name in ("Kief", "Kiev", "Kyiv"))
    tags.merge(kief, into=kiev)
    tags.merge(kiev, into=kyiv)

    tags.ban(kyiv)
    pages = [client.get(f"/en/hashtag/{slug}{end}") for slug in ("Kief", "Kiev", "Kyiv") for end in ("", "/feed")]
    assert {page.status_code for page in pages} == {404}
    assert 'href="/en/"' in pages[0].content.decode()

    tags.unmerge(kiev, now=NOON)
    assert client.get("/en/hashtag/Kief")["Location"] == "/en/hashtag/Kiev"
    assert client.get("/en/hashtag/Kiev").status_code == 200


@pytest.mark.parametrize(
    "decide",
    [
        lambda gone, other: tags.merge(gone, into=other),
        lambda gone, other: tags.merge(other, into=gone),
        lambda gone, other: tags.unmerge(gone, now=NOON),
        lambda gone, other: tags.split(other, spelling="Kiev", to=gone, now=NOON),
        lambda gone, other: tags.split(gone, spelling="Kiev", to=other, now=NOON),
        lambda gone, _other: tags.spell(gone, ["Kiev"], now=NOON),
        lambda gone, _other: tags.rename(gone, {"en": "Kiev"}),
        lambda gone, _other: tags.ban(gone),
        lambda gone, _other: tags.allow(gone),
    ],
)
def test_what_is_decided_of_a_hashtag_that_is_gone_is_refused_with_a_word(make_hashtag, decide):
    gone, other = make_hashtag("Kiev"), make_hashtag("Kyiv")
    Hashtag.objects.filter(pk=gone.pk).delete()

    with pytest.raises(tags.TagError, match="#Kiev is gone meanwhile"):
        decide(gone, other)
