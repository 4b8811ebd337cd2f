"""Tries a model with a few sentences, so that an operator sees what it answers and what that costs."""

from dataclasses import dataclass
from decimal import Decimal

from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.utils.translation import gettext as _

from daily8.articles.embedders import judge
from daily8.assistant.budget import OverBudget, Spent, begin, end
from daily8.assistant.models import Call, Provider
from daily8.engine.ai import Endpoint, EndpointChat, ModelError, Reply
from daily8.engine.ai.fences import Source
from daily8.engine.ai.prompts import summary
from daily8.engine.ai.shapes import Summary
from daily8.engine.checking import check
from daily8.work import clock

# Our own words, with all that a model likes to get wrong.
SENTENCES = (
    "The harbour of Port Amal was closed on Tuesday after a crane fell into the water, the port authority said.",
    "Nobody was hurt, but 14 ships had to wait outside the bay until Wednesday morning.",
    "The crane, built in 1987, was to be replaced in March at a cost of 2.4 million dollars.",
    "“We do not know yet why it fell,” said Layla Haddad, who leads the inquiry.",
)
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model answered, how many of its sentences the check would keep, and what it took."""

    provider: Provider
    points: tuple[str, ...] = ()
    kept: int = 0
    seconds: float = 0.0
    tokens: int = 0
    cost: Decimal = Decimal(0)
    error: str = ""

    def words(self) -> str:
        """Return it as an operator reads it."""
        if self.error:
            return _("%(model)s gave no answer: %(error)s") % {"model": self.provider, "error": self.error}
        told = {
            "model": self.provider,
            "points": " / ".join(self.points),
            "kept": self.kept,
            "made": len(self.points),
            "seconds": f"{self.seconds:.1f}",
            "tokens": self.tokens,
            "cost": f"{self.cost:.6f}",
        }
        return (
            _(
                "%(model)s answered in %(seconds)s s with %(tokens)s tokens at a cost of %(cost)s; the check keeps"
                " %(kept)s of %(made)s sentences: %(points)s"
            )
            % told
        )


def trial(provider: Provider) -> Trial:
    """Ask the model once, within the budget and with a receipt for each call."""
    try:
        return _judged(provider, async_to_sync(_ask)(provider))
    except (ModelError, OverBudget) as error:
        return Trial(provider, error=str(error))


async def _ask(provider: Provider) -> Reply:
    prompt = summary(Source(SENTENCES, title="Crane falls into harbour"), language="en")
    endpoint = Endpoint(provider.address, provider.model, provider.key, settings.USER_AGENT)
    return await EndpointChat(endpoint, _Receipts(provider)).ask(
        prompt.messages,
        shape=prompt.shape,
        most_tokens=prompt.most_tokens,
        deadline_seconds=min(provider.deadline, _SECONDS),
    )


class _Receipts:
    """Has each call of a trial permitted and written down."""

    def __init__(self, provider: Provider):
        self._provider = provider

    async def begin(self, *, most_in: int, most_out: int) -> Call:
        """Return the receipt of a call; raise OverBudget where it is not allowed."""
        return await sync_to_async(self._begin)(most_in, most_out)

    async def end(self, begun: Call, *, tokens_in: int, tokens_out: int, reason: str) -> None:
        """Write down what the call took."""
        spent = Spent(tokens_in, tokens_out, reason)
        await sync_to_async(end)(begun, self._provider, spent, now=clock.now())

    def _begin(self, most_in: int, most_out: int) -> Call:
        now = clock.now()
        return begin(self._provider, ability="trial", result=None, most_in=most_in, most_out=most_out, now=now)


def _judged(provider: Provider, reply: Reply) -> Trial:
    points = tuple(point.text for point in reply.read_as(Summary).points)
    kept = sum(check(point, SENTENCES, "en", judge=judge).supported for point in points)
    return Trial(
        provider,
        points,
        kept,
        reply.seconds,
        reply.tokens_in + reply.tokens_out,
        provider.cost(reply.tokens_in, reply.tokens_out),
    )
