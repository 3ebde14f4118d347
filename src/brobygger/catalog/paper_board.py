"""The board on paper with only some of its fields: they close up, and leave no hole."""

from dataclasses import replace

from brobygger.paper.sheet import PaperField

_COLUMNS = 12


def closed_up(fields: tuple[PaperField, ...], rows: int) -> tuple[tuple[PaperField, ...], int]:
    """The fields in their order, side by side over the whole width, and how many rows the board
    then has. Few fields grow, but not to more than half as high again."""
    placed: list[PaperField] = []
    row = 1
    for shelf in _shelves(sorted(fields, key=lambda field: (field.row, field.column))):
        height, column = max(field.height for field in shelf), 1
        for field, width in zip(shelf, _widths(shelf), strict=True):
            placed.append(replace(field, column=column, width=width, row=row, height=height))
            column += width
        row += height
    return tuple(placed), max(row - 1, -(-rows * 2 // 3))


def _shelves(fields: list[PaperField]) -> list[list[PaperField]]:
    shelves: list[list[PaperField]] = []
    for field in fields:
        if shelves and sum(one.width for one in shelves[-1]) + field.width <= _COLUMNS:
            shelves[-1].append(field)
        else:
            shelves.append([field])
    return shelves


def _widths(shelf: list[PaperField]) -> list[int]:
    """The twelve columns shared out as the fields share them now; the rest goes to the widest."""
    taken = sum(field.width for field in shelf)
    widths = [field.width * _COLUMNS // taken for field in shelf]
    widths[widths.index(max(widths))] += _COLUMNS - sum(widths)
    return widths
