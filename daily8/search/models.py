"""Which articles can be found, and where the words of each are kept."""

from django.db import models

from daily8.articles.models import Article


class Entry(models.Model):
    """An article that can be found.

    Its words stand in the table `search_words` under its `place`, which a trigger empties when the entry goes.
    Entries are never changed but made anew, so that whoever knows all up to a key has to look at the later ones
    only. `code` is the sketch of its meaning, see `engine.embedding.codes`; empty where there is no vector.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="search_entry")
    place = models.BigIntegerField(unique=True)
    language = models.CharField(max_length=8, default="", blank=True)
    embedder = models.CharField(max_length=80, default="", blank=True)
    code = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"entry of {self.article_id}"
