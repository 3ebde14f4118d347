"""A status meeting knows the sheet the parties fill in at it."""

import django.db.models.deletion
from django.db import migrations, models

from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("followup", "0002_same_workspace"), ("sheets", "0005_origins")]
    operations = [
        migrations.AddField(
            model_name="statusmeeting",
            name="sheet",
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="status_meeting", to="sheets.sheet"),
        ),
        CompositeForeignKey("followup_statusmeeting", ["workspace_id", "sheet_id"], "sheets_sheet", ["workspace_id", "id"]),
    ]
