"""What matching refuses."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class NotInSameRegister(UserError):
    """Two actors that cannot be suggested to each other."""

    def __init__(self) -> None:
        super().__init__(_("De to står ikke i det samme register."))
