"""A mail when a long import is through: nobody has to sit and watch it."""

from datetime import datetime, timedelta

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.enums import ImportStatus
from brobygger.actors.models import ImportBatch
from brobygger.core import clock
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify

# Whoever has waited less is still looking at the page.
LONG = timedelta(seconds=30)


def started_at(batch: ImportBatch) -> datetime | None:
    """When the work was handed to the worker."""
    text = batch.result.get("started_at")
    return datetime.fromisoformat(text) if text else None


def tell_if_long(batch: ImportBatch, started: datetime | None, *, to: User | None) -> None:
    """Write to the person who waits: it is laid in, it waits for them, or it did not work."""
    if to is None or started is None or clock.now() - started < LONG:
        return
    said = {ImportStatus.COMMITTED: "laid_in", ImportStatus.FAILED: "failed"}
    page = reverse("actors:import-status", args=[batch.workspace.slug, batch.id])
    notify(
        "import_over",
        to=Recipient.of_user(to),
        context={
            "file": batch.file_name,
            "workspace": batch.workspace.name,
            "outcome": said.get(ImportStatus(batch.status), "waits"),
            "refused": batch.result.get("refused", ""),
            "url": absolute_url(page),
        },
        key=f"import_over:{batch.id}:{started.isoformat()}",
    )
