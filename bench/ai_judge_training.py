"""Teaches the judge (daily8/engine/judging/taught.npz) by the questions that may be learned from.

    python -m bench.ai_judge_training prepare FOLDER      # in daily8's environment: writes what is to be read
    python bench/ai_judge_training.py teach FOLDER        # in one with torch and numpy: writes FOLDER/taught.npz

Of each question six sentences are read: those that answer, the likeliest others of its article by their words,
and some by chance; one of them is to be the likeliest, or none where none answers. The lower layers stay as they
are; to each matrix of the upper ones the product of two narrow ones is added, which are taught with a small head
(LoRA: Hu and others, 2021). Two cores need forty minutes.
"""

import math
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

# By these the weights behind the judge are learned.
KEPT_BACK = {"ask", "ask_blind", "r1", "o1", "o13"}
UPPER, RANK, INNER = 8, 8, 64
EACH, AT_ONCE, STEPS, RATE = 6, 8, 1400, 5e-4
# The head learns faster than the matrices, and starts at what is likely of any sentence: else these learn that.
HEAD_TIMES, LIKELY = 5, -1.3
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


def prepare(folder: Path) -> None:
    """Write the questions as pieces, and the packaged weights."""
    from daily8.engine.embedding.vocabulary import Vocabulary  # noqa: PLC0415  # is not there where torch is
    from daily8.engine.embedding.weights import Weights, packaged_weights  # noqa: PLC0415

    weights = Weights(packaged_weights())
    pickle.dump(list(_asked(Vocabulary(weights.pieces))), (folder / "asked.pickle").open("wb"), protocol=4)
    np.savez(folder / "weights.npz", **_numbers(weights))


def _asked(vocabulary: Any) -> Iterator[Asked]:
    from bench import ai_ask  # noqa: PLC0415
    from daily8.engine.answering.answering import candidates_of, pages_of  # noqa: PLC0415
    from daily8.engine.answering.question import asked_of  # noqa: PLC0415
    from daily8.engine.answering.reading import body  # noqa: PLC0415
    from daily8.engine.judging.judge import (  # noqa: PLC0415
        MOST_OF_QUESTION,
        MOST_OF_SENTENCE,
        MOST_OF_TITLE,
    )

    def pieces(text: str, most: int) -> list[int]:
        return [int(piece) for piece in vocabulary.tokens([text], most=most + 2)[0]]

    for rows, articles in ai_ask.sets():
        for row in rows:
            article = articles[row["article"]]
            if row["half"] == "held" or row.get("group", "ask") in KEPT_BACK:
                continue
            question = asked_of(row["question"])
            found = candidates_of(question, pages_of(question, [article]), None)
            order = [each.place for each in sorted(found, key=lambda each: -each.score)]
            yield Asked(
                row["article"],
                pieces(row["question"], MOST_OF_QUESTION),
                pieces(article.title, MOST_OF_TITLE),
                [pieces(body(sentence), MOST_OF_SENTENCE) for sentence in article.sentences],
                sorted(ai_ask.wanted(row, article)),
                [*order, *(set(range(len(article.sentences))) - set(order))],
            )


def _numbers(weights: Any) -> dict[str, Any]:
    shape = weights.shape
    found = {
        "words": weights.blocks("emb.word", columns=shape.width).rows().astype(np.float16),
        "places": weights.table("emb.pos").reshape(shape.positions, -1)[:128]
        + weights.table("emb.type")[: shape.width],
        "shape": np.array([shape.layers, shape.heads, shape.width]),
        "epsilon": np.array(shape.epsilon),
    }
    for name in ["emb.ln", *(f"l{layer}.{norm}" for layer in range(shape.layers) for norm in NORMS)]:
        found |= {f"{name}.{part}": np.asarray(weights.table(f"{name}.{part}")) for part in "wb"}
    for name in (f"l{layer}.{matrix}" for layer in range(shape.layers) for matrix in MATRICES):
        columns = shape.inner_width if name.endswith("fo") else shape.width
        found[f"{name}.w"] = weights.blocks(f"{name}.w", columns=columns).rows()
        found[f"{name}.b"] = np.asarray(weights.table(f"{name}.b"))
    return found


class Model:
    """The embedded model in torch, with what is taught to it."""

    def __init__(self, torch: Any, numbers: Any):
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
            "out.b": torch.nn.Parameter(torch.full((1,), LIKELY)),
        }

    def scores(self, pairs: Sequence[Sequence[int]]) -> Any:
        """Return the score of each pair, read together."""
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
        found = {f"head.{name}": value for name, value in self.head.items()}
        for name, first in self.first.items():
            found |= {f"{name}.w.first": first, f"{name}.w.second": self.second[name]}
        return {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}

    def _norm(self, state: Any, name: str) -> Any:
        weight, bias = (self._numbers[f"{name}.{part}"] for part in "wb")
        return self.torch.nn.functional.layer_norm(state, (self.width,), weight, bias, self._epsilon)

    def _linear(self, state: Any, name: str) -> Any:
        matrix = self._numbers[f"{name}.w"]
        if name in self.first:
            matrix = matrix + (self.second[name] @ self.first[name]).to(self.torch.bfloat16)
        return self.torch.nn.functional.linear(state, matrix, self._numbers[f"{name}.b"])

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


def teach(folder: Path) -> None:
    """Teach, and write what was taught into the folder."""
    torch: Any = import_module("torch")
    torch.manual_seed(5)
    chance = random.Random(5)
    with (folder / "asked.pickle").open("rb") as file:
        every: list[Asked] = pickle.load(file)
    model = Model(torch, np.load(folder / "weights.npz"))
    matrices = [*model.first.values(), *model.second.values()]
    head = list(model.head.values())
    groups = [
        {"params": matrices, "weight_decay": 0.01, "times": 1},
        {"params": head, "weight_decay": 0.05, "times": HEAD_TIMES},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.99))
    for step in range(1, STEPS + 1):
        batch = [chosen(asked, every, chance) for asked in chance.sample(every, AT_ONCE)]
        for group in optimizer.param_groups:
            group["lr"] = group["times"] * RATE * min(1, step / _WARMING) * max(_LAST_RATE, 1 - step / STEPS)
        loss = _loss(torch, model, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(matrices + head, _LONGEST_STEP)
        optimizer.step()
        if not step % 40:
            print(f"step {step} of {STEPS}: {float(loss):.3f}", flush=True)
    np.savez(folder / "taught.npz", **model.taught())


def _loss(torch: Any, model: Model, batch: Sequence[Sequence[tuple[list[int], int]]]) -> Any:
    """Return how unlikely the right choice is: an answer, or none; and how wrong each score is by itself."""
    right = torch.tensor([[float(answers) for _, answers in pairs] for pairs in batch])
    scores = model.scores([pair for pairs in batch for pair, _ in pairs]).view(len(batch), EACH)
    answered = right.sum(1) > 0
    none = (~answered)[:, None].float()
    likely = torch.log_softmax(torch.cat([scores, torch.zeros_like(none)], 1), 1)
    wrong = torch.cat([right, none], 1) == 0
    missed = -torch.logsumexp(likely.masked_fill(wrong, -1e9), 1) * torch.where(answered, 1.0, _REFUSAL)
    alone = torch.nn.functional.binary_cross_entropy_with_logits(scores, right, reduction="none").mean(1)
    return (missed + alone).mean()


if __name__ == "__main__":
    {"prepare": prepare, "teach": teach}[sys.argv[1]](Path(sys.argv[2]))
