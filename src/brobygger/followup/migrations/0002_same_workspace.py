"""A child and its parent lie in the same workspace; the database sees to it."""

from django.db import migrations

from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_initial")]
    operations = [
        CompositeForeignKey("followup_statusmeeting", ["workspace_id", "collaboration_id"], "collaborations_collaboration", ["workspace_id", "id"]),
    ]
