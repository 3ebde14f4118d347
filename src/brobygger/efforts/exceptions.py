"""Refusals of an effort, in words for the person at the screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from brobygger.core.errors import UserError

if TYPE_CHECKING:
    from brobygger.accounts.models import User
    from brobygger.efforts.domain.settling import Rival


class NotNow(UserError):
    """The step cannot be taken from where the effort is, or where the actor on its list is."""

    def __init__(self, status: Any) -> None:
        super().__init__(
            _("Det kan ikke gøres nu: »%(status)s«. Se siden igen; en anden har måske gjort det.")
            % {"status": status.label}
        )
        self.status = status


class NotOpen(UserError):
    """The effort waits, was declined or is closed: one reads, and can open it again."""

    def __init__(self) -> None:
        super().__init__(
            _("Indsatsen er ikke i gang. Genåbn den, hvis I vil skrive mere. Alt står her stadig.")
        )


class ChangedMeanwhile(UserError):
    """Two people wrote different things in the same field; nothing of it is lost.

    `rivals` holds both texts, `stored` what stands there now, `who` the other person.
    """

    def __init__(
        self, rivals: "tuple[Rival, ...]", stored: Mapping[str, Any], who: "User | None" = None
    ) -> None:
        super().__init__(
            _("En anden har skrevet i det samme imens. Vælg, hvad der skal stå. Intet er tabt.")
        )
        self.rivals = rivals
        self.stored = stored
        self.who = who


class ReasonMissing(UserError):
    """A decision without a reason helps nobody who reads it later."""

    def __init__(self) -> None:
        super().__init__(_("Skriv, hvorfor I har bestemt det. Så kan andre forstå det senere."))


class TooMany(UserError):
    """More proposals than anybody can look at."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "Der er flere end %(most)s. Gør området eller målgruppen smallere, "
                "eller tag en side ad gangen."
            )
            % {"most": most}
        )


class NameTaken(UserError):
    """There is a group of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Der er allerede en gruppe, der hedder »%(name)s«.") % {"name": name})


class NotAMember(UserError):
    """Only people of the workspace can be responsible or ask."""

    def __init__(self) -> None:
        super().__init__(_("Vælg en, der er med i arbejdsrummet og må skrive i indsatsen."))
