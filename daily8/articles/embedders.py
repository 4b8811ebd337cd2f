"""The model of this process."""

from functools import cache

from django.conf import settings

from daily8.engine import embedding
from daily8.engine.embedding import Embedder
from daily8.engine.judging import Judge, judge_of


@cache
def embedder() -> Embedder:
    """Return the model that the settings name, loaded when it is first asked for."""
    return embedding.embedder(
        settings.EMBEDDING,
        folder=settings.DATA / "models",
        model=settings.EMBEDDING_MODEL,
        key=settings.EMBEDDING_KEY,
        user_agent=settings.USER_AGENT,
    )


def judge() -> Judge | None:
    """Return the judge that goes with the model; nothing where there is none."""
    return judge_of(embedder())
