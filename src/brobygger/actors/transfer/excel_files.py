"""Excel workbooks: the first sheet with anything in it, every cell as the text a person sees."""

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from brobygger.actors.transfer.archives import open_zip, unpack
from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.limits import check_rows
from brobygger.actors.transfer.tables import Table, make_table


def read_excel(
    content: bytes, *, is_header: Callable[[Sequence[str]], bool] | None = None
) -> Table:
    """The first sheet that holds anything, as a table. Raises ImportRefused."""
    formulas = _has_formulas(content)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and validations it leaves out; we want none of them.
            warnings.simplefilter("ignore")
            return _first_table(content, formulas, is_header)
    except ImportRefused:
        raise
    except Exception as error:
        raise ImportRefused(
            _(
                "Excel-filen kan ikke læses. Åbn den i Excel, gem den igen som »Excel-projektmappe "
                "(.xlsx)« uden adgangskode, og prøv så. Intet er lagt ind."
            )
        ) from error


def _first_table(
    content: bytes, formulas: bool, is_header: Callable[[Sequence[str]], bool] | None
) -> Table:
    import openpyxl  # when a workbook comes, not when Brobygger starts

    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    written = openpyxl.load_workbook(io.BytesIO(content), read_only=True) if formulas else None
    empty = Table("", (), ())
    for sheet in values.worksheets:
        behind = written[sheet.title].iter_rows(values_only=True) if written else ()
        table = make_table(
            sheet.title, _grid(sheet.iter_rows(values_only=True), behind), is_header=is_header
        )
        if table.rows:
            return table
        empty = empty if empty.columns else table
    return empty


def _grid(rows: Any, formulas: Any) -> Iterator[list[str]]:
    """Cells as text; a formula Excel never worked out stands as it is written."""
    for number, (row, behind) in enumerate(zip_longest(rows, formulas, fillvalue=()), 1):
        check_rows(number)
        pairs = zip_longest(row, behind)
        yield [cell_text(formula if value is None else value) for value, formula in pairs]


def cell_text(value: Any) -> str:
    """A cell as words: 8000 and not 8000.0, a day as 2026-11-21, yes and no as ja and nej."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    return str(value)


def _has_formulas(content: bytes) -> bool:
    with open_zip(content) as archive:
        sheets = [e for e in archive.infolist() if e.filename.startswith("xl/worksheets/")]
        return any(b"<f>" in (xml := unpack(archive, e)) or b"<f " in xml for e in sheets)
