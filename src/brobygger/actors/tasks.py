"""What the worker does for the register."""

from uuid import UUID

from procrastinate.contrib.django import app

from brobygger.accounts.models import User
from brobygger.actors.domain.imports import finish_commit


@app.task(name="actors.commit_import", queue="imports")
def commit_import(batch_id: str, user_id: str, seen: str) -> None:
    """Lay a large import in; its page shows when it is done."""
    finish_commit(UUID(batch_id), seen=seen, by=User.objects.get(id=user_id))
