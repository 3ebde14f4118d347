"""Why a file cannot come into the register."""

from brobygger.core.errors import UserError


class ImportRefused(UserError):
    """The whole file is refused; the message says why, and what to do instead."""


class NothingToCommit(UserError):
    """The import has been committed or cancelled already, or the register has changed since."""
