"""People with an account."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from brobygger.core import clock
from brobygger.core.asked_often import answers, columns_of, object_of
from brobygger.core.models import Entity


class Language(models.TextChoices):
    """Languages the interface is complete in."""

    DANISH = "da", _("Dansk")
    ENGLISH = "en", _("Engelsk")


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail, whatever the case it was typed in; by key as every page does."""

    def get(self, *args: Any, **wanted: Any) -> "User":
        """As any manager's. Raises User.DoesNotExist."""
        # The manager of a relation is made from this one, and has people of its own only.
        everybody = type(self) is UserManager and not self._db
        if not everybody or args or set(wanted) != {"pk"} or not isinstance(wanted["pk"], UUID):
            return super().get(*args, **wanted)
        person = f"SELECT {columns_of(User, 'one')} FROM accounts_user AS one WHERE id = %s"  # noqa: S608
        rows = answers(person, [wanted["pk"]])
        if not rows:
            raise User.DoesNotExist
        return object_of(User, rows[0])

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Entity, AbstractBaseUser):
    """A person who can log in. What they may do comes from memberships and representations."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("navn"), max_length=200, blank=True)
    language = models.CharField(
        _("sprog"), max_length=2, choices=Language.choices, default=Language.DANISH
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_one_user_per_email")]

    def __str__(self) -> str:
        return self.name or self.email


class Session(AbstractBaseSession):
    """A browser that is or was logged in (see `accounts.sessions`)."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """What reads and writes this table."""
        from brobygger.accounts.sessions import SessionStore

        return SessionStore
