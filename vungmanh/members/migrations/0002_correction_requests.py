# Requests for correction and their answers.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CorrectionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_by', models.BigIntegerField(db_index=True, editable=False)),
                ('withdrawn_by', models.BigIntegerField(db_index=True, editable=False, null=True)),
                ('field', models.CharField(blank=True, max_length=40)),
                ('wanted', models.CharField(blank=True, max_length=400)),
                ('why', models.CharField(max_length=400)),
                ('made_from', models.BigIntegerField()),
                ('asked_on', models.DateField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='correction_requests', to='members.member')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RequestAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_by', models.BigIntegerField(db_index=True, editable=False)),
                ('withdrawn_by', models.BigIntegerField(db_index=True, editable=False, null=True)),
                ('state', models.CharField(choices=[('accepted', 'Đã chấp nhận'), ('declined', 'Không chấp nhận'), ('withdrawn', 'Đã rút')], max_length=16)),
                ('words', models.CharField(blank=True, max_length=400)),
                ('answered_on', models.DateField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='members.correctionrequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_by', None)), fields=('request',), name='request_answered_once')],
            },
        ),
    ]
