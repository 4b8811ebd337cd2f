"""Makes the graphs of the judge, once: `python -m daily8.engine.judging.conversion WEIGHTS FOLDER`."""

import sys
from pathlib import Path

from daily8.engine.embedding.storing import keep
from daily8.engine.embedding.weights import Weights
from daily8.engine.judging.graph import graph
from daily8.engine.judging.taught import ANSWERS, CLAIMS, Taught


def main(arguments: list[str]) -> int:
    """Make the graphs of packaged and added weights in the folder."""
    source, folder = map(Path, arguments)
    for lessons in (ANSWERS, CLAIMS):
        keep(graph(Taught(Weights(source), lessons)), folder, lessons.kind, digest=lessons.digest(source))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
