from django.db import migrations, models

import vungmanh.foundation.fields


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_contests")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name=name,
            field=models.JSONField(default=dict, encoder=vungmanh.foundation.fields.LettersEncoder),
        )
        for model, name in (("draft", "content"), ("selfreview", "parts"), ("signsstatement", "statements"))
    ]
