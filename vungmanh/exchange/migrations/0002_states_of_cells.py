"""Imports keep the state of single cells."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("exchange", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="cells",
            field=models.JSONField(default=list),
        ),
    ]
