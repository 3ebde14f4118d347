"""How quick searching across sheets is, beside the bare SQL.

    python tests/bench/sheets.py --number 100000 [--times 7] [--seed 1] [--keep FOLDER]

Makes a database of its own and fills it with invented sheets, which one coordinator may read: most
are the municipality's own, the rest lie in collaborations, shared by associations field by field or
written by all parties. Prints JSON lines as register.py does.
"""

import argparse
import os
import time
from pathlib import Path
from typing import Any

from tests.bench.database import own_database, print_line, set_up

READER = "maaler@bench.example"
MOST_MS = 150
PAGES = {
    "all": "",
    "all, page deep down": "page={deep}",
    "a tool": "tool=t1_frames",
    "a month": "since=2026-01-01&until=2026-01-31",
    "a word of many": "q=lokaler",
    "a rare word": "q=kvindecafeen17",
    "two words": "q=lokaler+onsdag",
    "the beginning of a word": "q=frivil",
    "a word nobody wrote": "q=xylofon",
    "the name of an owner": "q=forening+12",
    "the name of a tool": "q=rammer",
}


def main() -> None:
    """Fill, look, print."""
    options = _options()
    with own_database(options.keep):
        set_up()
        from brobygger.workspaces.models import Workspace

        if not Workspace.objects.filter(slug="bench-sheets").exists():
            _fill(options.number, options.seed)
        print_line(bench="machine", cores=os.cpu_count())
        _measure(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def _fill(number: int, seed: int) -> None:
    from django.db import connection

    from tests.bench.invented_sheets import fill

    began = time.perf_counter()
    fill(number, seed=seed, reader=READER)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    seconds = time.perf_counter() - began
    print_line(bench="fill", sheets=number, seconds=round(seconds, 1))


def _measure(options: argparse.Namespace) -> None:
    from django.urls import reverse

    from brobygger.sheets.answering import MOST as LISTED
    from tests.bench.asking import Browser

    browser = Browser(READER)
    for name, query in PAGES.items():
        asked = query.format(deep=min(options.number, LISTED) // 25)
        address = f"{reverse('sheets:search')}?{asked}"
        measured: Any = browser.measure(address, options.times, about="sheets_")
        print_line(
            bench=f"search in sheets: {name}",
            sheets=options.number,
            p50_ms=measured.taken.p50,
            p95_ms=measured.taken.p95,
            sql_p50_ms=measured.bare.p50,
            sql_p95_ms=measured.bare.p95,
            cpu_ms=measured.cpu,
            db_cpu_ms=measured.database_cpu,
            queries=measured.queries,
            aim=f"SQL at most {MOST_MS} ms",
            met=measured.bare.p50 <= MOST_MS,
        )


if __name__ == "__main__":
    main()
