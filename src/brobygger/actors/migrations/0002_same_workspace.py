"""A child and its parent lie in the same workspace; the database sees to it."""

from django.db import migrations

from brobygger.core.db import CompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [("actors", "0001_initial")]
    operations = [
        CompositeForeignKey("actors_need", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_offer", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_activity", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_contactperson", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_location", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_contactpoint", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_importedrecord", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_representation", ["workspace_id", "actor_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_relation", ["workspace_id", "actor_a_id"], "actors_actor", ["workspace_id", "id"]),
        CompositeForeignKey("actors_relation", ["workspace_id", "actor_b_id"], "actors_actor", ["workspace_id", "id"]),
    ]
