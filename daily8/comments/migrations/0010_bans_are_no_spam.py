from django.db import migrations


def tell(apps, schema_editor):
    comments, acts = (apps.get_model("comments", name).objects for name in ("Comment", "Act"))
    for act in acts.filter(deed="ban", undone=False).iterator():
        refused = [pk for pk, *_state in act.before.get("states", [])]
        as_spam = acts.filter(comment__in=refused, deed="spam", undone=False).values("comment")
        comments.filter(pk__in=refused, state="spam").exclude(pk__in=as_spam).update(state="rejected")


class Migration(migrations.Migration):
    """Whose comment was refused with a ban was told that it was advertising."""

    dependencies = [("comments", "0009_bans_have_reasons")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop, elidable=True)]
