from django.db import migrations
from django.db.models import F


def keep(apps, schema_editor):
    comments = apps.get_model("comments", "Comment").objects
    comments.filter(state__in=["rejected", "spam"]).update(refused_at=F("written_at"))


class Migration(migrations.Migration):
    """What was refused before was counted from when it had been written."""

    dependencies = [("comments", "0005_refusals_are_kept")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
