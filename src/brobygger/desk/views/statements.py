"""What the house says about itself to everybody: accessibility, and care with information."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brobygger.authorization.access import Public, access


@access(Public("the law wants the accessibility statement open to all"))
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, from the settings of the organisation."""
    context = {
        "organisation": settings.BROBYGGER_ORGANISATION,
        "contact": settings.BROBYGGER_ACCESSIBILITY_CONTACT,
        "reviewed_on": settings.BROBYGGER_ACCESSIBILITY_DATE,
        "gaps": settings.BROBYGGER_ACCESSIBILITY_GAPS,
        "address": settings.BASE_URL,
    }
    return render(request, "desk/accessibility.html", context)


@access(Public("everybody may read how information about them is looked after"))
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, for how long, and what they can decide."""
    context = {"organisation": settings.BROBYGGER_ORGANISATION}
    return render(request, "desk/privacy.html", context)
