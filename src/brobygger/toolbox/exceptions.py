"""Why a tool of the workspace could not be changed, taken in or published."""

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError


class ToolboxError(UserError):
    """A refusal that belongs to a workspace's own tools."""


class Unreadable(ToolboxError):
    """The file cannot be read at all; `line` says where, `text` is what could be kept of it."""

    def __init__(self, message: object, *, line: int | None = None, text: str = "") -> None:
        super().__init__(message)
        self.line, self.text = line, text


class ChangedMeanwhile(ToolboxError):
    """Somebody else changed the same part of the draft since the page was shown."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "En anden har rettet det samme imens. Det, du skrev, er ikke gemt, men står her "
                "endnu. Gem igen, hvis dit skal gælde."
            )
        )


class NotReady(ToolboxError):
    """The draft has problems and cannot be published."""

    def __init__(self) -> None:
        super().__init__(
            _("Redskabet er ikke udgivet. Ret først det, der mangler. Kladden er gemt.")
        )


class IdTaken(ToolboxError):
    """The id belongs to another tool; `own` says whether it is the workspace's own."""

    def __init__(self, tool_id: str, *, own: bool) -> None:
        super().__init__(
            (
                _("I har allerede et redskab med id'et «%(id)s».")
                if own
                else _("Id'et «%(id)s» hører til et redskab, der følger med huset.")
            )
            % {"id": tool_id}
        )
        self.own = own
