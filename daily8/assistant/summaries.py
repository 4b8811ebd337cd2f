"""The summary of an article and the brief of a story, in the publishers' own words."""

from collections.abc import Iterator

from daily8.assistant.statements import Cite, Part, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine.summarizing import Report, brief, points


def summary(subject: Subject) -> Said:
    """Return the sentences that say most, each with where it stands."""
    statements = _of_story(subject) if subject.story else _of_article(subject)
    return Said.of([Part(tuple(statements))])


def points_of(text: Text) -> Iterator[Statement]:
    """The sentences that say most of one article, in their order."""
    for point in points(text.title, text.sentences, text.language):
        yield _statement(text, point.text, point.sentences)


def _of_article(subject: Subject) -> Iterator[Statement]:
    return (one for text in subject.texts for one in points_of(text))


def _of_story(subject: Subject) -> Iterator[Statement]:
    texts = {str(text.article): text for text in subject.understood}
    for point in brief(list(map(_report, texts.values()))):
        yield _statement(texts[point.report], point.text, point.sentences)


def _statement(text: Text, words: str, places: tuple[int, ...]) -> Statement:
    return Statement(words, text.language, tuple(Cite(text.article, place) for place in places))


def _report(text: Text) -> Report:
    return Report(
        key=str(text.article),
        outlet=str(text.outlet),
        published_at=text.published_at,
        title=text.title,
        sentences=tuple(text.sentences),
        language=text.language,
    )
