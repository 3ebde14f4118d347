"""Catalogue files read strictly: every refusal names file, line and reason."""

import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from brobygger.catalog.exceptions import CatalogError

CONTENT = Path(__file__).resolve().parent.parent / "content"

Model = TypeVar("Model", bound=BaseModel)


class StrictLoader(yaml.CSafeLoader):
    """YAML without dates made behind our back and without keys given twice.

    Read by libyaml, ten times as fast: every process reads the whole catalogue when it starts.
    """


StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(
                None, None, "found unhashable key", key_node.start_mark
            )
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"{key!r} is given twice", key_node.start_mark
            )
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_model(path: Path, model: type[Model]) -> Model:
    """The file as ``model``. Raises CatalogError."""
    read: Model = read_as(path, TypeAdapter(model))
    return read


def read_as(path: Path, adapter: TypeAdapter[Any]) -> Any:
    """The file validated by ``adapter``. Raises CatalogError for the first thing that is wrong."""
    source = path.read_text(encoding="utf-8")
    try:
        tree, data = _tree_and_data(source)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CatalogError(path, line, error.problem or "not YAML") from error
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        line = line_of(tree, first["loc"])
        if first["type"] == "value_error":
            line = _line_named(source, said) or line
        raise CatalogError(path, line, f"{where}: {said}" if where else said) from error


def _tree_and_data(source: str) -> tuple[yaml.Node | None, Any]:
    """What the text says, and where in it each thing stands."""
    loader = StrictLoader(source)
    try:
        tree = loader.get_single_node()
        return tree, None if tree is None else loader.construct_document(tree)
    finally:
        loader.dispose()


def _line_named(source: str, said: str) -> int | None:
    """The line of the last thing a broken rule names: the second of two with one id."""
    names = re.findall(r"'([^']+)'", said)
    if not names:
        return None
    name = re.escape(names[-1])
    lines = list(enumerate(source.splitlines(), 1))
    as_id = [number for number, line in lines if re.search(rf"\bid: {name}(?!\w)", line)]
    named = [number for number, line in lines if re.search(rf"(?<!\w){name}(?!\w)", line)]
    found = named if "no such field" in said else as_id or named
    return found[-1] if found else None


def line_of(node: yaml.Node | None, steps: Sequence[int | str]) -> int | None:
    """The line of the innermost thing on the way that is there (union tags are not)."""
    if node is None:
        return None
    line = node.start_mark.line + 1
    for step in steps:
        child = _child(node, step)
        if child is None:
            continue
        line, node = child
    return line


def _child(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child.start_mark.line + 1, child
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    return None
