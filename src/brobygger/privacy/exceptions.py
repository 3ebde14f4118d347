"""What cannot be done with somebody's data, and why."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class AlreadyRunning(UserError):
    """Another worker is carrying out the retention file."""

    def __init__(self) -> None:
        super().__init__(_("Oprydningen er i gang. Prøv igen om lidt."))


class OnlyAdministrator(UserError):
    """The person is a workspace's last administrator."""

    def __init__(self, workspaces: str) -> None:
        super().__init__(
            _(
                "Du er den eneste administrator i %(workspaces)s. Gør først en anden til "
                "administrator. Intet er slettet."
            )
            % {"workspaces": workspaces}
        )


class NobodyFound(UserError):
    """There is nothing on this person."""

    def __init__(self) -> None:
        super().__init__(_("Her er intet om den person. Se efter, om adressen er stavet rigtigt."))
