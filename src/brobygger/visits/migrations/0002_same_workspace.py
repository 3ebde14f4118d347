"""A child and its parent lie in the same workspace; the database sees to it."""

from django.db import migrations

from brobygger.core.db import CompositeForeignKey

_VISIT = ("visits_visit", ["workspace_id", "id"])
_ACTOR = ("actors_actor", ["workspace_id", "id"])


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]
    operations = [
        CompositeForeignKey("visits_visit", ["workspace_id", "actor_id"], *_ACTOR),
        CompositeForeignKey("visits_visit", ["workspace_id", "sheet_id"], "sheets_sheet", ["workspace_id", "id"]),
        CompositeForeignKey("visits_visitor", ["workspace_id", "visit_id"], *_VISIT),
        CompositeForeignKey("visits_promise", ["workspace_id", "visit_id"], *_VISIT),
        CompositeForeignKey("visits_introduction", ["workspace_id", "visit_id"], *_VISIT),
        CompositeForeignKey("visits_introduction", ["workspace_id", "other_id"], *_ACTOR),
        CompositeForeignKey("visits_thanks", ["workspace_id", "visit_id"], *_VISIT),
        CompositeForeignKey("visits_restingvisit", ["workspace_id", "actor_id"], *_ACTOR),
    ]
