from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0006_claims_for_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="judgement",
            name="sides",
            field=models.TextField(blank=True, null=True),
        ),
    ]
