from django.db import migrations
from django.db.models import F


def date(apps, schema_editor):
    apps.get_model("reading", "Kept").objects.filter(done=True, done_at=None).update(done_at=F("at"))


class Migration(migrations.Migration):
    """What was read to the end so far counts from when it was opened last: nothing better is known of it."""

    dependencies = [("reading", "0007_read_to_the_end_at")]

    operations = [migrations.RunPython(date, migrations.RunPython.noop, elidable=True)]
