"""Makes the embedder that the settings ask for."""

import logging
from pathlib import Path

from daily8.engine.embedding.embedded import Embedded
from daily8.engine.embedding.endpoint import Endpoint
from daily8.engine.embedding.nothing import Nothing
from daily8.engine.embedding.port import Embedder, EmbeddingError

logger = logging.getLogger(__name__)

EMBEDDED = "embedded"
NONE = "none"


def embedder(choice: str, *, folder: Path, model: str = "", key: str = "", user_agent: str = "daily8") -> Embedder:
    """Return the maker that `choice` names: "embedded", "none", or the address of a server of models.

    The embedded model is kept in `folder`. Where it cannot be had, that is logged with the reason, and the
    maker is the one that makes nothing: daily8 then compares letters instead of meanings. A server is asked
    for `model`, with `key`, when there is something to embed.
    """
    if choice == NONE:
        return Nothing()
    if choice != EMBEDDED:
        return Endpoint(choice, model, key, user_agent)
    try:
        return Embedded.prepared(folder)
    except (EmbeddingError, OSError) as error:
        logger.warning("No embedding model, texts are compared by their letters: %s", error)
        return Nothing()
