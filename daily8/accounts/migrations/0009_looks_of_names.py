from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_issuer_of_accounts_elsewhere'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='look',
            field=models.CharField(blank=True, default='', editable=False, max_length=450),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(fields=['look'], name='account_look'),
        ),
    ]
