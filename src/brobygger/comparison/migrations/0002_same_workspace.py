"""A child and its parent lie in the same workspace; the database sees to it."""

from django.db import migrations

from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("comparison", "0001_initial")]
    operations = [
        *(
            CompositeForeignKey(table, ["workspace_id", "collaboration_id"], "collaborations_collaboration", ["workspace_id", "id"])
            for table in ("comparison_goal", "comparison_outcome", "comparison_presentation")
        ),
        CompositeForeignKey("comparison_outcome", ["workspace_id", "left_sheet_id"], "sheets_sheet", ["workspace_id", "id"]),
        CompositeForeignKey("comparison_outcome", ["workspace_id", "right_sheet_id"], "sheets_sheet", ["workspace_id", "id"]),
        CompositeForeignKey("comparison_presentation", ["workspace_id", "owner_id"], "actors_actor", ["workspace_id", "id"]),
    ]
