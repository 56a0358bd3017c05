from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0004_readings_by_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='acquisition',
            name='captured',
            field=models.TextField(blank=True, null=True),
        ),
    ]
