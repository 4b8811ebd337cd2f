from math import log2, sqrt

from django.db import migrations


def score(comment):
    good, of_all = comment.votes_count + 1, comment.votes_count + 1 + 3 * comment.reports_count
    share, z = good / of_all, 1.96
    spread = z * sqrt((share * (1 - share) + z**2 / (4 * of_all)) / of_all)
    wilson = (share + z**2 / (2 * of_all) - spread) / (1 + z**2 / of_all)
    into = (comment.written_at - comment.discussion.opened_at).total_seconds() / 86400
    return wilson + 0.06 * log2(1 + max(0.0, into))


def place(apps, schema_editor):
    comments = apps.get_model("comments", "Comment").objects
    placed = []
    for comment in comments.select_related("discussion").defer("text", "html").iterator(chunk_size=1000):
        comment.score = score(comment)
        placed.append(comment)
    comments.bulk_update(placed, ["score"], batch_size=500)


class Migration(migrations.Migration):
    """Ages were weighed so that no vote helped a comment after a week."""

    dependencies = [("comments", "0003_guests")]

    operations = [migrations.RunPython(place, migrations.RunPython.noop, elidable=True)]
