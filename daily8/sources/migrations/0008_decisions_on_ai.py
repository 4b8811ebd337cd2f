"""Whoever kept AI from a publisher's texts before there was a ledger decided so."""

from django.db import migrations


def keep_decisions(apps, schema_editor):  # noqa: ANN001, ANN201, ARG001
    """Let no signal of a publisher change what an operator decided."""
    apps.get_model("sources", "Publisher").objects.filter(ai=False).update(ai_decided=True)


class Migration(migrations.Migration):

    dependencies = [("sources", "0007_ledger_of_rights")]

    operations = [migrations.RunPython(keep_decisions, migrations.RunPython.noop)]
