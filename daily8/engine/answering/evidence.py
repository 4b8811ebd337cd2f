"""Whether a sentence holds what a question asks for: a name for who, a number of the right thing for how many."""

from collections.abc import Callable

from daily8.engine.answering import counting, naming
from daily8.engine.answering.forms import Asked
from daily8.engine.answering.seen import LIKELY, Seen


def strength(seen: Seen) -> float:
    """Return how surely a sentence holds what is asked for, from 0 to 1."""
    return _TESTS[seen.question.asked](seen)


_TESTS: dict[Asked, Callable[[Seen], float]] = {
    Asked.WHO: naming.who,
    Asked.WHEN: naming.when,
    Asked.WHERE: naming.where,
    Asked.WHY: naming.why,
    Asked.COUNT: counting.count,
    Asked.MONEY: counting.money,
    Asked.AMOUNT: counting.amount,
    Asked.DURATION: counting.duration,
    Asked.AGE: counting.age,
    Asked.OFTEN: counting.often,
    Asked.NAME: naming.name,
    Asked.IDENTITY: naming.identity,
    Asked.WHETHER: lambda _: LIKELY,
    Asked.WHAT: lambda _: LIKELY,
}
