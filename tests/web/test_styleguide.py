import pytest
from django.test import Client

from daily8.topics.models import Hashtag

pytestmark = pytest.mark.django_db


def test_it_is_for_development_alone(settings):
    assert Client().get("/en/styleguide").status_code == 404
    settings.DEBUG = True
    assert Client().get("/en/styleguide").status_code == 200


def test_it_shows_every_shape_of_card_with_the_articles_of_the_site(settings, make_article):
    settings.DEBUG = True
    for number in range(8):
        make_article(title=f"Ship {number}", image="https://daily.example/1.png", excerpt="A ship sails.")
    make_article(title="سفينة", language="ar", image="")
    Hashtag.objects.create(key="q", slug="Quay", kind="place", names={"en": "Quay"})
    page = Client().get("/en/styleguide").content.decode()

    for shape in ("lead", "secondary", "feature", "small", "compact", "line", "row", "found"):
        assert f"card--{shape}" in page
    assert "سفينة" in page
    assert "#Quay" in page
