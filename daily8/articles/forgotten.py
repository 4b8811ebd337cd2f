"""Articles that were kept long enough, by their addresses."""

from django.db import models


class Forgotten(models.Model):
    """An address whose article was kept long enough: it does not come again while its feed still lists it.

    `met_at` is when a feed listed it last, to the day.
    """

    key = models.CharField(max_length=32, primary_key=True)
    met_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
