"""Register in, second half: every row looked through, look-alikes decided, words chosen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brobygger.actors.domain import import_choices, imports
from brobygger.actors.domain.duplicates import Sign
from brobygger.actors.enums import Decision, ImportOutcome
from brobygger.actors.import_forms import WordsForm
from brobygger.actors.import_lines import with_candidates
from brobygger.actors.models import ImportBatch, ImportLine
from brobygger.actors.transfer.deciding import FAULTY
from brobygger.actors.transfer.lookalikes import SAME_ROW, SEVERAL
from brobygger.actors.transfer.wordlists import Word, chosen_of
from brobygger.actors.views.imports import IMPORTERS, OPEN, batch_of, next_of
from brobygger.authorization.access import access
from brobygger.catalog.words import fold
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.workspaces.access import WorkspaceRequest

_LOOSE_SHOWN = 100
_WORDS_AT_A_TIME = 40
_TABS: tuple[tuple[str, "str | Promise"], ...] = (
    ("", gettext_lazy("Alle")),
    ("decide", gettext_lazy("Venter på jer")),
    ("decided", gettext_lazy("Valgt")),
    ("faulty", gettext_lazy("Ikke alt kan bruges")),
    ("create", gettext_lazy("Nye")),
    ("update", gettext_lazy("Ændrede")),
    ("unchanged", gettext_lazy("Uændrede")),
    ("elsewhere", gettext_lazy("Uden for kommunen")),
    ("skip", gettext_lazy("Springes over")),
)
_ALWAYS = ("", "create", "update")


@access(IMPORTERS)
@require_GET
def preview(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """Row by row what will happen, before anything does."""
    batch = batch_of(request, batch_id)
    if batch.status not in OPEN or "seen" not in batch.result:
        return redirect(next_of(batch))
    show = request.GET.get("show", "")
    loose = batch.result.get("loose", [])
    page = page_of(request, _lines(batch, show), per_page=50)
    with_candidates(list(page.object_list), request.workspace)
    context = {
        "workspace": request.workspace,
        "batch": batch,
        "told": batch.result.get("told", 0),
        "loose": loose[:_LOOSE_SHOWN] if show in ("", "skip", "errors") else [],
        "number_of_loose": len(loose),
        "words": len(batch.result.get("words", [])),
        "page": page,
        "page_number": page.number,
        **_state(batch, show),
    }
    return render(request, "actors/import_preview.html", context)


@access(IMPORTERS)
@require_POST
def decide(
    request: WorkspaceRequest, workspace_slug: str, batch_id: UUID, line_id: UUID
) -> HttpResponseBase:
    """What becomes of one row that looks like somebody."""
    batch = batch_of(request, batch_id)
    lines = ImportLine.objects.select_related("batch__workspace").defer("batch__content")
    line = get_object_or_404(lines, id=line_id, batch=batch)
    # One button says both what and with whom: "merge:" and whom.
    decision, _colon, target = request.POST.get("decision", "").partition(":")
    try:
        import_choices.decide_line(line, decision=decision, target=target, by=request.user)
    except ValueError:
        return HttpResponseBadRequest()
    except UserError as refusal:
        messages.error(request, str(refusal))
        return redirect(next_of(batch))
    show = request.POST.get("show", "")
    if request.htmx:
        with_candidates([line], request.workspace)
        context = {
            "workspace": request.workspace,
            "batch": batch,
            "line": line,
            "page_number": request.POST.get("page", ""),
        }
        return render(request, "actors/imports/decided.html", context | _state(batch, show))
    if show == "decide" and line.decision:
        # The row is no longer among those that wait.
        messages.success(
            request,
            _("»%(name)s«: %(decision)s. I kan vælge om under »Valgt«.")
            % {"name": line.name, "decision": line.get_decision_display()},
        )
    return redirect(f"{_preview_url(batch)}{_where(request)}#line-{line.number}")


@access(IMPORTERS)
@require_POST
def decide_all(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """The same decision for every row of one kind; or take it back."""
    batch = batch_of(request, batch_id)
    likeness, decision = request.POST.get("likeness", ""), request.POST.get("decision", "")
    if decision and decision not in Decision.values:
        return HttpResponseBadRequest()
    if likeness == FAULTY:
        return _decide_faulty(request, batch, out=bool(decision))
    try:
        if decision:
            number = import_choices.decide_kind(
                batch, likeness=likeness, decision=decision, by=request.user
            )
            messages.success(
                request,
                ngettext(
                    "%(number)s række er valgt. Intet er lagt ind endnu.",
                    "%(number)s rækker er valgt. Intet er lagt ind endnu.",
                    number,
                )
                % {"number": number},
            )
        else:
            import_choices.undecide_kind(batch, likeness=likeness, by=request.user)
            messages.success(request, _("Valget er taget tilbage."))
    except UserError as refusal:
        messages.error(request, str(refusal))
    show = "decide" if import_choices.waiting_lines(batch).exists() else "decided"
    return redirect(f"{_preview_url(batch)}?show={show}")


def _decide_faulty(request: WorkspaceRequest, batch: ImportBatch, *, out: bool) -> HttpResponseBase:
    """Leave all rows out that would come in without some of their cells; or take them in."""
    try:
        if out:
            number = import_choices.leave_out_faulty(batch, by=request.user)
            text = ngettext(
                "Én række bliver sprunget over.", "%(number)s rækker bliver sprunget over.", number
            )
        else:
            number = import_choices.take_in_faulty(batch, by=request.user)
            text = ngettext(
                "Én række kommer med igen.", "%(number)s rækker kommer med igen.", number
            )
        messages.success(request, text % {"number": number})
    except UserError as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{_preview_url(batch)}?show=faulty")


@access(IMPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: WorkspaceRequest, workspace_slug: str, batch_id: UUID) -> HttpResponseBase:
    """What the file's own words mean: a term of ours, or the words as they are."""
    batch = batch_of(request, batch_id)
    if batch.status not in OPEN or "seen" not in batch.result:
        return redirect(next_of(batch))
    every = [Word(*one) for one in batch.result.get("words", [])]
    page = Paginator(every, _WORDS_AT_A_TIME).get_page(request.GET.get("page"))
    said = batch.mapping.get("terms", {})
    asked = [(word, _chosen(said, word)) for word in page.object_list]
    form = WordsForm(request.POST or None, words=asked)
    if request.method == "POST" and form.is_valid():
        terms: dict[str, dict[str, str]] = {}
        for number, (word, _before) in enumerate(asked):
            chosen = form.cleaned_data[f"word_{number}"]
            terms.setdefault(word.vocabulary, {})[fold(word.words)] = chosen
        try:
            batch = imports.choose_words(batch, terms=terms, by=request.user)
            messages.success(request, _("Ordene er valgt, og rækkerne er læst igen."))
        except UserError as refusal:
            messages.error(request, str(refusal))
        return redirect(next_of(batch))
    context = {
        "workspace": request.workspace,
        "batch": batch,
        "form": form,
        "groups": _by_vocabulary(form),
        "page": page,
    }
    return render(request, "actors/import_words.html", context)


