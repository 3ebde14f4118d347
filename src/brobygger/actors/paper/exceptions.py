"""What paper has no room for."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class TooManyForPaper(UserError):
    """A list nobody would carry."""

    def __init__(self, number: int, room: int) -> None:
        super().__init__(
            _(
                "Listen er på %(number)s samarbejdsparter, og der er plads til %(room)s på papir. "
                "Søg, så der bliver færre, eller hent den som Excel."
            )
            % {"number": number, "room": room}
        )
