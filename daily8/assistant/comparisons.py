"""How the reports of a story agree and differ."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daily8.assistant.statements import Cite, Figure, Part, Row, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine import comparing
from daily8.engine.comparing import Place, ReportText, compare
from daily8.engine.quantities import Kind

# What is counted, where that has a name of its own.
_COUNTED = {
    Kind.DEAD: gettext_lazy("Dead"),
    Kind.INJURED: gettext_lazy("Injured"),
    Kind.MISSING: gettext_lazy("Missing"),
    Kind.DISPLACED: gettext_lazy("Displaced"),
    Kind.ARRESTED: gettext_lazy("Arrested"),
    Kind.VOTES: gettext_lazy("Votes"),
}
_SORTS = {Kind.MONEY: gettext_lazy("Money"), Kind.PERCENT: gettext_lazy("Per cent")}


def comparison(subject: Subject) -> Said:
    """Return what nearly all report, what only some do, and the numbers as each gives them.

    It takes two sources: one alone agrees with itself. Numbers are those of all languages; sentences only those of
    the reader's where two sources write in it, since what stands in two languages is hardly seen to be the same.
    """
    if not _are_two(subject.texts):
        return Said()
    texts = {text.article: text for text in subject.texts}
    found = compare(list(map(_report, subject.texts)))
    told = compare(list(map(_report, subject.understood))) if _are_two(subject.understood) else found
    parts = [
        Part(_statements(told.shared, texts), _("Most report")),
        Part(_statements(told.particular, texts), _("Only some report")),
    ]
    return Said.of(parts, [_row(row, texts, subject.language) for row in found.table])


def _are_two(texts: Sequence[Text]) -> bool:
    return len({text.outlet for text in texts}) > 1


def _statements(found: Sequence[comparing.Statement], texts: dict[int, Text]) -> tuple[Statement, ...]:
    return tuple(
        Statement(one.text, texts[one.place.report].language, tuple(map(_cite, one.carriers))) for one in found
    )


def _row(row: comparing.Row, texts: dict[int, Text], language: str) -> Row:
    figures = tuple(_figure(cell, texts) for cell in row.cells)
    return Row(_heading(row, texts, language), figures, disagree=row.disagree, changed=row.changed)


def _heading(row: comparing.Row, texts: dict[int, Text], language: str) -> str:
    """What is counted: by our name for it, or as a report in the reader's language writes it, or as any does."""
    if row.kind in _COUNTED:
        return str(_COUNTED[row.kind])
    written = (cell.quantity.what for cell in row.cells if texts[cell.place.report].language == language)
    noun = next(filter(None, written), row.noun)
    sort = str(_SORTS.get(row.kind, ""))
    return ": ".join(filter(None, (sort, noun)))


def _figure(cell: comparing.Cell, texts: dict[int, Text]) -> Figure:
    cite = _cite(cell.place)
    sentence = texts[cite.article].sentence(cite.sentence)
    return Figure(sentence[cell.quantity.start : cell.quantity.end], cite)


def _cite(place: Place) -> Cite:
    """A sentence as the engine counts them, where the headline is the first."""
    return Cite(place.report, place.sentence - 1)


def _report(text: Text) -> ReportText:
    return ReportText(
        key=text.article,
        outlet=str(text.outlet),
        published_at=text.published_at,
        language=text.language,
        title=text.title,
        sentences=text.sentences,
    )
