from django.db import migrations, models


class Migration(migrations.Migration):
    """When something was first read to the end."""

    dependencies = [("reading", "0006_feeds_end")]

    operations = [
        migrations.AddField(
            model_name="kept",
            name="done_at",
            field=models.DateTimeField(null=True),
        ),
    ]
