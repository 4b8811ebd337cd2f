"""Words that tell what the words beside them are: words/cues.txt."""

from pathlib import Path

_FILE = Path(__file__).parent / "words/cues.txt"


def _read() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(name, set()).update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


_CUES = _read()

ROLES = _CUES["roles"]
SPEAKING = _CUES["speaking"]
ORGANISATIONS = _CUES["organisations"]
PLACES = _CUES["places"]
EVENTS = _CUES["events"]
WHERE = _CUES["where"]
CONNECTORS = _CUES["connectors"]
OF = _CUES["of"]
NEVER = _CUES["never"]
ARABIC_ROLES = _CUES["arabic_roles"]
ARABIC_SPEAKING = _CUES["arabic_speaking"]
ARABIC_ORGANISATIONS = _CUES["arabic_organisations"]
ARABIC_LABELS = _CUES["arabic_labels"]
ARABIC_PLACES = _CUES["arabic_places"]
ARABIC_STOPS = _CUES["arabic_stops"]
PARTICLES = _CUES["particles"]
SERVANTS = _CUES["servants"]
ARABIC_NAMES_TOO = _CUES["arabic_names_too"]
ARABIC_CHAINS = _CUES["arabic_chains"]
ARABIC_PLACE_BEGINNINGS = _CUES["arabic_place_beginnings"]
ARABIC_HOMOGRAPHS = _CUES["arabic_homographs"]
ARABIC_DESCRIBING = _CUES["arabic_describing"]
ARABIC_DESCRIPTION_ENDS = _CUES["arabic_description_ends"]
ARABIC_WHERE = _CUES["arabic_where"]
ARABIC_WHEN = _CUES["arabic_when"]
ARABIC_LOCATED = _CUES["arabic_located"]
ARABIC_AS_WRITTEN = _CUES["arabic_as_written"]
ARABIC_CHARGES = _CUES["arabic_charges"]
ARABIC_KUNYAS = _CUES["arabic_kunyas"]
ARABIC_TIMES = _CUES["arabic_times"]
ARABIC_LANDSCAPE = _CUES["arabic_landscape"]
ARABIC_OTHERWISE = dict(pair.split("_") for pair in _CUES["arabic_otherwise"])
ARABIC_SHARED_BEGINNINGS = _CUES["arabic_shared_beginnings"]
ARABIC_SURELY = _CUES["arabic_surely"]
# Of which things a thing needs one beside it, by their keys.
NEEDS = {
    key: frozenset(needed.split("|"))
    for key, needed in (pair.replace("_", " ").split(":") for pair in _CUES["needs"])
}
INSTITUTES = _CUES["arabic_institutes"]
KNOWN_BY_FAMILY_NAME = frozenset(name.replace("_", " ") for name in _CUES["known_by_family_name"])
NAMED_INSTITUTES = _CUES["arabic_named_institutes"]
STORMS = _CUES["storms"]
PLACE_BEGINNINGS = _CUES["place_beginnings"]
INSTITUTIONS = _CUES["institutions"]
SPORTS = _CUES["sports"]
LEGAL_FORMS = _CUES["legal_forms"]
ARABIC_GIVEN_WORDS = _CUES["arabic_given_words"]
COMMON_GIVEN_NAMES = _CUES["common_given_names"]
SMALL_BEGINNINGS = _CUES["small_beginnings"]
