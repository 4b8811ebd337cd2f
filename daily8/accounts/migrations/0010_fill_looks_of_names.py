from django.db import migrations

from daily8.engine.remarks.looks import look


def fill(apps, schema_editor):
    users = apps.get_model('accounts', 'User').objects
    for pk, name in users.values_list('pk', 'username').iterator():
        users.filter(pk=pk).update(look=look(name)[:450])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_looks_of_names'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
