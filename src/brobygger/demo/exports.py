"""A file of the register that lies ready to be fetched."""

from brobygger.accounts.models import User
from brobygger.actors.asked import asked, asked_again
from brobygger.actors.domain.exports import make_export, order_export
from brobygger.actors.transfer.leaving import Audience
from brobygger.workspaces.models import Workspace


def make_exports(workspace: Workspace, *, by: User) -> None:
    """The coordinator has ordered what others may know, as the worker makes a large file."""
    order = order_export(
        workspace=workspace,
        form="csv",
        audience=Audience.PUBLIC,
        query="",
        wanted=asked(workspace, "", Audience.PUBLIC).wanted,
        by=by,
    )
    make_export(order.pk, asked=asked_again)
