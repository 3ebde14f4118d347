"""Which fields face each other when two tools lie side by side: told by the catalogue alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from brobygger.catalog.fields import Field, FromTool, Shape
from brobygger.catalog.schema import Tool


@dataclass(frozen=True)
class Facing:
    """A theme: a field of a tool on the left, one of the tool on the right, or only one of them."""

    title: str
    left_tool: str = ""
    left: Field | None = None
    right: Field | None = None

    @property
    def asked_of_both(self) -> bool:
        """Whether both sides were asked."""
        return self.left is not None and self.right is not None


def mirrored_tools(tool: Tool) -> list[str]:
    """The tools whose other side this tool is, the one it faces most fields of first."""
    found = Counter(mirror.tool for field in tool.fields for mirror in field.mirrors)
    return [tool_id for tool_id, _fields in found.most_common()]


def can_face(left: Tool, right: Tool) -> bool:
    """Whether the two can lie side by side with `right` on the right."""
    return left.id == right.id or left.id in mirrored_tools(right)


def facing(left: Mapping[str, Tool], right: Tool) -> list[Facing]:
    """The themes of the tools on the left (by id) beside the one on the right.

    First what both sides are asked, in the right tool's order; then what only one is. What is
    private to an organisation faces nobody.
    """
    both = list(_face_to_face(left, right))
    seen = {(one.left_tool, one.left.id) for one in both if one.left}
    answered = {one.right.id for one in both if one.right}
    return [
        *both,
        *(
            Facing(field.title.text, right=field)
            for field in _open(right)
            if field.id not in answered
        ),
        *(
            Facing(field.title.text, left_tool=tool.id, left=field)
            for tool in left.values()
            for field in _open(tool)
            if (tool.id, field.id) not in seen
        ),
    ]


def _face_to_face(left: Mapping[str, Tool], right: Tool) -> Iterable[Facing]:
    for field in _open(right):
        if right.id in left:
            own = left[right.id]
            if own.has(field.id) and not own.field(field.id).private:
                yield Facing(field.title.text, right.id, own.field(field.id), field)
            continue
        for mirror in field.mirrors:
            tool = left.get(mirror.tool)
            if tool is not None and tool.has(mirror.field):
                other = tool.field(mirror.field)
                if not other.private:
                    yield Facing(mirror.title.text, tool.id, other, field)


def _open(tool: Tool) -> list[Field]:
    return [field for field in tool.fields if not field.private]


def clause_for(agreement: Tool, sides: Iterable[tuple[str, str]]) -> Field | None:
    """The field of the agreement that takes from one of these (tool, field), if it can be written
    in piece by piece: words or lines."""
    wanted = set(sides)
    for field in clauses_to_write_in(agreement):
        sources = {
            (source.tool, source.field)
            for source in field.takes_from
            if isinstance(source, FromTool)
        }
        if sources & wanted:
            return field
    return None


def clauses_to_write_in(agreement: Tool) -> list[Field]:
    """The fields of the agreement a difference can be written into."""
    return [
        field
        for field in agreement.fields
        if field.shape in {Shape.TEXT, Shape.ROWS} and field.kind != "party"
    ]
