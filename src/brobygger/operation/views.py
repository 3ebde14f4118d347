"""Is it well? Three addresses for machines that look after us."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from brobygger.authorization.access import Public, access
from brobygger.operation import metrics as numbers
from brobygger.operation.access import ForMonitoring
from brobygger.operation.domain.queries import readiness


@access(Public("tells a machine that the process is alive, and nothing else"))
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers. Asks nobody else, so that a sleeping database restarts no web."""
    return JsonResponse({"alive": True})


@access(Public("tells a machine whether all parts work, without names or numbers of people"))
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """200 when everything works, else 503; either way each part in plain words."""
    found = readiness()
    body = {"ready": found.ready, "parts": found.parts}
    return JsonResponse(
        body, status=200 if found.ready else 503, json_dumps_params={"ensure_ascii": False}
    )


@access(ForMonitoring())
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Numbers in Prometheus' text form."""
    return HttpResponse(numbers.text(), content_type=numbers.CONTENT_TYPE)
