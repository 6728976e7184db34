"""Files of the log's pages, which only grow, and what happened to readers' offers."""

import uuid
from django.db import migrations, models

from candour.store.append_only import only_grows


class Migration(migrations.Migration):

    dependencies = [
        ('foi', '0003_what_a_letter_tells'),
    ]

    operations = [
        migrations.CreateModel(
            name='LogFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.CharField(max_length=24)),
                ('version', models.PositiveSmallIntegerField()),
                ('place', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=120)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['slug', 'version', 'place'],
                'constraints': [models.UniqueConstraint(fields=('slug', 'version', 'place'), name='one_log_file')],
            },
        ),
        migrations.CreateModel(
            name='OfferStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('offer', models.UUIDField(help_text='no key to the offer, which may be deleted meanwhile')),
                ('kind', models.CharField(help_text='asked or confirmed', max_length=12)),
                ('on', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'kind'), name='one_offer_step')],
            },
        ),
        only_grows('foi_logfile'),
    ]
