from django.db import migrations, models

from vungmanh.journal.anchors import BEGINNING
from vungmanh.journal.sealing import content_of, digest_of


def seal_what_stands(apps, schema_editor):
    """Seal the entries written so far, in their order; what rows they wrote is not covered."""
    Entry, Seal, Head = (apps.get_model("journal", name) for name in ("Entry", "Seal", "Head"))
    number, digest, links = 0, BEGINNING, []
    for number, entry in enumerate(Entry.objects.order_by("pk").iterator(2000), start=1):
        link = Seal(number=number, entry_id=entry.pk, content=content_of(entry))
        link.digest = digest = digest_of(link, number, digest)
        links.append(link)
        if len(links) == 2000:
            Seal.objects.bulk_create(links, batch_size=500)
            links = []
    Seal.objects.bulk_create(links, batch_size=500)
    Head.objects.create(pk=1, number=number, digest=digest)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("content", models.CharField(max_length=64)),
                ("recorded", models.JSONField(null=True)),
                ("withdrawn", models.JSONField(null=True)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunPython(seal_what_stands, migrations.RunPython.noop),
    ]
