from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0008_incident_places"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="source",
            index=models.Index(condition=models.Q(("grouped", False)), fields=["id"], name="source_ungrouped"),
        ),
    ]
