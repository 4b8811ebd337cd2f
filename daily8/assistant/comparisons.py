"""How the reports of a story agree and differ."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daily8.assistant.statements import Cite, Figure, Part, Row, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine import comparing
from daily8.engine.checking import check
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
# So many statements of each sort are shown, and so many reports looked at that may say the same.
_MOST, _MOST_CARRIERS = 6, 10
_SORTS = {Kind.MONEY: gettext_lazy("Money"), Kind.PERCENT: gettext_lazy("Per cent")}


def comparison(subject: Subject) -> Said:
    """Return what nearly all report, what only some do, and the numbers as each gives them.

    It takes two sources: one alone agrees with itself. Numbers are those of all languages; sentences only those of
    the reader's where two sources write in it, since what stands in two languages is hardly seen to be the same.
    """
    if _outlets(subject.texts) < 2:
        return Said()
    texts = {text.article: text for text in subject.texts}
    table = compare(list(map(_report, subject.texts))).table
    rows = [_row(row, texts, subject.language) for row in table if _is_telling(row)]
    return Said.of(_agreement(_of_one_language(subject), _given_elsewhere(table)), rows)


def _given_elsewhere(table: Sequence[comparing.Row]) -> set[Place]:
    """The sentences with a number that another source gives too, in whichever language."""
    return {
        cell.place
        for row in table
        for cell in row.cells
        if any(other.outlet != cell.outlet and _same(cell, other) for other in row.cells)
    }


def _same(one: comparing.Cell, other: comparing.Cell) -> bool:
    return (one.quantity.value, one.quantity.upper) == (other.quantity.value, other.quantity.upper)


def _of_one_language(subject: Subject) -> list[Text]:
    """The texts in the reader's language where two sources write in it, else in that in which most do."""
    languages: dict[str, list[Text]] = {}
    for text in subject.texts:
        languages.setdefault(text.language, []).append(text)
    own = languages.get(subject.language, [])
    return own if _outlets(own) > 1 else max(languages.values(), key=_outlets)


def _agreement(texts: Sequence[Text], given: set[Place]) -> list[Part]:
    """What most of these report, and what only some do: a report that does not bear it out does not carry it.

    `given` are places of numbers that others give too.
    """
    outlets = _outlets(texts)
    if outlets < 2:
        return []
    by_article = {text.article: text for text in texts}
    found = compare(list(map(_report, texts)))
    borne = [(one, _carriers(one, by_article)) for one in (*found.shared, *found.particular)]
    shared = [pair for pair in borne if 2 * _outlets([by_article[cite.article] for cite in pair[1]]) > outlets]
    few = [pair for pair in borne if pair not in shared and pair[0].place not in given]
    return [
        Part(tuple(_statement(*pair, by_article) for pair in shared[:_MOST]), _("Most report")),
        Part(tuple(_statement(*pair, by_article) for pair in few[:_MOST]), _("Only some report")),
    ]


def _carriers(said: comparing.Statement, texts: dict[int, Text]) -> list[Cite]:
    """The sentences that say it: its own, and those of others that bear it out."""
    own, *others = [_cite(place) for place in said.carriers[:_MOST_CARRIERS]]
    language = texts[own.article].language
    return [own, *(cite for cite in others if check(said.text, [_words(cite, texts)], language).supported)]


def _is_telling(row: comparing.Row) -> bool:
    """Whether a number is worth a row: a toll always is, others where two sources give them."""
    return row.kind in _COUNTED or len({cell.outlet for cell in row.cells}) > 1


def _outlets(texts: Sequence[Text]) -> int:
    return len({text.outlet for text in texts})


def _statement(said: comparing.Statement, cites: Sequence[Cite], texts: dict[int, Text]) -> Statement:
    return Statement(said.text, texts[said.place.report].language, tuple(cites))


def _words(cite: Cite, texts: dict[int, Text]) -> str:
    return texts[cite.article].sentence(cite.sentence)


def _row(row: comparing.Row, texts: dict[int, Text], language: str) -> Row:
    figures = tuple(_figure(cell, texts) for cell in row.cells)
    return Row(_heading(row, texts, language), figures, disagree=row.disagree, changed=row.changed)


def _heading(row: comparing.Row, texts: dict[int, Text], language: str) -> str:
    """What is counted: by our name for it, or as a report in the reader's language writes it, or as any does."""
    if row.kind in _COUNTED:
        return str(_COUNTED[row.kind])
    written = (cell.quantity.what for cell in row.cells if texts[cell.place.report].language == language)
    others = (cell.quantity.what for cell in row.cells)
    noun = next(filter(None, (*written, *others)), row.noun)
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
