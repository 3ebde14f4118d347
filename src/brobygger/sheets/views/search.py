"""All the sheets a person may read: found by words, tool and day, and taken along as a file."""

import json
from collections.abc import Iterator
from itertools import islice
from tempfile import TemporaryFile
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brobygger.authorization.access import LoggedIn, access
from brobygger.core import clock
from brobygger.core.asking import asked_once
from brobygger.core.files import send_file
from brobygger.core.http import Request
from brobygger.sheets import answering
from brobygger.sheets.answering import in_order, newest
from brobygger.sheets.asked import asked_of
from brobygger.sheets.data import ReadSheet, as_json, table
from brobygger.sheets.finding import Whose, readable_values, whose
from brobygger.sheets.search import hits
from brobygger.sheets.tools_seen import tools_seen

_AT_ONCE = 100


@access(LoggedIn())
@require_safe
def search(request: Request) -> HttpResponse:
    """The sheets that answer, newest first, each with the words that were found."""
    with asked_once():
        return _found(request)


def _found(request: Request) -> HttpResponse:
    asked = asked_of(request.GET)
    found = newest(request.user, asked)
    page = Paginator(found[: answering.MOST], 25).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "asked": asked,
        "page": page,
        "hits": hits(request.user, in_order(list(page.object_list)), asked),
        "tools": tools_seen(request.user),
        "query": query.urlencode(),
        "count": page.paginator.count,
        "too_many": len(found) > answering.MOST,
        "most": answering.MOST,
    }
    return render(request, "sheets/search.html", context)


@access(LoggedIn())
@require_safe
def found_csv(request: Request) -> HttpResponseBase:
    """Every answer of every sheet that was found, a line for each."""
    return _file(request, "csv")


@access(LoggedIn())
@require_safe
def found_json(request: Request) -> HttpResponseBase:
    """Every sheet that was found, as data."""
    return _file(request, "json")


def _file(request: Request, ending: str) -> HttpResponseBase:
    found = newest(request.user, asked_of(request.GET))
    if len(found) > answering.MOST:
        messages.error(
            request,
            _("Der er plads til %(most)s ark i en fil. Søg, så der bliver færre.")
            % {"most": answering.MOST},
        )
        return redirect(f"{reverse('sheets:search')}?{request.GET.urlencode()}")
    file = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    read = _read(request, iter(found))
    pieces = table(read) if ending == "csv" else _as_list(read)
    for piece in pieces:
        file.write(piece.encode())
    kind = "text/csv" if ending == "csv" else "application/json"
    name = f"brobygger-ark-{clock.today():%Y-%m-%d}.{ending}"
    return send_file(request, file, name=name, content_type=f"{kind}; charset=utf-8")


def _as_list(sheets: Iterator[ReadSheet]) -> Iterator[str]:
    yield "["
    for number, one in enumerate(sheets):
        yield (",\n" if number else "\n") + json.dumps(as_json(one), ensure_ascii=False)
    yield "\n]\n"


def _read(request: Request, found: Iterator[UUID]) -> Iterator[ReadSheet]:
    """The sheets as the person may read them, some at a time; only fields with something in."""
    while keys := list(islice(found, _AT_ONCE)):
        some = in_order(keys)
        values, about = readable_values(request.user, some), whose(request.user, some)
        for sheet in some:
            said = values.get(sheet.pk, {})
            yield ReadSheet(
                sheet=sheet,
                owner=about.get(sheet.pk, Whose()).owner,
                fields=tuple(one for one in sheet.tool.fields if one.id in said),
                values={key: one.value for key, one in said.items()},
                url=request.build_absolute_uri(reverse("sheets:sheet", args=[sheet.id])),
            )
