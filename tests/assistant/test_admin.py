"""What an operator sees and decides about AI."""

import pytest
from django.test import Client

from daily8.articles.models import Article
from daily8.assistant.models import Call, Conduct, Outcome, Provider, Result
from tests.assistant.news import told, write
from tests.misbehaving import status
from tests.model_server import ModelServer

pytestmark = pytest.mark.django_db(transaction=True)


def form(**fields: object) -> dict[str, object]:
    values = {
        "name": "Small",
        "address": "http://127.0.0.1:9/v1",
        "model": "small-1",
        "key": "",
        "abilities": ["summary"],
        "in_use": "on",
        "price_in": "0.1",
        "price_out": "0.2",
        "deadline": "30",
        "at_once": "1",
    }
    return values | fields


def test_a_model_is_added_and_its_key_is_never_shown_again(admin: Client) -> None:
    answer = admin.post("/en/admin/assistant/provider/add/", form(key="sk-very-secret"))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    model = Provider.objects.get()
    assert (model.key, model.abilities) == ("sk-very-secret", ["summary"])
    page = f"/en/admin/assistant/provider/{model.pk}/change/"
    assert "sk-very-secret" not in admin.get(page).content.decode()
    admin.post(page, form(model="small-2"))
    model.refresh_from_db()
    assert (model.key, model.model) == ("sk-very-secret", "small-2")
    admin.post(page, form(no_key="on"))
    model.refresh_from_db()
    assert model.key == ""


@pytest.mark.parametrize("address", ["localhost:11434", "file:///etc/passwd", "http://", "javascript:alert(1)"])
def test_what_is_no_address_is_refused(address: str, admin: Client) -> None:
    answer = admin.post("/en/admin/assistant/provider/add/", form(address=address))
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["address"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_model_is_tried_with_a_button_that_shows_its_answer_and_cost(
    language: str, admin: Client, small: Provider, server: ModelServer
) -> None:
    page = f"/{language}/admin/assistant/provider/{small.pk}/change/"
    assert 'name="try_it"' in admin.get(page).content.decode()
    again = form(address=server.address, try_it="on")
    told = admin.post(page, again, follow=True)
    words = " ".join(str(message) for message in told.context["messages"])
    assert "crane" in words.casefold()
    assert Call.objects.get().outcome == Outcome.GOOD
    server.will(status(401, "wrong key"))
    told = admin.post(page, again, follow=True)
    assert "401" in " ".join(str(message) for message in told.context["messages"])
    assert Call.objects.filter(outcome=Outcome.FAILED).count() == 1


def test_the_rules_are_one_page_and_hold_at_once(admin: Client, client: Client, crane: Article) -> None:
    page = admin.get("/en/admin/assistant/conduct/", follow=True).redirect_chain[0][0]
    address = f"/en/article/{crane.key}/summary"
    assert client.get(address).status_code == 200
    admin.post(page, {"on": "on", "off": ["summary"], "calls_a_minute": "30"})
    assert Conduct.objects.get().off == ["summary"]
    assert client.get(address).status_code == 404
    assert client.get(f"/en/article/{crane.key}/explain").status_code == 200
    admin.post(page, {"calls_a_minute": "30"})
    assert client.get(f"/en/article/{crane.key}/explain").status_code == 404
    assert b'id="ai"' not in client.get("/en/quality").content


def test_receipts_and_results_are_read_and_not_written(
    admin: Client, crane: Article, small: Provider, server: ModelServer
) -> None:
    told(crane)
    write()
    for name in ("call", "result"):
        page = admin.get(f"/en/admin/assistant/{name}/").content.decode()
        assert "Small" in page
        assert f'href="/en/article/{crane.key}"><bdi>{crane.title}' in page
        assert admin.get(f"/en/admin/assistant/{name}/add/").status_code == 403
    assert "100%" in admin.get("/en/admin/assistant/provider/").content.decode()
    row = Result.objects.get()
    assert admin.get(f"/en/admin/assistant/result/{row.pk}/change/").status_code == 200
    again = {"action": "again", "_selected_action": [row.pk]}
    admin.post("/en/admin/assistant/result/", again)
    assert not Result.objects.exists()
    assert Call.objects.count() == 1
    assert crane.title not in admin.get("/en/admin/assistant/call/").content.decode()
