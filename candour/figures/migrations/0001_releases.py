"""The tables of releases."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('place', models.PositiveIntegerField(help_text='counts the drafts of one version; the last is meant')),
                ('register', models.PositiveIntegerField(help_text='how many publications it was checked against')),
                ('content', models.BinaryField(help_text="the document's canonical bytes")),
                ('held_back', models.BinaryField(help_text='the true count of every number that is not exact, by place')),
                ('findings', models.BinaryField(help_text='what was checked, and what came out')),
                ('sha256', models.CharField(max_length=64)),
                ('compiled_by', models.UUIDField(help_text='the member')),
                ('compiled_on', models.DateField()),
            ],
            options={
                'ordering': ['number', 'version', 'place'],
                'constraints': [models.UniqueConstraint(fields=('number', 'version', 'place'), name='one_draft')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField(help_text='how many were published before this one', unique=True)),
                ('draft', models.UUIDField(help_text='the draft; no key, since the public role reads no drafts', unique=True)),
                ('number', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=160)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('goes_public', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('changes', models.TextField(blank=True, help_text='what this version changes in the one before')),
                ('compiled_by', models.UUIDField()),
                ('published_by', models.UUIDField()),
            ],
            options={
                'ordering': ['-goes_public', '-number', '-version'],
                'constraints': [models.UniqueConstraint(fields=('number', 'version'), name='one_publication'), models.CheckConstraint(condition=models.Q(('compiled_by', models.F('published_by')), _negated=True), name='two_people_publish')],
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(help_text="the release's number, for good")),
                ('kind', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=160)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('on', models.DateField(help_text='the day it goes public')),
                ('announced_on', models.DateField()),
                ('reason', models.CharField(blank=True, help_text='why the day was moved', max_length=200)),
                ('by', models.UUIDField(help_text='the member')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='figures.announcement')),
            ],
            options={
                'ordering': ['on', 'number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaces', None)), fields=('number',), name='one_first_announcement')],
            },
        ),
        migrations.CreateModel(
            name='PublishedFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('goes_public', models.DateTimeField()),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='figures.publication')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('publication', 'name'), name='one_file')],
            },
        ),
    ]
