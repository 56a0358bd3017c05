from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_in(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Claims of sexual violence that are held already are for the desk; those beside them when they are read again."""
    apps.get_model("record", "ClaimRecord").objects.filter(question="sexual_violence").update(desk_only=True)


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0005_captured"),
    ]

    operations = [
        migrations.AddField(
            model_name="claimrecord",
            name="desk_only",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(keep_in, migrations.RunPython.noop),
    ]
