"""Makes the embedder that the settings ask for."""

import logging
from pathlib import Path

from daily8.engine.embedding.embedded import Embedded
from daily8.engine.embedding.nothing import Nothing
from daily8.engine.embedding.port import Embedder, EmbeddingError

logger = logging.getLogger(__name__)

EMBEDDED = "embedded"
NONE = "none"


def embedder(choice: str, *, folder: Path) -> Embedder:
    """Return the maker that `choice` names: "embedded" or "none".

    The embedded model is kept in `folder`. Where it cannot be had, that is logged with the reason, and the
    maker is the one that makes nothing: daily8 then compares letters instead of meanings.
    """
    if choice == NONE:
        return Nothing()
    try:
        return Embedded.prepared(folder)
    except (EmbeddingError, OSError) as error:
        logger.warning("No embedding model, texts are compared by their letters: %s", error)
        return Nothing()
