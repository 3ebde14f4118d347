"""The two of a pair lie in the same workspace; the database sees to it."""

from django.db import migrations

from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]
    operations = [
        CompositeForeignKey("matching_restingsuggestion", ["workspace_id", "actor_a_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("matching_restingsuggestion", ["workspace_id", "actor_b_id"], "actors_actor", ["workspace_id", "id"]),
    ]
