"""What the public reads: the log, readers' notes and the desk's own account, in tables that stood in `foi`."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    dependencies = [("foi", "0015_what_the_public_reads_moves_out")]
    # The tables are there already: they came from the room `foi`.
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='AnnotationOffer',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('slug', models.CharField(max_length=24)),
                        ('name', models.CharField(max_length=120)),
                        ('email', models.EmailField(max_length=254)),
                        ('text', models.TextField()),
                        ('source_url', models.URLField(blank=True)),
                        ('source_name', models.CharField(blank=True, max_length=120)),
                        ('source_date', models.DateField(null=True)),
                        ('offered_on', models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Catalogue',
                    fields=[
                        ('slug', models.CharField(max_length=24, primary_key=True, serialize=False)),
                        ('reference', models.CharField(max_length=24)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=200)),
                        ('questions', models.TextField()),
                        ('answers', models.TextField()),
                        ('headline', models.CharField(max_length=12)),
                        ('topic', models.CharField(blank=True, max_length=24)),
                        ('sections', models.CharField(blank=True, help_text="between spaces, such as ' 30 40(2) '", max_length=200)),
                        ('received_on', models.DateField(null=True)),
                        ('answered_on', models.DateField(db_index=True, null=True)),
                        ('published_on', models.DateField()),
                    ],
                    options={
                        'verbose_name_plural': 'catalogue',
                    },
                ),
                migrations.CreateModel(
                    name='Annotation',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('slug', models.CharField(db_index=True, max_length=24)),
                        ('place', models.PositiveIntegerField()),
                        ('name', models.CharField(max_length=120)),
                        ('text', models.TextField()),
                        ('source_url', models.URLField(blank=True)),
                        ('source_name', models.CharField(blank=True, max_length=120)),
                        ('source_date', models.DateField(null=True)),
                        ('measure', models.CharField(blank=True, help_text='that a press figure misreports', max_length=6)),
                        ('offer', models.UUIDField(help_text='the offer it came from', null=True)),
                        ('published_on', models.DateField()),
                        ('by', models.UUIDField(null=True)),
                    ],
                    options={
                        'ordering': ['slug', 'place'],
                        'constraints': [models.UniqueConstraint(fields=('slug', 'place'), name='one_annotation')],
                    },
                ),
                migrations.CreateModel(
                    name='LogEntry',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('reference', models.CharField(max_length=24)),
                        ('slug', models.CharField(help_text='the reference with dots', max_length=24)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=200)),
                        ('headline', models.CharField(max_length=12)),
                        ('topic', models.CharField(blank=True, max_length=24)),
                        ('sections', models.JSONField(default=list)),
                        ('received_on', models.DateField(null=True)),
                        ('due_on', models.DateField(null=True)),
                        ('answered_on', models.DateField(null=True)),
                        ('published_on', models.DateField()),
                        ('content', models.BinaryField(help_text="the page's document, canonical JSON")),
                        ('sha256', models.CharField(max_length=64)),
                        ('changes', models.TextField(blank=True, help_text='what this version changes in the one before, and why')),
                        ('is_tombstone', models.BooleanField(default=False, help_text='taken out of the log; says why')),
                        ('published_by', models.UUIDField(null=True)),
                    ],
                    options={
                        'ordering': ['-published_on', 'slug', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('slug', 'version'), name='one_log_entry')],
                    },
                ),
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
                    name='MonthlyAccount',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('month', models.DateField(help_text='its first day')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('as_at', models.DateField(help_text='the day up to which it counts')),
                        ('content', models.JSONField(help_text='the counts, by heading; no request can be told from them')),
                        ('published_on', models.DateField()),
                        ('by', models.UUIDField(help_text='the member; none where the command line published it', null=True)),
                    ],
                    options={
                        'ordering': ['-month', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('month', 'version'), name='one_monthly_account')],
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
            ],
        ),
    ]
