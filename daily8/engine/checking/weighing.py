"""Weighs what the rules doubt of a claim with what a judge says of it, by learned weights (weights.json).

`python -m bench.ai_check_training` learns the weights anew.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from daily8.engine.checking.verdict import Doubt

FILE = Path(__file__).with_name("weights.json")
WEIGHTS: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
_MOST_OF_A_KIND = 2


def traits(doubts: Sequence[Doubt], borne: float) -> dict[str, float]:
    """Return what is weighed: doubts by kind, which can but tell against a claim, and the judge's log odds."""
    kinds = Counter(doubt.kind.value for doubt in doubts)
    return {
        "always": 1.0,
        "borne": borne,
        "doubted": -float(bool(doubts)),
        **{kind: -float(min(_MOST_OF_A_KIND, count)) for kind, count in kinds.items()},
    }
