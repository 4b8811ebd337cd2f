"""Readers discuss an article, with scripts and without, in both languages."""

import email
import email.policy
import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.commenters import Visit, discussed, faults, visit  # noqa: F401

pytestmark = pytest.mark.browser
WAYS = [("en", True), ("ar", True), ("en", False), ("ar", False)]
MINE = {"en": "I saw it from the quay.", "ar": "رأيته من الرصيف."}
LATER = {"en": "I saw it from the old quay.", "ar": "رأيته من الرصيف القديم."}


@pytest.fixture
def article(visit: Visit):  # noqa: F811
    """Open the article that is discussed, as somebody."""

    def article(language: str, **named: object) -> Page:
        page = visit(f"/{language}/latest", **named)
        discussed(page, language)
        return page

    return article


def comment(page: Page, words: str):
    return page.locator(".comment", has=page.locator(".comment__words", has_text=words))


def tool(page: Page, words: str, deed: str):
    return comment(page, words).locator(f".comment__tools a[href$='/{deed}']")


def send(page: Page, words: str | None = None) -> None:
    form = page.locator("form.say").last
    if words is not None:
        form.locator("textarea").fill(words)
    form.locator("button[type=submit]").click()


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_reader_answers_changes_and_removes(article, language, scripts):
    page = article(language, who="salma", scripts=scripts)
    first = page.locator(".comment").first
    first.locator("a[href$='/reply']").click()
    send(page, MINE[language])

    expect(comment(page, MINE[language])).to_have_attribute("data-depth", "1")
    if scripts:
        assert "/article/" in page.url
        expect(comment(page, MINE[language])).to_be_focused()
        assert faults(page) == []
    tool(page, MINE[language], "edit").click()
    send(page, LATER[language])
    edited = comment(page, LATER[language])
    expect(edited.locator(".comment__head time")).to_have_count(2)
    tool(page, LATER[language], "remove").click()
    if not scripts:
        expect(page.locator("blockquote")).to_contain_text(LATER[language])
    send(page)
    expect(page.locator(".thread")).not_to_have_count(0)
    expect(comment(page, LATER[language])).to_have_count(0)


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_reader_votes_and_takes_it_back(article, language, scripts):
    page = article(language, who="salma", scripts=scripts)
    page.goto(page.url + "/comments?order=oldest")
    # Her vote is there from the beginning.
    vote = page.locator(".comment__vote").first
    expect(vote).to_have_attribute("aria-pressed", "true")

    vote.click()
    expect(page.locator(".comment__vote").first).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".comment").first.locator(".comment__number")).to_have_count(0)
    page.locator(".comment__vote").first.click()

    expect(page.locator(".comment").first.locator(".comment__number")).to_have_text("1")


@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_newcomer_is_told_that_a_comment_waits(article, language, scripts):
    page = article(language, who="hadi", scripts=scripts)
    page.locator(".comments__onward .button--strong").click()
    expect(page.locator("#write textarea")).to_be_visible()
    if scripts:
        assert faults(page) == []

    send(page, f"{MINE[language]} {scripts}")

    expect(comment(page, f"{MINE[language]} {scripts}").locator(".comment__unseen")).to_be_visible()
    if scripts:
        assert faults(page) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_who_is_not_signed_in_is_led_to_the_door_and_back(article, scripts):
    page = article("en", scripts=scripts)

    page.locator(".comment a[href$='/report']").first.click()

    expect(page.get_by_text("reporting needs an account")).to_be_visible()
    page.locator("main .button--strong").click()
    expect(page).to_have_url(re.compile(r"/account/login\?next=/en/comment/\d+/report$"))


def test_a_form_that_was_opened_is_closed_by_escape_its_link_and_cancel(article):
    page = article("en", who="salma")
    link = page.locator(".comment a[href$='/reply']").first
    form = page.locator("form.say textarea")
    link.click()
    form.fill(MINE["en"])

    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    expect(form).to_have_value(MINE["en"])
    page.locator(".say__cancel").click()
    expect(form).to_be_hidden()
    link.click()
    link.click()
    expect(form).to_be_hidden()


