"""What the worker does for the register."""

from uuid import UUID

from procrastinate.contrib.django import app

from brobygger.accounts.models import User
from brobygger.actors.asked import asked_again
from brobygger.actors.domain.alike import refresh, refresh_all
from brobygger.actors.domain.bulk import settle
from brobygger.actors.domain.exports import make_export
from brobygger.actors.domain.import_work import finish_commit, prepare
from brobygger.actors.domain.imports import forget_left_imports
from brobygger.actors.domain.notices import tell_some
from brobygger.actors.domain.seats import close_all_empty
from brobygger.actors.domain.spelling import forget_unused_words
from brobygger.core.retrying import WhenDatabaseIsBack
from brobygger.workspaces.models import Workspace


@app.task(name="actors.commit_import", queue="imports", retry=WhenDatabaseIsBack())
def commit_import(batch_id: str, user_id: str, seen: str) -> None:
    """Lay a large import in; its page shows when it is done."""
    finish_commit(UUID(batch_id), seen=seen, by=User.objects.get(id=user_id))


@app.task(name="actors.settle_register", queue="imports", retry=WhenDatabaseIsBack())
def settle_register(workspace_id: str, new: int) -> None:
    """After a large import: the search's words are sorted in, and the rows counted."""
    if (workspace := Workspace.objects.filter(pk=workspace_id).first()) is not None:
        settle(workspace, new)


@app.task(name="actors.make_register_file", queue="exports", retry=WhenDatabaseIsBack())
def make_register_file(export_id: str) -> None:
    """Make a large file of the register; its page shows how far it is."""
    make_export(UUID(export_id), asked=asked_again)


@app.task(name="actors.prepare_import", queue="imports", retry=WhenDatabaseIsBack())
def prepare_import(batch_id: str) -> None:
    """Read a large file, or work out what it would do; its page shows how far it is."""
    prepare(UUID(batch_id))


@app.periodic(cron="17 3 * * *")
@app.task(
    name="actors.forget_left_imports",
    queue="imports",
    pass_context=False,
    retry=WhenDatabaseIsBack(),
)
def forget(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told when it was due
    """Every night: files that were sent and never laid in are not kept, nor are organisations
    whose actors have been deleted, nor words that stand in no register any more."""
    forget_left_imports()
    close_all_empty()
    forget_unused_words()


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="actors.tell_contact_persons", queue="mail", pass_context=False, retry=WhenDatabaseIsBack()
)
def tell_contact_persons(timestamp: int) -> None:  # noqa: ARG001 - see above
    """A round of mails to those who have been written into a register by others."""
    tell_some()


@app.task(name="actors.find_duplicates", queue="imports", retry=WhenDatabaseIsBack())
def find_duplicates(workspace_id: str) -> None:
    """Look a whole register through for actors that stand there twice."""
    refresh(Workspace.objects.get(pk=workspace_id), whole=True)


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="actors.look_for_duplicates",
    queue="imports",
    pass_context=False,
    retry=WhenDatabaseIsBack(),
)
def look_for_duplicates(timestamp: int) -> None:  # noqa: ARG001 - see above
    """Whatever has changed in the registers since the last time is compared with the rest."""
    refresh_all()
