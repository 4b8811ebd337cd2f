import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from babel import Locale
from publicsuffixlist import PublicSuffixList

from daily8 import sources
from daily8.articles.categories import CATEGORY_IDS
from daily8.sources.models import Rights

CATALOGUE = Path(sources.__file__).parent / "catalogue.toml"
PUBLISHERS = tomllib.loads(CATALOGUE.read_text("utf-8"))["publisher"]
FEEDS = [feed for publisher in PUBLISHERS for feed in publisher["feed"]]

ARAB_REGIONS = {
    "Gulf": {"SA", "AE", "QA", "KW", "BH", "OM"},
    "Levant": {"JO", "LB", "SY", "PS"},
    "Iraq": {"IQ"},
    "Egypt": {"EG"},
    "Maghreb": {"MA", "DZ", "TN", "LY", "MR"},
    "Sudan and Yemen": {"SD", "YE"},
}
CONTINENTS = {
    "Africa": {"CG", "EG", "ET", "GH", "KE", "NG", "UG", "ZA"},
    "Americas": {"AR", "CA", "CO", "JM", "MX", "US", "UY"},
    "Asia": {
        "AE",
        "BD",
        "HK",
        "ID",
        "IL",
        "IN",
        "JP",
        "KR",
        "LB",
        "MY",
        "NP",
        "PH",
        "PK",
        "QA",
        "SA",
        "SG",
        "TH",
        "TR",
    },
    "Europe": {"BA", "CH", "DE", "FR", "GB", "IE", "NL", "PL", "RU", "UA"},
    "Oceania": {"AU", "NZ", "PG"},
}


def publishers_in(language):
    return [publisher for publisher in PUBLISHERS if publisher["language"] == language]


def scripts(text):
    """The scripts of a text's letters, by the first word of their Unicode names."""
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


def test_the_catalogue_begins_with_enough_publishers_in_both_languages():
    assert len(PUBLISHERS) >= 70
    assert len(publishers_in("ar")) >= 30
    assert len(publishers_in("en")) >= 40
    assert len(publishers_in("ar")) + len(publishers_in("en")) == len(PUBLISHERS)


@pytest.mark.parametrize(("region", "countries"), ARAB_REGIONS.items())
def test_every_part_of_the_arab_world_is_heard_in_arabic(region, countries):
    heard = {publisher["country"] for publisher in publishers_in("ar")}
    assert heard >= countries, f"{region} lacks {countries - heard}"


@pytest.mark.parametrize(("continent", "countries"), CONTINENTS.items())
def test_every_continent_is_heard_in_english(continent, countries):
    heard = Counter(publisher["country"] for publisher in publishers_in("en"))
    assert sum(heard[country] for country in countries) >= 5, continent


def test_no_country_fills_the_english_catalogue():
    assert all(count <= 20 for count in Counter(publisher["country"] for publisher in PUBLISHERS).values())


def test_no_publisher_name_or_address_stands_twice():
    for values in (
        [publisher["domain"] for publisher in PUBLISHERS],
        [publisher["home"] for publisher in PUBLISHERS],
        [feed["url"] for feed in FEEDS],
        [(publisher["names"]["en"], publisher["country"]) for publisher in PUBLISHERS],
        [publisher["names"]["ar"] for publisher in PUBLISHERS],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_a_publisher_says_everything_the_site_needs():
    keys = {"domain", "home", "names", "country", "language", "rights", "feed"}
    assert [publisher for publisher in PUBLISHERS if set(publisher) != keys] == []
    for publisher in PUBLISHERS:
        assert publisher["rights"] in Rights.values, publisher["domain"]
        assert 1 <= len(publisher["feed"]) <= 4, publisher["domain"]
        assert publisher["language"] in {feed["language"] for feed in publisher["feed"]}, publisher["domain"]


def test_a_publisher_is_known_by_the_registered_domain_of_its_home():
    suffixes = PublicSuffixList()
    for publisher in PUBLISHERS:
        host = urlsplit(publisher["home"]).hostname
        assert suffixes.privatesuffix(host) == publisher["domain"]


def test_a_publisher_has_its_name_in_both_scripts():
    for publisher in PUBLISHERS:
        names = publisher["names"]
        assert set(names) == {"en", "ar"}, names
        assert scripts(names["en"]) == {"LATIN"}, names
        assert scripts(names["ar"]) == {"ARABIC"}, names
        assert all(name == name.strip() and len(name) <= 60 for name in names.values()), names


def test_a_publisher_belongs_to_a_real_country():
    codes = {code for code in Locale("en").territories if len(code) == 2}
    assert [publisher["domain"] for publisher in PUBLISHERS if publisher["country"] not in codes] == []


def test_full_text_is_shown_only_where_the_licence_permits_it():
    full = {publisher["domain"] for publisher in PUBLISHERS if publisher["rights"] == "full"}
    assert full == {"theconversation.com", "globalvoices.org"}


def test_a_feed_has_an_address_that_can_be_asked():
    for feed in FEEDS:
        address = urlsplit(feed["url"])
        assert address.scheme == "https", feed
        assert "." in (address.hostname or ""), feed
        assert (address.username, address.port, address.fragment) == (None, None, ""), feed
        assert feed["url"].isascii(), feed
        assert " " not in feed["url"], feed
        assert unquote(feed["url"], errors="strict"), feed


def test_a_feed_says_its_language_and_at_most_a_category_of_the_site():
    for feed in FEEDS:
        assert set(feed) == {"url", "category", "language"}, feed
        assert feed["language"] in {"ar", "en"}, feed
        assert feed["category"] in CATEGORY_IDS | {""}, feed


def test_the_feeds_hint_at_most_categories():
    assert len({feed["category"] for feed in FEEDS} - {""}) >= 9