def letter_in(data: Path) -> str:
    """The page that the last letter leads to."""
    with sqlite3.connect(data / "daily8.sqlite3") as database:
        (row,) = database.execute("select data from work_mail order by id desc limit 1").fetchall()
    letter = email.message_from_bytes(bytes(row[0]), policy=email.policy.default).get_content()
    return re.search(r"http://\S+/guest/\w+", letter)[0]


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ar", False)])
def test_a_guest_answers_confirms_and_erases(article, agora_data, language, scripts):
    page = article(language, scripts=scripts)
    page.locator(".comment a[href$='/reply']").first.click()
    expect(page.locator(".comment__quoted")).to_be_visible()
    look = faults if scripts else lambda _: []
    assert look(page) == []
    page.locator("textarea").fill(MINE[language])
    page.locator("[name=name]").fill("Nadia B.")
    page.locator("[name=email]").fill(f"{language}@home.example")
    page.locator(".say button[type=submit]").click()
    expect(page.locator(".notice__title")).to_be_visible()
    assert look(page) == []

    page.goto(letter_in(agora_data))
    assert look(page) == []
    page.locator("button[value=confirm]").click()
    expect(page.locator("button[value=confirm]")).to_have_count(0)
    expect(page.locator("blockquote")).to_contain_text(MINE[language])
    page.locator("button[value=erase]").click()

    expect(page.locator(".say")).to_have_count(0)
    expect(page.locator("[role=status]")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_is_made_and_answered_in_its_place(article, language):
    page = article(language, who="salma")
    words = page.locator(".comment__words").first.inner_text()

    tool(page, words, "report").first.click()
    form = page.locator("form.say")
    expect(form.locator("input[type=radio]").first).to_be_focused()
    assert faults(page) == []
    form.locator("input[value=private]").check()
    send(page)

    told = comment(page, words).first.locator(".comment__told")
    expect(told).to_be_focused()
    expect(told).to_have_attribute("role", "status")
    assert faults(page) == []
    page.reload()
    tool(page, words, "report").first.click()
    expect(told).to_be_focused()
    told.locator("summary").click()
    told.locator("input[value=spam]").check()
    told.locator("button[type=submit]").click()
    expect(told.locator("input[value=spam]")).to_be_checked()
    expect(told).to_be_focused()
    assert page.locator(".comment__told").count() == 1


def test_a_report_is_answered_without_scripts(article):
    page = article("en", who="hadi", scripts=False)
    page.locator(".comment a[href$='/report']").first.click()
    page.locator("input[value=spam]").check()
    send(page)

    expect(page.locator(".comment__told")).to_contain_text("Your report was received.")


@pytest.mark.parametrize("scripts", [True, False])
def test_ones_own_comment_on_an_article_can_be_changed_and_not_reported(article, scripts):
    page = article("en", who="salma", scripts=scripts)
    own = page.locator(".comment", has=page.get_by_text("salma", exact=True)).first

    expect(own.locator("a[href$='/remove']")).to_be_visible()
    expect(own.locator("a[href$='/report']")).to_have_count(0)


def test_what_cannot_be_sent_is_not_lost(article):
    page = article("en", who="salma")
    page.locator(".comment a[href$='/reply']").first.click()
    page.locator("form.say textarea").fill(MINE["en"])
    page.context.set_offline(True)

    page.locator("form.say button").click()

    expect(page.locator(".say__error")).to_contain_text("try again")
    expect(page.locator("form.say textarea")).to_have_value(MINE["en"])
    page.context.set_offline(False)


@pytest.mark.parametrize(("scripts", "place"), [(True, "form.say textarea"), (False, "textarea#typed-1")])
def test_who_is_signed_out_meanwhile_is_told_so_and_keeps_the_words(article, scripts, place):
    page = article("en", who="salma", scripts=scripts)
    page.locator(".comment a[href$='/reply']").first.click()
    expect(page.locator("form.say textarea")).to_be_visible()
    page.context.clear_cookies(name="sessionid")

    send(page, MINE["en"])

    expect(page.locator("main")).to_contain_text("You are signed out")
    expect(page.locator(place)).to_have_value(MINE["en"])


def test_a_comment_that_is_too_long_says_so_in_its_place(article):
    page = article("en", who="salma")
    page.locator(".comment a[href$='/reply']").first.click()

    send(page, "x" * 6000)

    expect(page.locator(".say__error")).to_contain_text("6,000")
    expect(page.locator("form.say textarea")).to_have_value("x" * 6000)


def test_who_reads_hears_of_new_comments(article):
    page = article("en")
    section = page.locator("comments-section")
    section.evaluate("one => { one.dataset.count = Number(one.dataset.count) - 1; return one.ask(); }")

    expect(page.locator(".comments__new")).to_be_visible()
    expect(page.locator(".comments__new")).to_have_text(re.compile(r"New comments: 1"))


def test_letters_of_a_comment_stay_in_it(article):
    page = article("en")

    assert page.locator(".comment__words").first.evaluate("one => getComputedStyle(one).overflow") == "clip"
