"""How quick the register is: list, search, facets, import and export, beside the bare SQL.

    python tests/bench/register.py --number 100000 [--times 20] [--import-rows 10000] [--seed 1]

Makes a database of its own, fills it with an invented register of a thousand actors and one of
`--number`, and removes it again (DATABASE_URL is not asked). Prints one JSON object a line: what
was measured, at how many actors, p50 and p95 in milliseconds, the same for the bare SQL (the
statements about the register that the request asked, sent again over a plain connection and read
to the end), the ratio, the aim and whether it is met.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
FORMATS = ("csv", "xlsx", "hsds", "geojson", "vcard")


def main() -> None:
    options = _options()
    with _own_database() as folder:
        _set_up()
        from django.db import connection

        from brobygger.core import clock

        workspaces = [_filled(number, options.seed) for number in sorted({SMALL, options.number})]
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        print_line(bench="machine", cores=os.cpu_count(), today=str(clock.today()))
        for workspace, number in workspaces:
            _pages(workspace, number, options.times)
            for form in FORMATS:
                _export(workspace, number, form, folder)
            rows = min(number, options.import_rows)
            _import(workspace, number, rows, options, folder)


def print_line(**said: Any) -> None:
    """One result, at once, so that a long run can be followed."""
    print(json.dumps(said, ensure_ascii=False), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--import-rows", type=int, default=10_000)
    parser.add_argument("--imports", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


@contextmanager
def _own_database() -> Iterator[Path]:
    from brobygger.embedded.postgres import start_or_join

    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="bb-bench-") as name:
        folder = Path(name)
        with start_or_join(folder / "data") as address:
            os.environ |= {"DATABASE_URL": address, "BROBYGGER_DATA": str(folder / "data")}
            try:
                yield folder
            finally:
                _hang_up()


def _hang_up() -> None:
    from django.apps import apps
    from django.db import connections

    if apps.ready:
        connections.close_all()


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brobygger.config.settings")
    os.environ["BROBYGGER_DATABASE_POOL"] = "0"
    import logging

    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _filled(number: int, seed: int) -> tuple[Any, int]:
    from brobygger.accounts.models import User
    from brobygger.authorization.roles import Role
    from brobygger.core import clock
    from brobygger.demo.synthetic import fill
    from brobygger.workspaces.models import Membership, Workspace

    workspace = Workspace.objects.create(slug=f"bench-{number}", name=f"{number}")
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


def _pages(workspace: Any, number: int, times: int) -> None:
    from django.urls import reverse

    from tests.bench.asking import Browser

    browser = Browser("maaler@bench.example")
    where = [workspace.slug]
    deep = number // 50 - 1
    for name, query in LISTS.items():
        address = f"{reverse('actors:list', args=where)}?{query.format(deep=deep) or 'all=on'}"
        _report(browser.measure(address, times), name, number, "1.5 × SQL + 20 ms", _plus_twenty)
    for name, query in FACETS.items():
        address = f"{reverse('actors:facets', args=where)}?{query}"
        _report(browser.measure(address, times, htmx=True), name, number, "1.5 × SQL", _half_more)


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
        queries=measured.queries,
        aim=aim,
        met=met(measured.taken.p50, measured.bare.p50),
    )


# --- files


def _import(
    workspace: Any, number: int, rows: int, options: argparse.Namespace, folder: Path
) -> None:
    """A file where a tenth are in the register already; the duplicate check is part of it."""
    from brobygger.actors.transfer.importing import import_file
    from tests.bench.asking import spread
    from tests.bench.files import bare_copy, write_register

    taken, bare, report = [], [], None
    for turn in range(options.imports):
        path = folder / f"import-{number}-{turn}.csv"
        write_register(path, rows, seed=options.seed + turn + 1, part=turn)
        began = time.perf_counter()
        report = import_file(path, workspace=workspace, source=f"bench-{turn}")
        taken.append(time.perf_counter() - began)
        bare.append(bare_copy(workspace, f"bench-{turn}"))
    seconds, sql = spread(taken), spread(bare)
    print_line(
        bench="import with duplicate check",
        actors=number,
        rows=rows,
        created=report.created if report else 0,
        updated=report.updated if report else 0,
        p50_ms=seconds.p50,
        p95_ms=seconds.p95,
        sql_p50_ms=sql.p50,
        sql_p95_ms=sql.p95,
        ratio=round(seconds.p50 / max(sql.p50, 0.01), 2),
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
