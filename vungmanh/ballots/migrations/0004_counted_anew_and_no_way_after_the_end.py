"""Tellers who differ count anew, and after the end it is not kept by which way somebody took part."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_ways(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of votes that are over."""
    electors = apps.get_model("ballots", "Elector").objects.filter(ballot__state__in=["closed", "cancelled"])
    electors.filter(part__in=["screen", "paper"]).update(part="voted")


class Migration(migrations.Migration):
    dependencies = [("ballots", "0003_only_what_is_looked_for")]

    operations = [
        migrations.AddField(
            model_name="ballot",
            name="recounts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="elector",
            name="part",
            field=models.CharField(
                choices=[
                    ("not_yet", "chưa bỏ phiếu"),
                    ("screen", "đã bỏ phiếu trên màn hình"),
                    ("paper", "đã nhận phiếu giấy"),
                    ("absent", "vắng mặt"),
                    ("voted", "đã tham gia"),
                ],
                default="not_yet",
                max_length=8,
            ),
        ),
        migrations.RunPython(forget_ways, migrations.RunPython.noop),
    ]
