"""HSDS packages read with other tools than those that wrote them."""

import csv
import io
import json
import zipfile
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker

from tests.actors.files import reference_data

Rows = dict[str, list[dict[str, str]]]


def rows_of(package: bytes) -> Rows:
    """The rows of every file, by the name of its resource; empty cells are left out."""
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        described = json.loads(files.read("datapackage.json"))
        return {
            one["name"]: [
                {name: cell for name, cell in row.items() if cell}
                for row in csv.DictReader(io.StringIO(files.read(one["path"]).decode()))
            ]
            for one in described["resources"]
        }


def check_package(package: bytes) -> Rows:
    """The package is what Open Referral's tabular schema and data package ask for."""
    rows = rows_of(package)
    _tabular().validate({name: list(map(_typed, table)) for name, table in rows.items()})
    for name, resource in _resources().items():
        for row in rows.get(name, []):
            for field in resource["schema"]["fields"]:
                asked = field.get("constraints", {})
                assert row.get(field["name"]) or not asked.get("required"), (name, field["name"])
    _check_references(package, rows)
    return rows


def _check_references(package: bytes, rows: Rows) -> None:
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        described = json.loads(files.read("datapackage.json"))["resources"]
    for one in described:
        ids = [str(UUID(row["id"])) for row in rows[one["name"]]]
        assert len(ids) == len(set(ids)), one["name"]
        for key in one["schema"]["foreignKeys"]:
            there = {row["id"] for row in rows[key["reference"]["resource"]]}
            assert {r[key["fields"]] for r in rows[one["name"]] if key["fields"] in r} <= there


def _typed(row: dict[str, str]) -> dict[str, Any]:
    return row | {name: float(row[name]) for name in ("latitude", "longitude") if name in row}


@cache
def _tabular() -> Draft202012Validator:
    schema = json.loads(reference_data("hsds/schema/tabular.json").read_text())
    checker = FormatChecker()
    checker.checks("uri")(lambda text: bool(urlsplit(str(text)).scheme))
    return Draft202012Validator(schema, format_checker=checker)


@cache
def _resources() -> dict[str, Any]:
    described = json.loads(reference_data("hsds/datapackage.json").read_text())
    return {one["name"]: one for one in described["resources"]}
