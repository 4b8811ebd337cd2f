from django.db import migrations, models


def fill(apps, schema_editor):
    # Until now names were kept in small letters, so each is its own key.
    apps.get_model('accounts', 'User').objects.update(key=models.F('username'))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_name_keys'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
