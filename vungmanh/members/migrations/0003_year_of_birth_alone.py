# The year of birth of those of whom no day is known; rows and seals written before stay as they are.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0002_correction_requests'),
    ]

    operations = [
        migrations.AddField(
            model_name='listing',
            name='birth_year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='particulars',
            name='birth_year',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='Năm sinh'),
        ),
        migrations.AddConstraint(
            model_name='particulars',
            constraint=models.CheckConstraint(condition=models.Q(('birth_date', None), ('birth_year', None), _connector='OR'), name='born_on_a_day_or_in_a_year'),
        ),
    ]
