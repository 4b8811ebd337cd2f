"""The model as a graph for onnxruntime, with 8-bit weights made of the 4-bit ones."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from onnx import NodeProto, TensorProto, helper, numpy_helper

from daily8.engine.embedding.port import Vectors
from daily8.engine.embedding.weights import Shape

# Seven bits and a sign lose nothing here, and older processors multiply them without overflow.
_LARGEST = 64
_OWN_OPERATORS = "com.microsoft"


class Matrix(Protocol):
    """A matrix of weights."""

    def rows(self) -> Vectors:
        """Return all of it, a row for each output."""


class Tables(Protocol):
    """Weights by their names, as a graph is made of them."""

    @property
    def shape(self) -> Shape:
        """How large the model is."""

    def table(self, name: str) -> Vectors:
        """Return plain numbers."""

    def blocks(self, name: str, *, columns: int) -> Matrix:
        """Return a matrix with so many columns."""


def graph(weights: Tables) -> bytes:
    """Return a graph from `words` (1, length, width) to `passage` (width): the mean of its last layer."""
    builder = Builder(weights)
    last = builder.layers()
    builder.add("ReduceMean", [last, builder.constant(np.array([0, 1]))], output="passage", keepdims=0)
    return builder.made("passage", [weights.shape.width])


class Builder:
    """Collects the graph's nodes and constants."""

    def __init__(self, weights: Tables):
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._weights = weights
        self._epsilon = weights.shape.epsilon

    def layers(self) -> str:
        """All layers, over `words`: the state of each word behind the last one."""
        state = self.normalised("words", "emb.ln")
        for layer in range(self._weights.shape.layers):
            state = self.layer(state, f"l{layer}.")
        return state

    def made(self, output: str, shape: Sequence[int]) -> bytes:
        """Return the graph from `words` (1, length, width) to an output of this shape."""
        words = helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "length", self._weights.shape.width])
        given = helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
        made = helper.make_graph(self.nodes, "e5", [words], [given], self.constants)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(_OWN_OPERATORS, 1)]
        return bytes(helper.make_model(made, opset_imports=opsets, ir_version=9).SerializeToString())

    def layer(self, state: str, prefix: str) -> str:
        """One layer: each word looks at all words, then is thought over by itself."""
        shape = self._weights.shape
        seen = self._attention(state, [f"{prefix}{part}" for part in "qkv"])
        seen = self._linear(seen, f"{prefix}ao", columns=shape.width)
        state = self._added(seen, state, f"{prefix}aln")
        wide = self.add("Gelu", [self._linear(state, f"{prefix}fi", columns=shape.width)])
        narrow = self._linear(wide, f"{prefix}fo", columns=shape.inner_width)
        return self._added(narrow, state, f"{prefix}oln")

    def normalised(self, state: str, name: str) -> str:
        """Every word at mean 0 and variance 1, then scaled and moved."""
        return self.add("LayerNormalization", [state, *self._scale(name)], epsilon=self._epsilon)

    def constant(self, values: npt.NDArray[Any]) -> str:
        """Keep an array in the graph and return its name there."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], *, output: str = "", **attributes: Any) -> str:
        """Add a node and return the name of what it gives."""
        output = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def _added(self, new: str, state: str, name: str) -> str:
        return self.normalised(self.add("Add", [new, state]), name)

    def _own(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:
        output = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=_OWN_OPERATORS, **attributes))
        return output

    def _scale(self, name: str) -> list[str]:
        return [self.constant(self._weights.table(f"{name}.{part}")) for part in "wb"]

    def _attention(self, state: str, names: Sequence[str]) -> str:
        """Each word's look at all words: what it asks for, how it is found and what it says, in one step."""
        shape = self._weights.shape
        levels, scales, bias = self._factors(names, columns=shape.width)
        whole, scale, zero = (f"n{len(self.nodes)}_{part}" for part in ("whole", "scale", "zero"))
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [state], [whole, scale, zero]))
        inputs = [whole, levels, bias, scale, scales, "", zero]
        return self._own("QAttention", inputs, num_heads=shape.heads)

    def _linear(self, state: str, name: str, *, columns: int) -> str:
        """Multiply by a matrix, on whole numbers, and add its bias."""
        levels, scales, bias = self._factors([name], columns=columns)
        return self._own("DynamicQuantizeMatMul", [state, levels, scales, "", bias])

    def _factors(self, names: Sequence[str], *, columns: int) -> list[str]:
        """Matrices side by side as whole numbers, the scales of their columns, and their biases."""
        rows = [self._weights.blocks(f"{name}.w", columns=columns).rows() for name in names]
        bias = np.concatenate([self._weights.table(f"{name}.b") for name in names])
        return [self.constant(each) for each in (*_levels(np.concatenate(rows).T), bias)]


def _levels(matrix: Vectors) -> tuple[npt.NDArray[np.int8], Vectors]:
    """A matrix as whole numbers with one scale for each of its columns."""
    scales = np.abs(matrix).max(axis=0) / _LARGEST
    scales[scales == 0] = 1.0
    return np.rint(matrix / scales).astype(np.int8), scales.astype(np.float32)
