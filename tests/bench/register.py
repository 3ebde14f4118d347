"""How quick the register is: list, search, facets, import and export, beside the bare SQL.

    python tests/bench/register.py --number 100000 [--times 20] [--import-rows 10000] [--seed 1]
        [--parts list,search,facets,export,duplicates,import,register] [--keep FOLDER]

Makes a database of its own, fills it with an invented register of a thousand actors and one of
`--number`, and removes it again (DATABASE_URL is not asked). `--keep` lets it stay in a folder, and
finds it there the next time. Prints one JSON object a line: what was measured, at how many actors,
p50 and p95 in milliseconds, the same for the bare SQL (the statements about the register that the
request asked, sent again over a plain connection and read to the end), the ratio, the aim and
whether it is met. `cpu_ms` is the processor time of the page itself, `db_cpu_ms` that of its
database process: they tell of us, where the times also tell what else the machine does.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.database import own_database, print_line, set_up

SMALL = 1000
LISTS = {
    "list": "",
    "list, page deep down": "page={deep}",
    "list, filtered": "kind=association&target_group=women",
    "list, cards by longest ago": "view=cards&sort=oldest",
    "list, near": "place=Bakkeby&km=5",
    "search": "q=fodbold+kvinder",
    "search, a word of many": "q=fodbold",
    "search, prefix": "q=fodboldfor",
    "search, stemmed": "q=lokalerne",
    "search with typo": "q=bakeby+fodbolldklub",
    "search with typo in a term": "q=madlavnign",
}
FACETS = {
    "facets": "",
    "facets, filtered": "kind=association&target_group=women",
    "facets of a search": "q=fodbold",
}
PARTS = ("list", "search", "facets", "export", "duplicates", "import", "register")
FORMATS = ("csv", "xlsx", "hsds", "geojson", "vcard")


def main() -> None:
    options = _options()
    with own_database(options.keep) as folder:
        set_up()
        from django.db import connection

        from brobygger.core import clock

        workspaces = [_filled(number, options.seed) for number in sorted({SMALL, options.number})]
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        print_line(bench="machine", cores=os.cpu_count(), today=str(clock.today()))
        for workspace, number in workspaces:
            _measure(workspace, number, options, folder)


def _measure(workspace: Any, number: int, options: argparse.Namespace, folder: Path) -> None:
    """The parts asked for. What changes the register comes last."""
    _pages(workspace, number, options)
    if "export" in options.parts:
        for form in FORMATS:
            _export(workspace, number, form, folder)
    if "duplicates" in options.parts:
        _duplicates(workspace, number)
    if "import" in options.parts:
        rows = min(number, options.import_rows)
        _import(workspace, number, rows, options, folder)
    if "register" in options.parts:
        _whole_register(workspace, number, options, folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--import-rows", type=int, default=10_000)
    parser.add_argument("--imports", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", type=_parts, default=PARTS)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def _parts(said: str) -> tuple[str, ...]:
    parts = tuple(said.split(","))
    if unknown := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not of {', '.join(PARTS)}")
    return parts


def _filled(number: int, seed: int) -> tuple[Any, int]:
    from brobygger.accounts.models import User
    from brobygger.authorization.roles import Role
    from brobygger.core import clock
    from brobygger.demo.synthetic import fill
    from brobygger.workspaces.models import Membership, Workspace

    slug = f"bench-{number}"
    if (kept := Workspace.objects.filter(slug=slug).first()) is not None:
        return kept, number
    workspace = Workspace.objects.create(slug=slug, name=f"{number}")
    user, _new = User.objects.get_or_create(email="maaler@bench.example", name="Måler")
    Membership.objects.create(workspace=workspace, user=user, role=Role.COORDINATOR)
    began = time.perf_counter()
    fill(workspace, number, seed=seed, today=clock.today())
    seconds = time.perf_counter() - began
    print_line(
        bench="fill", actors=number, seconds=round(seconds, 1), per_second=round(number / seconds)
    )
    return workspace, number


# --- pages


def _pages(workspace: Any, number: int, options: argparse.Namespace) -> None:
    from django.urls import reverse

    from brobygger.cli.serving import leave_in_peace
    from tests.bench.asking import Browser

    browser = Browser("maaler@bench.example")
    leave_in_peace()  # as the web process does
    where = [workspace.slug]
    deep = number // 50 - 1
    for name, query in LISTS.items():
        if name.split()[0].strip(",") in options.parts:
            asked = query.format(deep=deep) or "all=on"
            address = f"{reverse('actors:list', args=where)}?{asked}"
            measured = browser.measure(address, options.times)
            _report(measured, name, number, "1.5 × SQL + 20 ms", _plus_twenty)
    for name, query in FACETS.items() if "facets" in options.parts else ():
        address = f"{reverse('actors:facets', args=where)}?{query}"
        measured = browser.measure(address, options.times, htmx=True)
        _report(measured, name, number, "1.5 × SQL", _half_more)


def _plus_twenty(taken: float, bare: float) -> bool:
    return taken <= 1.5 * bare + 20


def _half_more(taken: float, bare: float) -> bool:
    return taken <= 1.5 * bare


def _report(
    measured: Any, name: str, number: int, aim: str, met: Callable[[float, float], bool]
) -> None:
    print_line(
        bench=name,
        actors=number,
        p50_ms=measured.taken.p50,
        p95_ms=measured.taken.p95,
        sql_p50_ms=measured.bare.p50,
        sql_p95_ms=measured.bare.p95,
        ratio=round(measured.taken.p50 / max(measured.bare.p50, 0.01), 2),
        cpu_ms=measured.cpu,
        db_cpu_ms=measured.database_cpu,
        queries=measured.queries,
        aim=aim,
        met=met(measured.taken.p50, measured.bare.p50),
    )


# --- duplicates


def _duplicates(workspace: Any, number: int) -> None:
    """The whole register looked through for actors that stand there twice."""
    from brobygger.actors.domain.alike import refresh
    from brobygger.actors.models import PossibleDuplicate
    from tests.bench.asking import Work

    work = Work.none_yet()
    began = time.perf_counter()
    with work.counted():
        refresh(workspace, whole=True)
    seconds = time.perf_counter() - began
    ours, theirs = work.middle()
    print_line(
        bench="all duplicates",
        actors=number,
        seconds=round(seconds, 1),
        found=PossibleDuplicate.objects.filter(workspace=workspace).count(),
        per_second=round(number / seconds),
        cpu_ms=ours,
        db_cpu_ms=theirs,
    )


# --- files


def _import(
    workspace: Any, number: int, rows: int, options: argparse.Namespace, folder: Path
) -> None:
    """A file where a tenth are in the register already; the duplicate check is part of it."""
    from brobygger.actors.transfer.importing import import_file
    from tests.bench.files import bare_copy, write_register

    taken, bare, report = [], [], None
    for turn in range(options.imports):
        path = folder / f"import-{number}-{turn}.csv"
        write_register(path, rows, seed=options.seed + turn + 1, part=turn)
        began = time.perf_counter()
        report = import_file(path, workspace=workspace, source=f"bench-{turn}")
        taken.append(time.perf_counter() - began)
        bare.append(bare_copy(workspace, f"bench-{turn}"))
    _tell_import("import with duplicate check", number, rows, report, (taken, bare))


def _whole_register(workspace: Any, number: int, options: argparse.Namespace, folder: Path) -> None:
    """A whole register from one file: into a workspace where nobody is yet, as before lunch, and
    into one that holds as many already, a tenth of them the same.

    Undone afterwards. What the worker does when the register is there is told apart from it.
    """
    from django.db import transaction

    from brobygger.actors.domain.bulk import settle
    from brobygger.actors.transfer.importing import import_file
    from brobygger.workspaces.models import Workspace
    from tests.bench.files import bare_copy, write_register

    path = folder / f"register-{number}.csv"
    for bench, part in (("import of a whole register", 0), ("import of as many again", 1)):
        write_register(path, number, seed=options.seed + part, part=part)
        taken, bare, after, report = [], [], [], None
        for _turn in range(options.imports if number == SMALL else 1):
            with transaction.atomic():
                there = workspace
                if part == 0:
                    there = Workspace.objects.create(slug=f"empty-{number}", name="Tomt")
                began = time.perf_counter()
                report = import_file(path, workspace=there, source="bench-register")
                taken.append(time.perf_counter() - began)
                began = time.perf_counter()
                settle(there, report.created)
                after.append(time.perf_counter() - began)
                bare.append(bare_copy(there, "bench-register"))
                transaction.set_rollback(True)
        _tell_import(bench, number, number, report, (taken, bare), after)


def _tell_import(
    bench: str,
    number: int,
    rows: int,
    report: Any,
    times: tuple[list[float], list[float]],
    after: list[float] | None = None,
) -> None:
    from tests.bench.asking import spread

    seconds, sql = (spread(one) for one in times)
    print_line(
        bench=bench,
        actors=number,
        rows=rows,
        created=report.created,
        updated=report.updated,
        p50_ms=seconds.p50,
        p95_ms=seconds.p95,
        sql_p50_ms=sql.p50,
        sql_p95_ms=sql.p95,
        ratio=round(seconds.p50 / max(sql.p50, 0.01), 2),
        settled_ms=spread(after).p50 if after else None,
        rows_per_second=round(rows / seconds.p50 * 1000),
        aim="2000 rows/s",
        met=rows / seconds.p50 * 1000 >= 2000,
    )


def _export(workspace: Any, number: int, form: str, folder: Path) -> None:
    """In a process of its own, whose largest memory is that of the export."""
    from tests.bench.asking import spread
    from tests.bench.files import bare_read

    file = Path(__file__).with_name("exporting.py")
    asked = [sys.executable, str(file), workspace.slug, form, str(folder / f"export.{form}")]
    runs = [json.loads(subprocess.check_output(asked, text=True)) for _ in range(3)]
    taken = spread([run["seconds"] for run in runs])
    bare = spread([bare_read(workspace) for _ in range(3)])
    print_line(
        bench=f"export, {form}",
        actors=number,
        p50_ms=taken.p50,
        p95_ms=taken.p95,
        sql_p50_ms=bare.p50,
        sql_p95_ms=bare.p95,
        ratio=round(taken.p50 / max(bare.p50, 0.01), 2),
        bytes=runs[0]["bytes"],
        grown_mb=max(run["grown_mb"] for run in runs),
        aim="constant memory (at most 60 MB more than before it began)",
        met=max(run["grown_mb"] for run in runs) <= 60,
    )


if __name__ == "__main__":
    main()
