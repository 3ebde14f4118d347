"""A tool on paper: its fields with whatever has been written in them."""

from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from brobygger.catalog.fields import Column, Field, Shape
from brobygger.catalog.paper_board import closed_up
from brobygger.catalog.paper_shapes import drawing
from brobygger.catalog.schema import Tool
from brobygger.core.templatetags.brobygger import short_day
from brobygger.paper.sheet import (
    PaperColumn,
    PaperField,
    PaperOption,
    PaperPhoto,
    SheetPaper,
    sheet_pdf,
)


def tool_pdf(
    tool: Tool,
    values: Mapping[str, Any],
    *,
    language: str,
    date: date,
    title: str = "",
    context: str = "",
    url: str = "",
    size: str = "a3",
    readable: Container[str] | None = None,
    photos: tuple[PaperPhoto, ...] = (),
) -> bytes:
    """The tool's sheet with these values (field id → value as sheets keep it), or blank: one board
    on A3, standing up on A4. Fields that are not `readable` are left out: the others close up, and
    the foot says that there are more."""
    shown = [field for field in tool.fields if readable is None or field.id in readable]
    partial = len(shown) < len(tool.fields)
    fields = tuple(_field(field, values.get(field.id, {}), language) for field in shown)
    fields, rows = closed_up(fields, tool.paper.rows) if partial else (fields, tool.paper.rows)
    return sheet_pdf(
        SheetPaper(
            title=title or tool.title.in_language(language),
            tool=tool.title.in_language(language),
            version=tool.version,
            fields=fields,
            rows=rows,
            partial=partial,
            date=date,
            context=context,
            url=url,
            language=language,
            size=size,
            flow=size == "a4",
            photos=photos,
        )
    )


def _field(field: Field, value: Mapping[str, Any], language: str) -> PaperField:
    chosen = value.get("chosen", ())
    drawn = drawing(field, value, language)
    return PaperField(
        title=field.title.in_language(language),
        question=field.question.in_language(language),
        column=field.area.column,
        width=field.area.width,
        row=field.area.row,
        height=field.area.height,
        shape="rows" if field.shape is Shape.PARTS else field.shape.value,
        text=value.get("text", ""),
        options=tuple(
            PaperOption(
                title=option.title.in_language(language),
                description=option.description.in_language(language) if option.description else "",
                chosen=option.id in chosen,
            )
            for option in (() if drawn else field.options)
        ),
        drawn=drawn,
        columns=tuple(
            PaperColumn(title=column.title.in_language(language), width=column.width)
            for column in field.columns
        ),
        rows=tuple(_row(field, row, language) for row in _rows(field, value)),
        private=field.private,
        single=field.shape is Shape.PARTS,
    )


def _rows(field: Field, value: Mapping[str, Any]) -> list[Mapping[str, str]]:
    if field.shape is Shape.PARTS:
        parts = value.get("parts", {})
        return [parts] if any(parts.values()) else []
    rows: list[Mapping[str, str]] = value.get("rows", [])
    return rows


def _row(field: Field, row: Mapping[str, str], language: str) -> tuple[str, ...]:
    return tuple(cell_text(column, row.get(column.id, ""), language) for column in field.columns)


def cell_text(column: Column, cell: str, language: str) -> str:
    """A cell as people read it: option titles, dates in words."""
    if column.input == "choice":
        titles = {option.id: option.title.in_language(language) for option in column.options}
        return titles.get(cell, cell)
    if column.input == "date" and cell:
        return short_day(date.fromisoformat(cell))
    if column.input == "time":
        return cell.replace(":", ".") if language.startswith("da") else cell
    return cell
