"""Nobody bears a name that looks like another's, or like that of those who run the site."""

import pytest

from daily8.accounts import names
from daily8.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known():
    for name in (
        "Noor",
        "أحمد",
        "B0ris",
        "reader1",
        "noor_ali",
        "Salwa",
        "José",
        "ANNA",
        "сору",
        "0livia_0s0b0st0n",
    ):
        User.objects.create(username=name)


@pytest.mark.parametrize(
    "name",
    [
        "noor", "NOOR", "N00r", "Nóor", "Noor.", "-Noor", "Ｎoor",
        "احمد", "أحمـد", "إحمد",
        "Boris", "b0r1s",
        "noor-ali", "NoorAli", "N00r.al1", "Noor Ali", "saIwa", "Sa1wa", "jose", "ΑΝΝΑ", "copy",
        "olivia_osoboston", "ADMlN", "0moderator",
        "admin", "Admin_2", "m0derator", "moderator1", "مشرف", "المشرف", "الإدارة", "مشرف2", "تحرير",
    ],
)  # fmt: skip
def test_what_looks_like_a_name_that_somebody_has_is_taken(name):
    assert names.is_taken(name)


@pytest.mark.parametrize(
    "name",
    ["Noora", "noor_omar", "reader2", "reader11", "محمد", "الأحمد", "administration", "Editha", "مديرة", "ال"],
)
def test_other_names_are_free(name):
    assert not names.is_taken(name)


def test_the_name_of_the_site_is_its_own(settings):
    settings.SITE_NAME = "Harbour News"

    assert names.is_taken("HarbourNews")
    assert names.is_taken("harb0ur-news")
    assert not names.is_taken("Harbour")


@pytest.mark.parametrize("name", ["Nооr", "noor\N{GREEK SMALL LETTER OMICRON}", "نورa"])
def test_a_name_of_two_scripts_is_mixed(name):
    assert names.is_mixed(name)


@pytest.mark.parametrize("name", ["Noor", "Nóor", "Нина", "نور", "نور7", "أحمد_12", "田中さくら", "x-1.y+z"])
def test_a_name_of_one_script_is_not(name):
    assert not names.is_mixed(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("N00r", "This name is taken, or looks like one that is."),
        ("Salmа", "Write a name in the letters of one script only."),
        ("المشرف", "This name is taken, or looks like one that is."),
    ],
)
def test_nobody_signs_up_under_such_a_name(client, name, words):
    typed = {"email": "eve@reader.example", "username": name, "password1": "ships-in-the-fog"}

    answer = client.post("/en/account/signup", typed)

    assert words in answer.content.decode()
    assert not User.objects.filter(email="eve@reader.example").exists()
