"""An organisation's sheets are its own in however many collaborations, shared field by field."""

import django.db.models.deletion
from django.db import migrations, models

import brobygger.core.clock
import brobygger.core.ids
from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0013_words'),
        ('collaborations', '0002_same_workspace'),
        ('sheets', '0005_origins'),
        ('workspaces', '0003_background_label'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnSheet',
            fields=[
                ('id', models.UUIDField(default=brobygger.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('ours_alone', models.BooleanField(default=False)),
                ('put_away_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SharedField',
            fields=[
                ('id', models.UUIDField(default=brobygger.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('field_id', models.CharField(max_length=60)),
                ('shared_at', models.DateTimeField(default=brobygger.core.clock.now)),
            ],
        ),
        migrations.AlterField(
            model_name='collaborationsheet',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='collaboration_sheets', to='actors.actor'),
        ),
        migrations.AlterField(
            model_name='collaborationsheet',
            name='sheet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='collaboration_sheets', to='sheets.sheet'),
        ),
        migrations.AddConstraint(
            model_name='collaborationsheet',
            constraint=models.UniqueConstraint(fields=('collaboration', 'sheet'), name='collaborations_sheet_once'),
        ),
        migrations.AddField(
            model_name='ownsheet',
            name='about',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sheets_about', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='ownsheet',
            name='activity',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='actors.activity'),
        ),
        migrations.AddField(
            model_name='ownsheet',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_sheets', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='ownsheet',
            name='sheet',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='own_sheet', to='sheets.sheet'),
        ),
        migrations.AddField(
            model_name='ownsheet',
            name='workspace',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workspaces.workspace'),
        ),
        migrations.AddField(
            model_name='sharedfield',
            name='link',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='collaborations.collaborationsheet'),
        ),
        migrations.AddIndex(
            model_name='ownsheet',
            index=models.Index(fields=['owner', 'put_away_at'], name='collaborations_own_sheets'),
        ),
        migrations.AddConstraint(
            model_name='ownsheet',
            constraint=models.CheckConstraint(condition=models.Q(('about__isnull', True), models.Q(('about', models.F('owner')), _negated=True), _connector='OR'), name='collaborations_about_another'),
        ),
        migrations.AddConstraint(
            model_name='sharedfield',
            constraint=models.UniqueConstraint(fields=('link', 'field_id'), name='collaborations_field_shared_once'),
        ),
        CompositeForeignKey("collaborations_ownsheet", ["workspace_id", "sheet_id"], "sheets_sheet", ["workspace_id", "id"]),
        CompositeForeignKey("collaborations_ownsheet", ["workspace_id", "owner_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("collaborations_ownsheet", ["workspace_id", "about_id"], "actors_actor", ["workspace_id", "id"]),
    ]
