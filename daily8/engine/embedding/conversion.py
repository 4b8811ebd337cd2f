"""Makes the graph of the embedded model, once: `python -m daily8.engine.embedding.conversion WEIGHTS FOLDER`.

A program of its own, because what it needs to build a graph is not needed to run one.
"""

import sys
from pathlib import Path

from daily8.engine.embedding.graph import graph
from daily8.engine.embedding.storing import PASSAGES, digest_of, keep
from daily8.engine.embedding.weights import Weights


def main(arguments: list[str]) -> int:
    """Convert the weights into a graph in the folder."""
    source, folder = map(Path, arguments)
    keep(graph(Weights(source)), folder, PASSAGES, digest=digest_of(source))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
