"""Teaches the judge what answers a question, or what bears out a claim, by those that may be learned from.

    python -m bench.ai_judge_lessons FOLDER                  # in daily8's environment: writes what is to be read
    python -m bench.ai_judge_training FOLDER answers STEPS   # in one with torch and numpy: FOLDER/answers.npz
    python -m bench.ai_judge_training FOLDER claims STEPS    # the same: FOLDER/claims.npz

Of each question six sentences are read: those that answer, the likeliest others of its article by their words,
and some by chance; one of them is to be the likeliest, or none where none answers. A claim is read with the
sentences that the check would rest it on. The lower layers stay as they are; beside each matrix of the upper ones
goes a detour through a narrow one, which is taught with a small head (LoRA: Hu and others, 2021). Where the folder
has the file already, teaching goes on from it. Two cores need about a second for a step.
"""

import math
import pickle
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

UPPER, RANK, INNER = 8, 8, 64
EACH, AT_ONCE, CLAIMS_AT_ONCE, PARTS, RATE = 6, 8, 32, 3, 5e-4
# The head learns faster than the matrices, and starts at what is likely: else these learn that, and no more after.
HEAD_TIMES, LIKELY = 5, {"answers": -1.3, "claims": -0.3}
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")
# So many questions are asked without what answers them, to be refused; and a refusal weighs more than an answer.
_WITHOUT, _REFUSAL = 0.12, 1.3
_WARMING, _LAST_RATE, _LONGEST_STEP = 100, 0.02, 1.0
_HIDDEN = -1e4


@dataclass(frozen=True)
class Asked:
    """A question with the sentences of its article as pieces, which of them answer, and the likeliest first."""

    article: str
    question: list[int]
    title: list[int]
    sentences: list[list[int]]
    wanted: list[int]
    order: list[int]


@dataclass(frozen=True)
class Claimed:
    """A claim with what it rests on as pieces, which are read together, and whether it is borne out."""

    pieces: list[int]
    good: bool


