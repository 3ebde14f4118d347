"""A child and its parent lie in the same workspace; the database sees to it."""

from django.db import migrations

from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("collaborations", "0001_initial")]
    operations = [
        CompositeForeignKey("collaborations_party", ["workspace_id", "collaboration_id"], "collaborations_collaboration", ["workspace_id", "id"]),
        CompositeForeignKey("collaborations_party", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("collaborations_collaborationsheet", ["workspace_id", "collaboration_id"], "collaborations_collaboration", ["workspace_id", "id"]),
        CompositeForeignKey("collaborations_collaborationsheet", ["workspace_id", "owner_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("collaborations_collaborationsheet", ["workspace_id", "sheet_id"], "sheets_sheet", ["workspace_id", "id"]),
    ]
