"""Which account at a provider is which person here."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record


@transaction.atomic
def connect_account(*, user: User, account: SocialAccount) -> None:
    """Let the person log in with this account at the provider, also when their e-mail changes.

    Only an account of nobody's, or of the same person.
    """
    kept, created = SocialAccount.objects.get_or_create(
        provider=account.provider, uid=account.uid, defaults={"user": user}
    )
    assert kept.user_id == user.pk
    account.pk, account.user = kept.pk, user  # for allauth, which goes on with this one
    if created:
        record("account.connected", by=user, on=("user", user.pk), workspace_id=None)


@transaction.atomic
def disconnect_account(*, user: User, provider_key: str) -> bool:
    """The provider is no way in any more; False when it was none."""
    gone, _ = SocialAccount.objects.filter(user=user, provider=provider_key).delete()
    if gone:
        record("account.disconnected", by=user, on=("user", user.pk), workspace_id=None)
    return bool(gone)
