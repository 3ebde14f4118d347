"""A child and its parent lie in the same workspace; the database sees to it."""

from django.db import migrations

from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [
        CompositeForeignKey("agreements_agreement", ["workspace_id", "collaboration_id"], "collaborations_collaboration", ["workspace_id", "id"]),
        CompositeForeignKey("agreements_agreement", ["workspace_id", "draft_id"], "sheets_sheet", ["workspace_id", "id"]),
        CompositeForeignKey("agreements_signatory", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
    ]
