"""How often what models wrote was borne out by what it cites."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from daily8.assistant.abilities import WRITTEN, Ability
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
    """Return the rates of all models that wrote or failed here, in one query; speech has none."""
    counted = (
        Result.objects.filter(ability__in=WRITTEN)
        .order_by("provider", "ability")
        .values("provider", "ability")
        .annotate(
            results=Count("pk", filter=Q(state=State.WRITTEN)),
            sentences=Sum("made"),
            good=Sum("kept"),
            bad=Sum("replaced"),
            failures=Count("pk", filter=Q(state=State.FAILED, failures__gt=0)),
        )
    )
    return [_rate(row) for row in counted if row["results"] or row["failures"]]


def share(provider: str) -> float | None:
    """Return the share of a model's sentences that the check kept; nothing where it made none."""
    counted = Result.objects.filter(provider=provider).aggregate(made=Sum("made"), kept=Sum("kept"))
    return counted["kept"] / counted["made"] if counted["made"] else None


def _rate(row: Mapping[str, Any]) -> Rate:
    return Rate(
        row["provider"],
        Ability(row["ability"]),
        results=row["results"],
        made=row["sentences"],
        kept=row["good"],
        replaced=row["bad"],
        failed=row["failures"],
    )
