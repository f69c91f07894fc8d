"""Who counts the paper slips is appointed by name; votes that were closed before have no tellers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial"), ("members", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Teller",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tellers", to="ballots.ballot"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.member"
                    ),
                ),
                (
                    "typed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["ballot", "member"], name="teller_once"),
                    models.UniqueConstraint(fields=["ballot", "number"], name="teller_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("typed_by__isnull", False)),
                        fields=["ballot", "typed_by"],
                        name="one_count_typed_by_a_person",
                    ),
                ]
            },
        ),
    ]
