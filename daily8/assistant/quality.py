"""How often what models wrote was borne out by what it cites."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from daily8.assistant.abilities import Ability
from daily8.assistant.models import Result, State


@dataclass(frozen=True, slots=True)
class Rate:
    """The sentences of one model and one ability: made, kept and replaced, and results that failed whole."""

    provider: str
    ability: Ability
    results: int
    made: int
    kept: int
    replaced: int
    failed: int

    @property
    def share(self) -> float | None:
        """The share of its sentences that were kept; nothing where it made none."""
        return self.kept / self.made if self.made else None


def rates() -> list[Rate]:
    """Return the rates of all models that wrote or failed here, in one query."""
    counted = (
        Result.objects.order_by("provider", "ability")
        .values_list("provider", "ability")
        .annotate(
            Count("pk", filter=Q(state=State.WRITTEN)),
            Sum("made"),
            Sum("kept"),
            Sum("replaced"),
            Count("pk", filter=Q(state=State.FAILED)),
        )
    )
    found = (Rate(provider, Ability(ability), *numbers) for provider, ability, *numbers in counted)
    return [rate for rate in found if rate.results or rate.failed]
