"""Why a link does not open anything."""

from brobygger.links.models import AccessLink


class LinkProblem(Exception):
    """The link opens nothing. `link` is the one it was, when we know it."""

    link: AccessLink | None = None

    def __init__(self, link: AccessLink | None = None) -> None:
        super().__init__()
        self.link = link


class LinkUnknown(LinkProblem):
    """No such link was ever made, or it is good for something else."""


class LinkExpired(LinkProblem):
    """Its time has run out."""


class LinkRevoked(LinkProblem):
    """Somebody closed it."""


class LinkUsed(LinkProblem):
    """It was good for one use, and that has been."""


class TooManyGuesses(LinkProblem):
    """The same address has asked for many links that are not there."""
