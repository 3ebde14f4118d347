"""Refusals that are meant for the person at the screen."""

from typing import Any


class UserError(Exception):
    """Something cannot be done; `message` says in plain Danish what happened and what to do.

    Rooms subclass it in their exceptions.py. Views show the message beside the form or as a
    message on the page, and answer 400 when nothing else fits.
    """

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
