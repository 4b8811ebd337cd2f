from datetime import timedelta
from math import log2, sqrt

from django.db import migrations
from django.db.models import Count, F, Q


def score(comment, reports):
    good = comment.votes_count + 1
    of_all = good + 3 * max(0, reports - 2)
    share, z = good / of_all, 1.96
    spread = z * sqrt((share * (1 - share) + z**2 / (4 * of_all)) / of_all)
    wilson = (share + z**2 / (2 * of_all) - spread) / (1 + z**2 / of_all)
    into = (comment.written_at - comment.discussion.opened_at).total_seconds() / 86400
    return wilson + 0.06 * log2(1 + max(0.0, into))


def place(apps, schema_editor):
    # All others are where they were.
    comments = apps.get_model("comments", "Comment").objects.filter(reports_count__gt=0)
    known = Q(reports__is_open=True, reports__reader__ban=None)
    known &= Q(reports__reader__joined_at__lte=F("reports__made_at") - timedelta(days=7))
    placed = []
    counted = comments.annotate(independent=Count("reports", filter=known)).select_related("discussion")
    for comment in counted.defer("text", "html").iterator(chunk_size=1000):
        comment.score = score(comment, comment.independent)
        placed.append(comment)
    comments.bulk_update(placed, ["score"], batch_size=500)


class Migration(migrations.Migration):
    """One reader's report put a comment below everything."""

    dependencies = [("comments", "0006_refusals_so_far")]

    operations = [migrations.RunPython(place, migrations.RunPython.noop, elidable=True)]
