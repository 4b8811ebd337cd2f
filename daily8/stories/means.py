"""The middle of each language's vectors, as it was kept."""

from daily8.engine.embedding import Centre
from daily8.engine.embedding.centring import CentreError
from daily8.stories.models import Means


def centre(embedder: str, dimensions: int) -> Centre:
    """Return what was learned of an embedder's vectors; what is known beforehand where that cannot be read."""
    kept = Means.objects.filter(embedder=embedder).values_list("packed", flat=True).first()
    if kept:
        try:
            return Centre.from_bytes(bytes(kept), embedder=embedder, dimensions=dimensions)
        except CentreError:
            # Means that cannot be read are learned anew within some hundred articles.
            return Centre(embedder, dimensions)
    return Centre(embedder, dimensions)
