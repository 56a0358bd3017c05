import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0007_sides"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncidentPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("first", models.DateField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="record.incidentrecord"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key", "first", "incident"], name="incident_by_place")],
                "constraints": [
                    models.UniqueConstraint(fields=("incident", "key"), name="incident_is_at_place_once")
                ],
            },
        ),
    ]
