"""Taking away somebody's second step, when they cannot do it themselves."""

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from brobygger.accounts.domain.sessions import close_sessions
from brobygger.accounts.letters import html_of
from brobygger.accounts.models import User
from brobygger.audit.record import record

_MAIL = "mfa/email/second_step_removed"


@transaction.atomic
def remove_second_steps(user: User) -> int:
    """App, passkeys and emergency codes go, all log-ins end, and the owner is told by mail.

    For the operator, who has made sure who is asking. Answers how many were removed.
    """
    removed: int = Authenticator.objects.filter(user_id=user.pk).delete()[0]
    if removed:
        close_sessions(by=user)
        record("account.second_step_taken", by=None, on=("user", user.pk), workspace_id=None)
        with translation.override(user.language):
            subject = render_to_string(f"{_MAIL}_subject.txt").strip()
            text = render_to_string(f"{_MAIL}_message.txt").strip()
            html = html_of(subject, text)
        send_mail(subject, text, None, [user.email], fail_silently=True, html_message=html)
    return removed
