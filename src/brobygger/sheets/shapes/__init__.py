"""How each shape of value is checked, merged, read from a form and said: one module a shape.

A new shape is a module here with one class, its line in `_RULES`, and a template of the same name
in `templates/sheets/shapes`.
"""

from brobygger.catalog.fields import Field, Shape
from brobygger.sheets.shapes.base import ShapeRules, Value
from brobygger.sheets.shapes.choice import ChoiceRules
from brobygger.sheets.shapes.notes import NotesRules
from brobygger.sheets.shapes.pair import PairRules
from brobygger.sheets.shapes.parts import PartsRules
from brobygger.sheets.shapes.rows import RowsRules
from brobygger.sheets.shapes.scale import ScaleRules
from brobygger.sheets.shapes.text import TextRules

__all__ = ["ShapeRules", "Value", "rules_of"]

_RULES: dict[Shape, ShapeRules] = {
    Shape.TEXT: TextRules(),
    Shape.CHOICE: ChoiceRules(),
    Shape.ROWS: RowsRules(),
    Shape.PARTS: PartsRules(),
    Shape.NOTES: NotesRules(),
    Shape.SCALE: ScaleRules(),
    Shape.PAIR: PairRules(),
}


def rules_of(field: Field) -> ShapeRules:
    """The rules of the shape the field's value has."""
    return _RULES[field.shape]
