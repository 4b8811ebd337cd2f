"""Weighs what was told from a sentence, by weights learned from questions whose answers are known (weights.json).

A sum above nothing is an answer. `python -m bench.ai_ask_training` learns the weights anew.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from daily8.engine.answering.traits import Traits

FILE = Path(__file__).with_name("weights.json")
_WEIGHTS: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))
ALONE: dict[str, float] = _WEIGHTS["alone"]
WITH_MEANING: dict[str, float] = _WEIGHTS["meaning"]
JUDGED: dict[str, float] = _WEIGHTS["judged"]
# Cosines of questions and sentences lie around the first number, and the second is much between them.
_MIDDLE, _STEP = 0.82, 0.04


def near(alike: Sequence[float], title: float, traits: Sequence[Traits], asked: str) -> list[dict[str, float]]:
    """Return the traits of the sentences of a page with those of their likeness to the question."""
    most, mean = max(alike), sum(alike) / len(alike)
    lead = (most - sorted(alike)[-2]) / _STEP if len(alike) > 1 else 0.0
    found = []
    for each, told in zip(alike, traits, strict=True):
        like, top = (each - _MIDDLE) / _STEP, float(each == most)
        agreed = top * told["most around"]
        own = {
            "like": like,
            "under the likest": (each - most) / _STEP,
            "like title": (title - _MIDDLE) / _STEP,
            "agreed": agreed,
        }
        own |= {f"{name} {asked}": value for name, value in own.items()}
        own |= {
            "like other": like * told["other"],
            "over the mean": (each - mean) / _STEP,
            "likest": top,
            "likest here": top * told["most here"],
            "lead": top * lead,
            "like nowhere": like * told["nowhere"],
            "near number like": told["near_number"] * like,
        }
        for name in ("sign", "holds"):
            own[f"agreed {name}"] = agreed * told[name]
            own[f"like {name}"] = max(-1.0, like) * told[name]
        found.append({**told, **own})
    return found


def judged(scores: Sequence[float], traits: Sequence[Traits], asked: str) -> list[dict[str, float]]:
    """Return the traits of the sentences that a judge read for one question, with what it said of them."""
    ordered = sorted(scores)
    most, next_to = ordered[-1], ordered[-2] if len(ordered) > 1 else ordered[-1]
    found = []
    for score, told in zip(scores, traits, strict=True):
        top = float(score == most)
        own = {
            "judged": score,
            "under the most judged": score - most,
            "most judged": top,
            "judged lead": top * (score - next_to),
            "judged agreed": top * told["most around"],
            "judged likest": top * told["likest"],
        }
        own |= {f"{name} {asked}": own[name] for name in ("judged", "most judged")}
        own |= {f"judged {name}": score * told[name] for name in ("other", "around", "nowhere", "sign", "holds")}
        found.append({**told, **own})
    return found
