"""What an Arabic article as a whole says of a name that a single place leaves in doubt."""

from collections.abc import Mapping

from daily8.engine.tagging import cues
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.found import Found
from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.things import Kind

# So often a theme is said that is also another word.
_OFTEN = 3
# A word as common as this is no theme, however often it is said: "the year" is not "the Sunna".
_EVERYDAY = 4.4


def weigh_doubts(found: Mapping[str, Found]) -> None:
    """Make sure of themes that are said often, and doubt what is meant only where another thing is named too."""
    for key, each in found.items():
        if each.thing.kind is Kind.THEME and _is_often(each):
            each.sure = each.sure or not any(map(_is_word, each.spellings))
        if key in cues.NEEDS and cues.NEEDS[key].isdisjoint(found):
            each.sure = False


def _is_often(each: Found) -> bool:
    count = len(each.mentions) + len(each.title_mentions)
    return count > _OFTEN or (count == _OFTEN and bool(each.title_mentions))


def _is_word(spelling: str) -> bool:
    name = phrase(spelling)
    return name in cues.ARABIC_HOMOGRAPHS or is_common(name, least=_EVERYDAY)
