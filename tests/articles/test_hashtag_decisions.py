"""What operators decide of hashtags, on pages of the admin that ask first."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from daily8.articles import tags
from daily8.articles.models import Stage, Tag
from daily8.topics.models import Hashtag, Spelling
from tests.articles.test_hashtag_admin import HASHTAGS, decision, noon, page_of, words_of  # noqa: F401  (a fixture)
from tests.sources.test_admin import errors_of

BLANK = {"to": "", "name_en": "", "name_ar": "", "kind": "place"}


def test_chosen_hashtags_are_merged_into_one_of_them(admin, make_article, make_hashtag):
    both, first = make_article(), make_article()
    kiev, kyiv = make_hashtag("Kiev", on=[both, first]), make_hashtag("Kyiv", on=[both])
    asked = admin.post(HASHTAGS, {"action": "merge_chosen", "_selected_action": [kiev.pk, kyiv.pk]})
    address = asked["Location"]

    page = words_of(admin.get(address))
    assert "2 articles will carry the hashtag that stays." in page
    assert "#Kiev · Place · 2 articles" in page
    assert Hashtag.objects.shown().count() == 2

    said = words_of(admin.post(address, {"into": kyiv.pk}, follow=True))

    kiev.refresh_from_db()
    assert kiev.merged_into == kyiv
    assert Tag.objects.filter(hashtag=kyiv).count() == 2
    assert "/en/hashtag/Kiev leads to #Kyiv from now on." in said
    assert {entry.object_id for entry in LogEntry.objects.all()} == {str(kiev.pk), str(kyiv.pk)}


def test_one_alone_is_merged_with_one_that_is_looked_for(admin, make_hashtag):
    kiev, kyiv = make_hashtag("Kiev"), make_hashtag("Kyiv")
    make_hashtag("Kyiv Post", banned=True)

    page = admin.get(decision("merge", kiev))
    (form,) = html.document_fromstring(page.content.decode()).xpath("//form[contains(@class, 'decision')]")
    (select,) = form.xpath(".//select")
    offered = admin.get(select.get("data-ajax--url"), {"term": "kyiv"}).json()["results"]

    assert form.method == "GET"
    assert dict(form.form_values())["chosen"] == str(kiev.pk)
    assert select.name == "chosen"
    assert {"id": str(kyiv.pk), "text": "\u2068#Kyiv\u2069 · Place · 0 articles"} in offered
    assert "Hashtag that stays" in words_of(admin.get(decision("merge", kiev, kyiv)))


def test_hashtags_without_a_page_are_not_merged(admin, make_hashtag):
    kyiv, banned = make_hashtag("Kyiv"), make_hashtag("Breaking", banned=True)

    assert "#Breaking has no page of its own" in words_of(admin.get(decision("merge", kyiv, banned), follow=True))
    assert "Choose the hashtags" in words_of(admin.get(f"{HASHTAGS}merge/?chosen=x", follow=True))


def test_a_merge_needs_one_of_the_chosen(admin, make_hashtag):
    one, two, other = make_hashtag("Kiev"), make_hashtag("Kyiv"), make_hashtag("Nairobi")

    response = admin.post(decision("merge", one, two), {"into": other.pk})

    assert "Select a valid choice" in errors_of(response)
    assert Hashtag.objects.shown().count() == 3


def test_a_merge_is_taken_back_on_the_page_of_the_merged_one(admin, make_article, make_hashtag):
    article = make_article()
    hashtag = make_hashtag("Georgia", on=[article])
    merged = make_hashtag("Georgia country", merged_into=hashtag)
    assert "Take the merge back" in words_of(admin.get(page_of(merged)))

    said = words_of(admin.post(decision("unmerge", merged), follow=True))

    merged.refresh_from_db()
    article.refresh_from_db()
    assert merged.merged_into is None
    assert article.stage == Stage.EXTRACTED
    assert "#Georgia country is a hashtag of its own again." in said
    assert "is not merged into another" in words_of(admin.post(decision("unmerge", merged), follow=True))


def test_hashtags_are_banned_after_a_word_and_allowed_again(admin, make_article, make_hashtag, client):
    hashtag = make_hashtag("Breaking", on=[make_article()])
    asked = admin.post(HASHTAGS, {"action": "ban_chosen", "_selected_action": [hashtag.pk]})

    assert "No article carries them any more" in words_of(admin.get(asked["Location"]))
    assert not Hashtag.objects.get().banned

    said = words_of(admin.post(asked["Location"], follow=True))
    assert "1 hashtag banned." in said
    assert "Allow again" in said
    assert client.get("/en/hashtag/Breaking").status_code == 404
    assert not Tag.objects.exists()
    assert "not banned yet" in words_of(admin.get(asked["Location"], follow=True))

    assert "1 hashtag allowed again." in words_of(admin.post(decision("allow", hashtag), follow=True))
    assert client.get("/en/hashtag/Breaking").status_code == 200
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == ["Banned.", "Allowed again."]


def test_banned_hashtags_are_allowed_from_the_list(admin, make_hashtag):
    chosen = [make_hashtag("One", banned=True).pk, make_hashtag("Two").pk]

    said = admin.post(HASHTAGS, {"action": "allow_chosen", "_selected_action": chosen}, follow=True)

    assert "1 hashtag allowed again." in words_of(said)
    assert Hashtag.objects.shown().count() == 2


def test_a_spelling_is_split_off_to_a_hashtag_that_there_is(admin, make_article, make_hashtag):
    article = make_article()
    man, state = make_hashtag("George Washington", on=[article]), make_hashtag("Washington")
    address = f"{decision('split', man)}&spelling=Washington"
    page = admin.get(address)
    assert "1 article that carries #George Washington is read for hashtags again." in words_of(page)
    assert 'value="Washington"' in page.content.decode()

    said = admin.post(
        address, {"spelling": "Washington", "to": state.pk, "name_en": "", "name_ar": "", "kind": ""}
    )

    assert said["Location"] == page_of(man)
    assert Spelling.objects.get(text="Washington", learned=False).hashtag == state
    article.refresh_from_db()
    assert article.stage == Stage.EXTRACTED
    assert LogEntry.objects.count() == 2


def test_a_spelling_is_split_off_to_a_new_hashtag(admin, make_hashtag):
    man = make_hashtag("George Washington", slug="Washington")
    sent = {"spelling": "Washington", "to": "", "name_en": "Washington", "name_ar": "واشنطن", "kind": "place"}

    assert admin.post(decision("split", man), sent).status_code == 302

    state = Spelling.objects.get(text="Washington").hashtag
    assert (state.names, state.kind) == ({"en": "Washington", "ar": "واشنطن"}, "place")
    assert state.slug == "Washington_place"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"spelling": "Washington"}, "Choose the hashtag that is meant"),
        ({"spelling": "", "name_en": "State"}, "This field is required."),
        ({"spelling": "  ", "name_en": "State"}, "This field is required."),
        ({"spelling": "x" * 201, "name_en": "State"}, "at most 200 characters"),
        ({"spelling": "Washington", "name_en": "!!!"}, "has letters or figures in it"),
        ({"spelling": "Washington", "name_en": "Breaking"}, "#Breaking has no page of its own"),
        ({"spelling": "Washington", "to": "999999"}, "Select a valid choice"),
        ({"spelling": "Washington", "name_en": "State", "kind": "planet"}, "Select a valid choice"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused_with_a_word(admin, make_hashtag, sent, words):
    man = make_hashtag("George Washington")
    make_hashtag("Breaking", banned=True)

    response = admin.post(decision("split", man), BLANK | sent)

    assert response.status_code == 200
    assert words in words_of(response)
    assert not Spelling.objects.exists()


@pytest.mark.parametrize("name", ["merge", "split", "ban", "allow", "unmerge", "find"])
def test_only_operators_decide(client, make_hashtag, name):
    response = client.post(decision(name, make_hashtag("Kyiv")))

    assert response.status_code == 302
    assert "/login/" in response["Location"]


@pytest.mark.parametrize("name", ["allow", "unmerge"])
def test_looking_at_an_address_decides_nothing(admin, make_hashtag, name):
    assert admin.get(decision(name, make_hashtag("Kyiv", banned=True))).status_code == 405
    assert Hashtag.objects.get().banned


@pytest.mark.parametrize("action", ["merge_chosen", "ban_chosen"])
def test_more_hashtags_than_can_be_decided_about_at_once_are_refused_before_anything_is_done(
    admin, make_hashtag, action
):
    chosen = [make_hashtag(f"Kyiv {number}").pk for number in range(60)]
    sent = {"action": action, "_selected_action": chosen[:50], "select_across": 1}

    response = admin.post(f"{HASHTAGS}?q=Kyiv", sent, follow=True)

    assert "60 are chosen, and at most 50 are decided about at once: choose fewer." in words_of(response)
    assert response.redirect_chain == [(f"{HASHTAGS}?q=Kyiv", 302)]
    by_address = "&".join(f"chosen={pk}" for pk in chosen)
    for name in ("merge", "ban"):
        said = admin.post(f"{HASHTAGS}{name}/?{by_address}", {"into": chosen[0]}, follow=True)
        assert "60 are chosen" in words_of(said)
    assert Hashtag.objects.shown().count() == 60


def test_all_chosen_hashtags_are_merged_and_banned(admin, make_hashtag):
    chosen = [make_hashtag(f"Kyiv {number}").pk for number in range(50)]
    sent = {"action": "merge_chosen", "_selected_action": chosen[:2], "select_across": 1}

    admin.post(admin.post(HASHTAGS, sent)["Location"], {"into": chosen[0]})

    assert Hashtag.objects.filter(merged_into=chosen[0]).count() == 49


def test_all_banned_hashtags_of_all_pages_are_allowed(admin, make_hashtag):
    for number in range(60):
        make_hashtag(f"Kyiv {number}", banned=True)
    sent = {"action": "allow_chosen", "_selected_action": [Hashtag.objects.first().pk], "select_across": 1}

    said = admin.post(HASHTAGS, sent, follow=True)

    assert "60 hashtags allowed again." in words_of(said)
    assert not Hashtag.objects.filter(banned=True).exists()


def test_a_hashtag_that_was_merged_meanwhile_leads_to_where_it_went(admin, make_hashtag):
    kiev, kyiv, other = make_hashtag("Kiev"), make_hashtag("Kyiv"), make_hashtag("Kief")
    tags.merge(kiev, into=kyiv)

    for response in (
        admin.post(decision("merge", kiev, other), {"into": other.pk}, follow=True),
        admin.post(decision("ban", kiev, other), follow=True),
    ):
        assert response.redirect_chain == [(page_of(kyiv), 302)]
        assert "#Kiev is merged into #Kyiv: choose that one, or take the merge back first." in words_of(response)
    assert Hashtag.objects.shown().count() == 2


@pytest.mark.parametrize("name", ["merge", "ban"])
def test_of_chosen_hashtags_that_are_gone_by_now_the_others_are_asked_about_again(admin, make_hashtag, name):
    gone, one, two = (make_hashtag(text) for text in ("Kiev", "Kyiv", "Kief"))
    address = decision(name, gone, one, two)
    ticked = {"action": f"{name}_chosen", "_selected_action": [gone.pk, one.pk, two.pk]}
    Hashtag.objects.filter(pk=gone.pk).delete()

    for response in (
        admin.post(address, {"into": one.pk}, follow=True),
        admin.post(HASHTAGS, ticked, follow=True),
    ):
        assert {key for key, _ in parse_qsl(urlsplit(response.redirect_chain[-1][0]).query)} == {"chosen"}
        assert urlsplit(response.redirect_chain[-1][0]).path == f"{HASHTAGS}{name}/"
        assert "Some of what was chosen is not there any more" in words_of(response)
    assert Hashtag.objects.shown().count() == 2


@pytest.mark.parametrize("name", ["merge", "split", "ban", "allow", "unmerge"])
def test_a_decision_about_a_hashtag_that_is_gone_leads_to_the_list(admin, make_hashtag, name):
    hashtag = make_hashtag("Kyiv")
    address = decision(name, hashtag)
    Hashtag.objects.all().delete()

    response = admin.post(address, BLANK, follow=True)

    assert response.redirect_chain == [(HASHTAGS, 302)]
    assert "What was chosen is not there any more: choose again." in words_of(response)


def test_a_hashtag_that_goes_at_the_moment_of_the_decision_changes_nothing(admin, make_hashtag, monkeypatch):
    one, two = make_hashtag("Kyiv"), make_hashtag("Kiev", banned=True)
    for name in ("ban", "allow"):
        real = getattr(tags, name)

        def too_late(hashtag, real=real):
            Hashtag.objects.filter(pk=hashtag.pk).delete()
            real(hashtag)

        monkeypatch.setattr(tags, name, too_late)

    allowed = {"action": "allow_chosen", "_selected_action": [two.pk]}
    for response in (
        admin.post(decision("ban", one), follow=True),
        admin.post(decision("allow", two), follow=True),
        admin.post(HASHTAGS, allowed, follow=True),
    ):
        assert "is gone meanwhile: choose again." in words_of(response)
    assert not LogEntry.objects.exists()


def test_the_page_of_a_merged_hashtag_takes_its_own_merge_back_with_all_that_came_along(admin, make_hashtag):
    kief, kiev, kyiv = make_hashtag("Kief"), make_hashtag("Kiev"), make_hashtag("Kyiv")
    tags.merge(kief, into=kiev)
    tags.merge(kiev, into=kyiv)

    admin.post(decision("unmerge", kiev))

    assert "Merged into #Kiev" in words_of(admin.get(page_of(kief)))
