"""The links of thank-yous and introductions: who may close them, and where they stand."""

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.links.models import AccessLink, Purpose
from brobygger.visits.models import Introduction, Visit
from brobygger.workspaces.authorization import can_workspace

VISIT, INTRODUCTION = "visit", "introduction"


def visit_of(link: AccessLink) -> Visit | None:
    """The visit a link is about."""
    visits = Visit.objects.select_related("workspace", "actor", "contact")
    if link.purpose == Purpose.VISIT_THANKS:
        thanked: Visit | None = visits.filter(pk=link.subject_id).first()
        return thanked
    introduction = Introduction.objects.filter(pk=link.subject_id).first()
    return visits.get(pk=introduction.visit_id) if introduction else None


def may_close(link: AccessLink, user: User) -> bool:
    """Whoever may send a thank-you may also close a link of it."""
    visit = visit_of(link)
    return visit is not None and can_workspace(user, visit.workspace, Permission.VISIT_WRITE)


def page(link: AccessLink) -> str:
    """The visit."""
    visit = visit_of(link)
    assert visit is not None  # `may_close` has found it
    return reverse("visits:visit", args=[visit.workspace.slug, visit.pk]) + "#introductions"
