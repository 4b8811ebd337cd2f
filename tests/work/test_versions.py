import pytest
from django.db import transaction

from daily8.work.models import Version

pytestmark = pytest.mark.django_db


def test_a_version_is_held_as_it_stands_even_before_its_first_change():
    with transaction.atomic():
        assert Version.held("moon") == 0
    assert Version.objects.filter(name="moon").exists()

    Version.bump("moon")

    with transaction.atomic():
        assert Version.held("moon") == 1
