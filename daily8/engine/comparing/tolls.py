"""The rows of who was killed, hurt, missing, driven out and held."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from daily8.engine.comparing.counted import PEOPLE, is_named
from daily8.engine.comparing.intervals import alike
from daily8.engine.comparing.mentions import Mention
from daily8.engine.quantities import About, Kind

# The title and the first sentence are of the story itself, not of what was before.
_EARLY = 1


def toll_rows(mentions: Sequence[Mention]) -> Iterator[tuple[Kind, str, list[Mention]]]:
    """Yield each kind's whole toll, then those of who is named within it: soldiers, children."""
    by_kind: dict[Kind, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not mention.past:
            by_kind[mention.quantity.kind].append(mention)
    for kind, of_kind in by_kind.items():
        yield from _rows(kind, of_kind)


def _rows(kind: Kind, mentions: Sequence[Mention]) -> Iterator[tuple[Kind, str, list[Mention]]]:
    whole = _first(each for each in mentions if not each.quantity.part and not _is_special(each.noun))
    special: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if _is_special(mention.noun):
            special[mention.noun].append(mention)
    rows = {noun: _first(of_noun) for noun, of_noun in special.items()}
    _move_wholes(whole, rows)
    for row in rows.values():
        _leave_out_repeated(whole, row)
    if whole:
        yield kind, PEOPLE, list(whole.values())
    for noun, row in rows.items():
        if row:
            yield kind, noun, list(row.values())


def _is_special(noun: str) -> bool:
    return noun != PEOPLE and is_named(noun)


def _first(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Return what each report says first; in one sentence ("rose from 22 to 26") the most, and a number at all."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        held = found.get(mention.report)
        if held is None or _is_better(mention, held):
            found[mention.report] = mention
    return found


def _is_better(mention: Mention, held: Mention) -> bool:
    vague = About.VAGUE in (mention.quantity.about, held.quantity.about)
    if vague and mention.quantity.about != held.quantity.about:
        return held.quantity.about == About.VAGUE
    return held.cell.place == mention.cell.place and held.quantity.value < mention.quantity.value


def _move_wholes(whole: dict[int, Mention], rows: Mapping[str, dict[int, Mention]]) -> None:
    """Move to the whole toll what a report that has no other says of a group: of one only, early, or the same."""
    others = [each.quantity for each in whole.values()]
    groups = Counter(report for row in rows.values() for report, each in row.items() if not each.quantity.part)
    for row in rows.values():
        for report, mention in list(row.items()):
            first = mention.cell.place.sentence <= _EARLY or groups[report] == 1
            meant = first and bool(whole) and not mention.quantity.part
            if report not in whole and (meant or any(alike(mention.quantity, other) for other in others)):
                whole[report] = row.pop(report)


def _leave_out_repeated(whole: Mapping[int, Mention], row: dict[int, Mention]) -> None:
    """Take out of a group's row what a report says of all in the same number: one person, the worker."""
    for report, mention in list(row.items()):
        if report in whole and mention.quantity.value == whole[report].quantity.value:
            del row[report]
