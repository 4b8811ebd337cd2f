"""What can be said without a model, by ability."""

from collections.abc import Sequence

from daily8.assistant.abilities import Ability
from daily8.assistant.answers import answer
from daily8.assistant.checks import checked
from daily8.assistant.comparisons import comparison
from daily8.assistant.explanations import explanation
from daily8.assistant.statements import Said
from daily8.assistant.subjects import Subject
from daily8.assistant.summaries import summary
from daily8.assistant.timelines import timeline


def extract(ability: Ability, subject: Subject, *, question: str = "", before: Sequence[str] = ()) -> Said:
    """Return it in the publishers' own words; nothing where it cannot be had without a model."""
    if not subject.texts:
        return Said()
    if ability is Ability.ASK:
        return checked(answer(subject, question, before), subject)
    made = {
        Ability.SUMMARY: summary,
        Ability.EXPLAIN: explanation,
        Ability.TIMELINE: timeline,
        Ability.COMPARE: comparison,
    }.get(ability)
    return checked(made(subject), subject) if made else Said()
