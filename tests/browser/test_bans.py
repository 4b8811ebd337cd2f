"""A moderator bans, the banned read why and appeal, and the moderator looks once more."""

import pytest
from playwright.sync_api import expect

from tests.browser.commenters import Visit, discussed, faults, visit  # noqa: F401

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_ban_is_read_appealed_and_lifted(visit: Visit, scripts):  # noqa: F811
    page = visit("/en", who="hadi", scripts=scripts)
    discussion = f"{discussed(page, 'en')}/comments"
    page.goto(page.url.partition("/en/")[0] + discussion)
    boats = f"Boats {scripts}: https://a.example https://b.example https://c.example"
    page.locator("#write textarea").fill(boats)
    page.locator("#write").get_by_role("button", name="Send").click()
    expect(page.locator(".comment__unseen")).to_contain_text("It has links.")

    desk = visit("/en/moderation", who="noor", scripts=scripts)
    item = desk.locator(".queue__item").filter(has_text=f"Boats {scripts}")
    item.locator("summary").click()
    item.get_by_label("Stirring up hatred").check()
    item.get_by_label("In your own words").fill("Boats hate you.")
    # It is told before the site has answered.
    with desk.expect_response(lambda answer: answer.request.method == "POST"):
        item.get_by_role("button", name="Ban").click()
    expect(desk.locator(".queue__done")).to_be_visible()

    page.goto(page.url.partition("/en/")[0] + discussion)
    expect(page.locator("#write")).to_contain_text("You are banned from commenting")
    expect(page.locator("#write form")).to_have_count(0)
    assert not scripts or faults(page) == []
    expect(page.locator("#write")).to_contain_text("Stirring up hatred: Boats hate you.")
    page.locator("#write a").click()
    expect(page.locator("main")).to_contain_text("Stirring up hatred: Boats hate you.")
    page.locator("#words").fill("They are my own boats.")
    assert not scripts or faults(page) == []
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.locator("main")).to_contain_text("Your appeal has been sent.")

    desk.goto(desk.url.partition("?")[0])
    appeal = desk.locator("section.queue").first
    expect(appeal).to_contain_text("They are my own boats.")
    assert not scripts or faults(desk) == []
    with desk.expect_response(lambda answer: answer.request.method == "POST"):
        appeal.get_by_role("button", name="Lift the ban").click()
    expect(desk.locator(".queue__told")).to_contain_text("Lifted the ban: \u2068hadi\u2069 may write again.")
    page.goto(page.url.partition("/en/")[0] + discussion)
    expect(page.locator("#write textarea")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_account_and_the_ban_fit_a_phone(visit: Visit, language):  # noqa: F811
    for path in ("account", "account/ban", "alerts/choose"):
        page = visit(f"/{language}/{path}", who="omar", width=390)
        assert faults(page) == []
