"""Small registers as bytes, and the reference data beside the checkout."""

import csv
import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

_SHARED = Path(__file__).parents[3] / "shared" / "data"


def reference_data(part: str) -> Path:
    """A folder or file of `../shared/data`: required where CI=true, said clearly elsewhere."""
    path = _SHARED / part
    if path.exists():
        return path
    text = f"Referencedata mangler: {path}. Se README om ../shared/data."
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(text)
    pytest.skip(text)


def csv_file(*rows: Sequence[str], encoding: str = "utf-8-sig", sign: str = ";") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign).writerows(rows)
    return text.getvalue().encode(encoding)


def excel_file(*rows: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Foreninger")
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def zip_file(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def directory(**tables: str) -> bytes:
    """An HSDS package: each table as the text of its CSV file."""
    return zip_file({f"{name}.csv": text.encode() for name, text in tables.items()})