def _chosen(said: dict[str, dict[str, str]], word: Word) -> str:
    before = chosen_of(said, word)
    return word.term if before is None else before


_TITLES: dict[str, "str | Promise"] = {
    "target_groups": gettext_lazy("Målgrupper"),
    "activity_areas": gettext_lazy("Aktivitetsområder"),
    "exchanges": gettext_lazy("Kan tilbyde og mangler"),
    "languages": gettext_lazy("Sprog"),
    "actor_kinds": gettext_lazy("Slags"),
}


def _by_vocabulary(form: WordsForm) -> list[tuple[Any, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for word, field in form.rows:
        found.setdefault(word.vocabulary, []).append((word, field))
    return [(title, found[name]) for name, title in _TITLES.items() if name in found]


def _state(batch: ImportBatch, show: str) -> dict[str, Any]:
    """How many rows are where, and what can be decided of many at once."""
    counts = _counts(batch)
    tabs = counts["by_outcome"]
    return {
        "show": show,
        "tabs": [
            (key, label, tabs.get(key, 0))
            for key, label in _TABS
            if key in _ALWAYS or tabs.get(key)
        ],
        "kinds": _kinds(batch) if show in ("", "decide", "decided") else [],
        "faulty": _faulty(batch) if tabs.get("faulty") and show in ("", "faulty") else None,
        **counts,
    }


def _faulty(batch: ImportBatch) -> dict[str, int]:
    """Of the rows that lack something: how many come in, and how many are left out for it."""
    lines = import_choices.faulty_lines(batch).filter(outcome__in=import_choices.COMES_IN)
    return lines.aggregate(
        coming=Count("id", filter=Q(decision="")),
        out=Count("id", filter=Q(decision=Decision.SKIP)),
    )


def _counts(batch: ImportBatch) -> dict[str, Any]:
    """How many rows become what, with the decisions counted in."""
    rows = batch.lines.values_list("outcome", "decision").annotate(number=Count("id")).order_by()
    tabs: dict[str, int] = {}
    written = waiting = skipped = 0
    for outcome, decision, number in rows:
        tabs[""] = tabs.get("", 0) + number
        if outcome != ImportOutcome.DECIDE or not decision:
            tabs[outcome] = tabs.get(outcome, 0) + number
        if decision:
            tabs["decided"] = tabs.get("decided", 0) + number
        if outcome == ImportOutcome.DECIDE and not decision:
            waiting += number
        elif decision == Decision.SKIP or (outcome == ImportOutcome.SKIP and not decision):
            skipped += number
        elif decision or outcome in import_choices.COMES_IN:
            written += number
    if batch.result.get("errors"):
        tabs["faulty"] = import_choices.faulty_lines(batch).count()
    return {
        "by_outcome": tabs,
        "to_write": written,
        "waiting": waiting,
        "refused": skipped,
        "elsewhere": tabs.get(ImportOutcome.ELSEWHERE, 0),
        "unchanged": tabs.get(ImportOutcome.UNCHANGED, 0),
    }


def _kinds(batch: ImportBatch) -> list[dict[str, Any]]:
    """The kinds of likeness with how many wait, and how many are decided."""
    rows = (
        batch.lines.filter(outcome=ImportOutcome.DECIDE)
        .values_list("likeness", "decision")
        .annotate(number=Count("id"))
        .order_by("likeness")
    )
    kinds: dict[str, dict[str, Any]] = {}
    for likeness, decision, number in rows:
        kind = kinds.setdefault(
            likeness, {"key": likeness, "label": kind_label(likeness), "waiting": 0, "decided": 0}
        )
        kind["decided" if decision else "waiting"] += number
    return sorted(kinds.values(), key=lambda kind: -kind["waiting"])


def kind_label(likeness: str) -> str:
    """A kind of likeness in words."""
    if likeness == SEVERAL:
        return _("Flere i registret kan være den samme")
    if likeness == SAME_ROW:
        return _("To rækker i filen om den samme")
    return str(Sign(likeness).text) if likeness in set(Sign) else _("Ligner")


def _lines(batch: ImportBatch, show: str) -> QuerySet[ImportLine]:
    lines = batch.lines.order_by("number")
    show = "skip" if show == "errors" else show
    if show == "decided":
        return lines.exclude(decision="")
    if show == "faulty":
        return import_choices.faulty_lines(batch).order_by("number")
    if show == ImportOutcome.DECIDE:
        lines = lines.filter(decision="")
    return lines.filter(outcome=show) if show in ImportOutcome.values else lines


def _preview_url(batch: ImportBatch) -> str:
    return reverse("actors:import-preview", args=[batch.workspace.slug, batch.id])


def _where(request: WorkspaceRequest) -> str:
    """Back to the same rows."""
    show, page = request.POST.get("show", ""), request.POST.get("page", "")
    known = show if show in dict(_TABS) else ""
    return f"?show={known}" + (f"&page={page}" if page.isdecimal() and len(page) < 9 else "")
