"""The dated steps of a story."""

from collections.abc import Sequence
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from daily8.assistant.statements import Cite, Part, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine import timelines
from daily8.engine.timelines import Report, Step


def timeline(subject: Subject) -> Said:
    """Return what happened and what is planned, day by day, each step in the words of a report."""
    texts = {str(text.article): text for text in subject.understood}
    steps = timelines.timeline([_report(text) for text in texts.values()])
    days = groupby(steps, key=lambda step: (step.first, step.last, step.planned))
    return Said.of([_part(list(of_day), texts) for _day, of_day in days])


def _part(steps: Sequence[Step], texts: dict[str, Text]) -> Part:
    step = steps[0]
    return Part(
        tuple(_statement(one, texts) for one in steps),
        heading=_("planned") if step.planned else "",
        first=step.first,
        last=step.last,
    )


def _statement(step: Step, texts: dict[str, Text]) -> Statement:
    places = ((step.report, step.sentence), *step.also)
    cites = tuple(Cite(int(report), sentence) for report, sentence in places)
    return Statement(step.text, texts[step.report].language, cites)


def _report(text: Text) -> Report:
    """A report with its days as readers of this site count them."""
    return Report(str(text.article), timezone.localtime(text.published_at), text.language, tuple(text.sentences))