class Model:
    """The embedded model in torch, with what is taught to it."""

    def __init__(self, torch: Any, numbers: Any, likely: float):
        self.torch = torch
        self.layers, self.heads, self.width = (int(number) for number in numbers["shape"])
        self._epsilon = float(numbers["epsilon"])
        self._numbers = {
            name: torch.from_numpy(numbers[name].astype(np.float32)).to(torch.bfloat16)
            for name in numbers.files
            if name not in ("shape", "epsilon")
        }
        self.first, self.second = {}, {}
        for name in (f"l{at}.{matrix}" for at in range(self.layers - UPPER, self.layers) for matrix in MATRICES):
            rows, columns = self._numbers[f"{name}.w"].shape
            self.first[name] = torch.nn.Parameter(torch.randn(RANK, columns) / math.sqrt(columns))
            self.second[name] = torch.nn.Parameter(torch.zeros(rows, RANK))
        self.head = {
            "in.w": torch.nn.Parameter(torch.randn(2 * self.width, INNER) * 0.02),
            "in.b": torch.nn.Parameter(torch.zeros(INNER)),
            "out.w": torch.nn.Parameter(torch.zeros(INNER, 1)),
            "out.b": torch.nn.Parameter(torch.full((1,), likely)),
        }

    def go_on(self, taught: Any) -> None:
        """Start from what was taught before."""
        for name, value in self._parts().items():
            if name in taught.files:
                value.data = self.torch.from_numpy(taught[name].astype(np.float32))

    def scores(self, pairs: Sequence[Sequence[int]]) -> Any:
        """Return the score of each pair; those of like length go through the model at once."""
        order = sorted(range(len(pairs)), key=lambda place: len(pairs[place]))
        size = -(-len(order) // PARTS)
        parts = [order[at : at + size] for at in range(0, len(order), size)]
        found = self.torch.cat([self._scores([pairs[place] for place in part]) for part in parts])
        return found[self.torch.tensor(order).argsort()]

    def _scores(self, pairs: Sequence[Sequence[int]]) -> Any:
        torch = self.torch
        longest = -(-max(map(len, pairs)) // 8) * 8
        pieces = torch.full((len(pairs), longest), pairs[0][-1])
        mask = torch.full((len(pairs), longest), _HIDDEN)
        for row, pair in enumerate(pairs):
            pieces[row, : len(pair)] = torch.tensor(pair)
            mask[row, : len(pair)] = 0
        hidden = mask[:, None, None, :].to(torch.bfloat16)
        with torch.no_grad():
            state = self._norm(self._numbers["words"][pieces] + self._numbers["places"][:longest], "emb.ln")
            for layer in range(self.layers - UPPER):
                state = self._layer(state, hidden, f"l{layer}")
        for layer in range(self.layers - UPPER, self.layers):
            state = self._layer(state, hidden, f"l{layer}")
        seen = (mask == 0).float()[..., None]
        state = state.float()
        both = torch.cat([state[:, 0], (state * seen).sum(1) / seen.sum(1)], 1)
        inner = torch.nn.functional.gelu(both @ self.head["in.w"] + self.head["in.b"])
        return (inner @ self.head["out.w"] + self.head["out.b"])[:, 0]

    def taught(self) -> dict[str, Any]:
        """Return what was taught, as the judge reads it."""
        return {name: value.detach().numpy().astype(np.float16) for name, value in self._parts().items()}

    def _parts(self) -> dict[str, Any]:
        found = {f"head.{name}": value for name, value in self.head.items()}
        for name, first in self.first.items():
            found |= {f"{name}.w.first": first, f"{name}.w.second": self.second[name]}
        return found

    def _norm(self, state: Any, name: str) -> Any:
        weight, bias = (self._numbers[f"{name}.{part}"] for part in "wb")
        return self.torch.nn.functional.layer_norm(state, (self.width,), weight, bias, self._epsilon)

    def _linear(self, state: Any, name: str) -> Any:
        linear = self.torch.nn.functional.linear
        found = linear(state, self._numbers[f"{name}.w"], self._numbers[f"{name}.b"])
        if name in self.first:
            narrow = linear(state, self.first[name].to(state.dtype))
            found = found + linear(narrow, self.second[name].to(state.dtype))
        return found

    def _layer(self, state: Any, hidden: Any, name: str) -> Any:
        torch, (pairs, length, _) = self.torch, state.shape
        asks, found, says = (
            self._linear(state, f"{name}.{part}").view(pairs, length, self.heads, -1).transpose(1, 2)
            for part in "qkv"
        )
        near = (asks / math.sqrt(self.width // self.heads)) @ found.transpose(-1, -2) + hidden
        seen = (torch.softmax(near, -1) @ says).transpose(1, 2).reshape(pairs, length, self.width)
        state = self._norm(self._linear(seen, f"{name}.ao") + state, f"{name}.aln")
        wide = torch.nn.functional.gelu(self._linear(state, f"{name}.fi"))
        return self._norm(self._linear(wide, f"{name}.fo") + state, f"{name}.oln")


def chosen(asked: Asked, all_asked: Sequence[Asked], chance: random.Random) -> list[tuple[list[int], int]]:
    """Return the pairs of a question that are read together, and which of them answer."""
    right = chance.sample(asked.wanted, min(2, len(asked.wanted)))
    if right and chance.random() < _WITHOUT:
        right = []
    others = [place for place in asked.order if place not in asked.wanted]
    likely = others[: max(1, EACH - len(right) - 2)]
    rest = others[len(likely) :]
    wrong = likely + chance.sample(rest, min(len(rest), EACH - len(right) - len(likely)))
    pairs = [(_pair(asked, asked, place), 1) for place in right] + [
        (_pair(asked, asked, place), 0) for place in wrong
    ]
    while len(pairs) < EACH:
        other = chance.choice(all_asked)
        if other.article != asked.article:
            pairs.append((_pair(asked, other, chance.randrange(len(other.sentences))), 0))
    return pairs


def _pair(asked: Asked, of: Asked, place: int) -> list[int]:
    return [*asked.question, *of.sentences[place][1:], *of.title[1:]]


def teach(folder: Path, name: str, steps: int) -> None:
    """Teach answers or claims, and write what was taught into the folder."""
    torch: Any = import_module("torch")
    torch.manual_seed(5)
    chance = random.Random(5)
    with (folder / f"{name}.pickle").open("rb") as file:
        lessons = pickle.load(file)
    model = Model(torch, np.load(folder / "weights.npz"), LIKELY[name])
    if (folder / f"{name}.npz").exists():
        model.go_on(np.load(folder / f"{name}.npz"))
    matrices, head = [*model.first.values(), *model.second.values()], list(model.head.values())
    groups = [
        {"params": matrices, "weight_decay": 0.01, "times": 1},
        {"params": head, "weight_decay": 0.05, "times": HEAD_TIMES},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.99))
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = group["times"] * RATE * min(1, step / _WARMING) * max(_LAST_RATE, 1 - step / steps)
        loss = LOSSES[name](torch, model, lessons, chance)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(matrices + head, _LONGEST_STEP)
        optimizer.step()
        if not step % 40:
            print(f"step {step} of {steps}: {float(loss):.3f}", flush=True)
    np.savez(folder / f"{name}.npz", **model.taught())


def _loss_of_answers(torch: Any, model: Model, every: Sequence[Asked], chance: random.Random) -> Any:
    """Return how unlikely the right choice is: an answer, or none; and how wrong each score is by itself."""
    batch = [chosen(asked, every, chance) for asked in chance.sample(every, AT_ONCE)]
    right = torch.tensor([[float(answers) for _, answers in pairs] for pairs in batch])
    scores = model.scores([pair for pairs in batch for pair, _ in pairs]).view(len(batch), EACH)
    answered = right.sum(1) > 0
    none = (~answered)[:, None].float()
    likely = torch.log_softmax(torch.cat([scores, torch.zeros_like(none)], 1), 1)
    wrong = torch.cat([right, none], 1) == 0
    missed = -torch.logsumexp(likely.masked_fill(wrong, -1e9), 1) * torch.where(answered, 1.0, _REFUSAL)
    alone = torch.nn.functional.binary_cross_entropy_with_logits(scores, right, reduction="none").mean(1)
    return (missed + alone).mean()


def _loss_of_claims(torch: Any, model: Model, every: Sequence[Claimed], chance: random.Random) -> Any:
    """Return how wrong the scores are."""
    claims = chance.sample(every, CLAIMS_AT_ONCE)
    right = torch.tensor([float(claim.good) for claim in claims])
    scores = model.scores([claim.pieces for claim in claims])
    return torch.nn.functional.binary_cross_entropy_with_logits(scores, right)


LOSSES = {"answers": _loss_of_answers, "claims": _loss_of_claims}


if __name__ == "__main__":
    teach(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
