"""Who comments without an account."""

from django.db import models


class Guest(models.Model):
    """Who wrote one comment without an account; the address itself is in no table, only what tells it from others.

    `key` is a digest, too: the link that was mailed is nowhere but in the letter. Once a comment was refused and
    then erased it is that of no link, and only the refusal is remembered.
    """

    comment = models.OneToOneField("comments.Comment", on_delete=models.CASCADE, related_name="guest")
    address = models.CharField(max_length=64, db_index=True)
    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"of {self.comment_id}"
