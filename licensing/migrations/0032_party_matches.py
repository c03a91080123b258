"""Lists of names, hits of parties, and the keys by which they find one another."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from exportctl.core.ddl import audited, frozen, grant, settled
from licensing.rules.party_names import keys


def draw_keys(apps, _editor):
    """Of cases that are open: new names are looked for in them. Every version from now on has its own."""
    party = apps.get_model("licensing", "RequestParty")
    open_ones = ["submitted", "under_review", "information_requested", "proposed"]
    rows = party.objects.filter(request__status__in=open_ones, match_keys=[])
    for row in rows.iterator(chunk_size=2000):
        party.objects.filter(pk=row.pk).update(match_keys=sorted(keys(row.name)))


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_password_link'),
        ("licensing", "0031_state_consultations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ListedName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('sanctions', 'Sanctions list'), ('denial', 'Denial'), ('watch_list', 'Watch list')], max_length=12)),
                ('entry', models.UUIDField()),
                ('number', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=400)),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), size=None)),
                ('until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='MatchRelease',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('discarded', 'Discarded')], default='proposed', max_length=20)),
                ('approved_at', models.DateTimeField(null=True)),
                ('reason', models.TextField()),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartyMatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('party_key', models.CharField(max_length=230)),
                ('source', models.CharField(choices=[('sanctions', 'Sanctions list'), ('denial', 'Denial'), ('watch_list', 'Watch list')], max_length=12)),
                ('entry', models.UUIDField()),
                ('number', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=400)),
                ('score', models.DecimalField(decimal_places=3, max_digits=4)),
                ('why', models.JSONField()),
                ('status', models.CharField(choices=[('open', 'Open'), ('released', 'Released'), ('confirmed', 'Confirmed')], default='open', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-score', 'source', 'number', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SanctionsEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('entity', 'Entity')], max_length=10)),
                ('programme', models.CharField(blank=True, max_length=40)),
                ('act', models.CharField(blank=True, max_length=200)),
                ('act_on', models.CharField(blank=True, max_length=10)),
                ('remark', models.TextField(blank=True)),
                ('names', models.JSONField()),
                ('countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
                ('born', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='SanctionsList',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('received', 'Being read'), ('in_use', 'In use'), ('replaced', 'Replaced')], default='received', max_length=10)),
                ('form', models.CharField(choices=[('xml', 'XML'), ('csv', 'CSV')], max_length=3)),
                ('dated_on', models.DateField()),
                ('digest', models.CharField(max_length=64)),
                ('is_sample', models.BooleanField(default=False)),
                ('entry_count', models.PositiveIntegerField()),
                ('name_count', models.PositiveIntegerField()),
                ('imported_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-imported_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='WatchListEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('listed', 'Listed'), ('removed', 'Taken off')], default='listed', max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('other_names', models.JSONField(default=list)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('reason', models.TextField()),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_because', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.AddField(
            model_name='requestparty',
            name='match_keys',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), default=list, size=None),
        ),
        migrations.AddIndex(
            model_name='requestparty',
            index=django.contrib.postgres.indexes.GinIndex(fields=['match_keys'], name='request_party_keys'),
        ),
        migrations.AddField(
            model_name='listedname',
            name='authority',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='matchrelease',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='matchrelease',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partymatch',
            name='party',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='licensing.requestparty'),
        ),
        migrations.AddField(
            model_name='partymatch',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='party_matches', to='licensing.authorisationrequest'),
        ),
        migrations.AddField(
            model_name='partymatch',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='matchrelease',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='licensing.partymatch'),
        ),
        migrations.AddField(
            model_name='sanctionslist',
            name='imported_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanctionsentry',
            name='sanctions_list',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='licensing.sanctionslist'),
        ),
        migrations.AddField(
            model_name='watchlistentry',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='watchlistentry',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='watch_list', to='core.organisation'),
        ),
        migrations.AddField(
            model_name='watchlistentry',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='listedname',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('until', None)), fields=['keys'], name='listed_name_keys'),
        ),
        migrations.AddIndex(
            model_name='listedname',
            index=models.Index(condition=models.Q(('until', None)), fields=['source', 'entry'], name='listed_name_by_entry'),
        ),
        migrations.AddConstraint(
            model_name='listedname',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['sanctions', 'denial', 'watch_list'])), name='listed_name_source_known'),
        ),
        migrations.AddConstraint(
            model_name='partymatch',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'released', 'confirmed'])), name='party_match_status_known'),
        ),
        migrations.AddConstraint(
            model_name='partymatch',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['sanctions', 'denial', 'watch_list'])), name='party_match_source_known'),
        ),
        migrations.AddConstraint(
            model_name='partymatch',
            constraint=models.UniqueConstraint(fields=('request', 'party_key', 'source', 'number'), name='party_match_once', violation_error_message='This party has this hit already.'),
        ),
        migrations.AddConstraint(
            model_name='matchrelease',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='matchrelease_four_eyes', violation_error_message='Nobody approves their own proposal.'),
        ),
        migrations.AddConstraint(
            model_name='matchrelease',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='matchrelease_approved_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='matchrelease',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'discarded'])), name='matchrelease_status_known'),
        ),
        migrations.AddConstraint(
            model_name='matchrelease',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('match',), name='match_release_one_pending', violation_error_message='A colleague proposed to release this hit already.'),
        ),
        migrations.AddConstraint(
            model_name='matchrelease',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='match_release_has_reason', violation_error_message='Say why.'),
        ),
        migrations.AddConstraint(
            model_name='sanctionslist',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['received', 'in_use', 'replaced'])), name='sanctions_list_status_known'),
        ),
        migrations.AddConstraint(
            model_name='sanctionslist',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'in_use')), fields=('status',), name='sanctions_list_one_in_use', violation_error_message='Another list came into use. Reload the page.'),
        ),
        migrations.AddConstraint(
            model_name='sanctionsentry',
            constraint=models.UniqueConstraint(fields=('sanctions_list', 'number'), name='sanctions_entry_once'),
        ),
        migrations.AddConstraint(
            model_name='watchlistentry',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['listed', 'removed'])), name='watch_list_status_known'),
        ),
        migrations.AddConstraint(
            model_name='watchlistentry',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='watch_list_has_reason', violation_error_message='Say why.'),
        ),
        migrations.AddConstraint(
            model_name='watchlistentry',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'listed')), fields=('authority', 'name'), name='watch_list_name_once', violation_error_message='This name is on your watch list already.'),
        ),
        *grant(
            "SELECT, INSERT",
            "licensing_sanctionslist",
            "licensing_sanctionsentry",
            "licensing_listedname",
            "licensing_watchlistentry",
            "licensing_partymatch",
            "licensing_matchrelease",
        ),
        frozen("licensing_sanctionslist", "status"),
        frozen("licensing_listedname", "until"),
        frozen("licensing_watchlistentry", "status", "removed_by_id", "removed_at", "removed_because"),
        frozen(
            "licensing_partymatch",
            "party_id",
            "entry",
            "name",
            "score",
            "why",
            "status",
            "settled_by_id",
            "settled_at",
            "reason",
        ),
        frozen("licensing_matchrelease", "status", "approved_by_id", "approved_at"),
        audited("licensing_sanctionslist", "received"),
        audited("licensing_watchlistentry", "listed"),
        audited("licensing_partymatch", "open"),
        audited("licensing_matchrelease", "proposed"),
        settled("licensing_listedname", since=("until",)),
        settled("licensing_watchlistentry", open=("listed",)),
        settled("licensing_matchrelease", open=("proposed",)),
        migrations.RunPython(draw_keys, migrations.RunPython.noop),
    ]
