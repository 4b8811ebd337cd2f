"""What an operator's address bar asks of the admin's lists and forms: whatever it is, it breaks no page."""

import pytest
from django.contrib import admin as administration
from django.contrib.admin import ModelAdmin

pytestmark = pytest.mark.django_db

ODD = ("a%00b", "x", "1", "-1", "9" * 40, "%ED%A0%80")


@pytest.fixture
def quiet(admin):
    """Make the operator's browser show what is answered to a page that breaks."""
    admin.raise_request_exception = False
    return admin


def _lists() -> list[tuple[str, ModelAdmin]]:  # type: ignore[type-arg]
    site = administration.site
    administration.autodiscover()
    return [
        (f"/en/admin/{model._meta.app_label}/{model._meta.model_name}/", pages)
        for model, pages in site._registry.items()
    ]


@pytest.mark.parametrize("odd", ODD)
def test_no_question_breaks_a_list(quiet, odd):
    answers = {}
    for path, pages in _lists():
        own = [one[0] if isinstance(one, list | tuple) else one for one in pages.list_filter]
        names = [one if isinstance(one, str) else one.parameter_name for one in own]
        for name in [
            "q",
            "p",
            "o",
            "e",
            *(name + way for name in names for way in ("", "__exact", "__id__exact")),
        ]:
            address = f"{path}?{name}={odd}"
            answers[address] = quiet.get(address).status_code

    assert (200 in answers.values()) != ("%00" in odd)
    assert {address: code for address, code in answers.items() if code not in {200, 302, 400, 403}} == {}


def test_a_list_answers_no_question_about_columns_that_no_filter_shows(quiet):
    answers = {
        address: quiet.get(address).status_code
        for path, pages in _lists()
        for field in pages.opts.concrete_fields
        for address in (f"{path}?{field.name}__gte=x", f"{path}?{field.name}__year=-1")
    }

    assert set(answers.values()) <= {302, 400}
    assert 400 in answers.values()


@pytest.mark.parametrize("odd", ODD)
def test_no_question_breaks_an_empty_form(quiet, odd):
    answers = {}
    for path, pages in _lists():
        address = f"{path}add/?" + "&".join(f"{field.name}={odd}" for field in pages.opts.get_fields())
        answers[address] = quiet.get(address, follow=True).status_code

    assert (200 in answers.values()) != ("%00" in odd)
    assert {address: code for address, code in answers.items() if code not in {200, 400, 403}} == {}


def test_no_key_breaks_a_page_of_one_row(quiet):
    answers = {
        address: quiet.get(address).status_code
        for path, _pages in _lists()
        for odd in ODD
        for address in (f"{path}{odd}/change/", f"{path}{odd}/delete/", f"{path}{odd}/history/")
    }

    assert {address: code for address, code in answers.items() if code not in {200, 302, 400, 403, 404}} == {}


def test_a_form_is_filled_in_from_its_address(admin, make_publisher):
    publisher = make_publisher("harbour.example")

    page = admin.get(f"/en/admin/sources/takedown/add/?publisher={publisher.pk}&asked_by=Layla").content.decode()

    assert "harbour.example" in page
    assert 'value="Layla"' in page


def test_a_filter_that_is_sent_without_javascript_has_its_empty_fields_too(admin, make_publisher):
    make_publisher("harbour.example")
    lists = [path for path, pages in _lists() if pages.list_filter_submit]

    assert len(lists) >= 3
    assert {admin.get(f"{path}?publisher__id__exact=&q=").status_code for path in lists} == {200}
